"""Why a person is posted elsewhere, as far as it can be read off the two plans, their rules and their points.

A reason says what is different for the person; that the difference was *necessary* is claimed only where a rule bars.
"""

from __future__ import annotations

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.plan import Assignment
from solver.domain.posting import Incumbent
from solver.domain.words import Role
from solver.modelling.rule import EligibilityRule, PairRule, SeatGoal
from solver.report.compared import Move
from solver.report.context import Context
from solver.report.reasons import reason_for
from solver.text import Text

NEW_IN_ROSTER = Text("人选花名册中新增", "new in the roster")
NOT_IN_ROSTER = Text("已不在人选花名册中", "no longer in the roster")
BEFORE = Text("原方案：{why}", "before: {why}")
AFTER = Text("新方案：{why}", "now: {why}")
NOT_LISTED = Text("{village}不再选派", "{village} is no longer listed")
NO_PLACE = Text("{village}的{role}岗位已由留任人员占满或减少", "no place is left in {village} for: {role}")
BARRED = Text("原岗位不再允许：{why}", "barred from the old post: {why}")
TAKEN = Text(
    "原岗位改由{who}担任({theirs}分，本人{own}分)", "{who} now holds the old post ({theirs} points; own: {own})"
)
FEWER = Text("{village}的{role}岗位减少", "fewer places in {village} for: {role}")
EMPTY = Text("原岗位现空缺", "the old post is open now")
NOT_ON_POST = Text("不在在岗人员表中", "not in the table of people on post")
RECALLED = Text("召回", "recalled")
RECALLED_FOR = Text("召回({why})", "recalled ({why})")
DUE = Text("任期届满", "the term is up")
DUE_ON = Text("任期{end}届满", "the term is up on {end}")
STAYS = Text("任期未满或同意延期，留任", "stays on post: the term goes on, or was extended")
POINTS = Text("新岗位{new}分，原岗位{old}分", "points: {new} in the new post, {old} in the old")


def reason_of_move(move: Move, one: Context, two: Context) -> Text:
    """Say what is different for a person between two plans.

    Parameters
    ----------
    one, two
        The plans before and after, in the reader's language.
    """
    before, after = move.before, move.after
    here, words = (one, BEFORE) if before is None else (two, AFTER)
    if move.kind in ("stays", "leaves"):
        return words.with_values(why=_why_gone(_incumbent(here.instance, move.person_id)))
    position = here.instance.candidate_index.get(move.person_id)
    if before is None or after is None:
        if position is None:
            return NEW_IN_ROSTER if before is None else NOT_IN_ROSTER
        reason = reason_for(here, here.instance.candidates[position])
        return words.with_values(why=one.sentences(reason.texts))
    if position is None or after in _stayers(two):
        return AFTER.with_values(why=STAYS)
    return _old_post(two.instance.candidates[position], before, after, one, two)


def _incumbent(instance: Instance, person_id: str) -> Incumbent | None:
    return next((i for i in instance.incumbents if i.person.person_id == person_id), None)


def _stayers(ctx: Context) -> set[Assignment]:
    return {Assignment(i.village_id, i.role, i.person.person_id) for i in ctx.instance.staying}


def _why_gone(incumbent: Incumbent | None) -> Text:
    """Say why somebody does not stay on post."""
    if incumbent is None:
        return NOT_ON_POST
    if incumbent.recalled:
        reason = incumbent.recall_reason
        return RECALLED_FOR.with_values(why=reason) if reason else RECALLED
    return DUE if incumbent.end is None else DUE_ON.with_values(end=incumbent.end.isoformat())


def _old_post(person: Candidate, before: Assignment, after: Assignment, one: Context, two: Context) -> Text:
    """Say what became of the post that the person had."""
    village_idx = two.instance.village_index.get(before.village_id)
    if village_idx is None:
        return NOT_LISTED.with_values(village=before.village_id)
    village, post = two.instance.villages[village_idx], two.problem.posts[village_idx]
    if not post.wants_first_secretary:
        return NOT_LISTED.with_values(village=village.full_name)
    if post.places(before.role) <= two.problem.n_staying(village_idx, before.role):
        return NO_PLACE.with_values(village=village.full_name, role=before.role.label)
    barred = _refusal(person, before, two)
    if barred is not None:
        return BARRED.with_values(why=barred)
    old, new = (_points(person, a.village_id, a.role, two) for a in (before, after))
    points = POINTS.with_values(new=new, old=old)
    holders = [m.person for m in two.team_of[before.village_id].of_role(before.role) if not m.incumbent]
    had = {m.person.person_id for m in one.team_of[before.village_id].of_role(before.role)}
    newcomers = [p for p in holders if p.person_id not in had]
    if newcomers:
        theirs = tuple(_points(p, before.village_id, before.role, two) for p in newcomers)
        what = TAKEN.with_values(who=two.names(newcomers), theirs=theirs, own=old)
    else:
        full = len(holders) >= post.places(before.role) - two.problem.n_staying(village_idx, before.role)
        what = FEWER.with_values(village=village.full_name, role=before.role.label) if full else EMPTY
    return Text("{what}；{points}", "{what}; {points}", {"what": what, "points": points})


def _refusal(person: Candidate, seat: Assignment, ctx: Context) -> Text | None:
    """Return the words of the first rule that bars a person from a seat, if one does."""
    village = ctx.instance.villages[ctx.instance.village_index[seat.village_id]]
    for rule in ctx.solved.book.rules_of(EligibilityRule):
        if not rule.admits(person, seat.role, ctx.instance):
            return rule.refusal(person, seat.role, ctx.instance)
    for pair in ctx.solved.book.rules_of(PairRule):
        if not pair.admits(person, village, seat.role, ctx.problem):
            return pair.refusal(person, village, seat.role, ctx.problem)
    return None


def _points(person: Candidate, village_id: str, role: Role, ctx: Context) -> int:
    village = ctx.instance.villages[ctx.instance.village_index[village_id]]
    points = 0
    for goal in ctx.solved.book.goals_of(SeatGoal):
        points += goal.score(person, village, role, ctx.problem)
    return points

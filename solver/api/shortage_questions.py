"""Where people are short: smallest sets of places, who could go there, and why nobody else."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from solver.api.explaining import Explanation
from solver.report.wording_lists import listed
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.domain.plan import Assignment
    from solver.engine.explaining.shortage import Shortage

HEADING = Text(
    "“{title}”：{places}共需再派{need}人，能派的只有{can}人",
    "“{title}”: {places} need {need} more, only {can} can be sent",
)
NAMED = Text("可任者：{people}。", "Who could go: {people}.")
NOBODY = Text("提名人选中没有一人可任。", "Not one of the nominees could go.")
LIMITED = Text("其中{people}合计最多派{room}人（“{title}”）。", "Of {people} at most {room} can be sent (“{title}”).")
WHY = Text("其余{n}名提名人选：{reasons}。", "The other nominees ({n}): {reasons}.")
BY_RULE = Text("“{title}”不允许{n}人", "barred by “{title}”: {n}")
BY_DEMAND = Text("不具备所要求的条件{n}人", "without what is asked for: {n}")
SMALLEST = Text("已证明：没有更小的村组缺人。", "Proved: no smaller set of places is short.")
NOT_SMALLEST = Text("是否最小，未证明。", "That it is the smallest is not proved.")
CHECKED = Text("已按规则条文另行清点，一致。", "Counted again from the statements of the rules: the same.")
UNCHECKED = Text(
    "同一村有多项要求，未能逐条另行清点。", "A village has several demands of the rule: not counted again one by one."
)
NONE_SHORT = Text("没有缺人的村组", "No set of places is short")
OTHERWISE = Text("其他未满足的要求", "What falls short for another reason")
NO_SHORTAGE = Text(
    "方案满足全部下限；或所缺的人另有他用，并非总数不够。",
    "The plan meets every lower limit, or the people it lacks are wanted elsewhere rather than too few.",
)
ELSEWHERE = Text(
    "“{title}”尚缺，但任何村组的可任者都够：人是被别处占用，或受其他规则牵制。",
    "“{title}” falls short, but for no set of places are there too few: the people are wanted elsewhere, or other "
    "rules stand in the way.",
)
MOST_NAMED = 12


def explain_shortage(explainer: Explainer) -> tuple[Explanation, ...]:
    """Return one answer a shortage, and one for rules that fall short for another reason."""
    from solver.engine.explaining.shortage import shortages

    found = shortages(explainer.desk.model, explainer.desk.seats)
    answers = [_told(explainer, one) for one in found]
    explained = {one.rule for one in found}
    known = {rule.slug: rule.title for rule in explainer.solved.book.rules}
    short = dict.fromkeys(v.rule for v in explainer.solved.evaluation.exceptions)
    lower = {c.rule for c in explainer.desk.model.all_counts if c.lower is not None}
    others = [ELSEWHERE.with_values(title=known[r]) for r in short if r in known and r in lower - explained]
    if others or not answers:
        heading = OTHERWISE if answers else NONE_SHORT
        answers.append(Explanation(heading, tuple(others) or (NO_SHORTAGE,), True, {"places": []}))
    return tuple(answers)


def _told(explainer: Explainer, one: Shortage) -> Explanation:
    ctx = explainer.context
    titles = {rule.slug: rule.title for rule in explainer.solved.book.rules}
    people = {p for group in one.groups for p in group.people}
    places = tuple(ctx.place_name(c.place) for c in one.counts)
    heading = HEADING.with_values(title=titles[one.rule], places=places, need=one.need, can=one.can)
    candidates = ctx.instance.candidates
    named = sorted(people)[:MOST_NAMED]
    names = tuple(ctx.name(candidates[p]) for p in named)
    names = (*names, "…") if len(people) > MOST_NAMED else names
    lines = [NAMED.with_values(people=names) if people else NOBODY]
    for group in one.groups:
        if group.limit and group.can < len(group.people):
            rule, _, place = group.limit.partition("@")
            who = tuple(ctx.name(candidates[p]) for p in group.people[:MOST_NAMED])
            title = Text("{title} {place}", "{title} {place}", {"title": titles[rule], "place": place})
            lines.append(LIMITED.with_values(people=who, room=group.room, title=title))
    lines.append(_why_nobody_else(explainer, one, people))
    is_checked = checked(explainer, one)
    lines += [SMALLEST if one.smallest else NOT_SMALLEST, CHECKED if is_checked else UNCHECKED]
    figures: dict[str, object] = {
        "rule": one.rule,
        "places": [c.place for c in one.counts],
        "need": one.need,
        "can": one.can,
        "people": [candidates[p].person_id for p in sorted(people)],
        "checked": is_checked,
    }
    return Explanation(heading, tuple(lines), one.smallest and is_checked, figures)


def checked(explainer: Explainer, one: Shortage) -> bool:
    """Whether counting from the statements gives the same need, the same people, and limits that bind."""
    from solver.modelling.rule import TeamRule
    from solver.verify.shortage_count import limit_binds, recount

    ctx, book = explainer.context, explainer.solved.book
    if one.rule not in {rule.slug for rule in book.rules_of(TeamRule)}:
        return False
    again = recount(ctx.problem, book, one.rule, [c.place for c in one.counts])
    people = {ctx.instance.candidates[p].person_id for group in one.groups for p in group.people}
    if again.need != one.need or set(again.people) != people:
        return False
    for group in one.groups:
        if group.can == len(group.people):
            continue
        seats = _one_seat_each(explainer, one, group.people[: group.room + 1])
        if not limit_binds(ctx.problem, book, group.limit.partition("@")[0], seats):
            return False
    return True


def _one_seat_each(explainer: Explainer, one: Shortage, people: tuple[int, ...]) -> list[Assignment]:
    from solver.domain.plan import Assignment
    from solver.domain.words import ROLES

    instance, seats = explainer.context.instance, explainer.desk.model.seats
    chosen: dict[int, int] = {}
    for count in one.counts:
        for s in count.seats.tolist():
            chosen.setdefault(int(seats.person[s]), s)
    return [
        Assignment(
            instance.villages[int(seats.village[chosen[p]])].village_id,
            ROLES[int(seats.role[chosen[p]])],
            instance.candidates[p].person_id,
        )
        for p in people
    ]


def _why_nobody_else(explainer: Explainer, one: Shortage, people: set[int]) -> Text:
    """Count the others by the first rule that bars them; who is not barred lacks what is asked for."""
    from solver.api.why_not_there import bars
    from solver.domain.words import ROLES

    ctx, seats = explainer.context, explainer.desk.model.seats
    roles = {int(r) for c in one.counts for r in seats.role[c.seats]} or {0, 1}
    titles = {rule.slug: rule.title for rule in explainer.solved.book.rules}
    reasons: Counter[str] = Counter()
    village = ctx.team_of[one.counts[0].place].village if one.counts[0].place in ctx.team_of else None
    others = [c for i, c in enumerate(ctx.instance.candidates) if i not in people]
    for person in others:
        first = {""}
        if village is not None:
            barred = [bars(explainer, person, village, ROLES[r]) for r in sorted(roles)]
            first = {found[0][0] if found else "" for found in barred}
        reasons["" if "" in first else min(first)] += 1
    told = [
        BY_RULE.with_values(title=titles[slug], n=n) if slug else BY_DEMAND.with_values(n=n)
        for slug, n in reasons.most_common()
    ]
    return WHY.with_values(n=len(others), reasons=listed(told))

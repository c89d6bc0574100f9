"""Why a nominee has no seat: only what can be read off the rules, the counts and the plan.

A reason never claims more than it checked: that no seat exists for the person, that a limit is used up, that the posts
are filled, or what one more person would change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.domain.candidate import Candidate
from solver.domain.words import ROLES, Role
from solver.modelling.rule import EligibilityRule, PairRule
from solver.modelling.seats import IntArray
from solver.report.context import Context
from solver.report.openings import FREE
from solver.text import Text

STAYS = Text("留任在岗", "stays on post")
NOT_ELIGIBLE = Text("不符合条件", "not eligible")
NO_SEAT = Text("无可任岗位", "no seat for the person")
LIMIT_USED_UP = Text("已达上限", "a limit is reached")
POSTS_FILLED = Text("岗位已派满", "posts are filled")
WOULD_ADD_EXCEPTIONS = Text("增派会新增例外", "would add exceptions")
WOULD_ADD_NOTHING = Text("增派不提高得分", "would add no points")
COULD_BE_ADDED = Text("尚可增派", "could be added")


@dataclass(frozen=True)
class Reason:
    """Why one nominee has no seat, with the rules it rests on."""

    category: Text
    texts: tuple[Text, ...]
    rules: tuple[str, ...] = ()


def reason_for(ctx: Context, person: Candidate) -> Reason:
    """Return why a nominee whom the plan does not post has no seat."""
    if person.person_id in ctx.village_of:
        village = ctx.village_of[person.person_id].full_name
        return Reason(STAYS, (Text("在{village}留任，不另派", "stays in {village}", {"village": village}),))
    position = ctx.instance.candidate_index[person.person_id]
    refusals = _refusals(ctx, person)
    texts, slugs = tuple(t for _, t in refusals), tuple(dict.fromkeys(s for s, _ in refusals))
    if not ctx.may[position].any():
        return Reason(NOT_ELIGIBLE, texts, slugs)
    seats = ctx.openings.of_person(position)
    found = _without_seats(ctx, person) if not len(seats) else _with_seats(ctx, seats)
    return Reason(found.category, (*found.texts, *texts), (*found.rules, *slugs))


def _refusals(ctx: Context, person: Candidate) -> list[tuple[str, Text]]:
    """Return slug and words of every eligibility rule that bars a nominated role, each sentence once."""
    found: dict[str, tuple[str, Text]] = {}
    for role in (r for r in ROLES if r in person.roles or not person.roles):
        for rule in ctx.solved.book.rules_of(EligibilityRule):
            if not rule.admits(person, role, ctx.instance):
                text = rule.refusal(person, role, ctx.instance)
                found.setdefault(text.to(ctx.lang), (rule.slug, text))
    return list(found.values())


def _without_seats(ctx: Context, person: Candidate) -> Reason:
    """Eligible, but no open post admits the person: name the pair rules that bar, with the number of posts."""
    roles = [role for r, role in enumerate(ROLES) if ctx.may[ctx.instance.candidate_index[person.person_id], r]]
    n_open = sum(len(ctx.open_villages[role]) for role in roles)
    if not n_open:
        return Reason(
            NO_SEAT,
            (
                Text(
                    "符合条件，但本轮没有{roles}空岗",
                    "eligible, but no post is open this round for: {roles}",
                    {"roles": tuple(role.label for role in roles)},
                ),
            ),
        )
    position = ctx.instance.candidate_index[person.person_id]
    barred = {
        rule.slug: sum(int(ctx.barred[rule.slug, role][position]) for role in roles)
        for rule in ctx.solved.book.rules_of(PairRule)
    }
    barred = {slug: n for slug, n in barred.items() if n}
    matters = tuple(
        Text("{title}{n}个", "{title} {n}", {"title": ctx.rule_title(slug), "n": n}) for slug, n in barred.items()
    )
    text = Text(
        "符合条件，但{n}个空岗均不能派：{matters}",
        "eligible, but barred from all {n} open posts: {matters}",
        {"n": n_open, "matters": matters},
    )
    return Reason(NO_SEAT, (text,), tuple(barred))


def _with_seats(ctx: Context, seats: IntArray) -> Reason:
    """Eligible and with seats: limits first, then filled posts, then what one more person would change."""
    openings = ctx.openings
    limits = openings.linking_limit[seats]
    if np.all(limits != FREE):
        return _limit_used_up(ctx, np.unique(limits))
    within = seats[limits == FREE]
    addable = within[~openings.full[within] & (openings.team_limit[within] == FREE)]
    if not len(addable):
        return _posts_filled(ctx, within)
    lighter = openings.severity[addable] < 0
    better = lighter | ((openings.severity[addable] == 0) & (openings.value[addable] > 0))
    if np.any(better):
        best = int(
            addable[better][np.lexsort((-openings.value[addable][better], openings.severity[addable][better]))[0]]
        )
        village, role = _where(ctx, best)
        text = Text(
            "符合条件，{village}{role}仍可增派：例外严重度变化{severity}，得分变化{value}，可考虑增派",
            "eligible; could still be added in {village} as {role}: severity {severity}, points {value}",
            {
                "village": village,
                "role": role.label,
                "severity": f"{int(openings.severity[best]):+d}",
                "value": f"{int(openings.value[best]):+d}",
            },
        )
        return Reason(COULD_BE_ADDED, (text,))
    if np.all(openings.severity[addable] > 0):
        text = Text(
            "符合条件；仍可增派的{n}个岗位，增派都会新增例外事项",
            "eligible; posts that could take one more: {n}, each of which would add exceptions",
            {"n": len(addable)},
        )
        return Reason(WOULD_ADD_EXCEPTIONS, (text,))
    text = Text(
        "符合条件；仍可增派的{n}个岗位，增派均不提高得分",
        "eligible; posts that could take one more: {n}, none of which would gain points by it",
        {"n": len(addable)},
    )
    return Reason(WOULD_ADD_NOTHING, (text,))


def _limit_used_up(ctx: Context, positions: IntArray) -> Reason:
    """All seats of the person break hard limits across villages: say which, how much is used, of how much."""
    texts, slugs = [], []
    for position in positions.tolist():
        limit = ctx.openings.limits[position]
        slugs.append(limit.rule)
        texts.append(
            Text(
                "符合条件，但已达“{title}”的上限：{place}已有{n}，上限{most}",
                "eligible, but the limit of “{title}” is reached: {place} has {n} of {most}",
                {
                    "title": ctx.rule_title(limit.rule),
                    "place": ctx.place_name(limit.place),
                    "n": limit.n,
                    "most": limit.most,
                },
            )
        )
    return Reason(LIMIT_USED_UP, tuple(texts), tuple(dict.fromkeys(slugs)))


def _posts_filled(ctx: Context, seats: IntArray) -> Reason:
    """Every post the person could take is filled, or a hard rule of its team is: show the best one and who has it."""
    openings = ctx.openings
    not_full = seats[~openings.full[seats]]
    if len(not_full):
        slugs = dict.fromkeys(openings.limits[i].rule for i in np.unique(openings.team_limit[not_full]).tolist())
        values: dict[str, object] = {
            "n": len(seats),
            "filled": len(seats) - len(not_full),
            "limited": len(not_full),
            "matters": tuple(ctx.rule_title(slug) for slug in slugs),
        }
        text = Text(
            "符合条件；可任的{n}个岗位中，{filled}个已派满，{limited}个受“{matters}”限制",
            "eligible; of {n} posts that would do, {filled} are filled and {limited} are limited by “{matters}”",
            values,
        )
        return Reason(POSTS_FILLED, (text,), tuple(slugs))
    return Reason(POSTS_FILLED, (_best_of_filled(ctx, seats),))


def _best_of_filled(ctx: Context, seats: IntArray) -> Text:
    points = ctx.openings.points
    best = int(seats[int(np.argmax(points[seats]))])
    village, role = _where(ctx, best)
    holders = ctx.holders(best)
    values: dict[str, object] = {"n": len(seats), "village": village, "role": role.label, "points": int(points[best])}
    if holders and all(of_holder >= int(points[best]) for _, of_holder in holders):
        names = ctx.names([ctx.instance.candidates[person] for person, _ in holders])
        return Text(
            "符合条件；可任的{n}个岗位均已派满。最适配的{village}{role}岗位本人{points}分，已派{names}，得分不低于本人",
            "eligible; the {n} posts that would do are filled. For the best, {role} in {village}, the person has "
            "{points} points; {names} took it with no fewer points",
            {**values, "names": names},
        )
    return Text(
        "符合条件；可任的{n}个岗位均已派满。最适配的{village}{role}岗位本人{points}分，按全局统筹和队伍搭配由其他人选担任",
        "eligible; the {n} posts that would do are filled. For the best, {role} in {village}, the person has "
        "{points} points; others hold it for the sake of the whole plan",
        values,
    )


def _where(ctx: Context, seat: int) -> tuple[str, Role]:
    openings = ctx.openings
    return ctx.instance.villages[int(openings.village[seat])].full_name, ROLES[int(openings.role[seat])]

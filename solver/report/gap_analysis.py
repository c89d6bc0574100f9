"""Table 7, 缺口分析: which posts, needs and expertise lack people, whom the reserve has, and what would help.

Nothing here is re-optimised. A remedy states what can be read off the plan: that people are left who would do, or the
exact effect of one more person if one limit were raised by one and all else stayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from solver.domain.needs import NEED_LABELS, SERVED_BY
from solver.domain.words import ROLES, Expertise, Mode, Role
from solver.modelling.seats import BoolArray, IntArray
from solver.report.columns import GAPS
from solver.report.context import Context
from solver.report.need_coverage import needs_met
from solver.report.openings import FREE
from solver.report.table import Row, Table, make_table
from solver.text import Text

MOST_LIMITS = 12
"""Limits that are listed: those whose rise by one would help most."""

_POSTS = Text("岗位", "Posts")
_NEEDS = Text("需求", "Needs")
_EXPERTISE = Text("专长", "Expertise")
_LIMITS = Text("上限", "Limits")
_WHOLE = Text("全局", "whole plan")
NOTES = (
    Text(
        "岗位按乡镇列示；需求只计需求程度2以上的选派村；专长按需求表“需求专业”统计。",
        "Posts by township; needs of listed villages from degree 2; expertise as the villages ask for it.",
    ),
    Text(
        "“上限”各行为其他安排不变时，上限提高1、增派1人的准确效果；未重新优化。",
        "Rows “Limits” give the exact effect of one more person if the limit were raised by one and nothing else "
        "changed; nothing was re-optimised.",
    ),
)


@dataclass(frozen=True)
class _LeftOver:
    """Nominees who are eligible for a role and have no seat.

    Attributes
    ----------
    people
        Their positions among the candidates.
    by_village, first
        int64 arrays: openings by village, and the first of each village in that order, with one more at the end.
    """

    people: tuple[int, ...]
    by_village: IntArray
    first: IntArray

    @classmethod
    def of(cls, ctx: Context) -> _LeftOver:
        able: BoolArray = np.any(ctx.may, axis=1)
        people = [i for i, c in enumerate(ctx.instance.candidates) if able[i] and c.person_id not in ctx.village_of]
        village = ctx.openings.village
        order: IntArray = np.argsort(village, kind="stable")
        first = np.searchsorted(village[order], np.arange(len(ctx.instance.villages) + 1)).astype(np.int64)
        return cls(tuple(people), order, first)

    def of_villages(self, villages: list[int]) -> IntArray:
        """Return the openings in some villages."""
        return np.concatenate([self.by_village[self.first[v] : self.first[v + 1]] for v in villages])


def gap_table(ctx: Context) -> Table:
    """Return table 7: posts, needs, expertise, limits; what lacks nothing is left out."""
    left = _LeftOver.of(ctx)
    rows = [*_posts(ctx, left), *_needs(ctx, left), *_expertise(ctx, left), *_limits(ctx, left)]
    return make_table(GAPS, rows, ctx.lang, notes=NOTES)


def _row(kind: Text, matter: object, place: object, wanted: int, held: int, lacking: int, n: int, remedy: Text) -> Row:
    return {
        "gap_kind": kind,
        "matter": matter,
        "gap_place": place,
        "wanted": wanted,
        "held": held,
        "lacking": lacking,
        "unposted": n,
        "remedy": remedy,
    }


def _posts(ctx: Context, left: _LeftOver) -> Iterator[Row]:
    """Yield townships where posts of a role are short of the plan."""
    for role in ROLES:
        places: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
        for v, team in enumerate(ctx.plan.teams):
            post = team.post
            wanted = int(post.wants_first_secretary) if role is Role.FIRST_SECRETARY else post.members_target
            if post.mode is not Mode.NONE and wanted:
                held = len(team.of_role(role))
                places.setdefault((team.village.county, team.village.township), []).append((v, wanted, held))
        for (county, township), posts in places.items():
            short = [v for v, wanted, held in posts if held < wanted]
            if short:
                n, remedy = _remedy_of_posts(ctx, left, short, role)
                wanted = sum(w for _, w, _ in posts)
                held = sum(min(w, h) for _, w, h in posts)
                yield _row(_POSTS, role.label, county + township, wanted, held, wanted - held, n, remedy)


def _remedy_of_posts(ctx: Context, left: _LeftOver, villages: list[int], role: Role) -> tuple[int, Text]:
    """Return how many unposted people could take a seat there, and what stands in their way."""
    openings = ctx.openings
    here = left.of_villages(villages)
    here = here[openings.role[here] == ROLES.index(role)]
    free = here[~openings.full[here] & (openings.n_limits[here] == 0)]
    n = len(np.unique(openings.person[here]))
    if len(free):
        n_free = len(np.unique(openings.person[free]))
        return n, Text("可直接增派：{n}人可选", "can be sent at once: any of {n}", {"n": n_free})
    if n:
        limits = openings.linking_limit[here]
        rules = dict.fromkeys(openings.limits[i].rule for i in np.unique(limits[limits != FREE]).tolist())
        matters = tuple(ctx.rule_title(slug) for slug in rules) or (Text("队伍搭配规则", "team rules"),)
        return n, Text("先放宽：{matters}", "raise first: {matters}", {"matters": matters})
    return 0, Text("未安排人选中无人可任，须另行提名", "nobody left would do: nominate more")


def _needs(ctx: Context, left: _LeftOver) -> Iterator[Row]:
    """Yield need items that some listed village has heavily and nobody there serves."""
    for need in needs_met(ctx.plan.teams):
        if need.unmet:
            able = [x for x in Expertise if x in SERVED_BY[need.item]]
            n, remedy = _remedy_of_expertise(ctx, left, able)
            yield _row(_NEEDS, NEED_LABELS[need.item], _WHOLE, need.wanted, need.met, len(need.unmet), n, remedy)


def _expertise(ctx: Context, left: _LeftOver) -> Iterator[Row]:
    """Yield expertise that villages ask for by name and do not get."""
    listed = [team for team in ctx.plan.teams if team.post.wants_first_secretary]
    for expertise in Expertise:
        asking = [team for team in listed if expertise in team.village.wanted_expertise]
        held = sum(any(expertise in m.person.expertise for m in team.people) for team in asking)
        if held < len(asking):
            n, remedy = _remedy_of_expertise(ctx, left, [expertise])
            yield _row(_EXPERTISE, expertise.label, _WHOLE, len(asking), held, len(asking) - held, n, remedy)


def _remedy_of_expertise(ctx: Context, left: _LeftOver, able: list[Expertise]) -> tuple[int, Text]:
    found = [i for i in left.people if not set(able).isdisjoint(ctx.instance.candidates[i].expertise)]
    names = tuple(x.label for x in able)
    if found:
        return len(found), Text("调换未安排人选：{names}", "exchange for people left over: {names}", {"names": names})
    return 0, Text("请派出单位补充提名：{names}", "ask the units to nominate: {names}", {"names": names})


def _limits(ctx: Context, left: _LeftOver) -> Iterator[Row]:
    """Yield hard limits that alone keep an unposted person from a post, where one more person would help."""
    openings = ctx.openings
    better = (openings.severity < 0) | ((openings.severity == 0) & (openings.value > 0))
    alone = (openings.n_limits == 1) & (openings.linking_limit != FREE) & ~openings.full & better
    found = []
    for position in np.unique(openings.linking_limit[alone]).tolist():
        here = np.flatnonzero(alone & (openings.linking_limit == position))
        best = int(here[np.lexsort((-openings.value[here], openings.severity[here]))[0]])
        found.append((int(openings.severity[best]), -int(openings.value[best]), position, best, here))
    for severity, loss, position, best, here in sorted(found, key=lambda f: f[:3])[:MOST_LIMITS]:
        limit = openings.limits[position]
        village = ctx.instance.villages[int(openings.village[best])]
        values: dict[str, object] = {
            "village": village.full_name,
            "role": ROLES[int(openings.role[best])].label,
            "severity": f"{severity:+d}",
            "value": f"{-loss:+d}",
        }
        remedy = Text(
            "上限提高1：可增派1人到{village}任{role}，例外严重度{severity}，得分{value}",
            "raised by one: somebody could go to {village} as {role}, severity {severity}, points {value}",
            values,
        )
        n = len(np.unique(openings.person[here]))
        matter = Text(
            "{title}(上限{most}，已用{used})",
            "{title} (limit {most}, used {used})",
            {
                "title": ctx.rule_title(limit.rule),
                "most": limit.most,
                "used": limit.n,
            },
        )
        place = ctx.place_name(limit.place)
        yield {
            "gap_kind": _LIMITS,
            "matter": matter,
            "gap_place": place,
            "unposted": n,
            "remedy": remedy,
            "first_choice": ctx.name(ctx.instance.candidates[int(openings.person[best])]),
        }

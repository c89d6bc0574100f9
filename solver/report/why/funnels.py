"""Funnels: how many nominees each rule leaves for an open place, and what became of those who are left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from solver.domain.plan import Team
from solver.domain.words import ROLES, Mode, Role
from solver.modelling.seats import BoolArray
from solver.report.context import Context
from solver.report.funnel_steps import Step
from solver.report.openings import FREE
from solver.report.why.explanation import Explanation
from solver.report.wording_lists import listed
from solver.text import Text

OPEN = Text("{village} {role}：空缺{n}个", "{village}, {role}: {n} open")
FUNNEL = Text("漏斗：提名{n}人；{steps}；余{left}人可任。", "Funnel: {n} nominees; {steps}; {left} are left.")
STEP = Text("“{title}”剔除{n}人，余{left}人", "“{title}” takes out {n}, leaves {left}")
NOBODY_OUT = Text("没有规则剔除任何人", "no rule takes out anybody")
BUSY = Text(
    "这{left}人中，{n}人在本方案中另有岗位或留任。", "Of these {left}, {n} have another post in this plan, or stay."
)
UNUSED = Text("未派{n}人：{why}。", "Not sent: {n}, of whom {why}.")
LIMITED = Text("{n}人受上限所限（{titles}）", "{n} are kept out by limits ({titles})")
NO_GAIN = Text("{n}人单独增派会加重例外或减分", "{n} would, sent in addition, add exceptions or lose points")
COULD = Text("{n}人单独增派不会更差", "{n} could be sent in addition with nothing lost")


def open_places(teams: Sequence[Team]) -> Iterator[tuple[Team, Role, int]]:
    """Yield the places that a list asks for and nobody holds: team, role, how many."""
    for team in teams:
        post = team.post
        if post.mode is Mode.NONE:
            continue
        for role in ROLES:
            wanted = int(post.wants_first_secretary) if role is Role.FIRST_SECRETARY else post.members_target
            if wanted > len(team.of_role(role)):
                yield team, role, wanted - len(team.of_role(role))


def funnel_line(n: int, steps: Sequence[Step]) -> Text:
    """Say the funnel of a place in a sentence; ``n`` nominees enter it."""
    told = [STEP.with_values(title=step.title, n=step.out, left=step.left) for step in steps]
    left = steps[-1].left if steps else n
    return FUNNEL.with_values(n=n, steps=listed(told) if told else NOBODY_OUT, left=left)


def explain_open_place(ctx: Context, team: Team, role: Role, n_open: int) -> Explanation:
    """Explain an open place by counting alone: the funnel, and what became of those it leaves."""
    village_idx = ctx.instance.village_index[team.village.village_id]
    steps, left = ctx.funnels.of(village_idx, role)
    n = len(ctx.instance.candidates)
    lines = [funnel_line(n, steps), *_left_over(ctx, village_idx, role, left)]
    heading = OPEN.with_values(village=team.village.full_name, role=role.label, n=n_open)
    figures: dict[str, object] = {
        "open": n_open,
        "nominees": n,
        "funnel": [{"rule": s.rule, "out": s.out, "left": s.left} for s in steps],
    }
    return Explanation(heading, tuple(lines), True, figures, shared=tuple(lines))


def _left_over(ctx: Context, village_idx: int, role: Role, left: BoolArray) -> Iterator[Text]:
    """Say what became of those whom no rule takes out, one by one and all else unchanged."""
    people = [ctx.instance.candidates[i] for i in np.flatnonzero(left).tolist()]
    if not people:
        return
    busy = sum(person.person_id in ctx.village_of for person in people)
    yield BUSY.with_values(left=len(people), n=busy)
    openings = ctx.openings
    here = np.flatnonzero((openings.village == village_idx) & (openings.role == ROLES.index(role)))
    limited = openings.n_limits[here] > 0
    worse = (openings.severity[here] > 0) | ((openings.severity[here] == 0) & (openings.value[here] < 0))
    told = []
    if limited.any():
        numbers = {*openings.linking_limit[here].tolist(), *openings.team_limit[here].tolist()} - {FREE}
        titles = dict.fromkeys(openings.limits[i].rule for i in sorted(numbers))
        told.append(LIMITED.with_values(n=int(limited.sum()), titles=tuple(ctx.rule_title(t) for t in titles)))
    for words, which in ((NO_GAIN, ~limited & worse), (COULD, ~limited & ~worse)):
        if which.any():
            told.append(words.with_values(n=int(which.sum())))
    if told:
        yield UNUSED.with_values(n=len(here), why=listed(told))

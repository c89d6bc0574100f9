"""Explain the places of a village and what became of a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solver.api.why_not_there import NOT_NOMINATED, figures_of
from solver.report.why.explanation import Explanation
from solver.report.wording_lists import listed
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.explaining import Explainer
    from solver.domain.candidate import Candidate
    from solver.domain.plan import Assignment, Team
    from solver.domain.village import Village
    from solver.domain.words import Role

HELD = Text("{village} {role}：{person}", "{village}, {role}: {person}")
POINTS = Text("本岗得分{total}：{terms}。", "Points of the seat {total}: {terms}.")
TERM = Text("{title}{points}", "{title} {points}")
NEXT = Text("次选第{n}：{person}。{cost}", "Next best {n}: {person}. {cost}")
NEXT_UNNAMED = Text("次选第{n}：{cost}", "Next best {n}: {cost}")
NO_OTHER = Text("规则允许的人选中没有别人可任。", "Nobody else can take the place by the rules.")
NONE_POSSIBLE = Text(
    "规则允许的另有{n}名，已证明没有任何方案能让其中一人担任。",
    "The rules allow {n} others; proved: no plan at all has one of them here.",
)
NONE_FOUND = Text(
    "规则允许的另有{n}名，没有找到让其中一人担任的方案；未证明没有。",
    "The rules allow {n} others; no plan was found that has one of them here; that there is none is not proved.",
)
RANKED = Text("以上是最好的几名，次序已证明。", "Proved: these are the best, in this order.")
NOT_RANKED = Text(
    "可任者{n}名，只对其中最有希望的重新优化；次序未证明。",
    "Of {n} who could, the most promising were re-optimised; the order is not proved.",
)
WITHOUT = Text("若此人不参加：{cost}", "Without this person: {cost}")
N_BEST = 3


def explain_village(
    explainer: Explainer, village: Village, role: Role | None, *, quick: bool = False
) -> tuple[Explanation, ...]:
    """Explain each place that is newly filled or open, of one role or of both; ``quick`` tries fewer people."""
    return tuple(_places(explainer, village, role, quick=quick))


def _places(explainer: Explainer, village: Village, role: Role | None, *, quick: bool) -> Iterator[Explanation]:
    from solver.domain.words import ROLES
    from solver.report.why.funnels import open_places

    ctx = explainer.context
    team = ctx.team_of[village.village_id]
    n_open = {own: n for _, own, n in open_places([team])}
    for r, own in enumerate(ROLES):
        if role not in (None, own):
            continue
        for a in ctx.plan.assignments:
            if a.village_id == village.village_id and a.role is own:
                yield _held(explainer, village, r, a, quick=quick)
        if own in n_open:
            yield _open(explainer, team, r, n_open[own], quick=quick)


def _held(explainer: Explainer, village: Village, r: int, a: Assignment, *, quick: bool) -> Explanation:
    ctx = explainer.context
    p, v = ctx.instance.candidate_index[a.person_id], ctx.instance.village_index[village.village_id]
    seat = explainer.desk.seat_of(p, v, r)
    values: dict[str, object] = {"village": village.full_name, "role": a.role.label}
    heading = HELD.with_values(**values, person=ctx.name(ctx.instance.candidates[p]))
    found = _next_best(explainer, v, r, seat, quick=quick)
    lines = (_points(explainer, a), *found.lines)
    figures: dict[str, object] = {"person": a.person_id, "next_best": found.figures}
    return Explanation(heading, lines, found.proved, figures, shared=tuple(found.shared))


def _open(explainer: Explainer, team: Team, r: int, n_open: int, *, quick: bool) -> Explanation:
    from solver.domain.words import ROLES
    from solver.report.why.funnels import explain_open_place

    counted = explain_open_place(explainer.context, team, ROLES[r], n_open)
    v = explainer.context.instance.village_index[team.village.village_id]
    found = _next_best(explainer, v, r, None, quick=quick)
    return Explanation(
        counted.heading,
        (*counted.lines, *found.lines),
        found.proved,
        {**counted.figures, "next_best": found.figures},
        shared=(*counted.shared, *found.shared),
    )


def _points(explainer: Explainer, a: Assignment) -> Text:
    from solver.book.evaluation import seat_points

    terms = {slug: n for slug, n in seat_points(a, explainer.solved.plan, explainer.solved.book).items() if n}
    titles = {goal.slug: goal.title for goal in explainer.solved.book.goals}
    told = [TERM.with_values(title=titles[slug], points=f"{n:+d}") for slug, n in terms.items()]
    return POINTS.with_values(total=sum(terms.values()), terms=listed(told))


@dataclass
class _NextBest:
    """The next best for a place: in full, without names, and for programs."""

    lines: list[Text] = field(default_factory=list)
    shared: list[Text] = field(default_factory=list)
    figures: list[dict[str, object]] = field(default_factory=list)
    proved: bool = False


def _next_best(explainer: Explainer, v: int, r: int, seat: int | None, *, quick: bool) -> _NextBest:
    from solver.engine.explaining.alternatives import QUICK, USUAL, next_best
    from solver.report.explanations import chain_of, cost_of

    ctx, desk = explainer.context, explainer.desk
    found = next_best(desk, v, r, seat, N_BEST, QUICK if quick else USUAL)
    told = _NextBest(proved=found.proved)
    for number, alternative in enumerate(found.alternatives, 1):
        p = int(desk.model.seats.person[alternative.seat])
        person = ctx.instance.candidates[p]
        cost = Text("{a}{b}", "{a} {b}", dict(zip("ab", (*cost_of(desk, alternative.found), _NONE), strict=False)))
        told.lines.append(NEXT.with_values(n=number, person=ctx.name(person), cost=cost))
        told.lines.append(chain_of(ctx, desk, explainer.moves(alternative.found, p)))
        told.shared.append(NEXT_UNNAMED.with_values(n=number, cost=cost))
        told.figures.append({"person": person.person_id, **figures_of(explainer, alternative.found)})
    end = RANKED if found.proved else NOT_RANKED.with_values(n=found.n)
    if not found.alternatives:
        end = (NONE_POSSIBLE if found.proved else NONE_FOUND).with_values(n=found.n) if found.n else NO_OTHER
    told.lines.append(end)
    told.shared.append(end)
    return told


_NONE = Text("", "")


def explain_person(explainer: Explainer, person: Candidate) -> Explanation:
    """Explain a person's seat and the plan without the person; or why there is none, and what one would cost."""
    import numpy as np

    from solver.engine.explaining.change import Change
    from solver.report.explanations import cost_of
    from solver.report.reasons import reason_for

    ctx, desk = explainer.context, explainer.desk
    for a in ctx.plan.assignments:
        if a.person_id == person.person_id:
            village = ctx.instance.villages[ctx.instance.village_index[a.village_id]]
            p = ctx.instance.candidate_index[person.person_id]
            own = np.flatnonzero(desk.model.seats.person == p)
            found = desk.reoptimise(Change((), tuple(own.tolist())))
            heading = HELD.with_values(village=village.full_name, role=a.role.label, person=ctx.name(person))
            costs = tuple(WITHOUT.with_values(cost=text) for text in cost_of(desk, found))
            figures: dict[str, object] = {"person": person.person_id, "without": figures_of(explainer, found)}
            return Explanation(heading, (_points(explainer, a), *costs), found.proved, figures)
    if person.person_id not in ctx.instance.candidate_index and person.person_id not in ctx.staying_of:
        name = Text("{person}", "{person}", {"person": ctx.name(person)})
        return Explanation(name, (NOT_NOMINATED,), True, {"person": person.person_id})
    reason = reason_for(ctx, person)
    heading = Text("{person}：{why}", "{person}: {why}", {"person": ctx.name(person), "why": reason.category})
    lines = list(reason.texts)
    known: dict[str, object] = {"person": person.person_id, "rules": list(reason.rules)}
    proved = True
    option = cheapest_use(explainer, person)
    if option is not None:
        lines.append(option[0])
        known["use"], proved = option[1], bool(option[1]["proved"])
    return Explanation(heading, tuple(lines), proved, known)


USE = Text("若一定要用此人，最好的是{place}。{cost}", "To send the person all the same, best: {place}. {cost}")
TRIED = 4


def cheapest_use(explainer: Explainer, person: Candidate) -> tuple[Text, dict[str, object]] | None:
    """Return the cheapest seat found for somebody without one, and its cost; ``None`` if there is no seat."""
    import numpy as np

    from solver.engine.explaining.change import Change
    from solver.report.explanations import cost_of, place_of

    ctx, desk = explainer.context, explainer.desk
    seats = desk.model.seats
    own = np.flatnonzero(seats.person == ctx.instance.candidate_index.get(person.person_id, -1))
    if not len(own):
        return None
    if not desk.is_small:
        of_severity, of_value = desk.bounds
        rough = []
        for s in own.tolist():
            severity = of_severity.severity_bound(Change((s,)))
            rough.append((severity, -(of_value.value_bound(severity, Change((s,))) or 0), s))
        own = np.array([s for _, _, s in sorted(rough)[:TRIED]], dtype=np.int64)
        tried_all = len(own) == len(rough)
    else:
        tried_all = True
    found = [(s, desk.reoptimise(Change((s,)), 12)) for s in own.tolist()]
    possible = [(f.severity, -f.value, s, f) for s, f in found if f.seats is not None]
    if not possible:
        return None
    _, _, seat, best = min(possible, key=lambda t: t[:3])
    cost = Text("{a}{b}", "{a} {b}", dict(zip("ab", (*cost_of(desk, best), _NONE), strict=False)))
    figures = figures_of(explainer, best)
    figures["proved"] = bool(figures["proved"]) and tried_all and all(f.proved for _, f in found)
    return USE.with_values(place=place_of(ctx, desk, seat), cost=cost), figures

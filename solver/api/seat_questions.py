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
ALL_STAY = Text("{village}：没有新派的人，也没有空缺", "{village}: nobody is newly sent, and no place is open")
NO_PLACE = Text(
    "{village} {role}：没有新派的人，也没有空缺", "{village}, {role}: nobody is newly sent, and no place is open"
)
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
    "可任者{n}名，都已重新优化；次序未证明。", "All {n} who could were re-optimised; the order is not proved."
)
NOT_ALL_TRIED = Text(
    "可任者{n}名，只对其中最有希望的重新优化；次序未证明。",
    "Of {n} who could, the most promising were re-optimised; the order is not proved.",
)
WITHOUT = Text("若此人不参加：{cost}", "Without this person: {cost}")
N_BEST = 3
MOST_CAREFUL = 2
"""Places of a village of a large plan up to which each is given the usual care; more are answered quicker."""


def explain_village(
    explainer: Explainer, village: Village, role: Role | None, *, quick: bool = False
) -> tuple[Explanation, ...]:
    """Explain each place that is newly filled or open, of one role or of both; ``quick`` tries fewer people."""
    found = tuple(_places(explainer, village, role, quick=quick))
    if found:
        return found
    heading = (ALL_STAY if role is None else NO_PLACE).with_values(village=village.full_name)
    return (Explanation(heading if role is None else heading.with_values(role=role.label), (), True),)


def _places(explainer: Explainer, village: Village, role: Role | None, *, quick: bool) -> Iterator[Explanation]:
    from solver.domain.words import ROLES
    from solver.report.why.funnels import open_places

    ctx = explainer.context
    team = ctx.team_of[village.village_id]
    n_open = {own: n for _, own, n in open_places([team])}
    new = [m for m in team.people if not m.incumbent and role in (None, m.role)]
    quick = quick or len(new) + len(n_open) > MOST_CAREFUL
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
    near = explainer.at(village)
    here = near.context.instance
    v = here.village_index[village.village_id]
    seat = near.desk.seat_of(here.candidate_index[a.person_id], v, r)
    values: dict[str, object] = {"village": village.full_name, "role": a.role.label}
    heading = HELD.with_values(**values, person=ctx.name(ctx.nominee_or_incumbent[a.person_id]))
    found = _next_best(near, v, r, seat, quick=quick)
    lines = (_points(explainer, a), *found.lines)
    figures: dict[str, object] = {"person": a.person_id, "next_best": found.figures}
    return Explanation(heading, lines, found.proved, figures, shared=tuple(found.shared))


def _open(explainer: Explainer, team: Team, r: int, n_open: int, *, quick: bool) -> Explanation:
    from solver.domain.words import ROLES
    from solver.report.why.funnels import explain_open_place

    counted = explain_open_place(explainer.context, team, ROLES[r], n_open)
    near = explainer.at(team.village)
    v = near.context.instance.village_index[team.village.village_id]
    found = _next_best(near, v, r, None, quick=quick)
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
    from solver.report.explanations import chain_of, cost_sentence

    ctx, desk = explainer.context, explainer.desk
    found = next_best(desk, v, r, seat, N_BEST, QUICK if quick else USUAL)
    told = _NextBest(proved=found.proved)
    for number, alternative in enumerate(found.alternatives, 1):
        p = int(desk.model.seats.person[alternative.seat])
        person = ctx.instance.candidates[p]
        cost = cost_sentence(desk, alternative.found)
        told.lines.append(NEXT.with_values(n=number, person=ctx.name(person), cost=cost))
        told.lines.append(chain_of(ctx, desk, explainer.moves(alternative.found, p)))
        told.shared.append(NEXT_UNNAMED.with_values(n=number, cost=cost))
        told.figures.append({"person": person.person_id, **figures_of(explainer, alternative.found)})
    end = RANKED if found.proved else (NOT_RANKED if found.tried_all else NOT_ALL_TRIED).with_values(n=found.n)
    if not found.alternatives:
        end = (NONE_POSSIBLE if found.proved else NONE_FOUND).with_values(n=found.n) if found.n else NO_OTHER
    for line in (end, *(explainer.limits_of_answers if found.n else ())):
        told.lines.append(line)
        told.shared.append(line)
    return told


def explain_person(explainer: Explainer, person: Candidate) -> Explanation:
    """Explain a person's seat and the plan without the person; or why there is none, and what one would cost."""
    import numpy as np

    from solver.engine.explaining.change import Change
    from solver.report.explanations import chain_of, cost_sentence
    from solver.report.reasons import reason_for

    ctx = explainer.context
    for a in ctx.plan.assignments:
        if a.person_id == person.person_id:
            village = ctx.instance.villages[ctx.instance.village_index[a.village_id]]
            near = explainer.at(village)
            p = near.context.instance.candidate_index[person.person_id]
            own = np.flatnonzero(near.desk.model.seats.person == p)
            found = near.desk.reoptimise(Change((), tuple(own.tolist())))
            heading = HELD.with_values(village=village.full_name, role=a.role.label, person=ctx.name(person))
            lines = [_points(explainer, a), WITHOUT.with_values(cost=cost_sentence(near.desk, found))]
            if found.seats is not None:
                lines.append(chain_of(near.context, near.desk, near.moves(found, p)))
            lines += near.limits_of_answers
            figures: dict[str, object] = {"person": person.person_id, "without": figures_of(near, found)}
            return Explanation(heading, tuple(lines), found.proved, figures)
    if person.person_id not in ctx.instance.candidate_index and person.person_id not in ctx.staying_of:
        name = Text("{person}", "{person}", {"person": ctx.name(person)})
        return Explanation(name, (NOT_NOMINATED,), True, {"person": person.person_id})
    reason = reason_for(ctx, person)
    heading = Text("{person}：{why}", "{person}: {why}", {"person": ctx.name(person), "why": reason.category})
    known: dict[str, object] = {"person": person.person_id, "rules": list(reason.rules)}
    use = cheapest_use(explainer, person)
    if use is None:
        return Explanation(heading, reason.texts, True, known)
    return Explanation(heading, (*reason.texts, use.line), use.proved, known | {"use": use.figures})


USE = Text("若一定要用此人，最好的是{place}。{cost}", "To send the person all the same, best: {place}. {cost}")
USE_FOUND = Text(
    "若一定要用此人，找到的最好的是{place}（是否最好，未证明）。{cost}",
    "To send the person all the same, best found: {place} (not proved to be the best). {cost}",
)
ASK_VILLAGE = Text(
    "跨多个县的大方案：若要用此人，请指明村，用 explain --why-not 询问代价。",
    "A large plan of several counties: to send the person all the same, name a village and ask explain --why-not.",
)
NO_USE = Text("已证明：没有任何方案能派此人。", "Proved: no plan at all can send the person.")
NO_USE_FOUND = Text(
    "没有找到能派此人的方案，也未证明没有。",
    "No plan was found that sends the person; that there is none is not proved.",
)


@dataclass(frozen=True)
class Use:
    """The cheapest seat for somebody without one: a sentence, figures for programs, and whether it is proved."""

    line: Text
    figures: dict[str, object]
    proved: bool


def cheapest_use(explainer: Explainer, person: Candidate) -> Use | None:
    """Return the cheapest seat found for somebody without one, and its cost; ``None`` if there is no seat."""
    import numpy as np

    from solver.engine.explaining.alternatives import USUAL, best_of
    from solver.engine.explaining.change import Change
    from solver.report.explanations import cost_sentence, place_of

    if explainer.is_split:
        return (
            None
            if explainer.context.village_of.get(person.person_id)
            else Use(ASK_VILLAGE, {"status": "not_asked"}, False)
        )
    ctx, desk = explainer.context, explainer.desk
    own = np.flatnonzero(desk.model.seats.person == ctx.instance.candidate_index.get(person.person_id, -1))
    if not len(own):
        return None
    found = best_of(desk, {s: Change((s,)) for s in own.tolist()}, 1, USUAL)
    if not found.alternatives:
        status = "impossible" if found.proved else "not_found"
        return Use(NO_USE if found.proved else NO_USE_FOUND, {"status": status}, found.proved)
    best = found.alternatives[0]
    line = (USE if found.proved else USE_FOUND).with_values(
        place=place_of(ctx, desk, best.seat), cost=cost_sentence(desk, best.found)
    )
    return Use(line, {**figures_of(explainer, best.found), "proved": found.proved}, found.proved)

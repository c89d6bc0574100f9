"""The best plan that keeps a change, searched in neighbourhoods of a known plan: for models of any size (§7.1, §8).

A change is felt near its seats: the villages that lose or gain a person, those that could take the person who has to
go, those that could spare a replacement. The villages of such a neighbourhood are freed and decided exactly; the rest
keep their teams. What is found is a plan that keeps the change; what is proved comes from prices (``bounding``).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.explaining.change import BONUS, NOTHING, Change, ChangedSubproblem
from solver.engine.generation import generate_columns
from solver.engine.neighbourhood import Tuning, improve, solve_exactly
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem

TUNING = Tuning(teams=3000, nodes=200, rounds=60)
STEPS = 6
"""Improvements of one neighbourhood at most."""


def nearby(relaxation: Relaxation, draft: Draft, change: Change, point: PricePoint, n: int) -> list[int]:
    """Return about n villages in which a change is felt most, ascending.

    The villages that the change fills or empties and those of the people whom it concerns always; then those where a
    concerned person's seat costs least at the prices, and those that send the people whom the concerned villages would
    like best.
    """
    seats = relaxation.model.seats
    home = {int(seats.person[s]): c.village for c in draft.columns for s in c.seats}
    held = {s for c in draft.columns for s in c.seats}
    named = {int(seats.village[s]) for s in (*change.taken, *held.intersection(change.barred))}
    holders = [s for c in draft.columns if c.village in named for s in c.seats]
    people = {int(seats.person[s]) for s in (*change.taken, *change.barred, *holders)}
    core = named | {home[int(seats.person[s])] for s in change.taken if int(seats.person[s]) in home}
    worths = Subproblem(relaxation).worths(point.rows, point.scalars)
    scores: dict[int, float] = {}
    for v in core:
        for s in range(int(seats.start[v]), int(seats.start[v + 1])):
            w = home.get(int(seats.person[s]))
            if w is not None and w not in core:
                scores[w] = max(scores.get(w, -np.inf), float(worths.seats[s]))
    for person in sorted(people):
        for s in np.flatnonzero(seats.person == person).tolist():
            w = int(seats.village[s])
            if w not in core:
                scores[w] = max(scores.get(w, -np.inf), float(worths.seats[s]))
    ranked = sorted(scores, key=lambda w: (-scores[w], w))
    return sorted([*core, *ranked[: max(0, n - len(core))]])


def best_nearby(
    relaxation: Relaxation,
    draft: Draft,
    change: Change,
    villages: Sequence[int],
    start: PricePoint,
    least: int = 0,
    of_severity: PricePoint | None = None,
) -> Draft | None:
    """Return the best plan found that keeps a change and alters these villages only; ``None`` if there is none.

    Parameters
    ----------
    start
        Prices to begin with, of the value level.
    least
        Severity that every plan with the change has.
    of_severity
        Prices to begin with where severity alone is looked at.
    """
    free = set(villages)
    fixed = [c for c in draft.columns if c.village not in free]
    sub = ChangedSubproblem(relaxation, change, fixed)
    if sub.impossible:
        return None
    current = sub.nobody()
    if not sub.holds(current) or not _possible(sub, start):
        return None
    known = [c for c in draft.columns if c.village in free]
    elsewhere = sum(c.severity for c in fixed)
    columns: list[Column] = []
    for limit in dict.fromkeys((draft.severity, max(least, draft.severity))):
        chosen, columns, found = _first(sub, known, limit - elsewhere, start)
        if chosen is not None:
            best = _improved(sub, chosen, [*known, *columns], limit - elsewhere, 1, found)
            return make_draft(relaxation, sorted([*fixed, *best], key=lambda c: c.village))
    chosen, _ = solve_exactly(sub, [*columns, *current], 0, TUNING.nodes, points=0)
    lightest = _improved(sub, chosen or current, columns, 0, 0, of_severity)
    limit = sum(c.severity for c in lightest) + sub.linking.severity(relaxation.used(lightest))
    chosen, _ = solve_exactly(sub, list(dict.fromkeys([*columns, *lightest])), limit, TUNING.nodes)
    best = _improved(sub, chosen or lightest, known, limit, 1, start)
    return make_draft(relaxation, sorted([*fixed, *best], key=lambda c: c.village))


def _possible(sub: ChangedSubproblem, point: PricePoint) -> bool:
    """Whether each village with wanted seats has a team that holds them."""
    worths = sub.worths(point.rows, point.scalars)
    for v, wanted in sub.wanted.items():
        pricer, space = sub.relaxation.pricers[v], sub.relaxation.spaces[v]
        if pricer.price(worths.of(space), point.scalars).bound < BONUS * len(wanted) - BONUS // 2:
            return False
    return True


def _first(
    sub: ChangedSubproblem, known: Sequence[Column], limit: int, start: PricePoint
) -> tuple[list[Column] | None, list[Column], PricePoint]:
    """Return a good choice of teams within a limit of severity (``None`` if none was found), and how it was found.

    Returns
    -------
    tuple
        The choice, the columns tried, and the prices that bound all choices best: where to go on from.
    """
    master = sub.master(known, limit)
    made = generate_columns(sub, master, limit, max_rounds=TUNING.rounds, tolerance=0.5, n_others=4, start=start)
    columns = made.best.leading(master.columns, max(10, TUNING.teams // (4 * len(sub.villages))))
    chosen, _ = solve_exactly(sub, columns, limit, TUNING.nodes)
    return chosen, columns, made.best


def _improved(
    sub: ChangedSubproblem,
    current: Sequence[Column],
    known: Sequence[Column],
    limit: int,
    points: int,
    start: PricePoint | None,
) -> list[Column]:
    """Improve a choice of teams until nothing better is found."""
    best = list(current)
    for _ in range(STEPS):
        answer = improve(sub, best, known, TUNING, limit, points, start)
        if answer.columns is None:
            break
        best = list(answer.columns)
        if answer.proved:
            break
    return best


def improve_nearby(
    relaxation: Relaxation,
    draft: Draft,
    villages: Sequence[int],
    start: PricePoint,
    of_severity: PricePoint | None = None,
    *,
    below: int | None = None,
) -> Draft:
    """Return the draft improved in these villages: first lighter in severity, then worth more; the same if neither.

    Parameters
    ----------
    relaxation
        Of a model that admits the draft, and perhaps more.
    below
        Severity that is to be undercut; points are not looked for where it is not. ``None`` looks for points alone.
    """
    free = set(villages)
    fixed = [c for c in draft.columns if c.village not in free]
    current = [c for c in draft.columns if c.village in free]
    sub = ChangedSubproblem(relaxation, NOTHING, fixed)
    lightest = _improved(sub, current, current, 0, 0, of_severity) if below is not None and draft.severity else current
    limit = sum(c.severity for c in lightest) + sub.linking.severity(relaxation.used(lightest))
    undercut = below is None or limit + sum(c.severity for c in fixed) < below
    best = _improved(sub, lightest, current, limit, 1, start) if undercut else lightest
    made = make_draft(relaxation, sorted([*fixed, *best], key=lambda c: c.village))
    assert made is not None
    return made


def villages_for(relaxation: Relaxation, draft: Draft, seats: Sequence[int], point: PricePoint, n: int) -> list[int]:
    """Return n villages where these seats would be worth most, their people's own villages and the neighbours'."""
    home = {int(relaxation.model.seats.person[s]): c.village for c in draft.columns for s in c.seats}
    worths = Subproblem(relaxation).worths(point.rows, point.scalars).seats
    of_seat = relaxation.model.seats
    ranked = sorted(seats, key=lambda s: (-int(worths[s]), s))
    chosen: dict[int, None] = {}
    for s in ranked:
        for v in (int(of_seat.village[s]), home.get(int(of_seat.person[s]))):
            if v is not None and len(chosen) < n:
                chosen.setdefault(v)
    return sorted(chosen)

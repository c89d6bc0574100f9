"""Mend a plan with the fewest changes: fill what fell vacant, move as few people as possible, and prove it (§8).

Order of what counts: posts that were held and are left empty; people changed; severity; posts that do not go to the
unit that had them; value. An outsider who fills a vacated post is one change, and no post can be filled with less; so
where outsiders fill every vacated post, counting alone proves that no plan changes fewer people, and the plans that
change as few are just those in which outsiders fill the vacated posts: a small model, decided exactly. Only where
outsiders do not do, where the planner allows further people to move, or where an incumbent's leaving tightens a limit
so that not all others can go on, the whole model is searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from solver.engine.replanning.vacancies import Vacancies
from solver.engine.warm_start import Ledger, legal_part
from solver.modelling.counts import Count
from solver.modelling.cpsat import Row, build
from solver.modelling.cpsat_search import Outcome, Status, solve
from solver.modelling.seats import IntArray
from solver.modelling.selection import Selection

EFFORT = 30.0
"""Effort of each search, in CP-SAT's deterministic units."""


@dataclass(frozen=True)
class Mended:
    """A mended plan and what is proved of it.

    Attributes
    ----------
    seats
        int64 array of taken seats.
    empty
        Posts that were held and are left empty.
    changed
        People changed: announced people who lose their seat or get another one, and outsiders who are sent.
    fewest
        Whether it is proved that no plan leaves fewer posts empty, nor changes fewer people with as few empty.
    best
        Whether it is proved that of the plans with as few changes none is lighter in severity, then nearer to the
        units that had the posts, then worth more.
    least_changed
        No plan with as few empty posts changes fewer people.
    """

    seats: IntArray
    severity: int
    value: int
    empty: int
    changed: int
    fewest: bool
    best: bool
    least_changed: int


def mend(vacancies: Vacancies, others: int = 0, effort: float = EFFORT) -> Mended:
    """Fill what fell vacant with the fewest changes.

    Parameters
    ----------
    others
        People beyond the fewest who may be changed where that lessens severity; the fewest that do are then changed.
    effort
        Of each search, in CP-SAT's deterministic units.
    """
    start = _legal(vacancies)
    all_go_on = len(start) == len(vacancies.kept)
    taken, best = _direct(vacancies, effort) if all_go_on else (start, False)
    empty, changed = vacancies.empty(taken), vacancies.changes(taken)
    fewest, least = True, changed
    if empty or not all_go_on:
        found = _fewest(vacancies, taken, effort)
        fewest = found.status is Status.OPTIMAL
        if found.found and (vacancies.empty(found.taken) < empty or not all_go_on):
            taken, best = found.taken, False
            empty, changed = vacancies.empty(taken), vacancies.changes(taken)
            taken, best = _lightest(vacancies, taken, changed, changed, effort)
        least = changed if fewest else vacancies.n_vacated - empty
    if others:
        taken, best = _lightest(vacancies, taken, changed, changed + others, effort)
        changed = vacancies.changes(taken)
    severity, value = vacancies.model.evaluate(taken)
    return Mended(taken, severity, value, vacancies.empty(taken), changed, fewest, best, least)


def _legal(vacancies: Vacancies) -> IntArray:
    """Return the kept seats that are legal together; where not all are, the frozen ones come first."""
    ledger = Ledger(vacancies.model)
    first = legal_part(ledger, vacancies.frozen)
    return np.union1d(first, legal_part(ledger, np.setdiff1d(vacancies.kept, vacancies.frozen)))


def _direct(vacancies: Vacancies, effort: float) -> tuple[IntArray, bool]:
    """Let outsiders fill vacated posts, everybody else as announced; return the plan and whether it is proved best."""
    selection = Selection.of_seats(vacancies.model)
    rows = vacancies.no_more_than_vacated()
    unit_price = vacancies.n_vacated + 1
    counts = _weighted(selection.counts, unit_price)
    room = (
        1
        + Selection(selection.points, selection.severity, selection.village, tuple(counts)).evaluate(vacancies.kept)[0]
        + _most_over(counts, vacancies.n_vacated)
    )
    extra = [*vacancies.empty_counts(room + unit_price, everywhere=False), *vacancies.unit_counts()]
    weighted = replace(selection, counts=(*counts, *extra))
    return _in_two_steps(weighted, vacancies.direct, vacancies.kept, rows, effort)


def _most_over(counts: Sequence[Count], n: int) -> int:
    """Return the most severity that n further people can add by being too many."""
    over = sum(count.excess_price for count in counts if count.excess_price)
    heaviest = max((int(count.seat_weights.max(initial=1)) for count in counts if count.excess_price), default=1)
    return over * n * heaviest


def _fewest(vacancies: Vacancies, start: IntArray, effort: float) -> Outcome:
    """Search the whole model for the fewest posts left empty, then the fewest people changed."""
    selection = Selection.of_seats(vacancies.model)
    n = len(vacancies.kept) + len(vacancies.outsiders) + 1
    hard = [
        replace(count, lower=None, shortfall_price=0, rewards=())
        for count in selection.counts
        if count.hard_upper is not None
    ]
    changes = [
        Count("kept", "", vacancies.kept, lower=len(vacancies.kept), shortfall_price=1),
        Count("sent", "", vacancies.outsiders, upper=0, excess_price=1),
    ]
    counts = (*hard, *vacancies.empty_counts(n, everywhere=True), *changes)
    return solve(build(replace(selection, counts=counts), "severity", free=_free(vacancies), start=start), effort)


def _lightest(vacancies: Vacancies, start: IntArray, fewest: int, most: int, effort: float) -> tuple[IntArray, bool]:
    """Search the whole model, within a number of changes and without more empty posts, for the least severity."""
    selection = Selection.of_seats(vacancies.model)
    changes = [
        Count("kept", "", vacancies.kept, lower=len(vacancies.kept), shortfall_price=vacancies.n_vacated + 1),
        Count("sent", "", vacancies.outsiders, upper=0, excess_price=vacancies.n_vacated + 1),
    ]
    price = (most + 1) * (vacancies.n_vacated + 1)
    counts = _weighted(selection.counts, price)
    room = 1 + replace(selection, counts=tuple(counts)).evaluate(start)[0] + most * price
    extra = [*vacancies.empty_counts(room, everywhere=True), *changes, *vacancies.unit_counts()]
    weighted = replace(selection, counts=(*counts, *extra))
    return _in_two_steps(weighted, _free(vacancies), start, [vacancies.changes_at_most(most)], effort)


def _free(vacancies: Vacancies) -> IntArray:
    """Return the seats that may change: all but those that are frozen."""
    return np.setdiff1d(np.arange(len(vacancies.model.seats)), vacancies.frozen)


def _weighted(counts: Sequence[Count], price: int) -> list[Count]:
    """Return counts whose severity weighs so many times as much."""
    return [
        replace(
            count,
            shortfall_price=count.shortfall_price * price,
            excess_price=None if count.excess_price is None else count.excess_price * price,
        )
        for count in counts
    ]


def _in_two_steps(
    selection: Selection, free: IntArray, start: IntArray, rows: Sequence[Row], effort: float
) -> tuple[IntArray, bool]:
    """Minimise weighted severity, then maximise value at it; return the plan and whether both are proved."""
    first = solve(build(selection, "severity", free=free, start=start, rows=rows), effort)
    if not first.found:
        return start, False
    limit = first.severity
    second = solve(build(selection, "value", severity_limit=limit, free=free, start=first.taken, rows=rows), effort)
    proved = first.status is Status.OPTIMAL and second.status is Status.OPTIMAL
    return (second.taken if second.found else first.taken), proved

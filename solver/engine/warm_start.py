"""A plan made for other inputs as a first plan: as much of it as is legal here, its gaps filled (§7.5)."""

from __future__ import annotations

import numpy as np

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation
from solver.errors import ModelError
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


class Ledger:
    """What seats taken so far use of every hard limit."""

    def __init__(self, model: AllocationModel) -> None:
        self._village = model.seats.village.tolist()
        self._counts = [count for count in model.all_counts if count.hard_upper is not None]
        self._used = [count.base for count in self._counts]
        self._bound: list[set[int]] = [set() for _ in self._counts]
        self._rows: list[list[tuple[int, int]]] = [[] for _ in range(len(model.seats))]
        for c, count in enumerate(self._counts):
            for seat, weight in zip(count.seats.tolist(), count.seat_weights.tolist(), strict=True):
                self._rows[seat].append((c, weight))

    def _adds(self, seat: int) -> list[tuple[int, int]]:
        village = self._village[seat]
        return [
            (c, weight)
            for c, weight in self._rows[seat]
            if not (self._counts[c].per_village and village in self._bound[c])
        ]

    def fits(self, seat: int) -> bool:
        """Whether the seat can be taken beside the others."""
        return all(self._counts[c].allows(self._used[c] + weight) for c, weight in self._adds(seat))

    def take(self, seat: int) -> None:
        """Take the seat."""
        for c, weight in self._adds(seat):
            self._used[c] += weight
            self._bound[c].add(self._village[seat])


def legal_part(ledger: Ledger, seats: IntArray) -> IntArray:
    """Take the seats that can be taken one after the other, in ascending order; return them.

    Parameters
    ----------
    seats
        int64 array: indices into the model's seats, ascending, each once.
    """
    taken = []
    for seat in seats.tolist():
        if ledger.fits(seat):
            ledger.take(seat)
            taken.append(seat)
    return np.array(taken, dtype=np.int64)


def started(relaxation: Relaxation, seats: IntArray) -> Draft:
    """Return the draft of the legal part of some seats, with its gaps filled.

    Raises
    ------
    ModelError
        If that part breaks a hard row.
    """
    ledger = Ledger(relaxation.model)
    kept = legal_part(ledger, seats)
    of_village = relaxation.model.seats.village[kept]
    columns = [relaxation.column(s.village, kept[of_village == s.village] - s.first) for s in relaxation.spaces]
    draft = make_draft(relaxation, columns)
    if draft is None:
        raise ModelError("the legal part of a given plan breaks a hard row")
    return _filled(relaxation, draft, ledger)


def _filled(relaxation: Relaxation, draft: Draft, ledger: Ledger) -> Draft:
    """Add one seat after the other, each time the one that helps its village most, while the plan gets better."""
    best = {column.village: _best_with_one_more(relaxation, column, ledger) for column in draft.columns}
    while any(best.values()):
        village = min((v for v, found in best.items() if found), key=lambda v: (best[v][0][:2], v))
        _, seat, column = best[village].pop(0)
        if not ledger.fits(seat):
            continue
        better = draft.with_columns(relaxation, [column])
        if better is None or better.rank >= draft.rank:
            continue
        draft = better
        ledger.take(seat)
        best[village] = _best_with_one_more(relaxation, column, ledger)
    return draft


def _best_with_one_more(
    relaxation: Relaxation, column: Column, ledger: Ledger
) -> list[tuple[tuple[int, int], int, Column]]:
    """Return what a village's team becomes with each seat more that helps it, the best first.

    Returns
    -------
    list of tuple
        Change of severity and loss of value, the seat, and the column.
    """
    space = relaxation.spaces[column.village]
    seats = [s for s in range(space.first, space.first + len(space.person)) if s not in column.seats]
    free = [s for s in seats if ledger.fits(s)]
    if not free:
        return []
    teams = np.array([[*column.seats, s] for s in free], dtype=np.int64) - space.first
    made = zip(free, relaxation.columns(column.village, teams), strict=True)
    ranked = [((c.severity - column.severity, column.value - c.value), s, c) for s, c in made]
    return sorted((r for r in ranked if r[0] < (0, 0)), key=lambda r: (r[0], r[1]))

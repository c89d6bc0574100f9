"""A change that a plan is asked for: seats that must be taken, and seats that may not be (§8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, SeatWorths, Subproblem
from solver.engine.team_dp import CLOSED
from solver.modelling.seats import IntArray

BONUS = 1 << 48
"""Worth given to a seat that must be taken, and taken off again: above what any team can be worth, so that the best
team has the seat wherever a team with it exists; far below the mark of closed seats."""


@dataclass(frozen=True)
class Change:
    """Seats that must be taken, and seats that must not be: indices of the seat set, each once."""

    taken: tuple[int, ...] = ()
    barred: tuple[int, ...] = ()


NOTHING = Change()
"""No change at all."""


class ChangedSubproblem(Subproblem):
    """A subproblem in which every plan has to keep a change.

    Parameters
    ----------
    change
        Seats that must be taken lie in free villages; other villages keep their columns.
    fixed
        Columns of the villages that are not free.
    """

    def __init__(self, relaxation: Relaxation, change: Change, fixed: Iterable[Column] = ()) -> None:
        super().__init__(relaxation, fixed)
        village = relaxation.model.seats.village
        self.wanted: dict[int, frozenset[int]] = {}
        for seat in change.taken:
            v = int(village[seat])
            self.wanted[v] = self.wanted.get(v, frozenset()) | {seat}
        if not set(self.wanted) <= set(self.villages):
            raise ValueError("a seat that must be taken lies in a village that is fixed")
        self._taken = np.array(change.taken, dtype=np.int64)
        self.impossible = bool(self.closed[self._taken].any())
        self.closed = self.closed.copy()
        self.closed[list(change.barred)] = True
        self.closed[self._crowded_out()] = True
        self.impossible |= bool(self.closed[self._taken].any())

    def _crowded_out(self) -> IntArray:
        """Return the seats that no longer fit a hard row beside those that must be taken."""
        out = [np.zeros(0, dtype=np.int64)]
        rows, amounts = self.linking.usage(np.sort(self._taken))
        limits = self.linking.limits
        for row, n in zip(rows.tolist(), amounts.tolist(), strict=True):
            count = self.linking.counts[row]
            if n > limits[row]:
                self.impossible = True
            elif not count.per_village:
                out.append(count.seats[count.seat_weights > limits[row] - n])
        found = np.unique(np.concatenate(out))
        kept: IntArray = found[~np.isin(found, self._taken)]
        return kept

    def fits(self, column: Column) -> bool:
        """Whether a column takes no closed seat and every seat of its village that must be taken."""
        return super().fits(column) and self.wanted.get(column.village, frozenset()) <= set(column.seats)

    def nobody(self) -> list[Column]:
        """Return the free villages' teams of nobody but those who must be there."""
        spaces = self.relaxation.spaces
        return [
            self.relaxation.column(
                v, np.array(sorted(s - spaces[v].first for s in self.wanted.get(v, ())), dtype=np.int64)
            )
            for v in self.villages
        ]

    def worths(self, rows: IntArray, scalars: Scalars) -> SeatWorths:
        """Return what each seat adds to a team at these prices, with the bonus of those that must be taken."""
        if len(self.villages) == len(self.relaxation.spaces):
            return self.changed(super().worths(rows, scalars))
        return self.changed(self._worths_of_free(rows, scalars))

    def _worths_of_free(self, rows: IntArray, scalars: Scalars) -> SeatWorths:
        """Return the worths of the free villages' seats, few of a county's; all others are closed."""
        linking, model = self.linking, self.relaxation.model
        seats, charge = np.full(len(model.seats), CLOSED, dtype=np.int64), np.zeros(len(model.seats), dtype=np.int64)
        charges = np.append(rows, 0)
        for v in self.villages:
            own = slice(int(model.seats.start[v]), int(model.seats.start[v + 1]))
            worth = scalars.points * model.seats.points[own] - scalars.severity_price * self.relaxation.severity[own]
            seats[own] = worth - linking.seat_prices(rows, own)
            charge[own] = np.where(linking.bond[own] >= 0, charges[linking.bond[own]], 0)
        return SeatWorths(seats, charge)

    def changed(self, worths: SeatWorths) -> SeatWorths:
        """Return what seats add, from what they add without the change at the same prices."""
        seats = np.where(self.closed, CLOSED, worths.seats)
        seats[self._taken] += BONUS
        return replace(worths, seats=seats)

    def price(self, rows: IntArray, scalars: Scalars, n_others: int) -> tuple[PricePoint, list[Column]]:
        """Price every free village exactly; bonuses are not part of the bound."""
        point, columns = super().price(rows, scalars, n_others)
        point = replace(point, total=point.total - BONUS * len(self._taken))
        return point, [c for c in columns if self.fits(c)]

"""Linking counts as rows: usage by seats, prices on them, and what a priced row adds to the bound (§7.1, §7.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from solver.engine.pricing import Scalars
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import BoolArray, IntArray

NO_LIMIT = 1 << 40
"""Room of a row without a hard limit."""


@dataclass(frozen=True)
class LinkingRows:
    """The linking counts of a model, compiled.

    A row that counts villages (``per_village``) is relaxed: it counts seats, against its limit times the most seats of
    it that one village's team can hold. That never refuses a plan, so bounds stay valid; plans are held to the true row.

    Attributes
    ----------
    counts
        The linking counts, idle ones left out.
    seat_start, row, weight
        CSR by seat: seat s is in rows ``row[seat_start[s]:seat_start[s + 1]]`` with these weights.
    room
        int64 array of shape (n_rows,): units left for seats under the hard limit; all seats' weight if there is none.
    most_in_village
        int64 array of shape (n_rows,): most seats of the row that one village's team can hold.
    idle_severity
        Severity of counts without a seat: nothing can change it.
    """

    counts: tuple[Count, ...]
    seat_start: IntArray
    row: IntArray
    weight: IntArray
    room: IntArray
    most_in_village: IntArray
    idle_severity: int

    def __len__(self) -> int:
        return len(self.counts)

    @classmethod
    def of(cls, model: AllocationModel, widths: IntArray) -> LinkingRows:
        """Compile the linking counts of a model.

        Parameters
        ----------
        widths
            int64 array of shape (n_villages,): most people a village's team can take.
        """
        counts = tuple(c for c in model.linking_counts if not c.is_idle)
        n_seats = len(model.seats)
        seat = np.concatenate([c.seats for c in counts]) if counts else np.zeros(0, dtype=np.int64)
        row = np.repeat(np.arange(len(counts)), [len(c.seats) for c in counts])
        weight = np.concatenate(
            [np.ones(len(c.seats), dtype=np.int64) if c.weights is None else c.weights for c in counts]
        ) if counts else np.zeros(0, dtype=np.int64)
        order = np.lexsort((row, seat))
        start = np.searchsorted(seat[order], np.arange(n_seats + 1))
        most = np.array(
            [np.minimum(np.bincount(model.seats.village[c.seats], minlength=len(widths)), widths).max() for c in counts],
            dtype=np.int64,
        )
        room = np.array([_room(c, n) for c, n in zip(counts, most.tolist(), strict=True)], dtype=np.int64)
        idle = sum(c.severity(c.base) for c in model.linking_counts if c.is_idle)
        return cls(counts, start, row[order], weight[order], room, most, idle)

    def seat_prices(self, prices: IntArray) -> IntArray:
        """Return the price of every seat: int64 array of shape (n_seats,), from prices of shape (n_rows,)."""
        total = np.concatenate([[0], np.cumsum(prices[self.row] * self.weight)])
        out: IntArray = total[self.seat_start[1:]] - total[self.seat_start[:-1]]
        return out

    def shifted(self, used: IntArray) -> LinkingRows:
        """Return the rows that are left when fixed teams use this much of each (villages, for rows that count them).

        Parameters
        ----------
        used
            int64 array of shape (n_rows,).
        """
        counts = tuple(
            replace(c, base=c.base + n) if n else c for c, n in zip(self.counts, used.tolist(), strict=True)
        )
        factor = np.where(self.per_village, self.most_in_village, 1)
        return replace(self, counts=counts, room=np.maximum(self.room - used * factor, 0))

    @cached_property
    def constant_severity(self) -> int:
        """Severity that no free seat can change: idle counts, and limits that are exceeded already."""
        over = (
            max(0, c.base - c.upper) * c.excess_price for c in self.counts if c.upper is not None and c.excess_price
        )
        return self.idle_severity + sum(over)

    def severity(self, used: IntArray) -> int:
        """Return the severity of all rows when teams use this much of each (villages, for rows that count them)."""
        pairs = zip(self.counts, used.tolist(), strict=True)
        return self.idle_severity + sum(c.severity(c.base + n) for c, n in pairs)

    def value(self, used: IntArray) -> int:
        """Return the points that rows earn when teams use this much of each."""
        return sum(c.value(c.base + n) for c, n in zip(self.counts, used.tolist(), strict=True) if c.rewards)

    @cached_property
    def per_village(self) -> BoolArray:
        """Which rows count villages: bool array of shape (n_rows,)."""
        return np.array([c.per_village for c in self.counts], dtype=np.bool_)

    def amounts(self, rows: IntArray, amounts: IntArray) -> IntArray:
        """Return what one team uses of rows as plans are held to them: one village where a row counts villages."""
        return np.where(self.per_village[rows], 1, amounts)

    def closed_seats(self) -> BoolArray:
        """Return which seats no longer fit because a row has no room for them: bool array of shape (n_seats,)."""
        exact = np.array(
            [NO_LIMIT if c.hard_upper is None else c.hard_upper - c.base for c in self.counts], dtype=np.int64
        )
        tight = np.where(self.per_village[self.row], 1, self.weight) > exact[self.row]
        total = np.concatenate([[0], np.cumsum(tight)])
        closed: BoolArray = total[self.seat_start[1:]] > total[self.seat_start[:-1]]
        return closed

    def usage(self, seats: IntArray) -> tuple[IntArray, IntArray]:
        """Return the rows that these seats use and by how much, in order of rows."""
        spans = [np.arange(self.seat_start[s], self.seat_start[s + 1]) for s in seats.tolist()]
        where = np.concatenate(spans) if spans else np.zeros(0, dtype=np.int64)
        rows, inverse = np.unique(self.row[where], return_inverse=True)
        return rows, np.bincount(inverse, self.weight[where], len(rows)).astype(np.int64)

    @cached_property
    def _curves(self) -> list[tuple[IntArray, IntArray, IntArray]]:
        """By row: break points of n - base, and value and severity there.

        A relaxed row gives neither: its elastic part is left out of bounds, which keeps them valid.
        """
        curves = []
        for count, room in zip(self.counts, self.room.tolist(), strict=True):
            most = int(self.weight_total(count))
            last = min(room, most)
            points = {0, last, len(count.rewards) - count.base}
            points |= {limit - count.base for limit in (count.lower, count.upper) if limit is not None}
            points |= set(range(1, len(count.rewards) - count.base))
            at = np.array(sorted(n for n in points if 0 <= n <= last), dtype=np.int64)
            if count.per_village:
                none = np.zeros(len(at), dtype=np.int64)
                curves.append((at, none, none))
                continue
            value = np.array([count.value(count.base + n) for n in at.tolist()], dtype=np.int64)
            severity = np.array([count.severity(count.base + n) for n in at.tolist()], dtype=np.int64)
            curves.append((at, value, severity))
        return curves

    @staticmethod
    def weight_total(count: Count) -> int:
        """Return the weight of all seats of a count together."""
        return len(count.seats) if count.weights is None else int(count.weights.sum())

    def term(self, prices: IntArray, scalars: Scalars) -> int:
        """Return what the rows add to the bound at these prices: the sum over rows of the best priced count."""
        total = -scalars.severity_price * self.idle_severity
        for price, (at, value, severity) in zip(prices.tolist(), self._curves, strict=True):
            worth = scalars.points * value - scalars.severity_price * severity + price * at
            total += int(worth.max())
        return total


def _room(count: Count, most_in_village: int) -> int:
    """Return how many units a row leaves for seats, in seats also where the row counts villages."""
    total = LinkingRows.weight_total(count)
    if count.hard_upper is None:
        return total
    room = count.hard_upper - count.base
    return min(total, room * most_in_village if count.per_village else room)

"""Linking counts as rows: usage by seats, prices on them, and what a priced row adds to the bound (§7.1, §7.4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.engine.pricing import Scalars
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


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
        int64 array of shape (n_rows,): units left under the hard limit for seats, or ``NO_LIMIT``.
    """

    counts: tuple[Count, ...]
    seat_start: IntArray
    row: IntArray
    weight: IntArray
    room: IntArray
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
        room = np.array([_room(c, model, widths) for c in counts], dtype=np.int64)
        idle = sum(c.severity(c.base) for c in model.linking_counts if c.is_idle)
        return cls(counts, start, row[order], weight[order], room, idle)

    def seat_prices(self, prices: IntArray) -> IntArray:
        """Return the price of every seat: int64 array of shape (n_seats,), from prices of shape (n_rows,)."""
        total = np.concatenate([[0], np.cumsum(prices[self.row] * self.weight)])
        out: IntArray = total[self.seat_start[1:]] - total[self.seat_start[:-1]]
        return out

    def usage(self, seats: IntArray) -> tuple[IntArray, IntArray]:
        """Return the rows that these seats use and by how much, in order of rows."""
        spans = [np.arange(self.seat_start[s], self.seat_start[s + 1]) for s in seats.tolist()]
        where = np.concatenate(spans) if spans else np.zeros(0, dtype=np.int64)
        rows, inverse = np.unique(self.row[where], return_inverse=True)
        return rows, np.bincount(inverse, self.weight[where], len(rows)).astype(np.int64)

    @cached_property
    def _curves(self) -> list[tuple[IntArray, IntArray, IntArray]]:
        """By row: break points of n - base, and value and severity there. Relaxed rows carry no severity."""
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
                curves.append((at, none, none + count.severity(count.base) * 0))
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


def _room(count: Count, model: AllocationModel, widths: IntArray) -> int:
    """Return how many units a row leaves for seats, in seats also where the row counts villages."""
    most = LinkingRows.weight_total(count)
    if count.hard_upper is None:
        return most
    room = count.hard_upper - count.base
    if count.per_village:
        held = np.bincount(model.seats.village[count.seats], minlength=len(widths))
        return min(most, room * int(np.minimum(held, widths).max()))
    return min(most, room)

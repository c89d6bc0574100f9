"""Linking counts as rows: usage by seats, prices on them, and what a priced row adds to the bound (§7.1, §7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.engine.pricing import Scalars
from solver.modelling.counts import Count
from solver.modelling.halves import Half
from solver.modelling.model import AllocationModel
from solver.modelling.seats import BoolArray, IntArray

EVERY = slice(None)

NO_LIMIT = 1 << 40
"""Room of a row without a hard limit."""


@dataclass(frozen=True)
class LinkingRows:
    """The linking counts of a model, compiled.

    A row that counts villages (``per_village``) is used once by a team that takes any of its seats; its price is a
    charge on that (a *bond*), not on each seat.

    Attributes
    ----------
    counts
        The linking counts, idle ones left out.
    seat_start, row, weight
        CSR by seat: seat s is in rows ``row[seat_start[s]:seat_start[s + 1]]`` with these weights.
    room
        int64 array of shape (n_rows,): units left under the hard limit; the weight of all seats if there is none.
    least
        int64 array of shape (n_rows,): units that must be used; 0 but for rows of a half (:meth:`within`).
    bond
        int64 array of shape (n_seats,): the row that counts the seat's village, or -1. Of several, the first is
        the bond; the others are left out of prices.
    idle_severity
        Severity of counts without a seat: nothing can change it.
    """

    counts: tuple[Count, ...]
    seat_start: IntArray
    row: NDArray[np.int32]
    weight: NDArray[np.int32]
    room: IntArray
    least: IntArray
    bond: IntArray
    idle_severity: int

    def __len__(self) -> int:
        return len(self.counts)

    @classmethod
    def of(cls, model: AllocationModel) -> LinkingRows:
        """Compile the linking counts of a model."""
        counts = tuple(c for c in model.linking_counts if not c.is_idle)
        idle = sum(c.severity(c.base) for c in model.linking_counts if c.is_idle)
        return cls._compiled(model, counts, np.zeros(len(counts), dtype=np.int64), _bonds(model, counts), idle)

    @classmethod
    def _compiled(
        cls, model: AllocationModel, counts: tuple[Count, ...], least: IntArray, bond: IntArray, idle: int
    ) -> LinkingRows:
        none = np.zeros(0, dtype=np.int64)
        seat = np.concatenate([none, *(c.seats for c in counts)])
        row = np.repeat(np.arange(len(counts)), [len(c.seats) for c in counts])
        weight = np.concatenate([none, *(c.seat_weights for c in counts)])
        order = np.lexsort((row, seat))
        start = np.searchsorted(seat[order], np.arange(len(model.seats) + 1))
        room = np.array([room_of(c, int(c.seat_weights.sum())) for c in counts], dtype=np.int64)
        return cls(counts, start, row[order].astype(np.int32), weight[order].astype(np.int32), room, least, bond, idle)

    def within(self, model: AllocationModel, halves: Sequence[Half]) -> LinkingRows:
        """Return the rows with one more for each half that plans are confined to."""
        seats = model.seats_to_halve_by
        rows = tuple(
            Count("half", str(i), seats[half.count], upper=None if half.more else half.limit)
            for i, half in enumerate(halves)
        )
        least = np.array([half.limit + 1 if half.more else 0 for half in halves], dtype=np.int64)
        least = np.concatenate([self.least, least])
        return self._compiled(model, self.counts + rows, least, self.bond, self.idle_severity)

    def without_seats(self) -> LinkingRows:
        """Return the same rows, whose counts no longer know their seats; all else in few bytes."""
        none = np.zeros(0, dtype=np.int64)
        return replace(
            self,
            counts=tuple(replace(count, seats=none, weights=None) for count in self.counts),
            seat_start=_short(self.seat_start),
            row=_short(self.row),
            weight=_short(self.weight),
            bond=_short(self.bond),
        )

    def seat_prices(self, prices: IntArray, seats: slice = EVERY) -> IntArray:
        """Return the price of every seat, charges aside: int64 array of shape (n_seats,), from prices of (n_rows,).

        Parameters
        ----------
        seats
            Some of them, one after the other.
        """
        first, last, _ = seats.indices(len(self.seat_start) - 1)
        start = self.seat_start[first : last + 1]
        own = slice(int(start[0]), int(start[-1]))
        by_seat = np.where(self.per_village, 0, prices)
        total = np.concatenate([[0], np.cumsum(by_seat[self.row[own]] * self.weight[own])])
        out: IntArray = total[start[1:] - start[0]] - total[start[:-1] - start[0]]
        return out

    def shifted(self, used: IntArray) -> LinkingRows:
        """Return the rows that are left when fixed teams use this much of each.

        Parameters
        ----------
        used
            int64 array of shape (n_rows,).
        """
        return self._moved(used, self.room - used)

    def beside(self, used: IntArray) -> LinkingRows:
        """Return the rows that are left when teams without a seat here use this much of each.

        Parameters
        ----------
        used
            int64 array of shape (n_rows,).
        """
        return self._moved(used, np.minimum(self.room, self.limits - used))

    def _moved(self, used: IntArray, room: IntArray) -> LinkingRows:
        counts = tuple(replace(c, base=c.base + n) if n else c for c, n in zip(self.counts, used.tolist(), strict=True))
        return replace(self, counts=counts, room=np.maximum(room, 0), least=np.maximum(self.least - used, 0))

    @cached_property
    def constant_severity(self) -> int:
        """Severity that no free seat can change: idle counts, and limits that are exceeded already."""
        over = (
            max(0, c.base - c.upper) * c.excess_price for c in self.counts if c.upper is not None and c.excess_price
        )
        return self.idle_severity + sum(over)

    def severity(self, used: IntArray) -> int:
        """Return the severity of all rows when teams use this much of each."""
        pairs = zip(self.counts, used.tolist(), strict=True)
        return self.idle_severity + sum(c.severity(c.base + n) for c, n in pairs)

    def value(self, used: IntArray) -> int:
        """Return the points that rows earn when teams use this much of each."""
        return sum(c.value(c.base + n) for c, n in zip(self.counts, used.tolist(), strict=True) if c.rewards)

    @cached_property
    def per_village(self) -> BoolArray:
        """Which rows count villages: bool array of shape (n_rows,)."""
        return np.array([c.per_village for c in self.counts], dtype=np.bool_)

    @cached_property
    def limits(self) -> IntArray:
        """Units left under the hard limits, ``NO_LIMIT`` without one: int64 array of shape (n_rows,)."""
        return np.array(
            [NO_LIMIT if c.hard_upper is None else c.hard_upper - c.base for c in self.counts], dtype=np.int64
        )

    def admissible(self, prices: IntArray) -> IntArray:
        """Return prices with signs that make sense.

        No negative charge: a village would be paid for being bound, which no row asks for. No positive price where
        much must be used: it would only be dearer.
        """
        prices = np.where(self.per_village, np.maximum(prices, 0), prices)
        return np.where(self.least > 0, np.minimum(prices, 0), prices)

    def closed_seats(self) -> BoolArray:
        """Return which seats no longer fit because a row has no room for them: bool array of shape (n_seats,)."""
        return self._closed_seats.copy()

    @cached_property
    def _closed_seats(self) -> BoolArray:
        tight = np.where(self.per_village[self.row], 1, self.weight) > self.limits[self.row]
        total = np.concatenate([[0], np.cumsum(tight)])
        closed: BoolArray = total[self.seat_start[1:]] > total[self.seat_start[:-1]]
        return closed

    def usage(self, seats: IntArray) -> tuple[IntArray, IntArray]:
        """Return the rows that a team's seats use and by how much, in order of rows."""
        spans = [np.arange(self.seat_start[s], self.seat_start[s + 1]) for s in seats.tolist()]
        where = np.concatenate(spans) if spans else np.zeros(0, dtype=np.int64)
        rows, inverse = np.unique(self.row[where], return_inverse=True)
        amounts = np.bincount(inverse, self.weight[where], len(rows)).astype(np.int64)
        return rows, np.where(self.per_village[rows], np.minimum(amounts, 1), amounts)

    @cached_property
    def _curves(self) -> list[tuple[IntArray, IntArray, IntArray]]:
        """By row: break points of n - base, and value and severity there."""
        curves = []
        for count, first, last in zip(self.counts, self.least.tolist(), self.room.tolist(), strict=True):
            points = {first, last} | set(range(1, len(count.rewards) - count.base + 1))
            points |= {limit - count.base for limit in (count.lower, count.upper) if limit is not None}
            at = np.array(sorted(n for n in points if first <= n <= last), dtype=np.int64)
            value = np.array([count.value(count.base + n) for n in at.tolist()], dtype=np.int64)
            severity = np.array([count.severity(count.base + n) for n in at.tolist()], dtype=np.int64)
            curves.append((at, value, severity))
        return curves

    def curve(self, row: int) -> tuple[IntArray, IntArray, IntArray]:
        """Return the bends of a row: units used, and value and severity there."""
        return self._curves[row]

    @cached_property
    def _bends(self) -> tuple[IntArray, IntArray, IntArray, IntArray, IntArray]:
        """All curves end to end: where each row begins, the row of each bend, and its units, value and severity."""
        none = np.zeros(0, dtype=np.int64)
        sizes = np.array([len(at) for at, _, _ in self._curves], dtype=np.int64)
        at, value, severity = (np.concatenate([none, *(curve[i] for curve in self._curves)]) for i in range(3))
        return np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes), at, value, severity

    def term(self, prices: IntArray, scalars: Scalars) -> int:
        """Return what the rows add to the bound at these prices: the sum over rows of the best priced count."""
        return int(self.terms(prices, scalars).sum()) - scalars.severity_price * self.idle_severity

    def terms(self, prices: IntArray, scalars: Scalars) -> IntArray:
        """Return what each row adds to the bound at these prices: int64 array of shape (n_rows,)."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        start, row, at, value, severity = self._bends
        worth = scalars.points * value - scalars.severity_price * severity + prices[row] * at
        best: IntArray = np.maximum.reduceat(worth, start)
        return best


def room_of(count: Count, most: int) -> int:
    """Return how many units a row leaves to seats that can use so many at most."""
    return most if count.hard_upper is None else min(most, count.hard_upper - count.base)


def _bonds(model: AllocationModel, counts: tuple[Count, ...]) -> IntArray:
    """Return each seat's bond. A person whose two seats in a village differ in it gets none there."""
    seats = model.seats
    bond = np.full(len(seats), -1, dtype=np.int64)
    for row, count in enumerate(counts):
        if count.per_village:
            free = count.seats[bond[count.seats] < 0]
            bond[free] = row
    pair = seats.village * (int(seats.person.max(initial=0)) + 1) + seats.person
    order = np.argsort(pair, kind="stable")
    same = pair[order][1:] == pair[order][:-1]
    torn = same & (bond[order][1:] != bond[order][:-1])
    bond[order[1:][torn]] = -1
    bond[order[:-1][torn]] = -1
    return bond


def _short(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return whole numbers in the fewest bytes that hold them all."""
    least, most = int(numbers.min(initial=0)), int(numbers.max(initial=0))
    kinds = (np.int8, np.int16, np.int32, np.int64)
    return numbers.astype(next(k for k in kinds if np.iinfo(k).min <= least and most <= np.iinfo(k).max))

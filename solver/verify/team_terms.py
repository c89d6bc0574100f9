"""What the counts of one village are worth, as small integer tables: the input of the best-team routine.

A *term* joins all counts over the same seats of one village. With ``k`` the weight of the taken seats (what the team
adds to what stays), it gives ``worth(k) = Σ (a · value − b · severity)`` of those counts, and a hard limit ``room``. A
*toll* is due once if any of the seats is taken: the price of a row that counts villages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.seats import BoolArray, IntArray

FORBIDDEN = 1 << 60
"""By how much an estimate overrates what a hard limit forbids."""

MAX_TABLE = 1 << 12
"""A term with more distinct levels than this is only ever used through its linear upper estimate."""


@dataclass(frozen=True, eq=False)
class Term:
    """All counts over the same seats of one village, priced at ``a`` a point and ``b`` a unit of severity.

    Attributes
    ----------
    counts
        The counts it joins.
    seats, weights
        int64 arrays of shape (n_seats_of_term,): positions among the village's seats, and their weights.
    a, b
        Scalars of the bound: price of a point and of a unit of severity, in ``1/PRICE_SCALE``.
    toll
        Taken off the worth once k is not 0.
    """

    counts: tuple[Count, ...]
    seats: IntArray
    weights: IntArray
    a: int
    b: int
    toll: int = 0
    _worths: dict[int, int] = field(default_factory=dict, repr=False)

    @cached_property
    def total(self) -> int:
        """Weight of all seats together: the largest k there is."""
        return int(self.weights.sum())

    @cached_property
    def room(self) -> int | None:
        """The hard limit on k, or ``None`` if no limit can ever bind."""
        rooms = [_room(c) for c in self.counts if c.hard_upper is not None]
        if not rooms or min(rooms) >= self._top:
            return None
        return min(rooms)

    @cached_property
    def _top(self) -> int:
        return min(1, self.total) if self._flag else self.total

    @cached_property
    def _flag(self) -> bool:
        """Whether only taken or not taken matters (counts of villages see one village as 0 or 1)."""
        return any(c.per_village for c in self.counts)

    @cached_property
    def kink(self) -> int:
        """The k from which on the worth is linear; the limit itself where there is one."""
        if self.room is not None:
            return self.room
        if self._flag:
            return self._top
        bends = [max(c.lower or 0, c.upper or 0, len(c.rewards)) - c.base for c in self.counts]
        return min(max(int(self.toll != 0), *bends, 0), self.total)

    def worth(self, k: int) -> int:
        """Return the worth of the counts at k, which the hard limit must admit."""
        if k not in self._worths:
            n = min(k, 1) if self._flag else k
            worths = [self.a * c.value(c.base + n) - self.b * c.severity(c.base + n) for c in self.counts]
            self._worths[k] = sum(worths) - self.toll * min(k, 1)
        return self._worths[k]

    @cached_property
    def tail(self) -> int:
        """Worth of each further unit beyond the kink."""
        if self.room is not None or self._flag or self.kink == self.total:
            return 0
        return self.worth(self.kink + 1) - self.worth(self.kink)

    @cached_property
    def table(self) -> IntArray:
        """int64 array of shape (kink + 1,): worth at 0 … kink less what the tail already gives, from 0 at k = 0."""
        values = [self.worth(k) - self.worth(0) - self.tail * k for k in range(self.kink + 1)]
        return np.array(values, dtype=np.int64)

    @cached_property
    def slope(self) -> int:
        """Least integer with ``worth(0) + slope · k ≥ worth(k)`` for every admitted k: the linear upper estimate.

        It is exact at k = 0, and for concave worths at k = 1. Beyond the kink the worth is linear, so the steepest
        chord from 0 ends at the kink or before, or at the very last k.
        """
        last = self.total if self.room is None else self.room
        ends: Iterable[int] = [*range(1, min(self.kink, last, MAX_TABLE) + 1), last]
        if self.kink > MAX_TABLE and self.toll <= 0:  # then the worth is concave and the first chord the steepest
            ends = [1, last]
        elif self.kink > MAX_TABLE:
            ends = range(1, last + 1)
        return max((-((self.worth(0) - self.worth(k)) // k) for k in ends if k >= 1), default=0)

    @cached_property
    def is_linear(self) -> bool:
        """Whether the upper estimate is the worth itself, so that no state is needed."""
        return self.room is None and self.kink == 0

    @cached_property
    def first_rise(self) -> IntArray:
        """int64 array of shape (n_seats_of_term,): what each seat changes in the table if it is the only one taken."""
        return self._by_weight({w: self._rises(w)[0] for w in set(self.weights.tolist())})

    @cached_property
    def most_rise(self) -> IntArray:
        """int64 array of shape (n_seats_of_term,): what each seat changes in the table at most, whatever is taken."""
        return self._by_weight({w: max(self._rises(w)) for w in set(self.weights.tolist())})

    def taken(self, chosen: BoolArray) -> int:
        """Return k for a team, given as a mask over the village's seats."""
        return int(self.weights[chosen[self.seats]].sum())

    def overrated(self, k: int) -> int:
        """Return by how much the linear upper estimate overrates k; without end where k breaks the hard limit."""
        if self.room is not None and k > self.room:
            return FORBIDDEN
        return self.worth(0) + self.slope * k - self.worth(k)

    def _by_weight(self, figures: dict[int, int]) -> IntArray:
        return np.array([figures[w] for w in self.weights.tolist()], dtype=np.int64)

    def _rises(self, weight: int) -> list[int]:
        """Return what a seat of a weight changes in the table, from each k from which it can be taken."""
        last = self.kink
        ends = [k + weight if self.room is not None else min(k + weight, last) for k in range(last + 1)]
        return [int(self.table[end] - self.table[k]) for k, end in enumerate(ends) if end <= last] or [0]


Key = tuple[bytes, bytes, bool]
"""Seats, weights (empty: all ones), and whether only taken or not taken matters."""


def terms_of(
    counts: Iterable[Count], first: int, a: int, b: int, tolls: Iterable[tuple[IntArray, int]] = ()
) -> tuple[Term, ...]:
    """Join a village's counts and tolls into terms, one for each distinct set of weighted seats.

    Parameters
    ----------
    counts
        The team counts of one village.
    first
        Index of the village's first seat in the seat set.
    a, b
        Scalars of the bound.
    tolls
        Seats of the village (indices in the seat set) and what is due once if any of them is taken.
    """
    groups: dict[Key, list[Count]] = {}
    for count in counts:
        own = b"" if count.weights is None else count.weights.astype(np.int64).tobytes()
        groups.setdefault((count.seats.astype(np.int64).tobytes(), own, count.per_village), []).append(count)
    return _terms(groups, tolls, first, a, b)


def terms_among(
    terms: Sequence[Term], place: IntArray, a: int, b: int, tolls: Iterable[tuple[IntArray, int]] = ()
) -> tuple[Term, ...]:
    """Return the terms of some of a village's seats: those of the others are closed. Sets that are now one are joined.

    Parameters
    ----------
    terms
        Of all seats of the village, without tolls.
    place
        int64 array of shape (n_seats_of_village,): new position of each seat, or -1 where it is closed.
    tolls
        As for :func:`terms_of`, by new positions.
    """
    groups: dict[Key, list[Count]] = {}
    for term in terms:
        seats = place[term.seats]
        kept = seats >= 0
        weights = term.weights[kept]
        own = b"" if np.all(weights == 1) else weights.tobytes()
        flag = any(count.per_village for count in term.counts)
        groups.setdefault((seats[kept].tobytes(), own, flag), []).extend(term.counts)
    return _terms(groups, tolls, 0, a, b)


def _terms(
    groups: Mapping[Key, Sequence[Count]], tolls: Iterable[tuple[IntArray, int]], first: int, a: int, b: int
) -> tuple[Term, ...]:
    due: dict[Key, int] = {}
    for taxed, toll in tolls:
        key = (taxed.astype(np.int64).tobytes(), b"", False)
        due[key] = due.get(key, 0) + toll
    terms = []
    for key in {**groups, **due}:
        seats = np.frombuffer(key[0], dtype=np.int64) - first
        weights = np.frombuffer(key[1], dtype=np.int64) if key[1] else np.ones_like(seats)
        terms.append(Term(tuple(groups.get(key, ())), seats, weights, a, b, due.get(key, 0)))
    return tuple(terms)


def _room(count: Count) -> int:
    assert count.hard_upper is not None
    return count.hard_upper - count.base

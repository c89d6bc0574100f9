"""What linking rows give back in a bound: each row's best count at its price."""

from __future__ import annotations

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import FS, MEMBER, BoolArray, IntArray


def weights_of(count: Count) -> IntArray:
    """Return the weights of a count's seats, ones if it has none. Counts of villages count seats here (relaxed)."""
    if count.weights is None or count.per_village:
        return np.ones(len(count.seats), dtype=np.int64)
    return count.weights


class TeamRooms:
    """How many people of a set of seats one village's team can hold at most, by the hard limits of its team counts."""

    def __init__(self, model: AllocationModel) -> None:
        self.seats = model.seats
        self._counts = model.team_counts
        self._covers: dict[int, tuple[BoolArray, IntArray]] = {}

    def most_seats(self, seats: IntArray) -> int:
        """Return the most seats of these that the team of any one village can hold, role by role and in all."""
        most = 0
        for v in np.unique(self.seats.village[seats]).tolist():
            here = seats[self.seats.village[seats] == v]
            by_role = [here[self.seats.role[here] == r] for r in (FS, MEMBER)]
            most = max(most, min(self._room(v, here), sum(self._room(v, part) for part in by_role)))
        return most

    def _room(self, v: int, seats: IntArray) -> int:
        """Return the tightest limit of one count of village v that covers all these seats."""
        covers, rooms = self._covers_of(v)
        covering = rooms[covers[:, seats - self.seats.start[v]].all(axis=1)]
        return min(len(seats), int(covering.min(initial=len(seats))))

    def _covers_of(self, v: int) -> tuple[BoolArray, IntArray]:
        """Return which hard counts of village v hold which of its seats, and the room of each."""
        if v not in self._covers:
            first, last = int(self.seats.start[v]), int(self.seats.start[v + 1])
            hard = [c for c in self._counts[v] if c.hard_upper is not None and not c.per_village]
            covers = np.zeros((len(hard), last - first), dtype=np.bool_)
            for row, count in enumerate(hard):
                covers[row, count.seats - first] = True
            rooms = [(c.hard_upper or 0) - c.base for c in hard]
            self._covers[v] = covers, np.array(rooms, dtype=np.int64)
        return self._covers[v]


def row_gain(count: Count, rooms: TeamRooms, a: int, b: int, price: int) -> int:
    """Return the greatest ``a · value(n) − b · severity(n) + price · (n − base)`` that the row admits.

    A row that counts villages is relaxed to seats: k seats lie in at most k villages, and in at least ``k / m``, where
    m is the most seats of the row that one village's team can hold.
    """
    if count.per_village:
        return _row_gain_of_villages(count, rooms, a, b, price)
    last = int(weights_of(count).sum())
    if count.hard_upper is not None:
        last = min(last, count.hard_upper - count.base)
    return max(
        a * count.value(count.base + k) - b * count.severity(count.base + k) + price * k for k in _corners(count, last)
    )


def _corners(count: Count, last: int) -> list[int]:
    """Return the k between 0 and ``last`` where the row's worth can bend; the greatest of a concave worth is at one."""
    bends = {0, last, *range(len(count.rewards) - count.base + 1)}
    bends |= {limit - count.base for limit in (count.lower, count.upper) if limit is not None}
    return [k for k in bends if 0 <= k <= last]


def _row_gain_of_villages(count: Count, rooms: TeamRooms, a: int, b: int, price: int) -> int:
    n_villages = len(np.unique(rooms.seats.village[count.seats]))
    if price == 0:  # the best of each part by itself: no count need be tried
        return a * count.value(count.base + n_villages) - b * _severity(count, count.base, count.base + n_villages)
    m = max(1, rooms.most_seats(count.seats))
    last = len(count.seats)
    if count.hard_upper is not None:
        last = min(last, (count.hard_upper - count.base) * m)
    best = []
    for k in range(last + 1):
        fewest, most = count.base - (-k // m), count.base + min(k, n_villages)
        best.append(a * count.value(most) - b * _severity(count, fewest, most) + price * k)
    return max(best)


def _severity(count: Count, fewest: int, most: int) -> int:
    """Return the least severity of a row whose count lies between two figures."""
    short = max(0, count.lower - most) * count.shortfall_price if count.lower is not None else 0
    over = max(0, fewest - count.upper) * (count.excess_price or 0) if count.upper is not None else 0
    return short + over


def never_taken(model: AllocationModel) -> IntArray:
    """Return the seats that a hard linking row excludes by itself: taking one alone would pass the limit."""
    barred = [
        count.seats[weights_of(count) > count.hard_upper - count.base]
        for count in model.linking_counts
        if count.hard_upper is not None
    ]
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *barred]))


def exclusive_groups(model: AllocationModel) -> IntArray:
    """Return a number for each seat; seats of one person have the same where a hard row lets the person take only one.

    Otherwise every seat has a number of its own. int64 array of shape (n_seats,).
    """
    n = len(model.seats)
    group = np.arange(n, dtype=np.int64)
    for count in model.linking_counts:
        if count.hard_upper is None or count.per_village or count.hard_upper - count.base > 1 or not len(count.seats):
            continue
        person = model.seats.person[count.seats]
        if np.all(person == person[0]):
            group[count.seats] = n + person[0]
    return group

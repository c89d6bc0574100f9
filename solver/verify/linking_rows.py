"""What linking rows give back in a bound: each row's best count at its price."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


def weights_of(count: Count) -> IntArray:
    """Return the weights of a count's seats, ones if it has none. Counts of villages count seats here (relaxed)."""
    if count.weights is None or count.per_village:
        return np.ones(len(count.seats), dtype=np.int64)
    return count.weights


def row_gain(count: Count, model: AllocationModel, a: int, b: int, price: int) -> int:
    """Return the greatest ``a · value(n) − b · severity(n) + price · (n − base)`` that the row admits.

    A row that counts villages is relaxed to seats: k seats lie in at most k villages, and in at least ``k / m``, where
    m is the most seats of the row that one village's team can hold.
    """
    if count.per_village:
        return _row_gain_of_villages(count, model, a, b, price)
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


def _row_gain_of_villages(count: Count, model: AllocationModel, a: int, b: int, price: int) -> int:
    of_village = np.unique(model.seats.village[count.seats]).tolist()
    m = max((_most_seats(count, model, v) for v in of_village), default=1)
    last = len(count.seats)
    if count.hard_upper is not None:
        last = min(last, (count.hard_upper - count.base) * m)
    best = []
    for k in range(last + 1):
        fewest, most = count.base - (-k // max(1, m)), count.base + min(k, len(of_village))
        short = max(0, count.lower - most) * count.shortfall_price if count.lower is not None else 0
        over = max(0, fewest - count.upper) * (count.excess_price or 0) if count.upper is not None else 0
        best.append(a * count.value(most) - b * (short + over) + price * k)
    return max(best)


def _most_seats(count: Count, model: AllocationModel, v: int) -> int:
    """Return an upper limit on how many of a row's seats one village's team can hold: role by role, and in all."""
    seats = count.seats[model.seats.village[count.seats] == v]
    by_role = [seats[model.seats.role[seats] == r] for r in np.unique(model.seats.role[seats])]
    return min(_limit(seats, model.team_counts[v]), sum(_limit(part, model.team_counts[v]) for part in by_role))


def _limit(seats: IntArray, counts: Sequence[Count]) -> int:
    """Return the tightest hard limit of one count that covers all these seats."""
    rooms = [
        c.hard_upper - c.base
        for c in counts
        if c.hard_upper is not None and not c.per_village and np.isin(seats, c.seats).all()
    ]
    return min([len(seats), *rooms])


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

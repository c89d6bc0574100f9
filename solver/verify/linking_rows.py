"""What linking rows give back in a bound: each row's best count at its price."""

from __future__ import annotations

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


def row_gain(count: Count, last: int, a: int, b: int, price: int) -> int:
    """Return the greatest ``a · value(n) − b · severity(n) + price · (n − base)`` that the row admits.

    Parameters
    ----------
    last
        Units that all its seats use together.
    """
    if count.hard_upper is not None:
        last = min(last, count.hard_upper - count.base)
    # the worth is concave and bends only at limits and rewards, so its greatest is at a bend or at an end
    bends = {0, last, *range(len(count.rewards) - count.base + 1)}
    bends |= {limit - count.base for limit in (count.lower, count.upper) if limit is not None}
    worths = (
        a * count.value(count.base + k) - b * count.severity(count.base + k) + price * k
        for k in bends
        if 0 <= k <= last
    )
    return int(max(worths))


def never_taken(model: AllocationModel) -> IntArray:
    """Return the seats that a hard linking row excludes by itself: taking one alone would pass the limit."""
    barred = [
        count.seats[count.seat_weights > count.hard_upper - count.base]
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

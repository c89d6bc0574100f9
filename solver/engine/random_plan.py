"""A random plan that keeps every hard limit: the baseline that any method must beat (domain.md D.2)."""

from __future__ import annotations

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


def random_seats(model: AllocationModel, seed: int) -> IntArray:
    """Take seats in random order wherever every hard limit still admits them, until none is left.

    Returns
    -------
    int64 array
        Taken seats, sorted; the same for the same seed on every machine.
    """
    limits = [count for count in model.all_counts if count.hard_upper is not None and not count.is_idle]
    of_seat: list[list[tuple[int, int]]] = [[] for _ in range(len(model.seats))]
    for number, count in enumerate(limits):
        for seat, weight in zip(count.seats.tolist(), count.seat_weights.tolist(), strict=True):
            of_seat[seat].append((number, weight))
    used = [count.base for count in limits]
    villages: list[set[int]] = [set() for _ in limits]
    taken = []
    for seat in np.random.default_rng(seed).permutation(len(model.seats)).tolist():
        village = int(model.seats.village[seat])
        more = [(n, _adds(limits[n], weight, village, villages[n])) for n, weight in of_seat[seat]]
        if all(limits[n].allows(used[n] + weight) for n, weight in more):
            taken.append(seat)
            for n, weight in more:
                used[n] += weight
                villages[n].add(village)
    return np.array(sorted(taken), dtype=np.int64)


def _adds(count: Count, weight: int, village: int, served: set[int]) -> int:
    """Return what one more seat adds to a count: of villages, nothing where one is served already."""
    return int(village not in served) if count.per_village else weight

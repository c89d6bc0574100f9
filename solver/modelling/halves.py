"""Halves of the set of plans: those with at most so many of some seats, and those with more (§7.4).

A count whose weights are all one names its seats by its key, so that an engine and the re-check halve alike.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


@dataclass(frozen=True)
class Half:
    """The plans that take at most, or more than, ``limit`` of a count's seats.

    Attributes
    ----------
    count
        Key of the count. Its base and its own limits play no part here: only its seats do.
    limit
        New people on these seats.
    more
        Whether the plans with more than ``limit`` are meant.
    """

    count: str
    limit: int
    more: bool


def seats_to_halve_by(model: AllocationModel) -> dict[str, IntArray]:
    """Return the seats of every count by which plans can be halved: unit weights, and a key of its own.

    Returns
    -------
    Count key to an int64 array of seats.
    """
    times = Counter(count.key for count in model.all_counts)
    return {
        count.key: count.seats
        for count in model.all_counts
        if count.weights is None and not count.per_village and len(count.seats) and times[count.key] == 1
    }

"""The allocation model: seats and counts of one problem, with no rule named (§4.1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.seats import IntArray, SeatSet


@dataclass(frozen=True)
class AllocationModel:
    """What engines solve: choose seats, maximise value after minimising severity, within hard limits.

    Attributes
    ----------
    seats
        The sparse seat set.
    team_counts
        One tuple of counts per village: rows inside the village.
    linking_counts
        Rows that couple villages, "one post a person" among them.
    """

    seats: SeatSet
    team_counts: tuple[tuple[Count, ...], ...]
    linking_counts: tuple[Count, ...]

    @cached_property
    def all_counts(self) -> tuple[Count, ...]:
        """Team counts of all villages, then linking counts."""
        return tuple(count for counts in self.team_counts for count in counts) + self.linking_counts

    @cached_property
    def seats_to_halve_by(self) -> dict[str, IntArray]:
        """Seats of every count by which plans can be halved, by its key: unit weights, and a key of its own."""
        times = Counter(count.key for count in self.all_counts)
        return {
            count.key: count.seats
            for count in self.all_counts
            if count.weights is None and not count.per_village and len(count.seats) and times[count.key] == 1
        }

    def tally(self, count: Count, taken: IntArray) -> int:
        """Return n of a count when these seats are taken (indices, each once)."""
        hit = np.isin(count.seats, taken)
        if count.per_village:
            return count.base + len(np.unique(self.seats.village[count.seats[hit]]))
        return count.base + int(hit.sum() if count.weights is None else count.weights[hit].sum())

    def most_used(self, count: Count) -> int:
        """Return how many units all seats of a count use together, whatever its limit."""
        if count.per_village:
            return len(np.unique(self.seats.village[count.seats]))
        return int(count.seat_weights.sum())

    def evaluate(self, taken: IntArray) -> tuple[int, int]:
        """Return (severity, value) of a set of taken seats.

        Raises
        ------
        ValueError
            If a hard limit is broken.
        """
        severity, value = 0, int(self.seats.points[taken].sum())
        for count in self.all_counts:
            n = self.tally(count, taken)
            if not count.allows(n):
                raise ValueError(f"{count.key}: {n} over the hard limit {count.hard_upper}")
            severity += count.severity(n)
            value += count.value(n)
        return severity, value

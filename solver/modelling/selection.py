"""A selection: which of n Booleans to take. What seats (stage 2) and choices (stage 1) have in common for a solver."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from solver.modelling.choices import ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


@dataclass(frozen=True)
class Selection:
    """Booleans with points, counts over them, and groups of which exactly one is taken.

    Attributes
    ----------
    points, severity, village
        int64 arrays of shape (n,): value and severity of each Boolean alone, and the position of its village.
    counts
        Rows, rewards and exceptions; ``Count.seats`` index the Booleans.
    groups
        Index arrays; of each exactly one Boolean is taken. Empty for seats.
    """

    points: IntArray
    severity: IntArray
    village: IntArray
    counts: tuple[Count, ...]
    groups: tuple[IntArray, ...] = ()

    @classmethod
    def of_seats(cls, model: AllocationModel) -> Selection:
        """Seats of stage 2: no groups, a seat may stay empty."""
        seats = model.seats
        return cls(seats.points, np.zeros(len(seats), dtype=np.int64), seats.village, model.all_counts)

    @classmethod
    def of_choices(cls, choices: ChoiceSet, counts: Iterable[Count]) -> Selection:
        """Choices of stage 1: exactly one per village.

        A count that sees one village only is decided by the choice taken there: it becomes points and severity of the
        choices, which leaves the rows that link villages.
        """
        groups = tuple(choices.of_village(v) for v in range(len(choices.tier)))
        points, severity = choices.points.copy(), np.zeros(len(choices), dtype=np.int64)
        rows = []
        for count in counts:
            if count.is_idle and not count.severity(count.base):
                continue
            where = np.unique(choices.village[count.seats])
            if len(where) != 1 or count.hard_upper is not None or count.per_village:
                rows.append(count)
                continue
            added = dict(zip(count.seats.tolist(), _weights(count), strict=True))
            for choice in groups[where[0]].tolist():
                n = count.base + added.get(choice, 0)
                points[choice] += count.value(n)
                severity[choice] += count.severity(n)
        return cls(points, severity, choices.village, tuple(rows), groups)

    def __len__(self) -> int:
        return len(self.points)

    def of_villages(self, villages: IntArray) -> tuple[Selection, IntArray]:
        """Return the part of some villages, with the counts that see no other, and its Booleans' positions here.

        Parameters
        ----------
        villages
            int64 array: positions of villages, ascending; the part numbers them from 0.

        Returns
        -------
        Selection
            The part; only for selections with one group a village.
        ndarray
            int64 array of shape (n of the part,).
        """
        inside = np.zeros(len(self.groups), dtype=np.bool_)
        inside[villages] = True
        kept = np.flatnonzero(inside[self.village]).astype(np.int64)
        position = np.full(len(self), -1, dtype=np.int64)
        position[kept] = np.arange(len(kept))
        counts = tuple(
            replace(count, seats=position[count.seats])
            for count in self.counts
            if len(count.seats) and bool((position[count.seats] >= 0).all())
        )
        groups = tuple(position[self.groups[v]] for v in villages.tolist())
        number = np.searchsorted(villages, self.village[kept]).astype(np.int64)
        return Selection(self.points[kept], self.severity[kept], number, counts, groups), kept

    def evaluate(self, taken: IntArray) -> tuple[int, int]:
        """Return (severity, value) of a set of taken Booleans.

        Raises
        ------
        ValueError
            If a hard limit is broken, or a group does not have exactly one.
        """
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[taken] = True
        for group in self.groups:
            if int(mask[group].sum()) != 1:
                raise ValueError(f"{int(mask[group].sum())} of a group are taken, not exactly one")
        severity, value = int(self.severity[taken].sum()), int(self.points[taken].sum())
        for count in self.counts:
            n = count.base + weight_of(count, mask, self.village)
            if not count.allows(n):
                raise ValueError(f"{count.key}: {n} over the hard limit {count.hard_upper}")
            severity += count.severity(n)
            value += count.value(n)
        return severity, value

    def safe_weight(self) -> int:
        """Return a weight of one unit of severity that no amount of value can outweigh (§3)."""
        best = int(self.points[self.points > 0].sum()) + sum(sum(c.rewards[c.base :]) for c in self.counts)
        worst = int(self.points[self.points < 0].sum())
        return best - worst + 1


def _weights(count: Count) -> list[int]:
    return [1] * len(count.seats) if count.weights is None else count.weights.tolist()


def weight_of(count: Count, taken: np.ndarray[tuple[int], np.dtype[np.bool_]], village: IntArray) -> int:
    """Return what taken Booleans add to a count above its base.

    Parameters
    ----------
    taken
        bool array of shape (n,).
    village
        int64 array of shape (n,).
    """
    hit = taken[count.seats]
    if count.per_village:
        return len(np.unique(village[count.seats[hit]]))
    return int(hit.sum() if count.weights is None else count.weights[hit].sum())

"""The linking rows of the whole: what each says, who has seats of it, and what a plan of the whole makes of it (§7.2).

No model of the whole is ever compiled: the rows are gathered region by region, and their seats stay there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from solver.book.split import Split
from solver.engine.linking import LinkingRows
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.modelling.counts import Count
from solver.modelling.seats import BoolArray, IntArray

Floats = NDArray[np.float64]

_NONE: IntArray = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class WholeRows:
    """The linking rows of the whole, without seats.

    Attributes
    ----------
    keys
        Keys of the rows, in their order.
    linking
        The rows; no seat is in any of them.
    shared
        bool array of shape (n_rows,): rows that several regions have seats of.
    spanning
        bool array of shape (n_rows,): rows that several counties have seats of.
    regions_with
        bool array of shape (n_regions, n_rows): which regions have seats of which row.
    n_seats
        Seats of the whole.
    """

    keys: tuple[str, ...]
    linking: LinkingRows
    shared: BoolArray
    spanning: BoolArray
    regions_with: BoolArray
    n_seats: int

    def __len__(self) -> int:
        return len(self.keys)

    def used(self, columns: Iterable[Column]) -> IntArray:
        """Return what columns use of each row: int64 array of shape (n_rows,)."""
        used = np.zeros(len(self), dtype=np.int64)
        for column in columns:
            used[list(column.rows)] += np.array(column.amounts, dtype=np.int64)
        return used

    def weighed(self, columns: Sequence[Column], weights: Floats) -> Floats:
        """Return what weighed columns use of each row: float64 array of shape (n_rows,)."""
        used = np.zeros(len(self))
        for column, weight in zip(columns, weights.tolist(), strict=True):
            used[list(column.rows)] += weight * np.array(column.amounts)
        return used

    def shared_term(self, tolls: IntArray, scalars: Scalars) -> int:
        """Return what the shared rows add to a bound at these tolls, with the severity that nobody can change."""
        total = -scalars.severity_price * self.linking.idle_severity
        for row in np.flatnonzero(self.shared).tolist():
            at, value, severity = self.linking.curve(row)
            total += int((scalars.points * value - scalars.severity_price * severity + tolls[row] * at).max())
        return total


def gather_rows(split: Split, regions: Sequence[Sequence[int]]) -> WholeRows:
    """Gather the rows of the whole, one county after the other.

    Parameters
    ----------
    regions
        Numbers of the counties of each region.
    """
    counts: dict[str, Count] = {}
    most: dict[str, int] = {}
    seen_in: dict[str, set[int]] = {}
    counties_with: dict[str, int] = {}
    n_seats = 0
    for number, counties in enumerate(regions):
        for county in counties:
            model = split.compile(split.part(county))
            n_seats += len(model.seats)
            for count in model.linking_counts:
                key = count.key
                counts.setdefault(key, replace(count, seats=_NONE, weights=None))
                most[key] = most.get(key, 0) + model.most_used(count)
                seen_in.setdefault(key, set()).add(number)
                counties_with[key] = counties_with.get(key, 0) + 1
    keys = tuple(sorted(counts))
    rows = tuple(counts[key] for key in keys)
    idle = sum(count.severity(count.base) for count in split.fixed(keys))
    room = np.array([_room(counts[key], most[key]) for key in keys], dtype=np.int64)
    none = np.zeros(len(rows), dtype=np.int64)
    linking = LinkingRows(rows, np.zeros(1, dtype=np.int64), _NONE, _NONE, room, none, _NONE, idle, none)
    spanning = np.array([counties_with[key] > 1 for key in keys], dtype=np.bool_)
    regions_with = np.array([[g in seen_in[key] for key in keys] for g in range(len(regions))], dtype=np.bool_)
    regions_with = regions_with.reshape(len(regions), len(keys))
    return WholeRows(keys, linking, regions_with.sum(axis=0) > 1, spanning, regions_with, n_seats)


def _room(count: Count, most: int) -> int:
    """Return how many units a row leaves to all its seats."""
    return most if count.hard_upper is None else min(most, count.hard_upper - count.base)

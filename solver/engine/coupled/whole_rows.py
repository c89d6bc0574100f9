"""The linking rows of the whole: what each says, who has seats of it, and what a plan of the whole makes of it (§7.2).

No model of the whole is ever compiled: the rows are gathered county by county, and their seats stay there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from solver.book.split import Split
from solver.engine.linking import LinkingRows, room_of
from solver.engine.program import Column
from solver.modelling.counts import Count
from solver.modelling.seats import BoolArray, IntArray

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
    spanning
        bool array of shape (n_rows,): rows that several counties have seats of.
    of_county
        By county: numbers of the rows that it has seats of, in the order of its own model.
    n_seats
        By county: its seats. int64 array.
    """

    keys: tuple[str, ...]
    linking: LinkingRows
    spanning: BoolArray
    of_county: tuple[IntArray, ...]
    n_seats: IntArray

    @cached_property
    def homes(self) -> tuple[int, ...]:
        """By county: the worker that has it, modulo their number: in turn, the largest first, so none has far more."""
        homes = np.empty(len(self.n_seats), dtype=np.int64)
        homes[np.argsort(-self.n_seats, kind="stable")] = np.arange(len(homes))
        return tuple(homes.tolist())

    def __len__(self) -> int:
        return len(self.keys)

    def used(self, columns: Iterable[Column]) -> IntArray:
        """Return what columns use of each row: int64 array of shape (n_rows,)."""
        used = np.zeros(len(self), dtype=np.int64)
        for column in columns:
            used[list(column.rows)] += np.array(column.amounts, dtype=np.int64)
        return used


def gather_rows(split: Split, on_county: Callable[[int], None] = lambda _: None) -> WholeRows:
    """Gather the rows of the whole, one county after the other.

    Parameters
    ----------
    on_county
        Told the number of counties done.
    """
    counts: dict[str, Count] = {}
    most: dict[str, int] = {}
    keys_of: list[list[str]] = []
    n_seats: list[int] = []
    for county in range(len(split)):
        model = split.compile(split.part(county))
        n_seats.append(len(model.seats))
        for count in model.linking_counts:
            counts.setdefault(count.key, replace(count, seats=_NONE, weights=None))
            most[count.key] = most.get(count.key, 0) + model.most_used(count)
        keys_of.append([count.key for count in model.linking_counts])
        on_county(county + 1)
    keys = tuple(sorted(counts))
    number = {key: i for i, key in enumerate(keys)}
    of_county = tuple(np.array([number[key] for key in own], dtype=np.int64) for own in keys_of)
    rows = tuple(counts[key] for key in keys)
    idle = sum(count.severity(count.base) for count in split.fixed(keys))
    room = np.array([room_of(counts[key], most[key]) for key in keys], dtype=np.int64)
    none = _NONE.astype(np.int32)
    least = np.zeros(len(rows), dtype=np.int64)
    linking = LinkingRows(rows, np.zeros(1, dtype=np.int64), none, none, room, least, _NONE, idle)
    spanning = np.bincount(np.concatenate([_NONE, *of_county]), minlength=len(keys)) > 1
    return WholeRows(keys, linking, spanning, of_county, np.array(n_seats, dtype=np.int64))

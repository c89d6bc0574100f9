"""Columns as arrays that grow: what a restricted master of many columns is made of (§7.6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from solver.engine.duals import FloatArray
from solver.engine.program import Column
from solver.modelling.seats import IntArray


class ColumnArrays:
    """Villages, worths, severities and uses of columns, in their order.

    Attributes
    ----------
    village, severity
        int64 arrays of shape (n_columns,).
    value
        float64 array of shape (n_columns,).
    n_uses
        int64 array of shape (n_columns,): linking rows that each uses.
    row, amount
        int32 arrays: which, and how much, column by column.
    """

    def __init__(self) -> None:
        none = np.zeros(0, dtype=np.int64)
        self.village, self.severity, self.n_uses = none, none, none
        self.row, self.amount = none.astype(np.int32), none.astype(np.int32)
        self.value: FloatArray = np.zeros(0)

    def __len__(self) -> int:
        return len(self.village)

    def add(self, columns: Sequence[Column], village_of: dict[int, int]) -> None:
        """Append columns.

        Parameters
        ----------
        village_of
            Number of each village's row.
        """
        self.village = np.append(self.village, _whole(village_of[c.village] for c in columns))
        self.severity = np.append(self.severity, _whole(c.severity for c in columns))
        self.value = np.append(self.value, np.array([c.value for c in columns], dtype=np.float64))
        self.n_uses = np.append(self.n_uses, _whole(len(c.rows) for c in columns))
        self.row = np.append(self.row, _few(chain.from_iterable(c.rows for c in columns)))
        self.amount = np.append(self.amount, _few(chain.from_iterable(c.amounts for c in columns)))

    def keep(self, places: IntArray) -> None:
        """Keep only the columns at these places, in this order."""
        first = np.cumsum(self.n_uses) - self.n_uses
        n = self.n_uses[places]
        uses = np.repeat(first[places] - (np.cumsum(n) - n), n) + np.arange(n.sum())
        self.row, self.amount = self.row[uses], self.amount[uses]
        self.village, self.severity, self.value = self.village[places], self.severity[places], self.value[places]
        self.n_uses = n

    @property
    def of(self) -> IntArray:
        """Which column each use is of."""
        return np.repeat(np.arange(len(self)), self.n_uses)

    def used(self, weights: FloatArray, groups: IntArray, n_groups: int, n_rows: int) -> FloatArray:
        """Return what weighed columns use of each row, group by group.

        Parameters
        ----------
        groups
            int64 array of shape (n_columns,).

        Returns
        -------
        float64 array of shape (n_groups, n_rows).
        """
        of = self.of
        flat = np.bincount(groups[of] * n_rows + self.row, weights[of] * self.amount, n_groups * n_rows)
        return flat.astype(np.float64).reshape(n_groups, n_rows)


def _whole(numbers: Iterable[int]) -> IntArray:
    return np.fromiter(numbers, dtype=np.int64)


def _few(numbers: Iterable[int]) -> NDArray[np.int32]:
    """Return numbers of which there are millions in half the bytes."""
    return np.fromiter(numbers, dtype=np.int32)

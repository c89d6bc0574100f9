"""The rows and slacks of a program as arrays: what the barrier method works on (§7.6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from solver.engine.duals import FloatArray
from solver.engine.program import Program
from solver.modelling.seats import BoolArray, IntArray


@dataclass(frozen=True)
class StandardForm:
    """Minimise cost over ``teams + slacks = right``: every row but those of the villages.

    Attributes
    ----------
    right
        float64 array of shape (n_rows,).
    slacks
        Sparse matrix of shape (n_rows, n_slacks); the last ``n_rows`` make equations of inequalities, one each.
    cost, upper
        float64 arrays of shape (n_slacks,); slacks are not negative.
    first_part, part
        CSR by linking row: its rows are ``part[first_part[r]:first_part[r + 1]]``.
    severity_row, over
        The row that all severity is in, and the slack that is severity above the limit.
    n_villages
        Rows that stand before these in the program: one team a village.
    """

    right: FloatArray
    slacks: sparse.csc_matrix
    cost: FloatArray
    upper: FloatArray
    first_part: IntArray
    part: IntArray
    severity_row: int
    over: int
    n_villages: int

    @classmethod
    def of(cls, program: Program, severity_limit: float) -> StandardForm:
        """Return the standard form of a program.

        Parameters
        ----------
        severity_limit
            Right-hand side of the severity row.
        """
        n_villages = len(program.villages)
        lower = np.array(program.model.linear_constraints.lower_bounds)[n_villages:]
        right = np.array(program.model.linear_constraints.upper_bounds)[n_villages:]
        severity_row = program.severity_row - n_villages
        right[severity_row] = severity_limit
        at_most = np.isfinite(right)
        entries = np.array(program.slack_entries, dtype=np.float64).reshape(-1, 3)
        place = (entries[:, 0].astype(np.int64) - n_villages, entries[:, 1].astype(np.int64))
        n_own, n_rows = program.n_variables, len(right)
        own = sparse.coo_matrix((entries[:, 2], place), shape=(n_rows, n_own))
        cost, worth = np.zeros(n_own + n_rows), program.model.objective.linear_coefficients
        cost[np.array(worth.ids, dtype=np.int64)] = -np.array(worth.values)
        parts = [np.array(rows, dtype=np.int64) - n_villages for rows in program.parts]
        return cls(
            right=np.where(at_most, right, lower),
            slacks=sparse.hstack([own, sparse.diags(np.where(at_most, 1.0, -1.0))]).tocsc(),
            cost=cost,
            upper=np.concatenate([np.array(program.model.variables.upper_bounds), np.full(n_rows, np.inf)]),
            first_part=np.cumsum([0, *(len(rows) for rows in parts)]),
            part=np.concatenate([np.zeros(0, dtype=np.int64), *parts]),
            severity_row=severity_row,
            over=n_own - 1,
            n_villages=n_villages,
        )

    @property
    def n_linking(self) -> int:
        """Linking rows."""
        return len(self.first_part) - 1

    @cached_property
    def part_of(self) -> IntArray:
        """Which linking row each of :attr:`part` is of."""
        return np.repeat(np.arange(self.n_linking), np.diff(self.first_part))

    @cached_property
    def plain(self) -> BoolArray:
        """Which rows are mere upper limits: bool array of shape (n_rows,)."""
        only: BoolArray = np.diff(self.slacks.tocsr().indptr) == 1
        logical: BoolArray = self.slacks.tocsr()[:, -len(self.right) :].diagonal() > 0
        both: BoolArray = only & logical
        return both

    def entries(
        self, rows: NDArray[np.int32], amounts: NDArray[np.int32], of: IntArray
    ) -> tuple[IntArray, IntArray, FloatArray]:
        """Return the matrix entries (row, column, amount) of linking rows that columns use.

        Parameters
        ----------
        rows, amounts, of
            Linking row, amount and column of each use.
        """
        n = self.first_part[rows + 1] - self.first_part[rows]
        use = np.repeat(np.arange(len(rows)), n)
        nth = np.arange(len(use)) - np.repeat(np.cumsum(n) - n, n)
        return self.part[self.first_part[rows[use]] + nth], of[use], amounts[use].astype(np.float64)

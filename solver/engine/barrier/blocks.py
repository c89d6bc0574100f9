"""Normal equations factorised area by area: counties first, then prefectures, then what is left (§7.6).

A row belongs to the smallest area in which all its columns lie. An area's own rows are eliminated by a dense Cholesky
factorisation, and what they leave of the rows above goes to the area above. Areas of one level do not touch each other.

References
----------
Duff & Reid (1983), The multifrontal solution of indefinite sparse symmetric linear equations,
doi:10.1145/356044.356047.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy import sparse
from scipy.linalg import blas, lapack

from solver.engine.barrier.kernels import gather_block, hand_up
from solver.engine.duals import FloatArray
from solver.modelling.seats import IntArray

TINY = 1e-10
"""Added to each pivot; the right-hand sides are of the order of 1."""
AT_A_TIME = 16
"""Areas of one level whose left-overs are in memory together."""


class NotDefiniteError(ArithmeticError):
    """The normal equations have lost their rank to rounding."""


@dataclass(eq=False)
class Block:
    """An area: its columns, its own rows first and then the rows above that it touches.

    Attributes
    ----------
    rows, n_own
        Its rows, and how many of them are its own.
    columns
        Its columns, those of villages first, village by village.
    start, row, amount
        These columns as CSC, rows numbered within the block.
    villages, first
        Its villages, and where the columns of each begin.
    above, at
        The area above, and where the rows that are not its own are in it.
    """

    rows: IntArray
    n_own: int
    columns: IntArray
    start: IntArray
    row: IntArray
    amount: FloatArray
    villages: IntArray
    first: IntArray
    above: Block | None = None
    at: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    waiting: FloatArray | None = None
    factor: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    onward: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    teams: sparse.csr_matrix = field(default_factory=lambda: sparse.csr_matrix((0, 0)))
    total: FloatArray = field(default_factory=lambda: np.zeros(0))

    def eliminate(self, weight: FloatArray, tiny: float) -> FloatArray:
        """Factorise the own rows; return what is left of the others (its lower triangle)."""
        n, own = len(self.rows), self.n_own
        block = np.zeros((n, n)) if self.waiting is None else self.waiting
        self.waiting = None
        teams, self.total = np.zeros((len(self.villages), n)), np.zeros(len(self.villages))
        gather_block(self.start, self.row, self.amount, self.first, weight[self.columns], block, teams, self.total)
        self.teams = sparse.csr_matrix(teams)
        pivots = np.einsum("ii->i", block)[:own]
        pivots += tiny + tiny * 1e-3 * np.abs(pivots)
        if not own:
            return block
        # rows are contiguous in memory, so to LAPACK each matrix is its own transpose: lower is upper
        self.factor, failed = lapack.dpotrf(block[:own, :own].T, lower=0, clean=0)
        if failed:
            raise NotDefiniteError
        if own == n:
            return np.zeros((0, 0))
        self.onward = blas.dtrsm(1.0, self.factor, block[own:, :own].T, side=0, lower=0, trans_a=1)
        rest: FloatArray = blas.dsyrk(-1.0, self.onward, 1.0, block[own:, own:].T, trans=1, lower=0).T
        return rest


class Blocks:
    """The normal equations of a program over columns, area by area.

    Parameters
    ----------
    matrix
        Sparse matrix of shape (n_rows, n_columns); the villages' rows are not in it.
    village
        int64 array of shape (n_columns,): the village that a column is a team of, -1 for a slack.
    areas
        int64 arrays of shape (n_villages,): area of each village, from the smallest kind of area to the largest.
    top_row
        A row that is to be eliminated last.
    crew
        Runs areas side by side.
    """

    def __init__(
        self,
        matrix: sparse.csc_matrix,
        village: IntArray,
        n_villages: int,
        areas: Sequence[IntArray],
        top_row: int,
        crew: Executor,
    ) -> None:
        self.n_villages, self._crew = n_villages, crew
        self.by_row, self.by_column = matrix.tocsr(), matrix.T.tocsr()
        self.is_team = village >= 0
        self.village = village[self.is_team]
        offsets = np.cumsum([0, *(int(area.max(initial=-1)) + 1 for area in areas)])
        top = int(offsets[-1])
        numbered = [area + offset for area, offset in zip(areas, offsets.tolist(), strict=False)]
        row_area = _areas_of_rows(matrix, village, numbered, top)
        row_area[top_row] = top
        entries = matrix.tocoo()
        column_area = np.full(matrix.shape[1], top)
        np.minimum.at(column_area, entries.col, row_area[entries.row])
        if numbered:
            column_area[self.is_team] = numbered[0][self.village]
        above = np.full(top + 1, -1)
        above[:top] = top
        for lower, upper in pairwise(numbered):
            above[lower] = upper
        self._levels = _made(matrix, village, row_area, column_area, above, offsets)
        self.blocks = [block for level in self._levels for block in level]

    def factorise(self, weight: FloatArray) -> None:
        """Factorise the normal equations at these weights of the columns: float64 array of shape (n_columns,).

        Raises
        ------
        NotDefiniteError
            If rounding has the better of it.
        """
        tiny = TINY
        while True:
            try:
                self._factorise(weight, tiny)
                return
            except NotDefiniteError:
                tiny *= 1e3
                for block in self.blocks:
                    block.waiting = None
                if tiny > 1e-3:
                    raise

    def _factorise(self, weight: FloatArray, tiny: float) -> None:
        for level in self._levels:
            for i in range(0, len(level), AT_A_TIME):  # what is left of a block waits in memory for its turn
                blocks = level[i : i + AT_A_TIME]
                left_over = self._crew.map(lambda block: block.eliminate(weight, tiny), blocks)
                for block, rest in zip(blocks, left_over, strict=True):
                    _pass_on(block, rest)

    def solve(self, right: FloatArray, right_villages: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Solve the normal equations: rows first, then villages."""
        right, found = right.copy(), np.zeros_like(right)
        for block in self.blocks:
            if len(block.villages):
                right[block.rows] -= block.teams.T @ (right_villages[block.villages] / block.total)
        for block in self.blocks:
            own, others = block.rows[: block.n_own], block.rows[block.n_own :]
            if len(own):
                right[own] = blas.dtrsv(block.factor, right[own], lower=0, trans=1)
                if len(others):
                    right[others] -= block.onward.T @ right[own]
        for block in reversed(self.blocks):
            own, others = block.rows[: block.n_own], block.rows[block.n_own :]
            if len(own):
                rest = right[own] - block.onward @ found[others] if len(others) else right[own]
                found[own] = blas.dtrsv(block.factor, rest, lower=0, trans=0)
        villages = np.zeros(self.n_villages)
        for block in self.blocks:
            if len(block.villages):
                rest = right_villages[block.villages] - block.teams @ found[block.rows]
                villages[block.villages] = rest / block.total
        return found, villages

    def used(self, x: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what the columns use of the rows and of the villages' rows."""
        taken: FloatArray = np.bincount(self.village, x[self.is_team], self.n_villages).astype(np.float64)
        return self.by_row @ x, taken

    def priced(self, rows: FloatArray, villages: FloatArray) -> FloatArray:
        """Return what each column costs at prices of the rows and of the villages' rows."""
        cost: FloatArray = self.by_column @ rows
        cost[self.is_team] += villages[self.village]
        return cost


def _areas_of_rows(matrix: sparse.csc_matrix, village: IntArray, areas: Sequence[IntArray], top: int) -> IntArray:
    """Return the smallest area that holds all teams of each row; ``top`` if there is none."""
    entries = matrix.tocoo()
    of_team = village[entries.col] >= 0
    row, at = entries.row[of_team], village[entries.col[of_team]]
    found: IntArray = np.full(matrix.shape[0], top)
    for area in reversed(areas):
        least, most = np.full(len(found), top), np.full(len(found), -1)
        np.minimum.at(least, row, area[at])
        np.maximum.at(most, row, area[at])
        found = np.where(least == most, least, found)
    return found


def _made(
    matrix: sparse.csc_matrix,
    village: IntArray,
    row_area: IntArray,
    column_area: IntArray,
    above: IntArray,
    offsets: IntArray,
) -> list[list[Block]]:
    """Set up the blocks, level by level from the smallest areas to the whole."""
    n_areas = len(above)
    order = np.lexsort((np.where(village < 0, np.iinfo(np.int64).max, village), column_area))
    first = np.searchsorted(column_area[order], np.arange(n_areas + 1))
    row_order = np.argsort(row_area, kind="stable")
    first_row = np.searchsorted(row_area[row_order], np.arange(n_areas + 1))
    reached: list[list[IntArray]] = [[] for _ in range(n_areas)]
    place = np.zeros(matrix.shape[0], dtype=np.int64)
    blocks: list[Block] = []
    for area in range(n_areas):  # smaller areas have smaller numbers
        columns = order[first[area] : first[area + 1]]
        part = matrix[:, columns]
        touched = np.unique(np.concatenate([part.indices, *reached[area]]))
        touched = touched[row_area[touched] != area]
        touched = touched[np.lexsort((touched, row_area[touched]))]
        own = row_order[first_row[area] : first_row[area + 1]]
        rows = np.concatenate([own, touched]).astype(np.int64)
        if above[area] >= 0:
            reached[above[area]].append(touched)
        place[rows] = np.arange(len(rows))
        part = sparse.csc_matrix((part.data, place[part.indices], part.indptr), shape=(len(rows), len(columns)))
        part.sort_indices()
        villages, starts = np.unique(village[columns][village[columns] >= 0], return_index=True)
        blocks.append(
            Block(
                rows=rows,
                n_own=len(own),
                columns=columns,
                start=part.indptr.astype(np.int64),
                row=part.indices.astype(np.int64),
                amount=part.data,
                villages=villages,
                first=np.append(starts, np.count_nonzero(village[columns] >= 0)),
            )
        )
    for block, upper in zip(blocks, above.tolist(), strict=True):
        if upper >= 0:
            block.above = blocks[upper]
            place[block.above.rows] = np.arange(len(block.above.rows))
            block.at = place[block.rows[block.n_own :]]
    return [blocks[a:b] for a, b in zip([*offsets.tolist()], [*offsets[1:].tolist(), n_areas], strict=True)]


def _pass_on(block: Block, rest: FloatArray) -> None:
    above = block.above
    if above is not None:
        if above.waiting is None:
            above.waiting = np.zeros((len(above.rows), len(above.rows)))
        hand_up(np.ascontiguousarray(rest), block.at, above.waiting)

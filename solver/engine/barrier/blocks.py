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
from concurrent.futures import Executor, wait
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy import sparse

from solver.engine.barrier.dense import cholesky, divide, divide_vector, product, subtract_square
from solver.engine.barrier.kernels import gather_block, hand_up
from solver.engine.duals import FloatArray
from solver.engine.own_memory import OwnMemory
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
    touched
        What the columns of each village have in the rows, weighed and added up: of shape (n_villages, n_rows).
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
    touched: sparse.csr_matrix
    above: Block | None = None
    at: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    handed: FloatArray | None = None

    def __post_init__(self) -> None:
        own, others = self.n_own, len(self.rows) - self.n_own
        self.total: FloatArray = np.zeros(len(self.villages))
        self.factor: FloatArray = np.zeros((own, own), order="F")
        self.onward: FloatArray = np.zeros((own, others), order="F")

    def eliminate(self, weight: FloatArray, tiny: float, memory: Memory) -> FloatArray:
        """Factorise the own rows; return what is left of the others (its lower triangle), in memory that is lent."""
        n, own = len(self.rows), self.n_own
        block = memory.square(n) if self.handed is None else self.handed
        gather_block(
            self.start,
            self.row,
            self.amount,
            self.first,
            weight[self.columns],
            self.touched.indptr,
            self.touched.indices,
            block,
            self.touched.data,
            self.total,
        )
        pivots = np.einsum("ii->i", block)[:own]
        pivots += tiny + tiny * 1e-3 * np.abs(pivots)
        rest = memory.lend(n - own)
        rest[:] = block[own:, own:]
        if not own:
            return rest
        # rows are contiguous in memory, so to LAPACK each matrix is its own transpose: lower is upper
        self.factor[:], self.onward[:] = block[:own, :own].T, block[own:, :own].T
        if not cholesky(self.factor):
            raise NotDefiniteError
        if own < n:
            divide(self.factor, self.onward)
            subtract_square(self.onward, rest.T)
        return rest

    def down(self, right: FloatArray, villages: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Solve for the own rows alone; return that, and what it takes from the right-hand sides of the others."""
        solved, taken = right[self.rows[: self.n_own]], np.zeros(len(self.rows) - self.n_own)
        if len(self.villages):
            share = self.touched.T @ (villages[self.villages] / self.total)
            solved, taken = solved - share[: self.n_own], share[self.n_own :]
        if self.n_own:
            divide_vector(self.factor, solved, transposed=True)
            taken = taken + product(self.onward, solved, transposed=True)
        return solved, taken

    def up(self, solved: FloatArray, found: FloatArray) -> FloatArray:
        """Return the own rows' part of the solution, from that of the rows above."""
        own, others = self.rows[: self.n_own], self.rows[self.n_own :]
        rest = solved[own] - product(self.onward, found[others], transposed=False)
        if len(own):
            divide_vector(self.factor, rest, transposed=False)
        return rest

    def of_villages(self, found: FloatArray, villages: FloatArray) -> FloatArray:
        """Return the villages' part of the solution."""
        rest: FloatArray = (villages[self.villages] - self.touched @ found[self.rows]) / self.total
        return rest


class Memory:
    """Memory to work in: to get it anew from the system for each block takes an eighth of the processor time."""

    def __init__(self) -> None:
        self._own, self._free = OwnMemory(np.float64), list[FloatArray]()

    def square(self, n: int) -> FloatArray:
        """Return a matrix of zeros: the thread's own until it asks for the next."""
        square: FloatArray = self._own.lend((n, n))
        square[:] = 0.0
        return square

    def lend(self, n: int) -> FloatArray:
        """Return a matrix of anything, lent until it is given back."""
        try:
            cells = self._free.pop()
        except IndexError:  # nothing is free; threads ask at the same time, so this cannot be asked before
            cells = np.zeros(0)
        if cells.size < n * n:
            cells = np.empty(n * n)
        square: FloatArray = cells[: n * n].reshape(n, n)
        return square

    def give_back(self, square: FloatArray) -> None:
        """Take back what was lent."""
        self._free.append(square.base if square.base is not None else square.reshape(-1))


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
        self.matrix, self._by_column = matrix, matrix.T
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
        self._memory = Memory()
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
                if tiny > 1e-3:
                    raise

    def _factorise(self, weight: FloatArray, tiny: float) -> None:
        memory = self._memory
        for block in self.blocks:
            if block.handed is not None:
                block.handed[:] = 0.0
        for level in self._levels:
            for i in range(0, len(level), AT_A_TIME):  # what is left of a block waits in memory for its turn
                blocks = level[i : i + AT_A_TIME]
                left_over = [self._crew.submit(block.eliminate, weight, tiny, memory) for block in blocks]
                try:
                    for block, future in zip(blocks, left_over, strict=True):
                        rest = future.result()
                        if block.above is not None:
                            assert block.above.handed is not None
                            hand_up(rest, block.at, block.above.handed)
                        memory.give_back(rest)
                finally:  # after a failure all is done again in the same memory, which nobody may still be writing to
                    wait(left_over)

    def solve(self, right: FloatArray, right_villages: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Solve the normal equations: rows first, then villages."""
        right, found, villages = right.copy(), np.zeros_like(right), np.zeros(self.n_villages)
        each = self._crew.map
        for level in self._levels:
            for block, (own, taken) in zip(level, each(lambda b: b.down(right, right_villages), level), strict=True):
                right[block.rows[: block.n_own]] = own
                right[block.rows[block.n_own :]] -= taken
        for level in reversed(self._levels):
            for block, own in zip(level, each(lambda b: b.up(right, found), level), strict=True):
                found[block.rows[: block.n_own]] = own
        of_villages = each(lambda b: b.of_villages(found, right_villages), self.blocks)
        for block, own in zip(self.blocks, of_villages, strict=True):
            villages[block.villages] = own
        return found, villages

    def used(self, x: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what the columns use of the rows and of the villages' rows."""
        taken: FloatArray = np.bincount(self.village, x[self.is_team], self.n_villages).astype(np.float64)
        return self.matrix @ x, taken

    def priced(self, rows: FloatArray, villages: FloatArray) -> FloatArray:
        """Return what each column costs at prices of the rows and of the villages' rows."""
        cost: FloatArray = self._by_column @ rows
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
        starts = np.append(starts, np.count_nonzero(village[columns] >= 0))
        blocks.append(
            Block(
                rows=rows,
                n_own=len(own),
                columns=columns,
                start=part.indptr,
                row=part.indices,
                amount=part.data,
                villages=villages,
                first=starts,
                touched=_touched(part, starts),
            )
        )
    for block, upper in zip(blocks, above.tolist(), strict=True):
        if upper >= 0:
            block.above = blocks[upper]
            place[block.above.rows] = np.arange(len(block.above.rows))
            block.at = place[block.rows[block.n_own :]]
            block.above.handed = np.zeros((len(block.above.rows),) * 2)
    return [blocks[a:b] for a, b in zip([*offsets.tolist()], [*offsets[1:].tolist(), n_areas], strict=True)]


def _touched(part: sparse.csc_matrix, first: IntArray) -> sparse.csr_matrix:
    """Return where the columns of each village have entries, village by village."""
    n = int(part.indptr[first[-1]])
    column = np.repeat(np.arange(first[-1]), np.diff(part.indptr[: first[-1] + 1]))
    village = np.searchsorted(first, column, side="right") - 1
    touched = sparse.csr_matrix((np.ones(n), (village, part.indices[:n])), shape=(len(first) - 1, part.shape[0]))
    touched.sort_indices()
    return touched

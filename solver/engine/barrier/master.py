"""The restricted master LP of many columns, solved by the barrier method and started warm (§7.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from solver.engine.barrier.blocks import Blocks
from solver.engine.barrier.columns import ColumnArrays
from solver.engine.barrier.interior import Answer, InteriorPoint, Iterate
from solver.engine.barrier.standard import StandardForm
from solver.engine.duals import Duals, FloatArray
from solver.engine.linking import LinkingRows
from solver.engine.program import SEVERITY_WORTH, Column, Program
from solver.modelling.seats import BoolArray, IntArray

HALFWAY = 100.0
"""The next solve starts from the point whose gap was so many times the tolerance: nearer ones are too far off the
middle for columns that are new."""
SPARE = 1.0
"""Units left of a mere limit: it is then left out of the program until it is broken."""
BROKEN = 1e-3
"""Units by which a limit may be passed."""
NEAR = 1e-3
"""Part of the cost that a tolerance must be below for broken limits to be put back at once, not in the next program."""
FAR = (1.0, 1e-2, 1e2)
"""Starting points to try: too near the edge, and no step leads on; too far, and there are many."""
WARM = 6.0
"""Part of the cost that such a gap may be for a warm start: before, everything still moves."""


@dataclass(frozen=True)
class _Past:
    """Where to start from: the point of an earlier solve, in the words of all rows and columns.

    Attributes
    ----------
    columns
        ``x`` and ``z`` of the columns: float64 array of shape (2, n_columns).
    slacks
        ``x``, ``room``, ``z`` and ``t`` of the slacks: (4, n_slacks), not a number where a slack was left out.
    rows, villages
        Prices of all rows.
    mean
        Product of a column's ``x`` and ``z``, on average.
    cost
        Of the earlier optimum.
    """

    columns: FloatArray
    slacks: FloatArray
    rows: FloatArray
    villages: FloatArray
    mean: float
    cost: float


class BarrierMaster:
    """Restricted master LP over the columns added so far, for as many as there may be.

    Parameters
    ----------
    areas
        int64 arrays: area of each of the villages, from the smallest kind of area to the largest; see
        :class:`~solver.engine.barrier.blocks.Blocks`.
    threads
        Areas at a time. Results do not depend on it.

    Attributes
    ----------
    steps
        Of the barrier method, all solves together.
    """

    exact = False

    def __init__(
        self,
        villages: Sequence[int],
        linking: LinkingRows,
        severity_limit: int,
        points: int = 1,
        charge: float = SEVERITY_WORTH,
        *,
        areas: Sequence[IntArray] = (),
        threads: int = 1,
    ) -> None:
        program = Program(villages, linking, severity_limit, points, charge)
        self._points, self._areas, self._threads = points, areas, threads
        self._form = StandardForm.of(program, float(program.row_limit(severity_limit)))
        self._limit_of = program.row_limit
        self._village_of = {village: i for i, village in enumerate(villages)}
        self.columns: list[Column] = []
        self.arrays = ColumnArrays()
        self._place: dict[Column, int] = {}
        self._past: _Past | None = None
        self._idle: BoolArray = np.zeros(len(self._form.right), dtype=np.bool_)
        self._woken: BoolArray = self._idle.copy()
        self.steps = 0

    def add(self, columns: Sequence[Column]) -> int:
        """Add the columns that are new; return how many were."""
        fresh = [c for c in dict.fromkeys(columns) if c not in self._place]
        self._place.update((c, i) for i, c in enumerate(fresh, len(self.columns)))
        self.columns.extend(fresh)
        self.arrays.add(fresh, self._village_of)
        return len(fresh)

    def keep(self, columns: Sequence[Column]) -> None:
        """Drop all columns but these."""
        places = np.array([self._place[c] for c in dict.fromkeys(columns)], dtype=np.int64)
        if self._past is not None:
            known = places < self._past.columns.shape[1]
            places = np.concatenate([places[known], places[~known]])
            self._past = replace(self._past, columns=self._past.columns[:, places[: np.count_nonzero(known)]])
        self.columns = [self.columns[i] for i in places.tolist()]
        self._place = {c: i for i, c in enumerate(self.columns)}
        self.arrays.keep(places)

    def limit_severity(self, limit: int) -> None:
        """Set the severity above which each unit is charged."""
        self._form.right[self._form.severity_row] = self._limit_of(limit)
        self._past = None

    def solve(self, tolerance: float = np.inf) -> Duals:
        """Solve the restricted LP, as well as asked; roughly, if nothing is asked.

        Parameters
        ----------
        tolerance
            Points that the optimum may be missed by.
        """
        teams = self._teams()
        binding = ~(self._form.plain & (self._most(teams) <= self._form.right))
        for again in (True, False):
            kept = binding & ~self._idle
            answer, used = self._solved(teams, kept, tolerance)
            spare = self._form.right - teams @ answer.last.x[: len(self.arrays)]
            broken = binding & ~kept & (spare < -BROKEN)
            self._idle &= ~broken
            self._woken |= broken
            if not (again and broken.any() and tolerance < NEAR * abs(answer.cost)):
                break  # what is broken still is part of the next program: prices bound all plans anyhow
        rows = np.zeros(len(kept))
        rows[kept] = -answer.last.rows
        self._idle |= self._form.plain & ~self._woken & kept & (spare >= SPARE)
        return Duals(
            objective=-answer.cost,
            rows=np.bincount(self._form.part_of, rows[self._form.part], self._form.n_linking).astype(np.float64),
            severity_price=max(0.0, float(rows[self._form.severity_row])),
            columns=tuple(self.columns),
            weights=answer.last.x[: len(self.arrays)],
            over=float(self._slacks(answer.last.x, used)[self._form.over]),
        )

    def _solved(self, teams: sparse.csc_matrix, kept: BoolArray, tolerance: float) -> tuple[Answer, BoolArray]:
        """Solve the program with some of the rows; return the answer and which slacks it has."""
        form, arrays = self._form, self.arrays
        slacks = form.slacks[kept]
        used = np.diff(slacks.indptr) > 0
        matrix = sparse.hstack([teams[kept], slacks[:, used]]).tocsc()
        n_slacks = int(np.count_nonzero(used))
        village = np.concatenate([arrays.village, np.full(n_slacks, -1)])
        cost = np.concatenate([-self._points * arrays.value, form.cost[used]])
        upper = np.concatenate([np.full(len(arrays), np.inf), form.upper[used]])
        severity_row = int(np.count_nonzero(kept[: form.severity_row]))
        with self._crew() as crew:
            blocks = Blocks(matrix, village, form.n_villages, self._areas, severity_row, crew)
            method = InteriorPoint(blocks, form.right[kept], cost, upper)
            answer: Answer | None = None
            if self._past is not None and self._warm(tolerance):
                answer = method.solve(self._start(self._past, method, kept, used), tolerance, HALFWAY * tolerance)
            for far in FAR:
                if answer is None or not answer.close:
                    answer = method.solve(method.start(far), tolerance, HALFWAY * tolerance)
            assert answer is not None
        self.steps += answer.steps
        self._past = self._kept(answer, kept, used)
        return answer, used

    def _warm(self, tolerance: float) -> bool:
        """Whether so little is to be gained that an earlier point is a good start."""
        return self._past is not None and HALFWAY * tolerance < WARM * abs(self._past.cost)

    def _teams(self) -> sparse.csc_matrix:
        """Return what the columns have in the rows."""
        form, arrays = self._form, self.arrays
        row, column, amount = form.entries(arrays.row, arrays.amount, arrays.of)
        severe = np.flatnonzero(arrays.severity)
        row = np.concatenate([row, np.full(len(severe), form.severity_row)])
        column = np.concatenate([column, severe])
        amount = np.concatenate([amount, arrays.severity[severe].astype(np.float64)])
        return sparse.csc_matrix((amount, (row, column)), shape=(len(form.right), len(arrays)))

    def _most(self, teams: sparse.csc_matrix) -> FloatArray:
        """Return what all villages together can use of each row."""
        entries = teams.tocoo()
        pair = entries.row.astype(np.int64) * self._form.n_villages + self.arrays.village[entries.col]
        order = np.argsort(pair, kind="stable")
        first = np.flatnonzero(np.diff(pair[order], prepend=-1))
        if not len(first):
            return np.zeros(len(self._form.right))
        most = np.maximum.reduceat(entries.data[order], first)
        found = np.bincount(pair[order][first] // self._form.n_villages, most, len(self._form.right))
        return found.astype(np.float64)

    @contextmanager
    def _crew(self) -> Iterator[ThreadPoolExecutor]:
        # one thread an area: that is faster than several for one, and their number must not change a sum
        with threadpool_limits(1), ThreadPoolExecutor(self._threads) as crew:
            yield crew

    def _slacks(self, values: FloatArray, used: BoolArray) -> FloatArray:
        """Return the slacks' part of an array of all columns of a solve, not a number where one was left out."""
        all_slacks = np.full(len(used), np.nan)
        all_slacks[used] = values[len(self.arrays) :]
        return all_slacks

    def _kept(self, answer: Answer, kept: BoolArray, used: BoolArray) -> _Past:
        at, n = answer.halfway, len(self.arrays)
        rows = np.zeros(len(kept))
        rows[kept] = at.rows
        return _Past(
            columns=np.stack([at.x[:n], at.z[:n]]),
            slacks=np.stack([self._slacks(values, used) for values in (at.x, at.room, at.z, at.t)]),
            rows=rows,
            villages=at.villages,
            mean=max(float(np.mean(at.x * at.z)), 1e-8),
            cost=answer.cost,
        )

    def _start(self, past: _Past, method: InteriorPoint, kept: BoolArray, used: BoolArray) -> Iterate:
        """Return the point to start from: new columns and rows enter it in the middle."""
        n_known, n = past.columns.shape[1], len(self.arrays)
        rows = past.rows[kept]
        left = method.cost[n_known:n] - method.blocks.priced(rows, past.villages)[n_known:n]
        alike = np.bincount(self.arrays.village)[self.arrays.village[n_known:]]
        z = np.maximum(left, past.mean * alike)
        columns = np.concatenate([past.columns, np.stack([past.mean / z, z])], axis=1)
        slacks = past.slacks[:, used]
        new = np.isnan(slacks[0])
        if new.any():
            upper, bounded = method.upper[n:][new], method.bounded[n:][new]
            filled = self._form.slacks[kept][:, used][:, new]
            spare = method.right - method.blocks.matrix[:, :n] @ columns[0]
            x = np.where(bounded, 0.5 * upper, np.maximum(np.abs(filled.T @ spare), 1e-2))
            room = np.where(bounded, upper - x, 1.0)
            slacks[:, new] = np.stack([x, room, past.mean / x, np.where(bounded, past.mean / room, 0.0)])
        return Iterate(
            x=np.append(columns[0], slacks[0]),
            room=np.append(np.ones(n), slacks[1]),
            rows=rows,
            villages=past.villages,
            z=np.append(columns[1], slacks[2]),
            t=np.append(np.zeros(n), slacks[3]),
        )

"""Joint neighbourhoods: villages that want the same people, of one county or of several (§7.2).

All neighbourhoods of a batch start from the same plan; what they find is taken in their order, as far as it fits.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from solver.engine.coupled.draft import WholeDraft
from solver.engine.coupled.jobs import JointTask
from solver.engine.coupled.places import Places
from solver.engine.coupled.relaxing import Relaxed
from solver.engine.coupled.wants import Wants
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.crews.contract import Crew
from solver.engine.effort import SEED, Effort
from solver.engine.program import Column
from solver.engine.search import resized
from solver.modelling.seats import BoolArray, IntArray
from solver.units import PRICE_SCALE

POOL = 12
"""Columns a village that a neighbourhood begins with."""
FREE, MOST_FREE = 100, 200
"""Villages of a neighbourhood at first, and at most."""
WORTH_IT = 0.05
"""Part of the gap aimed at that a batch must gain, or the search loses patience."""
SWEEPS = 10
"""Times that a village is in a neighbourhood, on average and at most."""


class Run(Protocol):
    """What the search needs of a run."""

    effort: Effort
    rows: WholeRows
    best: WholeDraft | None
    counts: dict[str, int]

    @property
    def severity_bound(self) -> int:
        """Least severity proved so far."""

    @property
    def value_bound(self) -> int | None:
        """Most value proved so far."""

    def take(self, draft: WholeDraft | None) -> bool:
        """Keep a draft if it is better."""

    def tell(self) -> None:
        """Report progress."""


class JointSearch:
    """Search from the run's best plan.

    Parameters
    ----------
    relaxed
        The relaxation whose prices lead the search.
    charge
        Points that a unit of severity costs, to look for less of it; ``None`` looks for more value with no more of it.
    """

    def __init__(
        self,
        run: Run,
        crew: Crew[Places],
        relaxed: Relaxed,
        charge: float | None,
    ) -> None:
        self._run, self._crew, self._point, self._charge = run, crew, relaxed.point, charge
        self._level = "value" if charge is None else "severity"
        self._tops = relaxed.tops
        self._known = self._point.leading(relaxed.columns, POOL)
        self._pool: dict[int, list[Column]] = {}
        for column in self._known:
            self._pool.setdefault(column.village, []).append(column)
        self._rng = np.random.default_rng(SEED)
        # how often each village was the first of a neighbourhood: where nothing was found, little will be
        self._begun = np.zeros(len(self._tops))
        self._free = min(len(self._tops), FREE)
        # what several counties could share better is dear to find: the last hundredths cost as much as all before
        self._aim = max(run.effort.gap, run.effort.wide) if run.effort.gap else 0.0

    def go(self) -> None:
        """Search until the gap is closed, nothing more is found, or effort is used up."""
        n, effort = len(self._tops), self._run.effort
        batch = max(effort.batch, min(16, n // (2 * FREE)))
        batches = min(effort.batches * 20, max(effort.patience, SWEEPS * n // (batch * FREE)))
        idle = 0
        for number in range(batches):
            if self.is_done or idle >= effort.patience:
                break
            better = self._batch(number, batch)
            idle = 0 if better else idle + 1
            self._run.counts[f"joint_{self._level}"] = number + 1

    def _batch(self, number: int, size: int) -> bool:
        run = self._run
        assert run.best is not None
        before = run.best
        losses = self._losses()
        waiting = np.ones(len(losses), dtype=np.bool_)
        wants = Wants(run.rows, self._point, self._tops, [*self._known, *before.columns])
        chosen = [self._choose(losses, wants, waiting) for _ in range(size)]
        tasks = [self._task(f"joint-{self._level}-{number:03d}/{i:02d}", v) for i, v in enumerate(chosen) if v]
        unproved = 0
        for answer in self._crew.run(tasks):
            unproved += not answer.proved
            if answer.columns is not None:
                run.take(run.best.with_columns(run.rows, answer.columns))
            run.tell()
        self._free = resized(self._free, unproved / len(tasks), min(len(self._tops), MOST_FREE))
        if self._charge is not None:
            return run.best.severity < before.severity
        return run.best.value - before.value > WORTH_IT * self._aim * abs(before.value)

    @property
    def is_done(self) -> bool:
        """Whether the gap is as small as the effort asks, or severity at its bound."""
        run = self._run
        assert run.best is not None
        if self._charge is not None:
            return run.best.severity <= run.severity_bound
        bound = run.value_bound
        return bound is not None and bound <= run.best.value + int(self._aim * abs(run.best.value))

    def _losses(self) -> IntArray:
        """Return what each village's team loses against the prices: int64 array of shape (n_villages,)."""
        assert self._run.best is not None
        return self._point.losses(self._tops, self._run.best.columns)

    def _choose(self, losses: IntArray, wants: Wants, waiting: BoolArray) -> list[int]:
        """Draw a village, those that lose most more often, and add those that want the same people.

        Parameters
        ----------
        waiting
            Villages that are in no neighbourhood of the batch yet: bool array, updated.
        """
        hope = np.where(waiting, (losses + PRICE_SCALE) / (1 + self._begun) ** 2, 0)
        if not hope.any():
            return []
        first = int(self._rng.choice(len(hope), p=hope / hope.sum()))
        self._begun[first] += 1
        chosen = wants.around(first, self._free, waiting, losses)
        waiting[chosen] = False
        return [int(village) for village in chosen]

    def _task(self, name: str, villages: list[int]) -> JointTask:
        best = self._run.best
        assert best is not None
        current = tuple(best.columns[v] for v in villages)
        return JointTask(
            name=name,
            current=current,
            pool=tuple(c for v in villages for c in self._pool.get(v, ())),
            elsewhere=best.used - self._run.rows.used(current),
            rows=self._point.rows,
            severity_price=self._point.scalars.severity_price,
            charge=self._charge,
            tuning=self._run.effort.tuning,
        )

"""Neighbourhood search over villages, batch by batch (§7.1).

Villages whose team loses most against the prices are freed first. All neighbourhoods of a batch start from the
same plan; what they find is taken in their order, as far as it still fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from solver.engine.crews.contract import Crew
from solver.engine.draft_plan import Draft
from solver.engine.effort import SEED, Effort
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.engine.tasks import NeighbourhoodTask


class Run(Protocol):
    """What the search needs of a run."""

    effort: Effort
    relaxation: Relaxation
    best: Draft
    value_proved: bool
    counts: dict[str, int]

    @property
    def value_point(self) -> PricePoint | None:
        """The prices that prove the value bound."""

    @property
    def severity_bound(self) -> int:
        """Least severity proved so far."""

    @property
    def value_bound(self) -> int | None:
        """Most value proved so far."""

    @property
    def close_enough(self) -> int:
        """Value bound at which the gap is as small as the effort asks."""

    def take(self, draft: Draft | None) -> bool:
        """Keep a draft if it is better."""

    def tell(self) -> None:
        """Report progress."""


class Search:
    """Neighbourhood search from the run's best plan."""

    def __init__(self, run: Run, crew: Crew[Relaxation], columns: Sequence[Column]) -> None:
        assert run.value_point is not None
        self._run, self._crew = run, crew
        self._point = run.value_point
        self._pool = self._point.leading(columns, 15)
        self._rng = np.random.default_rng(SEED)
        n = len(run.relaxation.spaces)
        self._free = min(n, run.effort.free)
        whole = Subproblem(run.relaxation)
        self._tops = whole.best_worths(self._point)

    def go(self) -> None:
        """Search until the gap is closed, patience is out or effort is used up."""
        run, effort = self._run, self._run.effort
        idle = 0
        for batch in range(effort.batches):
            if self._done() or idle >= effort.patience:
                break
            sets = self._choose(effort.batch)
            tasks = [self._task(f"improve-{batch:03d}/{i:02d}", villages) for i, villages in enumerate(sets)]
            better, unproved = False, 0
            for task, answer in zip(tasks, self._crew.run(tasks), strict=True):
                unproved += not answer.proved
                if answer.columns is not None:
                    better |= run.take(run.best.with_columns(run.relaxation, answer.columns))
                whole = not task.fixed and answer.proved
                run.value_proved |= whole and run.best.severity == run.severity_bound
                run.tell()
            run.counts["batches"] = batch + 1
            idle = 0 if better else idle + 1
            self._resize(unproved / len(tasks))

    def _done(self) -> bool:
        bound = self._run.value_bound
        assert bound is not None
        return bound <= self._run.close_enough

    def _resize(self, unproved: float) -> None:
        """Free more villages while neighbourhoods are decided, fewer when they are not."""
        most = min(len(self._run.relaxation.spaces), self._run.effort.most_free)
        self._free = resized(self._free, unproved, most)

    def _choose(self, n_sets: int) -> list[list[int]]:
        """Draw sets of villages, those that lose most against the prices more often."""
        n = len(self._run.relaxation.spaces)
        if self._free >= n:
            return [list(range(n))]
        losses = self._point.losses(self._tops, self._run.best.columns)
        weights = losses + max(1.0, float(losses.mean()) / 2)
        return [
            sorted(self._rng.choice(n, self._free, replace=False, p=weights / weights.sum()).tolist())
            for _ in range(n_sets)
        ]

    def _task(self, name: str, villages: list[int]) -> NeighbourhoodTask:
        free = set(villages)
        best = self._run.best
        fixed = tuple(c for c in best.columns if c.village not in free)
        return NeighbourhoodTask(
            name=name,
            fixed=fixed,
            current=tuple(c for c in best.columns if c.village in free),
            pool=tuple(c for c in self._pool if c.village in free),
            severity_limit=best.severity - sum(c.severity for c in fixed),
            tuning=self._run.effort.tuning,
            start=self._point,
        )


def resized(free: int, unproved: float, most: int) -> int:
    """Return how many villages to free next: more while neighbourhoods are decided, fewer when they are not.

    Parameters
    ----------
    unproved
        Part of the last batch that was not decided.
    """
    if unproved <= 0.25:
        return min(most, round(free * 1.35) + 1)
    if unproved >= 0.75:
        return min(most, max(8, round(free * 0.75)))
    return free

"""Dives, neighbourhoods and halves as pure tasks, on this process or on a pool of worker processes (§7.3).

A task is plain data and gives the same answer wherever it runs, so the number of workers never changes the plan.
Workers get the model once. A worker that dies costs a repeat of the tasks it held, nothing else.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Protocol, Self, TypeVar

from solver.engine.branching import Torn, bound_half
from solver.engine.dive import DiveTuning, dive
from solver.engine.neighbourhood import Answer, Tuning, improve
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.errors import ModelError
from solver.modelling.halves import Half
from solver.modelling.model import AllocationModel

Found = TypeVar("Found", covariant=True)

STRIKES = 3
"""Times that workers may die during one batch of tasks."""


class Task(Protocol[Found]):
    """Something a worker can do with a relaxation."""

    def run(self, relaxation: Relaxation) -> Found:
        """Do it."""


@dataclass(frozen=True)
class DiveTask:
    """One dive from known columns."""

    columns: tuple[Column, ...]
    severity_limit: int
    tuning: DiveTuning

    def run(self, relaxation: Relaxation) -> Answer:
        """Dive; the answer holds a column for every village."""
        found = dive(relaxation, self.columns, self.severity_limit, self.tuning)
        return Answer(None if found is None else tuple(found), proved=False)


@dataclass(frozen=True)
class NeighbourhoodTask:
    """One neighbourhood: the teams of all other villages are fixed."""

    fixed: tuple[Column, ...]
    current: tuple[Column, ...]
    pool: tuple[Column, ...]
    severity_limit: int
    tuning: Tuning
    start: PricePoint
    points: int = 1

    def run(self, relaxation: Relaxation) -> Answer:
        """Improve the free villages or prove that nothing can."""
        subproblem = Subproblem(relaxation, self.fixed)
        return improve(subproblem, self.current, self.pool, self.tuning, self.severity_limit, self.points, self.start)


@dataclass(frozen=True)
class HalfTask:
    """Bound the plans in some halves."""

    halves: tuple[Half, ...]
    columns: tuple[Column, ...]
    start: PricePoint
    severity_limit: int
    floor: int

    def run(self, relaxation: Relaxation) -> Torn:
        """Bound them."""
        return bound_half(relaxation, self.halves, self.columns, self.start, self.severity_limit, self.floor)


class Crew:
    """Runs tasks, in this process (one worker) or on a pool.

    Parameters
    ----------
    relaxation
        Of the model; this process's own.
    workers
        Processes. 1 runs everything here.
    """

    def __init__(self, relaxation: Relaxation, workers: int) -> None:
        self._relaxation = relaxation
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def run(self, tasks: Sequence[Task[Found]]) -> Iterator[Found]:
        """Yield the answers in the order of the tasks.

        Raises
        ------
        ModelError
            If workers have died ``STRIKES`` times during these tasks.
        """
        self._relaxation.forget()  # whoever ran the tasks, what comes after them starts from the same
        if self._workers <= 1 or len(tasks) <= 1:
            for task in tasks:
                yield _do(task, self._relaxation)
            return
        futures: list[Future[Found]] = []
        strikes = 0
        for i in range(len(tasks)):
            while True:
                try:
                    if len(futures) == i:  # a pool that broke while it was idle refuses tasks
                        futures += [self._submit(task) for task in tasks[i:]]
                    answer = futures[i].result()
                    break
                except BrokenProcessPool as error:
                    self.close()
                    del futures[i:]
                    strikes += 1
                    if strikes >= STRIKES:
                        raise ModelError("worker processes keep dying; run with one worker to see why") from error
            yield answer

    def close(self) -> None:
        """Stop the workers, busy or not."""
        if self._pool is not None:
            processes = list(getattr(self._pool, "_processes", {}).values())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            for process in processes:
                process.join()
            self._pool = None

    def _submit(self, task: Task[Found]) -> Future[Found]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers, get_context("spawn"), initializer=_start, initargs=(self._relaxation.model,)
            )
        return self._pool.submit(_run, task)


_own: list[Relaxation] = []
"""The relaxation of a worker process."""


def _start(model: AllocationModel) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    _own[:] = [Relaxation(model)]


def _run(task: Task[Found]) -> Found:
    return _do(task, _own[0])


def _do(task: Task[Found], relaxation: Relaxation) -> Found:
    relaxation.forget()
    try:
        return task.run(relaxation)
    finally:
        relaxation.forget()

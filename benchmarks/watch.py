"""The clock of one answer, its phases, and what a CP-SAT search says of itself on the way."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from benchmarks.answer import Moment
from benchmarks.levels import Levels
from solver.modelling.cpsat import CpsatModel

TRACE_SECONDS = 0.5
"""Bounds that move between two answers are traced no more often than this."""


@dataclass
class Watch:
    """Counts from when it is made.

    Attributes
    ----------
    seconds
        What may be spent, or ``None``.
    """

    seconds: float | None = None
    phases: dict[str, float] = field(default_factory=dict)
    trace: list[Moment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._start = self._last = time.perf_counter()

    @property
    def gone(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self._start

    @property
    def left(self) -> float:
        """Seconds that may still be spent; infinite without a limit."""
        return math.inf if self.seconds is None else self.seconds - self.gone

    def close(self, phase: str) -> None:
        """Count the time since the last close to a phase."""
        now = time.perf_counter()
        self.phases[phase] = self.phases.get(phase, 0.0) + now - self._last
        self._last = now


class Tracer(cp_model.CpSolverSolutionCallback):
    """Writes down what a search claims; only the final answer is evaluated again.

    Parameters
    ----------
    severity, severity_bound
        For the target *value*: what severity is limited to, and what the first pass proved of it.
    """

    def __init__(self, built: CpsatModel, watch: Watch, severity: int = 0, severity_bound: int | None = None) -> None:
        super().__init__()
        self._built, self._watch = built, watch
        self._severity, self._severity_bound = severity, severity_bound
        self._cost: int | None = None
        self._enough = False

    @contextmanager
    def stopping(self, solver: cp_model.CpSolver, enough: float) -> Iterator[None]:
        """Stop a search after so many seconds if it has an answer by then, else at its first answer."""

        def is_enough() -> None:
            self._enough = True
            if self._cost is not None:
                solver.stop_search()

        timer = threading.Timer(enough, is_enough) if math.isfinite(enough) else None
        if timer:
            timer.start()
        try:
            yield
        finally:
            if timer:
                timer.cancel()

    def on_solution_callback(self) -> None:
        """Take a better answer."""
        self._cost = self._built.constant + round(self.objective_value)
        self._add(self._cost, self.best_objective_bound)
        if self._enough:
            self.stop_search()

    def on_bound(self, bound: float) -> None:
        """Take a better bound, unless there is no answer yet or the last moment is only just gone."""
        if self._cost is not None and self._watch.gone - self._watch.trace[-1].seconds >= TRACE_SECONDS:
            self._add(self._cost, bound)

    def _add(self, cost: int, bound: float) -> None:
        built, lowest = self._built, self._built.lowest
        if math.isfinite(bound):
            lowest = max(lowest, built.constant + math.ceil(bound - 1e-6))
        severity, severity_bound = self._severity, self._severity_bound
        value: int | None = -cost
        value_bound: int | None = -lowest
        if built.target == "severity":
            severity, severity_bound, value, value_bound = cost, lowest, None, None
        elif built.target == "weighted":
            levels = Levels.of(built)
            severity, value = levels.split(cost)
            severity_bound, value_bound = levels.least_severity(-lowest), levels.most_value(-lowest, severity)
        self._watch.trace.append(Moment(self._watch.gone, severity, value, severity_bound, value_bound))

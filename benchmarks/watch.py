"""The clock of one answer, its phases, and what a CP-SAT search says of itself on the way."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

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
    journal
        File to which moments are written as they come, or ``None``.
    """

    seconds: float | None = None
    journal: Path | None = None
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

    def note(self, severity: int, value: int | None, severity_bound: int | None, value_bound: int | None) -> None:
        """Write down what there is and what is proved now."""
        moment = Moment(self.gone, severity, value, severity_bound, value_bound)
        self.trace.append(moment)
        if self.journal is not None:
            with self.journal.open("a", encoding="utf-8") as out:
                out.write(json.dumps(asdict(moment)) + "\n")


def read_journal(journal: Path) -> tuple[Moment, ...]:
    """Return the moments of a method that was killed; its last line may have been cut."""
    moments = []
    for line in journal.read_text(encoding="utf-8").splitlines(keepends=True) if journal.exists() else ():
        if line.endswith("\n"):
            moments.append(Moment(**json.loads(line)))
    return tuple(moments)


def moment_of(
    built: CpsatModel, cost: int, bound: float, severity: int = 0, severity_bound: int | None = None
) -> tuple[int, int | None, int | None, int | None]:
    """Return severity, value and their bounds, as far as the cost of an answer and a bound of the costs tell.

    Parameters
    ----------
    cost, bound
        In the sense of ``built.cost``: what is minimised, constant included; the bound may be infinite.
    severity, severity_bound
        For the target *value*: what severity is limited to, and what the first pass proved of it.
    """
    lowest = max(built.lowest, math.ceil(bound - 1e-6)) if math.isfinite(bound) else built.lowest
    if built.target == "severity":
        return cost, None, lowest, None
    if built.target == "value":
        return severity, -cost, severity_bound, -lowest
    levels = Levels.of(built)
    reached, value = levels.split(cost)
    return reached, value, levels.least_severity(-lowest), levels.most_value(-lowest, reached)


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
        below = self._built.constant + bound
        self._watch.note(*moment_of(self._built, cost, below, self._severity, self._severity_bound))

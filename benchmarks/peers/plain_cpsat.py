"""Plain CP-SAT on the full reference model, in two formulations of the hierarchy (§3), under a wall clock.

*Two passes*: least severity first, for at most half of the time (what an early proof leaves goes to the second pass; if
there is no plan by then, until there is one); then most value within the severity reached, started from that plan.
*Weighted*: one search, severity weighed so that no value outweighs a unit of it. Which is better depends on the case,
so both are registered.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.answer import Answer, Limits
from benchmarks.levels import Levels
from benchmarks.watch import Tracer, Watch
from solver.errors import ModelError
from solver.modelling.cpsat import CpsatModel, build_allocation
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray

SHARE_OF_FIRST_PASS = 0.5
"""Of the time, for severity; every peer that goes by two passes shares it like this."""

_CLAIMS = {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "feasible", cp_model.UNKNOWN: "unknown"}
NOTHING = "no plan in its time"


@dataclass(frozen=True)
class Settings:
    """Parameters of CP-SAT that differ from its defaults.

    Attributes
    ----------
    linearization
        Level 2 puts every row into the LP; it works with one worker only.
    max_lp
        The subsolver that has level 2 when there are several workers.
    """

    workers: int = 2
    linearization: int | None = None
    max_lp: bool = False

    def apply(self, parameters: Any) -> None:
        """Write them into a solver's parameters."""
        parameters.num_workers = self.workers
        parameters.catch_sigint_signal = False
        if self.linearization is not None:
            parameters.linearization_level = self.linearization
        if self.max_lp:
            parameters.subsolvers.append("max_lp")


@dataclass(frozen=True)
class Found:
    """End of one search: ``taken`` is ``None`` if it found nothing; ``bound`` is in the sense of the target."""

    taken: IntArray | None
    bound: int
    claim: str


def two_passes(model: AllocationModel, settings: Settings, limits: Limits) -> Answer:
    """Minimise severity, then maximise value within it, in ``limits.seconds`` altogether."""
    watch = _watch(limits)
    built = build_allocation(model, "severity")
    watch.close("build")
    first = search(built, settings, watch.left, Tracer(built, watch), enough=watch.left * SHARE_OF_FIRST_PASS)
    watch.close("severity")
    if first.taken is None:
        return Answer(None, first.bound, None, watch.phases, trace=tuple(watch.trace), notes=(NOTHING,))
    reached, _ = model.evaluate(first.taken)
    built = build_allocation(model, "value", severity_limit=reached, start=first.taken)
    watch.close("build")
    second = search(built, settings, watch.left, Tracer(built, watch, reached, first.bound))
    watch.close("value")
    taken = first.taken if second.taken is None else second.taken
    notes = (f"severity {first.claim}", f"value {second.claim}")
    return Answer(taken, first.bound, second.bound, watch.phases, trace=tuple(watch.trace), notes=notes)


def weighted(model: AllocationModel, settings: Settings, limits: Limits) -> Answer:
    """Maximise value minus weighted severity in ``limits.seconds``; what it proves is told level by level."""
    watch = _watch(limits)
    built = build_allocation(model, "weighted")
    watch.close("build")
    found = search(built, settings, watch.left, Tracer(built, watch))
    watch.close("search")
    levels = Levels.of(built)
    severity_bound, value_bound, note = levels.least_severity(found.bound), None, NOTHING
    if found.taken is not None:
        reached, _ = model.evaluate(found.taken)
        value_bound, note = levels.most_value(found.bound, reached), found.claim
    return Answer(found.taken, severity_bound, value_bound, watch.phases, trace=tuple(watch.trace), notes=(note,))


def search(built: CpsatModel, settings: Settings, seconds: float, tracer: Tracer, enough: float = math.inf) -> Found:
    """Search one model for so many seconds.

    Parameters
    ----------
    enough
        Seconds after which the search stops as soon as it has an answer.

    Raises
    ------
    ModelError
        If CP-SAT refuses the model, or claims that there is no plan at all: a plan without anybody always is one.
    """
    solver = cp_model.CpSolver()
    settings.apply(solver.parameters)
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.best_bound_callback = tracer.on_bound
    with tracer.stopping(solver, enough):
        solver.solve(built.program, tracer)
    response = solver.response_proto
    claim = _CLAIMS.get(response.status)
    if claim is None:
        raise ModelError(f"CP-SAT ends with {solver.status_name(response.status)}: {built.program.validate()}")
    unsearched = built.shown(built.lowest)
    if claim == "unknown":  # the bound may be the 0 of a search that never began
        return Found(None, unsearched, claim)
    bound = built.shown(built.constant + int(response.inner_objective_lower_bound))
    values = np.fromiter(response.solution, dtype=np.int64, count=-1)
    taken = np.sort(np.concatenate([built.kept, built.free[values[: len(built.free)] == 1]]))
    return Found(taken, checked_bound(built, taken, bound, claim), claim)


def checked_bound(built: CpsatModel, taken: IntArray, bound: int, claim: str) -> int:
    """Return a bound that the answer beside it does not disprove: else what is known before any search.

    Raises
    ------
    ModelError
        If a claimed optimum is disproved by its own answer.
    """
    objective = built.shown(built.cost(*built.selection.evaluate(taken)))
    beaten = objective < bound if built.target == "severity" else objective > bound
    if beaten and claim == "optimal":
        raise ModelError(f"the optimum is claimed to be {bound}, but the answer is worth {objective}")
    return built.shown(built.lowest) if beaten else bound


def _watch(limits: Limits) -> Watch:
    if limits.seconds is None:
        raise ValueError("plain CP-SAT needs a limit in seconds")
    return Watch(limits.seconds, limits.journal)

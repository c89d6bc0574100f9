"""Search a CP-SAT model, reproducibly, and come back when the planner stops it.

The limit is deterministic effort, never the clock (§7.5). The search runs in a thread of its own: CP-SAT's own handling
of Ctrl-C would leave Python without it, and without the thread an interrupt would wait for the end of the search.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from ortools.sat.python import cp_model

from solver.errors import ModelError
from solver.modelling.cpsat import CpsatModel, build
from solver.modelling.seats import IntArray
from solver.modelling.selection import Selection

POLL_SECONDS = 0.1
"""How often the waiting thread looks for an interrupt or a stop."""


class Status(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


_STATUS = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
    cp_model.UNKNOWN: Status.UNKNOWN,
}


@dataclass(frozen=True)
class Outcome:
    """What a search found, re-evaluated from the counts, and what it proved.

    Attributes
    ----------
    taken
        Indices taken, sorted, the kept ones among them; empty if nothing was found.
    severity, value
        Of ``taken``, as the counts have it (not as the search's own variables say).
    objective
        In the sense of the target: severity, value, or value minus weighted severity.
    bound
        Proved: no selection (with the same kept ones, within the severity limit) is better.
    deterministic_time
        Effort used.
    interrupted
        Whether Ctrl-C or the stop event ended the search.
    """

    status: Status
    taken: IntArray
    severity: int
    value: int
    objective: int
    bound: int
    deterministic_time: float
    interrupted: bool = False

    @property
    def found(self) -> bool:
        """Whether there is a selection at all."""
        return self.status in (Status.OPTIMAL, Status.FEASIBLE)


def solve(
    model: CpsatModel,
    deterministic_limit: float = 60.0,
    *,
    workers: int = 1,
    seed: int = 0,
    light: bool = False,
    log: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """Search until optimality is proved, the effort is spent, or somebody stops it.

    Parameters
    ----------
    deterministic_limit
        Effort in CP-SAT's deterministic units (about a second each); the same on every machine with one worker.
    workers
        One is reproducible; more are not.
    light
        Presolve without probing and symmetry: three times faster on large models that are nearly linear (stage 1 of
        10,000 villages: 7 s instead of 22 s on the first level).
    log
        Receives the lines of the search log, from another thread.
    stop
        Set from outside to end the search; set by this function when Ctrl-C ended it.

    Raises
    ------
    ModelError
        If the solver's answer does not stand up to its re-evaluation.
    """
    solver = _solver(deterministic_limit, workers, seed, log)
    if light:
        solver.parameters.symmetry_level = 0
        solver.parameters.cp_model_probing_level = 0
    interrupted = _run(solver, model.program, stop or threading.Event())
    response = solver.response_proto
    status = _STATUS.get(response.status)
    if status is None:
        raise ModelError(f"CP-SAT refuses the model: {model.program.validate()}")
    # a search that ended before its first bound reports 0, which is no bound at all
    searched = status is not Status.UNKNOWN
    bound = model.shown(model.constant + int(response.inner_objective_lower_bound) if searched else model.lowest)
    blank = Outcome(status, np.zeros(0, dtype=np.int64), 0, 0, 0, bound, response.deterministic_time, interrupted)
    return _checked(model, blank, response.solution) if blank.found else blank


@dataclass(frozen=True)
class Hierarchy:
    """Both levels of one selection: severity first, then value within the severity reached."""

    severity: Outcome
    value: Outcome

    @property
    def taken(self) -> IntArray:
        """The selection of the second level, or of the first if the second found nothing."""
        return self.value.taken if self.value.found else self.severity.taken

    @property
    def proved(self) -> bool:
        """Whether both levels are proved optimal."""
        return self.severity.status is Status.OPTIMAL and self.value.status is Status.OPTIMAL


def solve_hierarchy(
    selection: Selection,
    deterministic_limit: float = 60.0,
    *,
    workers: int = 1,
    seed: int = 0,
    light: bool = False,
    start: IntArray | None = None,
    log: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> Hierarchy:
    """Minimise severity, then maximise value at that severity; the limit is for each of the two searches.

    With ``light`` the second search gets no hint: following the first one's answer, which knows no value, costs a large
    nearly linear model more than it helps (46 s instead of 11 s for 10,000 villages).
    """
    stop = stop or threading.Event()

    def search(model: CpsatModel) -> Outcome:
        return solve(model, deterministic_limit, workers=workers, seed=seed, light=light, log=log, stop=stop)

    first = search(build(selection, "severity", start=start))
    if not first.found:
        blind = build(selection, "value")
        return Hierarchy(first, replace(first, bound=blind.shown(blind.lowest)))
    hint = None if light else first.taken
    return Hierarchy(first, search(build(selection, "value", severity_limit=first.severity, start=hint)))


def _solver(
    deterministic_limit: float, workers: int, seed: int, log: Callable[[str], None] | None
) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = workers
    parameters.random_seed = seed
    parameters.max_deterministic_time = deterministic_limit
    parameters.catch_sigint_signal = False
    if workers == 1:
        parameters.linearization_level = 2
    else:  # with several workers the level is overwritten; the named subsolver has it
        parameters.subsolvers.append("max_lp")
    parameters.log_search_progress = log is not None
    parameters.log_to_stdout = False
    solver.log_callback = log
    return solver


def _run(solver: cp_model.CpSolver, program: cp_model.CpModel, stop: threading.Event) -> bool:
    """Solve in a thread of its own and wait for it; return whether the search was stopped from outside."""
    done = threading.Event()
    failed: list[BaseException] = []

    def work() -> None:
        try:
            solver.solve(program)
        except BaseException as error:  # handed to the waiting thread
            failed.append(error)
        finally:
            done.set()

    threading.Thread(target=work, name="cpsat", daemon=True).start()
    while True:
        try:
            # no join: after an interrupt a second join returns at once (Python 3.11), while the search still runs
            while not done.wait(POLL_SECONDS):
                if stop.is_set():
                    solver.stop_search()
            break
        except KeyboardInterrupt:
            stop.set()
            solver.stop_search()
    if failed:
        raise failed[0]
    return stop.is_set()


def _checked(model: CpsatModel, blank: Outcome, solution: object) -> Outcome:
    """Re-evaluate the selection and hold it against what the search claims."""
    values = np.fromiter(solution, dtype=np.int64, count=-1)  # type: ignore[call-overload]
    taken = np.sort(np.concatenate([model.kept, model.free[values[: len(model.free)] == 1]]))
    try:
        severity, value = model.selection.evaluate(taken)
    except ValueError as error:
        raise ModelError(f"CP-SAT's answer breaks a hard limit: {error}") from error
    objective = model.shown(model.cost(severity, value))
    better = blank.bound - objective if model.target != "severity" else objective - blank.bound
    if blank.status is Status.OPTIMAL and better != 0:
        raise ModelError(f"CP-SAT claims {blank.status} with bound {blank.bound}, but its answer is worth {objective}")
    bound = blank.bound if better >= 0 else model.shown(model.lowest)
    return replace(blank, taken=taken, severity=severity, value=value, objective=objective, bound=bound)

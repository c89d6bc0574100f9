"""HiGHS and SCIP, as OR-Tools ships them, on the reference model translated row for row; two passes (§3).

Their incumbents are read off their logs: SCIP's own callback prints an error (OR-Tools 9.15), and HiGHS has none there.
MathOpt lets nobody choose the threads of HiGHS, and SCIP searches with one: both are as they come, but for the gap at
which they stop, which is less than one point.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Sequence
from typing import Literal

from ortools.math_opt import callback_pb2, model_parameters_pb2, parameters_pb2, result_pb2
from ortools.math_opt.core.python import solver as math_opt

from benchmarks.answer import Answer, Limits
from benchmarks.peers.mip_translation import start_of, taken_of, translate
from benchmarks.peers.plain_cpsat import NOTHING, SHARE_OF_FIRST_PASS, Found, checked_bound
from benchmarks.watch import Watch, moment_of
from solver.errors import ModelError
from solver.modelling.cpsat import CpsatModel, build_allocation
from solver.modelling.model import AllocationModel

Solver = Literal["HIGHS", "GSCIP"]

LESS_THAN_ONE = 0.99
"""Absolute gap at which a search may stop: objectives are integers."""

_FIGURE = r"([-+]?(?:\d[\d.]*(?:e[-+]\d+)?|inf))"
_LOG_LINE: dict[Solver, re.Pattern[str]] = {
    "HIGHS": re.compile(rf"\d%\s+{_FIGURE}\s+{_FIGURE}\s+\S+\s+\d"),
    "GSCIP": re.compile(rf"\|\s*{_FIGURE}\s*\|\s*{_FIGURE}\s*\|[^|]*\|[^|]*$"),
}
"""Dual and primal bound in a line of progress."""

_CLAIMS = {
    result_pb2.TERMINATION_REASON_OPTIMAL: "optimal",
    result_pb2.TERMINATION_REASON_FEASIBLE: "feasible",
    result_pb2.TERMINATION_REASON_NO_SOLUTION_FOUND: "unknown",
}


def mip_two_passes(model: AllocationModel, solver: Solver, limits: Limits) -> Answer:
    """Minimise severity, then maximise value within it, in ``limits.seconds`` altogether.

    Raises
    ------
    ValueError
        If there is no limit.
    """
    if limits.seconds is None:
        raise ValueError("a MIP solver needs a limit in seconds")
    watch = Watch(limits.seconds, limits.journal)
    built = build_allocation(model, "severity")
    first = search_mip(built, solver, watch, share=SHARE_OF_FIRST_PASS)
    watch.close("severity")
    if first.taken is None:
        return Answer(None, first.bound, None, watch.phases, trace=tuple(watch.trace), notes=(NOTHING,))
    reached, _ = model.evaluate(first.taken)
    built = build_allocation(model, "value", severity_limit=reached, start=first.taken)
    second = search_mip(built, solver, watch, reached, first.bound)
    watch.close("value")
    taken = first.taken if second.taken is None else second.taken
    notes = (f"severity {first.claim}", f"value {second.claim}")
    return Answer(taken, first.bound, second.bound, watch.phases, trace=tuple(watch.trace), notes=notes)


def search_mip(
    built: CpsatModel,
    solver: Solver,
    watch: Watch,
    severity: int = 0,
    severity_bound: int | None = None,
    *,
    share: float = 1.0,
) -> Found:
    """Search one model for a share of the seconds that are left; building counts as time spent.

    Raises
    ------
    ModelError
        If the solver claims that there is no plan at all: a plan without anybody always is one.
    """
    program = translate(built)
    start = start_of(built)
    watch.close("build")

    def tell(lines: Sequence[str]) -> None:
        for line in lines:
            figures = read_progress(solver, line)
            if figures is not None:
                bound, cost = built.constant + figures[0], built.constant + round(figures[1])
                watch.note(*moment_of(built, cost, bound, severity, severity_bound))

    result = _run(program, solver, max(0.01, watch.left * share), start, tell)
    claim = _CLAIMS.get(result.termination.reason)
    if claim is None:
        raise ModelError(f"{solver} ends with {result.termination.reason}: {result.termination.detail}")
    unsearched = built.shown(built.lowest)
    if claim == "unknown" or not result.solutions:
        return Found(None, unsearched, "unknown")
    taken = taken_of(built, list(result.solutions[0].primal_solution.variable_values.values))
    dual = result.termination.objective_bounds.dual_bound
    if not math.isfinite(dual):
        return Found(taken, unsearched, claim)
    bound = built.shown(built.constant + math.ceil(dual - 1e-6))
    return Found(taken, checked_bound(built, taken, bound, claim), claim)


def read_progress(solver: Solver, line: str) -> tuple[float, float] | None:
    """Return dual and primal bound of a line of the log; ``None`` if it has none, or there is no answer yet."""
    found = _LOG_LINE[solver].search(line)
    if found is None:
        return None
    dual, primal = float(found[1]), float(found[2])
    return (dual, primal) if math.isfinite(primal) else None


def _run(
    program: object, solver: Solver, seconds: float, start: list[float] | None, tell: Callable[[Sequence[str]], None]
) -> result_pb2.SolveResultProto:
    parameters = parameters_pb2.SolveParametersProto(relative_gap_tolerance=0.0, absolute_gap_tolerance=LESS_THAN_ONE)
    parameters.time_limit.FromTimedelta(datetime.timedelta(seconds=seconds))
    of_model = model_parameters_pb2.ModelSolveParametersProto()
    if start is not None:
        hint = of_model.solution_hints.add().variable_values
        hint.ids.extend(range(len(start)))
        hint.values.extend(start)
    return math_opt.solve(
        program,
        getattr(parameters_pb2, f"SOLVER_TYPE_{solver}"),
        parameters_pb2.SolverInitializerProto(),
        parameters,
        of_model,
        tell,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None,
    )

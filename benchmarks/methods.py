"""Methods: the product's engine, the hand method, and plain CP-SAT."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.answer import Answer, Limits, Moment
from benchmarks.peers import Settings, two_passes, weighted
from benchmarks.watch import Watch
from solver.engine.county import Progress, solve_county
from solver.engine.effort import EFFORTS
from solver.engine.packing import greedy as greedy_by_village
from solver.engine.relaxation import Relaxation
from solver.errors import ModelError
from solver.modelling.model import AllocationModel

Solve = Callable[[AllocationModel, Limits], Answer]

DEFAULTS = Settings(workers=2)
LEVEL_2 = Settings(workers=1, linearization=2)
MAX_LP = Settings(workers=2, max_lp=True)


@dataclass(frozen=True)
class Method:
    """A way to answer a case.

    Attributes
    ----------
    says
        One line for a reader of the table.
    timed
        Whether it needs a limit in seconds: it then gets the time that the engine took on the case.
    """

    name: str
    says: str
    solve: Solve
    timed: bool = False


def engine(model: AllocationModel, limits: Limits) -> Answer:
    """Run the product's engine; its effort, not the clock, ends it, unless there is a limit.

    Raises
    ------
    ModelError
        If its plan is not worth what it claims.
    """
    watch = Watch(limits.seconds)

    def tell(p: Progress) -> None:
        watch.trace.append(Moment(watch.gone, p.severity, p.value, p.severity_bound, p.value_bound))

    effort = replace(EFFORTS[limits.effort], seconds=limits.seconds)
    result = solve_county(model, effort, workers=limits.workers, on_progress=tell)
    bounds = result.severity_bound, result.value_bound
    watch.trace.append(Moment(watch.gone, result.severity, result.value, *bounds))
    if (result.severity, result.value) != model.evaluate(result.seats):
        raise ModelError(f"the engine's plan is not worth {result.severity}, {result.value}")
    searched = [n for n, p in (("severity", result.severity_proved), ("value", result.value_proved)) if p]
    notes = ["stopped by the limit"] if result.interrupted else []
    notes += [f"{' and '.join(searched)} bound by search"] if searched else []
    notes += [f"{len(result.left_out)} counts left out of the bound"] if result.left_out else []
    return Answer(result.seats, *bounds, result.phases, result.counts, tuple(watch.trace), tuple(notes))


def greedy(model: AllocationModel, limits: Limits) -> Answer:
    """Fill village after village, as the list is filled by hand; proves nothing and looks at no limit."""
    watch = Watch(limits.seconds)
    relaxation = Relaxation(model)
    watch.close("build")
    draft = greedy_by_village(relaxation)
    watch.close("greedy")
    return Answer(np.sort(draft.seats), phases=watch.phases)


def cpsat_default(model: AllocationModel, limits: Limits) -> Answer:
    """Two passes, default parameters."""
    return two_passes(model, DEFAULTS, limits)


def cpsat_default_weighted(model: AllocationModel, limits: Limits) -> Answer:
    """Weighted, default parameters."""
    return weighted(model, DEFAULTS, limits)


def cpsat_level_2(model: AllocationModel, limits: Limits) -> Answer:
    """Two passes, one worker, every row in the LP."""
    return two_passes(model, LEVEL_2, limits)


def cpsat_level_2_weighted(model: AllocationModel, limits: Limits) -> Answer:
    """Weighted, one worker, every row in the LP."""
    return weighted(model, LEVEL_2, limits)


def cpsat_max_lp(model: AllocationModel, limits: Limits) -> Answer:
    """Two passes, two workers, one of them with every row in the LP."""
    return two_passes(model, MAX_LP, limits)


def cpsat_max_lp_weighted(model: AllocationModel, limits: Limits) -> Answer:
    """Weighted, two workers, one of them with every row in the LP."""
    return weighted(model, MAX_LP, limits)

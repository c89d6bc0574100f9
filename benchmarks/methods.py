"""Methods: the product's engine, the hand method, best fit, plain CP-SAT, HiGHS and SCIP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.answer import Answer, Limits
from benchmarks.cases import Work
from benchmarks.peers.best_fit import fit
from benchmarks.peers.first_come import by_county
from benchmarks.peers.mip_search import mip_two_passes
from benchmarks.peers.plain_cpsat import Settings, two_passes, weighted
from benchmarks.watch import Watch
from solver.book.split import Split
from solver.engine.county import Progress, solve_county
from solver.engine.coupled.whole import assembled, solve_whole
from solver.engine.crews.deploying import Deployment
from solver.engine.effort import EFFORTS
from solver.engine.packing import greedy as greedy_by_village
from solver.engine.relaxation import Relaxation
from solver.errors import ModelError

Solve = Callable[[Work, Limits], Answer]

DEFAULTS = Settings(workers=2)
LEVEL_2 = Settings(workers=1, linearization=2)
MAX_LP = Settings(workers=2, max_lp=True)
EIGHT = Settings(workers=8, linearization=2)


@dataclass(frozen=True)
class Method:
    """A way to answer a case.

    Attributes
    ----------
    says
        One line for a reader of the table.
    solve
        A county's work comes with its compiled model; a region's does not, and ``work.model`` compiles the whole.
    timed
        Whether it needs a limit in seconds: a peer gets its block's, else the time that the engine took on the case.
    tuned
        Whether it is plain CP-SAT with other parameters: the best of these is told as one.
    """

    name: str
    says: str
    solve: Solve
    timed: bool = False
    tuned: bool = False


def engine(work: Work, limits: Limits) -> Answer:
    """Run the product's engine; its effort, not the clock, ends it, unless there is a limit.

    Raises
    ------
    ModelError
        If its plan is not worth what it claims.
    """
    watch = Watch(limits.seconds, limits.journal)

    def tell(p: Progress) -> None:
        watch.note(p.severity, p.value, p.severity_bound, p.value_bound)

    effort = replace(EFFORTS[limits.effort], seconds=limits.seconds)
    result = solve_county(work.model, effort, workers=limits.workers, on_progress=tell)
    bounds = result.severity_bound, result.value_bound
    watch.note(result.severity, result.value, *bounds)
    if (result.severity, result.value) != work.model.evaluate(result.seats):
        raise ModelError(f"the engine's plan is not worth {result.severity}, {result.value}")
    searched = [n for n, p in (("severity", result.severity_proved), ("value", result.value_proved)) if p]
    notes = ["stopped by the limit"] if result.interrupted else []
    notes += [f"{' and '.join(searched)} bound by search"] if searched else []
    notes += [f"{len(result.left_out)} counts left out of the bound"] if result.left_out else []
    return Answer(result.seats, *bounds, result.phases, result.counts, tuple(watch.trace), tuple(notes))


def coupled(work: Work, limits: Limits) -> Answer:
    """Run the product's engine for several counties; no model of the whole is compiled."""
    watch = Watch(limits.seconds, limits.journal)

    def tell(p: Progress) -> None:
        if p.value:  # before the first plan there is nothing to note
            watch.note(p.severity, p.value, p.severity_bound, p.value_bound)

    effort = replace(EFFORTS[limits.effort], seconds=limits.seconds)
    split = Split(work.problem, work.book)
    result = solve_whole(split, effort, deployment=Deployment(limits.workers), on_progress=tell)
    bounds = result.severity_bound, result.value_bound
    watch.note(result.severity, result.value, *bounds)
    notes = ("stopped by the limit",) if result.interrupted else ()
    plan = assembled(work.problem, result.columns)
    return Answer(None, *bounds, result.phases, result.counts, tuple(watch.trace), notes, plan=plan)


def first_come(work: Work, limits: Limits) -> Answer:
    """Solve county after county: whoever comes first has the people whom several could have."""
    return by_county(work, limits)


def greedy(work: Work, limits: Limits) -> Answer:
    """Fill village after village, as the list is filled by hand; proves nothing and looks at no limit."""
    watch = Watch(limits.seconds, limits.journal)
    relaxation = Relaxation(work.model)
    watch.close("build")
    draft = greedy_by_village(relaxation)
    watch.close("greedy")
    watch.note(draft.severity, draft.value, None, None)
    return Answer(np.sort(draft.seats), phases=watch.phases, trace=tuple(watch.trace))


def best_fit(work: Work, limits: Limits) -> Answer:
    """Everybody to where their points are highest, without team rules: a bound, not a plan."""
    return fit(work.model, limits)


def cpsat_default(work: Work, limits: Limits) -> Answer:
    """Two passes, default parameters."""
    return two_passes(work.model, DEFAULTS, limits)


def cpsat_default_weighted(work: Work, limits: Limits) -> Answer:
    """Weighted, default parameters."""
    return weighted(work.model, DEFAULTS, limits)


def cpsat_level_2(work: Work, limits: Limits) -> Answer:
    """Two passes, one worker, every row in the LP."""
    return two_passes(work.model, LEVEL_2, limits)


def cpsat_level_2_weighted(work: Work, limits: Limits) -> Answer:
    """Weighted, one worker, every row in the LP."""
    return weighted(work.model, LEVEL_2, limits)


def cpsat_max_lp(work: Work, limits: Limits) -> Answer:
    """Two passes, two workers, one of them with every row in the LP."""
    return two_passes(work.model, MAX_LP, limits)


def cpsat_max_lp_weighted(work: Work, limits: Limits) -> Answer:
    """Weighted, two workers, one of them with every row in the LP."""
    return weighted(work.model, MAX_LP, limits)


def cpsat_eight(work: Work, limits: Limits) -> Answer:
    """Two passes, eight workers, linearization 2."""
    return two_passes(work.model, EIGHT, limits)


def highs(work: Work, limits: Limits) -> Answer:
    """Two passes by HiGHS."""
    return mip_two_passes(work.model, "HIGHS", limits)


def scip(work: Work, limits: Limits) -> Answer:
    """Two passes by SCIP."""
    return mip_two_passes(work.model, "GSCIP", limits)

"""Solve one county: exceptions first, then value, with a proven bound on both levels (§7.1).

1. a greedy plan, so that there always is one, and a plan that is given, as far as it is legal;
2. column generation on value, every unit of severity charged far above what it can earn;
3. column generation on severity alone, from the same columns: the least severity that any plan can have;
4. dives; where they do not reach that severity, the exact core decides it;
5. column generation on value within the severity reached: the value bound;
6. polishing, and a bound by search;
7. neighbourhoods, until the gap is closed, effort runs out or the user stops;
8. branching, for a better bound of the value that can be re-checked, under the same limits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from solver.engine.branching import LEADING, HalvesTree, bound_half, halves_of
from solver.engine.crews.contract import Crew
from solver.engine.crews.deploying import Deployment
from solver.engine.dive import POOL
from solver.engine.draft_plan import Draft, make_draft
from solver.engine.effort import Effort
from solver.engine.exact_core import least_severity
from solver.engine.generation import generate_columns
from solver.engine.packing import Packer, greedy
from solver.engine.phases import Phases
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.engine.search import Search
from solver.engine.tasks import BoundTask, CountyShipment, DiveTask, HalfTask, PolishTask
from solver.engine.warm_start import started
from solver.modelling.halves import Half
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray

FEWEST_HALVES = 4
"""Leaves below which branching is not begun: it would hardly move the bound."""
START_GAP = 5e-3
"""Relative gap of the value up to which a plan that was given is improved, and no other is made by dives."""


class Steps(NamedTuple):
    """How far a phase is: parts done, of how many, in which round (0 if there are no rounds)."""

    done: int
    of: int
    round_no: int


NO_STEPS = Steps(0, 0, 0)


@dataclass(frozen=True)
class Progress:
    """A line of progress: phase, best plan so far, and what is proved.

    Attributes
    ----------
    steps
        How far the phase is.
    planned
        Whether there is a plan; without one, its figures say nothing.
    """

    phase: str
    severity: int
    value: int
    severity_bound: int | None
    value_bound: int | None
    steps: Steps = NO_STEPS
    planned: bool = True


@dataclass(frozen=True)
class CountyResult:
    """A county's plan and what is proved of it.

    Attributes
    ----------
    seats
        int64 array: taken seats, sorted.
    severity_point
        Prices that prove the bound of severity; ``None`` if the run was stopped before.
    value_leaves
        Halves of the plans, which hold all of them, with prices that prove the bound of the value in each; empty if the
        run was stopped before.
    severity_proved, value_proved
        Whether a search (not prices) proved that nothing is better on the level.
    interrupted
        Whether the run was stopped before it was done.
    phases
        Seconds by phase.
    counts
        Sizes and rounds, for the log and benchmarks.
    """

    seats: IntArray
    severity: int
    value: int
    severity_point: PricePoint | None
    value_leaves: tuple[Leaf, ...]
    severity_bound: int
    value_bound: int | None
    severity_proved: bool
    value_proved: bool
    interrupted: bool
    left_out: tuple[str, ...]
    phases: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Leaf:
    """Prices that bound the value of the plans in some halves; in all of them if there are none."""

    halves: tuple[Half, ...]
    point: PricePoint


class Stopped(Exception):
    """The user, or a wall-clock limit, asks to stop with the best plan so far."""


class _Run(Phases):
    """One run: what is best and proved so far, kept so that a stop at any moment leaves a whole result."""

    def __init__(
        self, model: AllocationModel, effort: Effort, deployment: Deployment, on_progress: Callable[[Progress], None]
    ) -> None:
        super().__init__(effort.seconds)
        self.effort, self.deployment, self.on_progress = effort.for_seats(len(model.seats)), deployment, on_progress
        self.counts: dict[str, int] = {"seats": len(model.seats)}
        with self.phase("build"):
            self.relaxation = Relaxation(model, threads=deployment.workers)
            self.whole = Subproblem(self.relaxation)
        self.best: Draft = make_draft(
            self.relaxation, [self.relaxation.column(v, np.zeros(0, dtype=np.int64)) for v in self.whole.villages]
        )  # type: ignore[assignment]
        self.severity_point: PricePoint | None = None
        self.value_points: list[PricePoint] = []
        self.by_search: PricePoint | None = None
        self.order: Sequence[int] = ()  # in which the dive of the best plan fixed the villages, if one made it
        self.tree: HalvesTree | None = None
        self.severity_proved = False
        self.value_proved = False

    @property
    def severity_bound(self) -> int:
        """Least severity proved so far."""
        if self.severity_proved:
            return self.best.severity
        return self.severity_point.severity_bound() if self.severity_point else 0

    @property
    def value_point(self) -> PricePoint | None:
        """The prices that bound the value best at the plan's severity: prices found later may be worse at that."""
        return min(self.value_points, key=lambda point: point.value_bound(self.best.severity), default=None)

    @property
    def value_leaves(self) -> tuple[Leaf, ...]:
        """The halves and prices that bound the value best at the plan's severity."""
        whole = self.value_point
        if whole is None:
            return ()
        severity = self.best.severity
        if self.tree is None or self.tree.bound(severity) >= whole.value_bound(severity):
            return (Leaf((), whole),)
        return tuple(Leaf(leaf.halves, leaf.point) for leaf in self.tree.leaves)

    @property
    def value_bound(self) -> int | None:
        """Most value of any plan of the best plan's severity, proved so far by prices or by search."""
        if self.value_proved:
            return self.best.value
        bound, searched = self.price_bound, self.by_search
        return bound if bound is None or searched is None else min(bound, searched.value_bound(self.best.severity))

    @property
    def price_bound(self) -> int | None:
        """Most value that prices prove, so that it can be re-checked."""
        severity = self.best.severity
        return max((leaf.point.value_bound(severity) for leaf in self.value_leaves), default=None)

    @property
    def close_enough(self) -> int:
        """Value bound at which the gap is as small as the effort asks."""
        return self.best.value + int(self.effort.gap * abs(self.best.value))

    @property
    def starts_well(self) -> bool:
        """Whether the best plan so far is worth improving: a dive would only change more of it."""
        bound = self.value_bound
        near = bound is not None and bound - self.best.value <= START_GAP * abs(self.best.value)
        return near and self.best.severity <= self.severity_bound

    def take(self, draft: Draft | None) -> bool:
        """Keep a draft if it is better."""
        if draft is None or draft.rank >= self.best.rank:
            return False
        self.best = draft
        self.tell()
        return True

    def tell(self) -> None:
        """Report progress and stop if time is up."""
        bound = self.severity_bound if self.severity_point or self.severity_proved else None
        self.on_progress(Progress(self.name, self.best.severity, self.best.value, bound, self.value_bound))
        if self.late:
            raise Stopped

    def prove_severity(self, columns: list[Column]) -> None:
        """Bound severity by prices; where the best plan does not meet the bound, let the exact core decide."""
        with self.phase("severity"):
            master = self.whole.master(columns, 0, points=0)

            def tell(_: int, __: float, point: PricePoint) -> bool:
                self.severity_point = point
                self.tell()
                return point.severity_bound() < self.best.severity

            made = generate_columns(self.whole, master, 0, points=0, tolerance=1e-6, tell=tell)
            self.severity_point = made.best
            self.counts["severity_rounds"] = made.rounds

    def settle_severity(self) -> None:
        """Close the severity level where plan and prices do not meet."""
        if self.best.severity > self.severity_bound and not self.severity_proved:
            with self.phase("core"):
                self.tell()
                found = least_severity(self.relaxation, self.best, self.effort.core_effort)
                self.take(found.draft)
                self.severity_proved = found.bound >= self.best.severity
                if found.interrupted:  # the search ends by itself then, and nobody else hears of it
                    raise Stopped

    def by_losses(self, point: PricePoint) -> list[int]:
        """Return the villages, those last whose team loses most against the prices."""
        losses = point.losses(self.whole.best_worths(point), self.best.columns)
        order: list[int] = np.argsort(losses, kind="stable").tolist()
        return order

    def polish(self, crew: Crew[Relaxation], columns: Sequence[Column]) -> None:
        """Look for more value in all villages together."""
        point, bound = self.value_point, self.value_bound
        assert point is not None
        assert bound is not None
        if self.effort.polish and bound > self.close_enough:
            pool = tuple(point.leading(columns, self.effort.polish))
            plan = tuple(self.best.columns[village] for village in self.order or self.by_losses(point))
            task = PolishTask("polish", plan, pool, self.effort.polish, point, self.best.severity)
            for answer in crew.run([task]):
                self.take(make_draft(self.relaxation, answer.columns or ()))
                self.value_proved |= answer.proved and self.best.severity == self.severity_bound

    def prove(self, crew: Crew[Relaxation]) -> None:
        """Bound the value by search."""
        point, bound = self.value_point, self.value_bound
        assert point is not None
        assert bound is not None
        if self.effort.nodes and bound > self.close_enough:
            for lowered in crew.run([BoundTask("prove", point, self.effort.nodes)]):
                self.by_search = replace(point, total=point.total - lowered)
                self.tell()

    def branch(self, crew: Crew[Relaxation], columns: Sequence[Column]) -> None:
        """Bound the value better by halves of the plans, with prices that can be re-checked."""
        limit, start = self.best.severity, self.value_point
        assert start is not None
        bound, floor = self.price_bound, self.close_enough
        if bound is None or bound <= floor or self.effort.halves < FEWEST_HALVES:
            return
        pool = tuple(start.leading(columns, LEADING))
        tree = HalvesTree(bound_half(self.relaxation, (), pool, start, limit, floor))
        self.tree = tree
        wide = self.best.value + int(self.effort.wide * abs(self.best.value))
        while len(tree.leaves) < self.effort.halves * (3 if tree.bound(limit) > wide else 1):
            leaves = tree.worst(self.effort.batch, limit, floor)
            if not leaves:
                break
            halves = [(leaf, h) for leaf in leaves for h in halves_of(leaf)]
            name = f"branch-{len(tree.leaves):04d}"
            tasks = [
                HalfTask(f"{name}/{i:02d}", h, leaf.columns, leaf.point, limit, floor)
                for i, (leaf, h) in enumerate(halves)
            ]
            found = crew.run(tasks)
            for leaf in leaves:
                tree.halve(leaf, [next(found), next(found)])
                self.tell()
        self.counts["halves"] = len(tree.leaves)

    def solve(self, start: IntArray | None) -> None:
        """Go through the phases, from a plan that is given if there is one."""
        with self.phase("greedy"):
            first = [greedy(self.relaxation)]
            if start is not None:
                first.append(started(self.relaxation, start))
            for draft in first:
                self.take(draft)
        with self.phase("relax"):
            master = self.whole.master([column for draft in first for column in draft.columns], 0)

            def tell(_: int, __: float, point: PricePoint) -> bool:
                self.value_points.append(point)
                self.tell()
                return True

            # part of the gap aimed at is left to column generation: its tail is long and earns little
            close = max(0.25, self.effort.gap * self.best.value)
            made = generate_columns(self.whole, master, 0, packed=Packer(self.whole), tolerance=close, tell=tell)
            self.counts |= {"relax_rounds": made.rounds, "columns": len(master.columns)}
        self.prove_severity(master.columns)
        limit = self.severity_bound
        with self.deployment.crew(CountyShipment(self.relaxation.model), self.relaxation) as crew:
            with self.phase("dive"):
                self.tell()
                columns = tuple(made.best.leading(master.columns, POOL))
                dives = () if start is not None and self.starts_well else self.effort.dives
                tasks = [DiveTask(f"dive/{i:02d}", columns, limit, tuning) for i, tuning in enumerate(dives)]
                for answer in crew.run(tasks):
                    if answer.columns and self.take(make_draft(self.relaxation, answer.columns)):
                        self.order = tuple(column.village for column in answer.columns)
            self.settle_severity()
            if self.best.severity:
                with self.phase("relax"):
                    limit = self.best.severity
                    master.limit_severity(limit)
                    made = generate_columns(self.whole, master, limit, tolerance=close, tell=tell)
            with self.phase("improve"):
                self.tell()
                self.polish(crew, master.columns)
            with self.phase("prove"):
                self.prove(crew)
            with self.phase("improve"):
                Search(self, crew, master.columns).go()
            with self.phase("branch"):
                self.branch(crew, master.columns)


def solve_county(
    model: AllocationModel,
    effort: Effort | None = None,
    *,
    workers: int = 1,
    deployment: Deployment | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    start: IntArray | None = None,
) -> CountyResult:
    """Solve one allocation model.

    Parameters
    ----------
    effort
        How hard to try; the default does not depend on the clock.
    workers
        Worker processes; they change the time, never the plan.
    deployment
        Where the tasks are done, if not on so many workers of this machine.
    on_progress
        Called whenever the plan or a bound gets better. May raise ``Stopped``.
    start
        int64 array: seats of a plan to begin with, ascending; what of it is not legal is left out. The plan found may
        be another than without it, and is bounded and certified alike; the same start gives the same plan.

    Returns
    -------
    CountyResult
        Also after Ctrl-C (``KeyboardInterrupt``): the best plan so far with what is proved of it.
    """
    run = _Run(model, effort or Effort(), deployment or Deployment(workers), on_progress)
    interrupted = False
    try:
        run.solve(start)
    except (KeyboardInterrupt, Stopped):
        interrupted = True
    return CountyResult(
        seats=run.best.seats,
        severity=run.best.severity,
        value=run.best.value,
        severity_point=run.severity_point,
        value_leaves=run.value_leaves,
        severity_bound=run.severity_bound,
        value_bound=run.value_bound,
        severity_proved=run.severity_proved,
        value_proved=run.value_proved,
        interrupted=interrupted,
        left_out=tuple(key for space in run.relaxation.spaces for key in space.left_out),
        phases=run.phases,
        counts=run.counts,
    )

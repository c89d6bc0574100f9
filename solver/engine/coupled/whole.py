"""Solve several counties in one run: exceptions first, then value, with a bound of the whole on both levels (§7.2).

1. the linking rows of the whole are gathered, county by county;
2. one program over the columns of all counties is relaxed, its villages priced county by county, side by side;
3. counties share out what the relaxation takes of the rows that span them, and dive side by side;
4. severity is bounded by prices, and lowered by joint neighbourhoods until it meets the bound;
5. counties are bounded by search, side by side, at the prices of the whole;
6. joint neighbourhoods across counties raise the value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count as numbers

from solver.book.split import Split
from solver.domain.plan import Assignment, Plan, Problem
from solver.domain.words import ROLES
from solver.engine.county import Progress, Steps, Stopped
from solver.engine.coupled.draft import WholeDraft, evaluated
from solver.engine.coupled.jobs import CountyBound, CountyDive
from solver.engine.coupled.joint import JointSearch
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.placing import share_rows
from solver.engine.coupled.relaxing import Relaxed, WholeRelaxation
from solver.engine.coupled.shares import elsewhere
from solver.engine.coupled.whole_rows import WholeRows, gather_rows
from solver.engine.crews.contract import Crew
from solver.engine.crews.deploying import Deployment
from solver.engine.effort import Effort
from solver.engine.phases import Phases
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint
from solver.errors import ModelError
from solver.units import PRICE_SCALE

TIGHT = 1e-4
"""Part of the value that a bound may lose by severity that a relaxation leaves, or takes too much of, at its charge."""
FIRM = 1000.0
"""Points that a unit of severity above the plan's costs then: for a hundred, an optimum may buy some."""
NEAR, CLOSE = 0.25, 1e-4
"""Units, and part, of severity that its bound may stay away from the best there is."""
FEW = 15
"""Columns a village that are kept once there is a plan: dives alone need more, and a province's take memory."""
DEAR = 300.0
"""Points that a unit of severity costs while less of it is looked for."""


@dataclass(frozen=True)
class WholeResult:
    """A plan of several counties and what is proved of it; see :class:`~solver.engine.county.CountyResult`.

    Attributes
    ----------
    columns
        The team of each village of the whole: seats are ``2 * person + role``, with the person's position in the whole.
    keys
        Keys of the linking rows, in the order of the prices.
    """

    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    severity: int
    value: int
    severity_point: PricePoint | None
    value_point: PricePoint | None
    severity_bound: int
    value_bound: int | None
    interrupted: bool
    left_out: tuple[str, ...] = ()
    phases: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


class WholeRun(Phases):
    """One run: what is best and proved so far."""

    def __init__(
        self,
        split: Split,
        effort: Effort,
        deployment: Deployment,
        on_progress: Callable[[Progress], None],
    ) -> None:
        super().__init__(effort.seconds)
        self.split, self.effort, self.deployment, self.on_progress = split, effort, deployment, on_progress
        self.counts: dict[str, int] = {}
        self.best: WholeDraft | None = None
        self.severity_point: PricePoint | None = None
        self.value_points: list[PricePoint] = []
        self.by_search: PricePoint | None = None
        with self.phase("build"):
            self.rows: WholeRows = gather_rows(split, self._show)
        self.counts |= {"seats": int(self.rows.n_seats.sum()), "counties": len(split)}
        self.relaxation = WholeRelaxation(split, self.rows, deployment.workers, self._show)

    @property
    def severity_bound(self) -> int:
        """Least severity proved so far."""
        return self.severity_point.severity_bound() if self.severity_point else 0

    @property
    def value_point(self) -> PricePoint | None:
        """The prices that bound the value best at the plan's severity."""
        if self.best is None:
            return None
        severity = self.best.severity
        return min(self.value_points, key=lambda point: point.value_bound(severity), default=None)

    @property
    def value_bound(self) -> int | None:
        """Most value of any plan of the best plan's severity, proved so far by prices or by search."""
        points = [point for point in (self.value_point, self.by_search) if point is not None]
        return None if self.best is None else min((p.value_bound(self.best.severity) for p in points), default=None)

    def take(self, draft: WholeDraft | None) -> bool:
        """Keep a draft if it is better."""
        if draft is None or (self.best is not None and draft.rank >= self.best.rank):
            return False
        self.best = draft
        return True

    def tell(self) -> None:
        """Report progress and stop if time is up."""
        self._show(0)

    def _show(self, done: int, round_no: int = 0) -> None:
        """Report progress: counties done, and in which round."""
        steps = Steps(done, len(self.split), round_no)
        if self.best is None:
            self.on_progress(Progress(self.name, 0, 0, None, None, steps, planned=False))
        else:
            bound = self.severity_bound if self.severity_point else None
            best = self.best
            self.on_progress(Progress(self.name, best.severity, best.value, bound, self.value_bound, steps))
        if self.late:
            raise Stopped

    def crew(self) -> Crew[Places]:
        """Return the crew of the run; the caller closes it."""
        shipment = PlacesShipment(self.split.problem, self.split.book, self.rows.keys)
        own = Places(self.split, self.rows.keys, self.deployment.workers)
        return self.deployment.crew(shipment, own)

    def solve(self) -> None:
        """Go through the phases."""
        with self.crew() as crew:
            with self.phase("relax"):
                value = self.relaxation.solve(crew, "value", 1)
                self.value_points.append(value.point)
            with self.phase("dive"):
                self._dive(crew, value)
            value = value.thinned(FEW)
            assert self.best is not None
            with self.phase("severity"):
                near = max(NEAR, CLOSE * self.best.severity)
                enough = math.ceil(self.best.severity - near)
                least = self.relaxation.solve(crew, "severity", 0, value.columns, tolerance=near, enough=enough)
                self.severity_point = least.point
                self.tell()
                if self.best.severity > self.severity_bound:
                    JointSearch(self, crew, value, DEAR).go()
            apart = abs(self.best.severity - value.severity)
            if apart * value.point.scalars.severity_price > TIGHT * self.best.value * PRICE_SCALE:
                with self.phase("relax"):
                    limit = self.best.severity
                    value = self.relaxation.solve(crew, "limit", 1, value.columns, limit, charge=FIRM)
                    self.value_points.append(value.point)
                    self.tell()
            search = JointSearch(self, crew, value, None)
            if self.effort.nodes and not search.is_done:
                with self.phase("prove"):
                    self._prove(crew, value)
            with self.phase("improve"):
                search.go()

    def _prove(self, crew: Crew[Places], value: Relaxed) -> None:
        """Bound the value by search, county by county, at the prices of a relaxation."""
        split, rows, point = self.split, self.rows, value.point
        tasks = [
            CountyBound(
                f"prove/{c:03d}",
                c,
                rows.homes[c],
                point.rows[rows.of_county[c]],
                point.scalars.severity_price,
                rows.spanning[rows.of_county[c]],
                value.tops[split.villages_of(c)],
                self.effort.nodes,
            )
            for c in self._largest_first()
        ]
        done = numbers(1)
        lowered = sum(crew.run(tasks, lambda _: self._show(next(done))))
        self.by_search = replace(point, total=point.total - lowered)
        self.tell()

    def _dive(self, crew: Crew[Places], value: Relaxed) -> None:
        """Make a first plan, county by county."""
        county_of, n = self.split.county_of, len(self.split)
        shares = share_rows(self.rows, self.relaxation, crew, value).units
        columns: list[list[Column]] = [[] for _ in range(n)]
        for column in value.columns:
            columns[county_of[column.village]].append(column)
        effort = self.effort
        tasks = [
            CountyDive(
                f"dive/{c:03d}",
                c,
                self.rows.homes[c],
                tuple(columns[c]),
                elsewhere(self.rows, shares, c),
                0,
                effort.dives[0],
                effort.polish,
                DEAR,
            )
            for c in self._largest_first()
        ]
        done = numbers(1)
        dived = crew.run(tasks, lambda _: self._show(next(done)))
        teams = sorted((column for found in dived for column in found), key=lambda column: column.village)
        plan = evaluated(self.rows, teams, self.rows.used(teams))
        if plan is None:
            raise ModelError("counties that keep to their shares break a hard row together")
        self.take(plan)
        self.tell()

    def _largest_first(self) -> list[int]:
        """Return the counties in an order that lets workers end together."""
        return sorted(range(len(self.split)), key=self.rows.homes.__getitem__)


def assembled(problem: Problem, columns: Sequence[Column]) -> Plan:
    """Return the plan of teams in the words of the whole."""
    here, people = problem.instance.villages, problem.instance.candidates
    return Plan.of(
        problem,
        [
            Assignment(here[column.village].village_id, ROLES[seat % 2], people[seat // 2].person_id)
            for column in columns
            for seat in column.seats
        ],
    )


def solve_whole(
    split: Split,
    effort: Effort | None = None,
    *,
    deployment: Deployment | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
) -> WholeResult:
    """Solve a problem of several counties.

    Parameters
    ----------
    deployment
        Where the tasks are done; it changes the time, never the plan.
    on_progress
        Called whenever the plan or a bound may have got better. May raise ``Stopped``.

    Returns
    -------
    WholeResult
        Also after Ctrl-C, once there is a first plan.

    Raises
    ------
    KeyboardInterrupt, Stopped
        If the run is stopped before there is a plan.
    """
    run = WholeRun(split, effort or Effort(), deployment or Deployment(), on_progress)
    interrupted = False
    try:
        run.solve()
    except (KeyboardInterrupt, Stopped):
        if run.best is None:
            raise
        interrupted = True
    assert run.best is not None
    return WholeResult(
        columns=run.best.columns,
        keys=run.rows.keys,
        severity=run.best.severity,
        value=run.best.value,
        severity_point=run.severity_point,
        value_point=run.value_point,
        severity_bound=run.severity_bound,
        value_bound=run.value_bound,
        interrupted=interrupted,
        phases=run.phases,
        counts=run.counts | {f"{name}_rounds": n for name, n in run.relaxation.rounds.items()},
    )

"""Solve several counties in one run: exceptions first, then value, with a bound of the whole on both levels (§7.2).

1. the linking rows of the whole are gathered, county by county;
2. regions (prefectures, small ones together) are relaxed side by side: columns worth having, and prices;
3. where regions share rows, tolls are found that make their relaxations a bound of the whole;
4. counties share out what the relaxations take of the rows that span them, and dive side by side;
5. severity is bounded by prices, and lowered by joint neighbourhoods until it meets the bound;
6. joint neighbourhoods across counties raise the value.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from solver.book.split import Split
from solver.domain.plan import Assignment, Plan, Problem
from solver.domain.words import ROLES
from solver.engine.county import Progress, Stopped
from solver.engine.coupled.draft import WholeDraft, evaluated
from solver.engine.coupled.jobs import CountyDive, Relaxed, RelaxTask
from solver.engine.coupled.joint import JointSearch
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.shares import elsewhere, share_out, usage_by
from solver.engine.coupled.tolls import Tangent, Tolls, TollSearch
from solver.engine.coupled.whole_rows import WholeRows, gather_rows
from solver.engine.crews.contract import Crew
from solver.engine.crews.deploying import Deployment
from solver.engine.effort import Effort
from solver.engine.linking import NO_LIMIT
from solver.engine.pricing import Scalars
from solver.engine.program import SEVERITY_WORTH, Column
from solver.engine.relaxation import PricePoint
from solver.errors import ModelError
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

KEEP = 30
"""Columns a village that a relaxation hands on."""
ROUNDS = 200
"""Rounds of column generation at most."""
TOLL_ROUNDS = 6
"""Tolls tried on each level."""
REGION = 1500
"""Villages of a region at most, if it is of several prefectures."""
TIGHT = 1e-4
"""Part of the value that severity left by a relaxation may cost in a bound before the charge is lowered."""
DEAR = 300.0
"""Points that a unit of severity costs while less of it is looked for."""
SEED = 20210511


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


@dataclass(frozen=True)
class Priced:
    """A bound of the whole: prices of all rows, with what each region answered at them."""

    point: PricePoint
    regions: tuple[Relaxed, ...]


class WholeRun:
    """One run: what is best and proved so far."""

    def __init__(
        self,
        split: Split,
        effort: Effort,
        deployment: Deployment,
        on_progress: Callable[[Progress], None],
        regions: Sequence[Sequence[int]] | None = None,
    ) -> None:
        self.split, self.effort, self.deployment, self.on_progress = split, effort, deployment, on_progress
        self.phases: dict[str, float] = {}
        self.counts: dict[str, int] = {}
        self.deadline = math.inf if effort.seconds is None else time.monotonic() + effort.seconds
        self.regions = tuple(map(tuple, regions_of(split) if regions is None else regions))
        with self.phase("build"):
            self.rows: WholeRows = gather_rows(split, self.regions)
        self.counts |= {"seats": self.rows.n_seats, "counties": len(split), "regions": len(self.regions)}
        nobody = [Column(v, (), 0, 0, (), ()) for v in range(len(split.problem.instance.villages))]
        self.nobody: list[Column] = nobody
        self.best: WholeDraft | None = None
        self.severity_point: PricePoint | None = None
        self.value_points: list[PricePoint] = []

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Measure a phase."""
        self.name, start = name, time.perf_counter()
        try:
            yield
        finally:
            self.phases[name] = self.phases.get(name, 0.0) + time.perf_counter() - start

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
        """Most value of any plan of the best plan's severity, proved so far."""
        point = self.value_point
        return None if point is None or self.best is None else point.value_bound(self.best.severity)

    def take(self, draft: WholeDraft | None) -> bool:
        """Keep a draft if it is better."""
        if draft is None or (self.best is not None and draft.rank >= self.best.rank):
            return False
        self.best = draft
        return True

    def tell(self) -> None:
        """Report progress and stop if time is up."""
        severity, value = (self.best.severity, self.best.value) if self.best else (0, 0)
        bound = self.severity_bound if self.severity_point else None
        self.on_progress(Progress(self.name, severity, value, bound, self.value_bound))
        if time.monotonic() > self.deadline:
            raise Stopped

    def solve(self) -> None:
        """Go through the phases."""
        shipment = PlacesShipment(self.split.problem, self.split.book, self.rows.keys, self.rows.shared)
        own = Places(self.split, self.rows.keys, self.rows.shared, self.deployment.workers)
        with self.deployment.crew(shipment, own) as crew:
            with self.phase("relax"):
                first = self._relax_shares(crew)
                value = self._price(
                    crew, "value", 1, first, Tolls(self._tolls_of(first), SEVERITY_WORTH), 0, TOLL_ROUNDS
                )
                self.value_points.append(value.point)
            with self.phase("dive"):
                self._dive(crew, value)
            with self.phase("severity"):
                self._bound_severity(crew, value)
                assert self.best is not None
                if self.best.severity > self.severity_bound:
                    JointSearch(self, crew, value.point, _tops(self, value), _pool(value), DEAR).go()
            assert self.best is not None
            left = self.best.severity - self.rows.linking.idle_severity - sum(r.severity for r in value.regions)
            if left * value.point.scalars.severity_price > TIGHT * self.best.value * PRICE_SCALE:
                with self.phase("relax"):
                    value = self._price(
                        crew,
                        "limit",
                        1,
                        value.regions,
                        Tolls(value.point.rows, value.point.scalars.severity_price / PRICE_SCALE),
                        self.best.severity,
                        TOLL_ROUNDS,
                    )
                    self.value_points.append(value.point)
                    self.tell()
            with self.phase("improve"):
                JointSearch(self, crew, value.point, _tops(self, value), _pool(value), None).go()

    def _relax_shares(self, crew: Crew[Places]) -> tuple[Relaxed, ...]:
        """Relax each region with a share of what regions have in common."""
        rng = np.random.default_rng(SEED)
        posts = np.array([sum(len(self.split.villages_of(c)) for c in counties) for counties in self.regions], float)
        shares = np.zeros((len(self.regions), len(self.rows)), dtype=np.int64)
        for row in np.flatnonzero(self.rows.shared).tolist():
            if self.rows.linking.limits[row] < NO_LIMIT:
                weights = posts * self.rows.regions_with[:, row]
                shares[:, row] = rng.multinomial(int(self.rows.linking.limits[row]), weights / weights.sum())
        total = shares.sum(axis=0)
        tasks = [
            self._task(f"share/{g:03d}", g, (), None, np.where(self.rows.shared, total - shares[g], 0), 1)
            for g in range(len(self.regions))
        ]
        return self._run(crew, tasks)

    def _task(
        self,
        name: str,
        region: int,
        columns: tuple[Column, ...],
        tolls: IntArray | None,
        others: IntArray,
        points: int,
        charge: float = SEVERITY_WORTH,
        limit: int = 0,
    ) -> RelaxTask:
        counties = self.regions[region]
        n_posts = sum(len(self.split.villages_of(c)) for c in counties)
        return RelaxTask(
            name=name,
            counties=counties,
            columns=columns,
            tolls=tolls,
            elsewhere=others,
            points=points,
            charge=charge,
            severity_limit=limit,
            tolerance=(0.03 * n_posts if points else 0.25),
            keep=KEEP,
            max_rounds=ROUNDS,
        )

    def _run(self, crew: Crew[Places], tasks: Sequence[RelaxTask]) -> tuple[Relaxed, ...]:
        return tuple(crew.run(tasks, lambda _: self.tell()))

    def _tolls_of(self, regions: Sequence[Relaxed]) -> IntArray:
        """Return tolls to begin with: of rows that are used up, the most that a region that uses them pays."""
        used = np.stack([self.rows.weighed(region.taken, region.weights) for region in regions])
        full = used.sum(axis=0) >= self.rows.linking.room - 0.5
        paid = np.where(used > 0.01, np.stack([region.rows for region in regions]), 0).max(axis=0)
        tolls: IntArray = np.where(self.rows.shared & full, np.maximum(paid, 0), 0)
        return tolls

    def _price(
        self,
        crew: Crew[Places],
        name: str,
        points: int,
        regions: Sequence[Relaxed],
        tolls: Tolls,
        limit: int,
        rounds: int,
    ) -> Priced:
        """Bound the whole; with several regions, at the best of some tolls."""
        none = np.zeros(len(self.rows), dtype=np.int64)
        shared = np.flatnonzero(self.rows.shared)
        if len(shared) == 0:
            idle = self.rows.linking.idle_severity
            tasks = [
                self._task(f"{name}/{g:03d}", g, r.columns, None, none, points, limit=max(0, limit - idle))
                for g, r in enumerate(regions)
            ]
            found = self._run(crew, tasks) if points == 0 or limit else tuple(regions)
            price = max(r.severity_price for r in found)  # severity is not negative, so each bound holds at the dearest
            total = sum(r.total for r in found) - price * idle
            rows = np.sum([r.rows for r in found], axis=0)
            return Priced(PricePoint(rows, Scalars(points * PRICE_SCALE, price), total), found)
        search = TollSearch(self.rows, len(regions), points, limit, *_box(points, limit))
        best: tuple[int, Priced] | None = None
        for number in range(rounds):
            tasks = [
                self._task(f"{name}-{number:02d}/{g:03d}", g, r.columns, tolls.rows, none, points, tolls.charge)
                for g, r in enumerate(regions)
            ]
            regions = self._run(crew, tasks)
            charge = round(tolls.charge * PRICE_SCALE)
            # a region may price a shared row beyond its toll, as its limit holds there too: the highest serves all
            own = np.stack([r.rows for r in regions])
            highest = np.where(self.rows.regions_with, own, np.iinfo(np.int64).min).max(axis=0)
            rows = np.where(self.rows.shared, highest, own.sum(axis=0))
            total = sum(r.total for r in regions) + self.rows.shared_term(
                tolls.rows, Scalars(points * PRICE_SCALE, charge)
            )
            priced = Priced(PricePoint(rows, Scalars(points * PRICE_SCALE, charge), total), tuple(regions))
            bound = total + points * charge * limit
            if best is None or bound < best[0]:
                best = (bound, priced)
            tangents = [self._tangent(r, tolls, points) for r in regions]
            search.tell(tolls, bound / PRICE_SCALE, tangents)
            self.counts[f"{name}_tolls"] = number + 1
            tolls = search.next()
        assert best is not None
        return best[1]

    def _tangent(self, region: Relaxed, tolls: Tolls, points: int) -> Tangent:
        usage = self.rows.weighed(region.taken, region.weights)[self.rows.shared]
        return Tangent(region.total / PRICE_SCALE, usage, region.severity)

    def _dive(self, crew: Crew[Places], value: Priced) -> None:
        """Make a first plan, county by county."""
        county_of, n = self.split.county_of, len(self.split)
        taken = [c for region in value.regions for c in region.taken]
        weights = np.concatenate([region.weights for region in value.regions])
        shares = share_out(self.rows, usage_by(self.rows, taken, weights.tolist(), county_of, n))
        columns: list[list[Column]] = [[] for _ in range(n)]
        for region in value.regions:
            for column in region.columns:
                columns[county_of[column.village]].append(column)
        tasks = [
            CountyDive(f"dive/{c:03d}", c, tuple(columns[c]), elsewhere(self.rows, shares, c), 0, self.effort.dives[0])
            for c in range(n)
        ]
        teams = list(self.nobody)
        for found in crew.run(tasks, lambda _: self.tell()):
            for column in found:
                teams[column.village] = column
        plan = evaluated(self.rows, teams, self.rows.used(teams))
        if plan is None:
            raise ModelError("counties that keep to their shares break a hard row together")
        self.take(plan)
        self.tell()

    def _bound_severity(self, crew: Crew[Places], value: Priced) -> None:
        rows = value.point.rows // round(SEVERITY_WORTH)
        found = self._price(crew, "severity", 0, value.regions, Tolls(rows, 1.0), 0, TOLL_ROUNDS)
        self.severity_point = found.point
        self.tell()


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


def regions_of(split: Split) -> list[list[int]]:
    """Return the numbers of the counties that are relaxed together: whole prefectures, as many as fit into a region.

    Tolls are a rough tool beside one linear program (DESIGN §7.2), so regions are as large as that program may be.
    """
    prefectures: dict[str, list[int]] = {}
    for number, (prefecture, _) in enumerate(split.areas):
        prefectures.setdefault(prefecture, []).append(number)
    regions: list[list[int]] = []
    room = 0
    for counties in prefectures.values():
        n = sum(len(split.villages_of(county)) for county in counties)
        if n > room:
            regions.append([])
            room = REGION
        regions[-1].extend(counties)
        room -= n
    return regions


def _box(points: int, limit: int) -> tuple[float, float]:
    """Return how far tolls, and the charge for severity, may move at first; the charge waits for a limit."""
    return (100.0, 10.0 if limit else 0.0) if points else (1.0, 0.0)


def _tops(run: WholeRun, priced: Priced) -> IntArray:
    """Return what each village's best team is worth at the prices: int64 array, villages in order."""
    tops = np.zeros(len(run.nobody), dtype=np.int64)
    for counties, region in zip(run.regions, priced.regions, strict=True):
        villages = sorted(v for county in counties for v in run.split.villages_of(county))
        tops[villages] = region.tops
    return tops


def _pool(priced: Priced) -> list[Column]:
    return [column for region in priced.regions for column in region.columns]


def solve_whole(
    split: Split,
    effort: Effort | None = None,
    *,
    deployment: Deployment | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    regions: Sequence[Sequence[int]] | None = None,
) -> WholeResult:
    """Solve a problem of several counties.

    Parameters
    ----------
    deployment
        Where the tasks are done; it changes the time, never the plan.
    on_progress
        Called whenever the plan or a bound may have got better. May raise ``Stopped``.
    regions
        Numbers of the counties that are relaxed together; see :func:`regions_of`.

    Returns
    -------
    WholeResult
        Also after Ctrl-C, once there is a first plan.

    Raises
    ------
    KeyboardInterrupt, Stopped
        If the run is stopped before there is a plan.
    """
    run = WholeRun(split, effort or Effort(), deployment or Deployment(), on_progress, regions)
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
        counts=run.counts,
    )

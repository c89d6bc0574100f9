"""Regions: counties that are relaxed together, and the bound of the whole that they make with tolls (§7.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from solver.book.split import Split
from solver.engine.coupled.jobs import Relaxed, RelaxTask
from solver.engine.coupled.places import Places
from solver.engine.coupled.tolls import Tangent, Tolls, TollSearch
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.crews.contract import Crew
from solver.engine.linking import NO_LIMIT
from solver.engine.pricing import Scalars
from solver.engine.program import SEVERITY_WORTH, Column
from solver.engine.relaxation import PricePoint
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

KEEP = 30
"""Columns a village that a relaxation hands on."""
ROUNDS = 200
"""Rounds of column generation at most."""
REGION = 1500
"""Villages of a region at most, if it is of several prefectures."""
SEED = 20210511


@dataclass(frozen=True)
class Priced:
    """A bound of the whole: prices of all rows, with what each region answered at them."""

    point: PricePoint
    regions: tuple[Relaxed, ...]

    @property
    def columns(self) -> list[Column]:
        """The leading columns of all regions."""
        return [column for region in self.regions for column in region.columns]


class Regions:
    """Relaxes the regions of a problem side by side.

    Parameters
    ----------
    counties
        Numbers of the counties of each region.
    tell
        Called whenever a region is done.

    Attributes
    ----------
    tried
        How many tolls were tried, by the name of the search.
    """

    def __init__(
        self, split: Split, rows: WholeRows, counties: Sequence[tuple[int, ...]], tell: Callable[[], None]
    ) -> None:
        self.split, self.rows, self.counties, self._tell = split, rows, counties, tell
        self.tried: dict[str, int] = {}

    def relax_shares(self, crew: Crew[Places]) -> tuple[Relaxed, ...]:
        """Relax each region with a share of what regions have in common."""
        rng = np.random.default_rng(SEED)
        posts = np.array([sum(len(self.split.villages_of(c)) for c in counties) for counties in self.counties], float)
        shares = np.zeros((len(self.counties), len(self.rows)), dtype=np.int64)
        for row in np.flatnonzero(self.rows.shared).tolist():
            if self.rows.linking.limits[row] < NO_LIMIT:
                weights = posts * self.rows.regions_with[:, row]
                shares[:, row] = rng.multinomial(int(self.rows.linking.limits[row]), weights / weights.sum())
        total = shares.sum(axis=0)
        tasks = [
            self.task(f"share/{g:03d}", g, (), None, np.where(self.rows.shared, total - shares[g], 0), 1)
            for g in range(len(self.counties))
        ]
        return self.run(crew, tasks)

    def task(
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
        """Return the task of a region; see :class:`~solver.engine.coupled.jobs.RelaxTask`."""
        counties = self.counties[region]
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

    def run(self, crew: Crew[Places], tasks: Sequence[RelaxTask]) -> tuple[Relaxed, ...]:
        """Relax regions."""
        return tuple(crew.run(tasks, lambda _: self._tell()))

    def tolls_of(self, regions: Sequence[Relaxed]) -> IntArray:
        """Return tolls to begin with: of rows that are used up, the most that a region that uses them pays."""
        used = np.stack([self.rows.weighed(region.taken, region.weights) for region in regions])
        full = used.sum(axis=0) >= self.rows.linking.room - 0.5
        paid = np.where(used > 0.01, np.stack([region.rows for region in regions]), 0).max(axis=0)
        tolls: IntArray = np.where(self.rows.shared & full, np.maximum(paid, 0), 0)
        return tolls

    def price(
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
                self.task(f"{name}/{g:03d}", g, r.columns, None, none, points, limit=max(0, limit - idle))
                for g, r in enumerate(regions)
            ]
            found = self.run(crew, tasks) if points == 0 or limit else tuple(regions)
            price = max(r.severity_price for r in found)  # severity is not negative, so each bound holds at the dearest
            total = sum(r.total for r in found) - price * idle
            rows = np.sum([r.rows for r in found], axis=0)
            return Priced(PricePoint(rows, Scalars(points * PRICE_SCALE, price), total), found)
        search = TollSearch(self.rows, len(regions), points, limit, *_box(points, limit))
        best: tuple[int, Priced] | None = None
        for number in range(rounds):
            tasks = [
                self.task(f"{name}-{number:02d}/{g:03d}", g, r.columns, tolls.rows, none, points, tolls.charge)
                for g, r in enumerate(regions)
            ]
            regions = self.run(crew, tasks)
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
            tangents = [self.tangent(r) for r in regions]
            search.tell(tolls, bound / PRICE_SCALE, tangents)
            self.tried[name] = number + 1
            tolls = search.next()
        assert best is not None
        return best[1]

    def tangent(self, region: Relaxed) -> Tangent:
        """Return what a region's answer says of all tolls."""
        usage = self.rows.weighed(region.taken, region.weights)[self.rows.shared]
        return Tangent(region.total / PRICE_SCALE, usage, region.severity)

    def tops(self, priced: Priced) -> IntArray:
        """Return what each village's best team is worth at the prices: int64 array, villages in order."""
        tops = np.zeros(len(self.split.problem.instance.villages), dtype=np.int64)
        for counties, region in zip(self.counties, priced.regions, strict=True):
            villages = sorted(v for county in counties for v in self.split.villages_of(county))
            tops[villages] = region.tops
        return tops


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

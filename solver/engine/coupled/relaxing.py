"""The relaxation of the whole: one program, whose columns the counties price side by side (§7.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count as numbers

import numpy as np
from numpy.typing import NDArray

from solver.book.split import Split
from solver.engine.barrier.master import BarrierMaster
from solver.engine.coupled.jobs import CountyPack, CountyPricing
from solver.engine.coupled.places import Places
from solver.engine.coupled.shares import elsewhere
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.crews.contract import Crew, Found, Task
from solver.engine.generation import generate_columns
from solver.engine.linking import NO_LIMIT, LinkingRows
from solver.engine.pricing import Scalars
from solver.engine.program import SEVERITY_WORTH, Column
from solver.engine.relaxation import PricePoint
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

N_OTHERS = 4
"""Runners-up a village that each pricing gives."""
KEEP = 30
"""Columns a village that a relaxation hands on."""
PACKS = 5
"""Whole plans that the first program is made of: with fewer, prices begin far too high."""
LOOSE = 0.03
"""Points a village that the bound may stay away from the best there is."""
LOOSE_SEVERITY = 0.25
"""Severity that it may stay away."""
SEED = 20210511


@dataclass(frozen=True)
class Relaxed:
    """The relaxation's answer.

    Attributes
    ----------
    point
        Prices of the whole and what they prove.
    columns
        The leading ones, best priced first, villages in order.
    usage
        float64 array of shape (n_counties, n_spanning): what each county takes, at the optimum, of each row that spans
        counties.
    severity
        Of the optimum, above the limit.
    tops
        What the best team of each village is worth at the prices: int64 array of shape (n_villages,).
    rounds
        Of column generation.
    """

    point: PricePoint
    columns: tuple[Column, ...]
    usage: NDArray[np.float64]
    severity: float
    tops: NDArray[np.int64]
    rounds: int


class WholePricing:
    """Prices all villages of the whole, each county by a task of its own.

    Parameters
    ----------
    name
        Of the level, for the names of the tasks.
    tell
        Called with the number of counties done, whenever one is.
    """

    def __init__(
        self, split: Split, rows: WholeRows, crew: Crew[Places], name: str, tell: Callable[[int], None]
    ) -> None:
        self._split, self._rows, self._crew, self._name, self._tell = split, rows, crew, name, tell
        self._rng = np.random.default_rng(SEED)
        self._round = self._packs = 0
        self.tops: IntArray = np.zeros(len(split.problem.instance.villages), dtype=np.int64)

    @property
    def linking(self) -> LinkingRows:
        """The rows of the whole."""
        return self._rows.linking

    @property
    def n_villages(self) -> int:
        """How many villages there are."""
        return len(self.tops)

    def price(self, rows: IntArray, scalars: Scalars, n_others: int) -> tuple[PricePoint, list[Column]]:
        """Price every village exactly; return the bound of the whole and the columns found."""
        self._round += 1
        tasks = [
            CountyPricing(f"{self._name}-{self._round:03d}/{county:03d}", county, rows[own], *_plain(scalars), n_others)
            for county, own in enumerate(self._rows.of_county)
        ]
        total = self.linking.term(rows, scalars)
        columns: list[Column] = []
        for county, priced in enumerate(self._run(tasks)):
            self.tops[self._split.villages_of(county)] = priced.tops
            total += int(priced.tops.sum())
            columns.extend(priced.columns)
        return PricePoint(rows, scalars, total), columns

    def packed(self, rows: IntArray, scalars: Scalars) -> list[Column]:
        """Return the teams of a whole plan: counties pack side by side, each with a share of what spans counties."""
        self._packs += 1
        shares = self._shares()
        name = f"{self._name}-pack-{self._packs:02d}"
        tasks = [
            CountyPack(
                f"{name}/{county:03d}",
                county,
                rows[own],
                *_plain(scalars),
                elsewhere(self._rows, shares, county),
                self._packs,
            )
            for county, own in enumerate(self._rows.of_county)
        ]
        return [column for found in self._run(tasks) for column in found]

    def _run(self, tasks: Sequence[Task[Places, Found]]) -> Iterator[Found]:
        done = numbers(1)
        return self._crew.run(tasks, lambda _: self._tell(next(done)))

    def _shares(self) -> IntArray:
        """Share the rows that span counties out at random, more to counties with more villages."""
        n = np.array([len(self._split.villages_of(county)) for county in range(len(self._split))], dtype=np.float64)
        spanning = np.flatnonzero(self._rows.spanning)
        has = np.stack([np.isin(spanning, own) for own in self._rows.of_county])
        shares = np.zeros(has.shape, dtype=np.int64)
        for i, limit in enumerate(self.linking.limits[spanning].tolist()):
            if limit < NO_LIMIT:
                weights = n * has[:, i]
                shares[:, i] = self._rng.multinomial(limit, weights / weights.sum())
        return shares


class WholeRelaxation:
    """Relaxes the whole, again and again for different aims.

    Parameters
    ----------
    threads
        Areas that the program's barrier method works on at a time.
    tell
        Called with the number of counties done in a round, and the round.
    """

    def __init__(self, split: Split, rows: WholeRows, threads: int, tell: Callable[[int, int], None]) -> None:
        self._split, self._rows, self._threads, self._tell = split, rows, threads, tell
        county_of = np.array(split.county_of, dtype=np.int64)
        _, prefecture = np.unique([prefecture for prefecture, _ in split.areas], return_inverse=True)
        self._county_of, self._areas = county_of, (county_of, prefecture.astype(np.int64)[county_of])
        self.rounds: dict[str, int] = {}

    def solve(
        self,
        crew: Crew[Places],
        name: str,
        points: int,
        columns: tuple[Column, ...] = (),
        limit: int = 0,
        charge: float = SEVERITY_WORTH,
    ) -> Relaxed:
        """Relax the whole, or take up what an earlier run found.

        Parameters
        ----------
        points
            1 to bound the value, 0 to bound severity alone.
        columns
            To start from; without any, some whole plans are packed first.
        limit
            Severity above which each unit is charged.
        """
        asked = (name, points, columns, limit, charge)
        relaxed = crew.once(name, asked, lambda: self._relaxed(crew, *asked), Relaxed)
        self.rounds[name] = relaxed.rounds
        return relaxed

    def _relaxed(
        self, crew: Crew[Places], name: str, points: int, columns: Sequence[Column], limit: int, charge: float
    ) -> Relaxed:
        round_no, best, tops = 0, None, None
        pricing = WholePricing(self._split, self._rows, crew, name, lambda done: self._tell(done, round_no))
        villages = range(pricing.n_villages)
        master = BarrierMaster(
            villages, self._rows.linking, limit, points, charge, areas=self._areas, threads=self._threads
        )
        master.add(columns)
        free = np.zeros(len(self._rows), dtype=np.int64)
        for _ in range(0 if columns else PACKS):
            master.add(pricing.packed(free, Scalars(points * PRICE_SCALE, round(charge * PRICE_SCALE))))

        def tell(number: int, _: float, point: PricePoint) -> bool:
            nonlocal round_no, best, tops
            if point is not best:  # it was priced just now
                best, tops = point, pricing.tops.copy()
            round_no = number
            self._tell(0, round_no)
            return True

        made = generate_columns(
            pricing,
            master,
            limit,
            points=points,
            packed=None if columns else pricing.packed,
            n_others=N_OTHERS,
            tolerance=LOOSE * pricing.n_villages if points else LOOSE_SEVERITY,
            tell=tell,
        )
        arrays, n = master.arrays, len(made.duals.weights)
        arrays.keep(np.arange(n))
        usage = arrays.used(made.duals.weights, self._county_of[arrays.village], len(self._split), len(self._rows))
        usage = usage[:, self._rows.spanning]
        # nobody is a team that fits whatever else is chosen
        assert tops is not None
        leading = [*made.best.leading(master.columns, KEEP), *(column for column in master.columns if not column.seats)]
        return Relaxed(made.best, tuple(dict.fromkeys(leading)), usage, made.duals.over, tops, made.rounds)


def _plain(scalars: Scalars) -> tuple[int, int]:
    return scalars.points, scalars.severity_price

"""The relaxation of the whole: one program, whose columns the counties price side by side (§7.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from solver.book.split import Split
from solver.engine.barrier.master import BarrierMaster
from solver.engine.coupled.places import Places
from solver.engine.coupled.whole_pricing import WholePricing
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.crews.contract import Crew
from solver.engine.duals import Duals, FloatArray
from solver.engine.generation import generate_columns
from solver.engine.linking import NO_LIMIT
from solver.engine.pricing import Scalars
from solver.engine.program import SEVERITY_WORTH, Column
from solver.engine.relaxation import PricePoint
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

N_OTHERS = 4
"""Runners-up a village that each pricing gives."""
CROWDED = 30
"""Columns a village at which the program is thinned: with twice as many it takes longer, and no fewer rounds."""
KEEP = 30
"""Columns a village that a relaxation hands on."""
PACKS = 5
"""Whole plans that the first program is made of: with fewer, prices begin far too high."""
LOOSE = 0.002
"""Points a village that the bound may stay away from the best there is: two rounds more than with 0.03."""


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
        Of the optimum, above the limit; that of rows that nothing can change is part of it.
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

    def thinned(self, n: int) -> Relaxed:
        """Return it with each village's n best priced columns alone, and nobody."""
        return replace(self, columns=_leading(self.point, self.columns, n))


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
        tolerance: float | None = None,
        enough: int | None = None,
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
        tolerance
            What the bound may stay away from the best there is; by default ``LOOSE`` points a village.
        enough
            Least severity that need not be proved any better, where severity alone is bounded.
        charge
            Points that each unit of severity above the limit costs.
        """
        miss = LOOSE * len(self._county_of) if tolerance is None else tolerance
        asked = (name, points, columns, limit, miss, enough, charge)
        relaxed = crew.once(name, asked, lambda: self._relaxed(crew, *asked), Relaxed)
        self.rounds[name] = relaxed.rounds
        return relaxed

    def pricing(self, crew: Crew[Places], name: str, round_no: Callable[[], int]) -> WholePricing:
        """Return what prices the whole, and tells of it as of the round that it is asked for."""
        return WholePricing(self._split, self._rows, crew, name, lambda done: self._tell(done, round_no()))

    def master(self, points: int = 1, limit: int = 0, charge: float = SEVERITY_WORTH) -> BarrierMaster:
        """Return a master of all villages, without columns."""
        villages, linking = range(len(self._county_of)), self._rows.linking
        return BarrierMaster(villages, linking, limit, points, charge, areas=self._areas, threads=self._threads)

    def confine(self, master: BarrierMaster, room: IntArray) -> None:
        """Drop a master's columns that take more than their county may.

        Parameters
        ----------
        room
            Of each row that spans counties: int64 array of shape (n_counties, n_spanning).
        """
        arrays = master.arrays
        rooms = np.full((len(self._split), len(self._rows)), NO_LIMIT)
        rooms[:, self._rows.spanning] = room
        over = arrays.amount > rooms[self._county_of[arrays.village[arrays.of]], arrays.row]
        fits = np.ones(len(arrays), dtype=np.bool_)
        fits[arrays.of[over]] = False
        master.keep([column for column, stays in zip(master.columns, fits.tolist(), strict=True) if stays])

    def usage(self, master: BarrierMaster, duals: Duals) -> FloatArray:
        """Return what counties take of the rows that span them: float64 array of shape (n_counties, n_spanning)."""
        weights = np.zeros(len(master.arrays))
        weights[: len(duals.weights)] = duals.weights
        county = self._county_of[master.arrays.village]
        usage = master.arrays.used(weights, county, len(self._split), len(self._rows))
        return usage[:, self._rows.spanning]

    def _relaxed(
        self,
        crew: Crew[Places],
        name: str,
        points: int,
        columns: Sequence[Column],
        limit: int,
        tolerance: float,
        enough: int | None,
        charge: float,
    ) -> Relaxed:
        round_no, best, tops = 0, None, None
        pricing = self.pricing(crew, name, lambda: round_no)
        master = self.master(points, limit, charge)
        master.add(columns)
        free = np.zeros(len(self._rows), dtype=np.int64)
        for _ in range(0 if columns else PACKS):
            master.add(pricing.packed(free, Scalars(points * PRICE_SCALE, round(SEVERITY_WORTH * PRICE_SCALE))))

        def tell(number: int, _: float, point: PricePoint) -> bool:
            nonlocal round_no, best, tops
            if point is not best:  # it was priced just now
                best, tops = point, pricing.tops.copy()
            round_no = number
            self._tell(0, round_no)
            return enough is None or point.severity_bound() < enough

        made = generate_columns(
            pricing,
            master,
            limit,
            points=points,
            packed=None if columns else pricing.packed,
            n_others=N_OTHERS,
            crowded=CROWDED,
            tolerance=tolerance,
            tell=tell,
        )
        assert tops is not None
        usage = self.usage(master, made.duals)
        columns = _leading(made.best, master.columns, KEEP)
        return Relaxed(made.best, columns, usage, made.duals.over, tops, made.rounds)


def _leading(point: PricePoint, columns: Sequence[Column], n: int) -> tuple[Column, ...]:
    """Return each village's n best priced columns, and nobody: a team that fits whatever else is chosen."""
    nobody = (column for column in columns if not column.seats)
    return tuple(dict.fromkeys([*point.leading(columns, n), *nobody]))

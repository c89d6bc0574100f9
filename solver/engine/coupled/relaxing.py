"""The relaxation of the whole: one program, whose columns the counties price side by side (§7.2).

Where there are several prefectures, each is relaxed by itself first, with a share of what it has in common with others:
what one round costs grows faster than the number of counties, and most of what is to be learned concerns few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from solver.book.split import Split
from solver.engine.barrier.master import BarrierMaster
from solver.engine.coupled.places import Places
from solver.engine.coupled.shares import drawn_shares
from solver.engine.coupled.whole_pricing import SEED, WholePricing
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.crews.contract import Crew
from solver.engine.duals import Duals, FloatArray
from solver.engine.generation import TAKEN, generate_columns
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
LOOSE = 0.03
"""Points a village that the bound may stay away from the best there is."""
FIRST_LOOSE, FIRST_CROWDED, FIRST_KEEP = 4.0, 60, 12
"""The same and ``CROWDED`` where a prefecture is relaxed by itself, and the columns a village that are kept of it."""


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


@dataclass(frozen=True)
class Begun:
    """The columns that a prefecture by itself found worth having."""

    columns: tuple[Column, ...]


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
        self._county_of, self._prefecture = county_of, prefecture.astype(np.int64)
        self.rounds: dict[str, int] = {}

    def solve(
        self,
        crew: Crew[Places],
        name: str,
        points: int,
        columns: tuple[Column, ...] = (),
        limit: int = 0,
        tolerance: float | None = None,
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
        """
        asked = (name, points, columns, limit, LOOSE * len(self._county_of) if tolerance is None else tolerance)
        relaxed = crew.once(name, asked, lambda: self._relaxed(crew, *asked), Relaxed)
        self.rounds[name] = relaxed.rounds
        return relaxed

    def pricing(
        self,
        crew: Crew[Places],
        name: str,
        round_no: Callable[[], int],
        counties: Sequence[int] | None = None,
        given: IntArray | None = None,
        before: int = 0,
    ) -> WholePricing:
        """Return what prices the whole, or some counties, and tells of it as of the round that it is asked for.

        Parameters
        ----------
        counties, given
            See :class:`~solver.engine.coupled.whole_pricing.WholePricing`.
        before
            Counties that were done before these.
        """

        def tell(done: int) -> None:
            self._tell(before + done, round_no())

        return WholePricing(self._split, self._rows, crew, name, tell, counties, given)

    def master(self, pricing: WholePricing, points: int = 1, limit: int = 0) -> BarrierMaster:
        """Return a master of the villages that are priced, without columns."""
        villages = pricing.villages
        _, county = np.unique(self._county_of[villages], return_inverse=True)
        _, prefecture = np.unique(self._prefecture[self._county_of[villages]], return_inverse=True)
        areas = (county.astype(np.int64), prefecture.astype(np.int64))
        return BarrierMaster(villages.tolist(), pricing.linking, limit, points, areas=areas, threads=self._threads)

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
        self, crew: Crew[Places], name: str, points: int, columns: Sequence[Column], limit: int, tolerance: float
    ) -> Relaxed:
        round_no, best, tops = 0, None, None
        pricing = self.pricing(crew, name, lambda: round_no)
        master = self.master(pricing, points, limit)
        if not columns and self._prefecture.any():
            columns = self._by_prefecture(crew, name, points)
        master.add(columns)
        if not columns:
            self._pack(master, pricing, points)

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
            crowded=CROWDED,
            tolerance=tolerance,
            tell=tell,
        )
        assert tops is not None
        usage = self.usage(master, made.duals)
        # nobody is a team that fits whatever else is chosen
        leading = [*made.best.leading(master.columns, KEEP), *(column for column in master.columns if not column.seats)]
        return Relaxed(made.best, tuple(dict.fromkeys(leading)), usage, made.duals.over, tops, made.rounds)

    def _pack(self, master: BarrierMaster, pricing: WholePricing, points: int) -> None:
        """Give a master the columns to begin with: some whole plans without prices."""
        free = np.zeros(len(self._rows), dtype=np.int64)
        for _ in range(PACKS):
            master.add(pricing.packed(free, Scalars(points * PRICE_SCALE, round(SEVERITY_WORTH * PRICE_SCALE))))

    def _by_prefecture(self, crew: Crew[Places], name: str, points: int) -> list[Column]:
        """Relax each prefecture by itself, roughly, with a share of what spans counties; return the leading columns."""
        n = [len(self._split.villages_of(county)) for county in range(len(self._split))]
        given = drawn_shares(self._rows, self._rows.linking.limits, n, np.random.default_rng(SEED))
        columns: list[Column] = []
        done = 0
        for prefecture in range(int(self._prefecture.max()) + 1):
            counties = np.flatnonzero(self._prefecture == prefecture).tolist()
            part = f"{name}-{prefecture:02d}"
            pricing = self.pricing(crew, part, lambda: 0, counties, given, done)
            asked = (given, tuple(counties), points)
            columns += crew.once(part, asked, partial(self._begun, pricing, points), Begun).columns
            done += len(counties)
        return columns

    def _begun(self, pricing: WholePricing, points: int) -> Begun:
        master = self.master(pricing, points)
        self._pack(master, pricing, points)
        made = generate_columns(
            pricing,
            master,
            0,
            points=points,
            packed=pricing.packed,
            wide=0.0,  # what the other prefectures lack is part of the optimum, which says nothing of the gap then
            n_others=N_OTHERS,
            crowded=FIRST_CROWDED,
            tolerance=FIRST_LOOSE * pricing.n_villages,
        )
        weighed = zip(made.duals.columns, made.duals.weights, strict=True)
        taken = [column for column, weight in weighed if weight > TAKEN or not column.seats]
        return Begun(tuple(dict.fromkeys([*taken, *made.best.leading(master.columns, FIRST_KEEP)])))

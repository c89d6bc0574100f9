"""Prices the villages of the whole, or of some counties, each county by a task of its own (§7.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count as numbers

import numpy as np

from solver.book.split import Split
from solver.engine.coupled.jobs import CountyPack, CountyPricing
from solver.engine.coupled.places import Places
from solver.engine.coupled.shares import drawn_shares, elsewhere
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.crews.contract import Crew, Found, Task
from solver.engine.linking import LinkingRows
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint
from solver.modelling.seats import IntArray

SEED = 20210511


class WholePricing:
    """Prices all villages of the whole, or those of some counties, each county by a task of its own.

    Parameters
    ----------
    name
        Of the level, for the names of the tasks.
    tell
        Called with the number of counties done, whenever one is.
    counties
        The counties to price; by default all.
    given
        What the other counties have been given of the rows that span counties: int64 array of shape
        (n_counties, n_spanning), nothing by default; what it says of counties that are priced is not looked at.

    Attributes
    ----------
    given
        What each county has been given, and others cannot have: int64 array of the same shape. May be changed between
        pricings for the counties that are priced, which begin with nothing.
    linking
        The rows of the whole, less what the counties that are not priced have been given.
    villages
        The villages that are priced.
    tops
        What the best team of each village was worth at the last prices: int64 array, for all villages of the whole.
    """

    def __init__(
        self,
        split: Split,
        rows: WholeRows,
        crew: Crew[Places],
        name: str,
        tell: Callable[[int], None],
        counties: Sequence[int] | None = None,
        given: IntArray | None = None,
    ) -> None:
        self._split, self._rows, self._crew, self._name, self._tell = split, rows, crew, name, tell
        self._counties = range(len(split)) if counties is None else counties
        self._rng = np.random.default_rng(SEED)
        self._round = self._packs = 0
        self._numbers = list(range(len(rows)))
        self._amounts: dict[tuple[int, ...], tuple[int, ...]] = {}
        self.tops: IntArray = np.zeros(len(split.problem.instance.villages), dtype=np.int64)
        fixed = (
            np.zeros((len(split), np.count_nonzero(rows.spanning)), dtype=np.int64) if given is None else given.copy()
        )
        fixed[self._counties] = 0
        self.given, self._fixed = fixed.copy(), fixed
        self.linking: LinkingRows = rows.linking
        if fixed.any():
            used = np.zeros(len(rows), dtype=np.int64)
            used[rows.spanning] = fixed.sum(axis=0)
            self.linking = rows.linking.shifted(used)
        self.villages: IntArray = np.sort(np.concatenate([split.villages_of(county) for county in self._counties]))

    @property
    def n_villages(self) -> int:
        """How many villages are priced."""
        return len(self.villages)

    def price(self, rows: IntArray, scalars: Scalars, n_others: int) -> tuple[PricePoint, list[Column]]:
        """Price every village exactly; return the bound of the whole and the columns found."""
        self._round += 1
        name = f"{self._name}-{self._round:03d}"
        tasks = [
            CountyPricing(
                f"{name}/{county:03d}",
                county,
                rows[own],
                *_plain(scalars),
                elsewhere(self._rows, self.given, county),
                n_others,
            )
            for county, own in self._rows_of()
        ]
        total = self.linking.term(rows, scalars)
        columns: list[Column] = []
        for county, priced in zip(self._counties, self._run(tasks), strict=True):
            self.tops[self._split.villages_of(county)] = priced.tops
            total += int(priced.tops.sum())
            columns.extend(self._slim(priced.columns))
        return PricePoint(rows, scalars, total), columns

    def packed(self, rows: IntArray, scalars: Scalars) -> list[Column]:
        """Return the teams of a whole plan: counties pack side by side, each with a share of what spans counties."""
        self._packs += 1
        weights = np.zeros(len(self._split))
        weights[self._counties] = [len(self._split.villages_of(county)) for county in self._counties]
        shares = self._fixed + drawn_shares(self._rows, self.linking.limits, weights.tolist(), self._rng)
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
            for county, own in self._rows_of()
        ]
        return [column for found in self._run(tasks) for column in self._slim(found)]

    def _rows_of(self) -> Iterator[tuple[int, IntArray]]:
        """Yield the counties to price and the rows of each."""
        return ((county, self._rows.of_county[county]) for county in self._counties)

    def _slim(self, columns: Iterable[Column]) -> Iterator[Column]:
        """Yield columns that share their numbers: what comes from another process has an object for each."""
        number = self._numbers.__getitem__
        for column in columns:
            amounts = self._amounts.setdefault(column.amounts, column.amounts)
            yield replace(column, rows=tuple(map(number, column.rows)), amounts=amounts)

    def _run(self, tasks: Sequence[Task[Places, Found]]) -> Iterator[Found]:
        done = numbers(1)
        return self._crew.run(tasks, lambda _: self._tell(next(done)))


def _plain(scalars: Scalars) -> tuple[int, int]:
    return scalars.points, scalars.severity_price

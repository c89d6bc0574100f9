"""Prices the villages of the whole, each county by a task of its own (§7.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count as numbers

import numpy as np

from solver.book.split import Split
from solver.engine.coupled.jobs import CountyPack, CountyPricing
from solver.engine.coupled.places import Places
from solver.engine.coupled.shares import elsewhere
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.crews.contract import Crew, Found, Task
from solver.engine.effort import SEED
from solver.engine.linking import NO_LIMIT, LinkingRows
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint
from solver.modelling.seats import IntArray


class WholePricing:
    """Prices all villages of the whole, each county by a task of its own.

    Parameters
    ----------
    name
        Of the level, for the names of the tasks.
    tell
        Called with the number of counties done, whenever one is.

    Attributes
    ----------
    given
        What counties have been given of the rows that span counties, and others cannot have: int64 array of shape
        (n_counties, n_spanning), nothing at first.
    tops
        What the best team of each village was worth at the last prices: int64 array of shape (n_villages,).
    """

    def __init__(
        self, split: Split, rows: WholeRows, crew: Crew[Places], name: str, tell: Callable[[int], None]
    ) -> None:
        self._split, self._rows, self._crew, self._name, self._tell = split, rows, crew, name, tell
        self._rng = np.random.default_rng(SEED)
        self._round = self._packs = 0
        self._numbers = list(range(len(rows)))
        self._amounts: dict[tuple[int, ...], tuple[int, ...]] = {}
        self.tops: IntArray = np.zeros(len(split.problem.instance.villages), dtype=np.int64)
        self.given: IntArray = np.zeros((len(split), np.count_nonzero(rows.spanning)), dtype=np.int64)

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
        name = f"{self._name}-{self._round:03d}"
        tasks = [
            CountyPricing(
                f"{name}/{county:03d}",
                county,
                self._rows.homes[county],
                rows[own],
                *_plain(scalars),
                elsewhere(self._rows, self.given, county),
                n_others,
            )
            for county, own in enumerate(self._rows.of_county)
        ]
        total = self.linking.term(rows, scalars)
        columns: list[Column] = []
        for county, priced in enumerate(self._run(tasks)):
            self.tops[self._split.villages_of(county)] = priced.tops
            total += int(priced.tops.sum())
            columns.extend(self._slim(priced.columns))
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
                self._rows.homes[county],
                rows[own],
                *_plain(scalars),
                elsewhere(self._rows, shares, county),
                self._packs,
            )
            for county, own in enumerate(self._rows.of_county)
        ]
        return [column for found in self._run(tasks) for column in self._slim(found)]

    def _slim(self, columns: Iterable[Column]) -> Iterator[Column]:
        """Yield columns that share their numbers: what comes from another process has an object for each."""
        number = self._numbers.__getitem__
        for column in columns:
            amounts = self._amounts.setdefault(column.amounts, column.amounts)
            yield replace(column, rows=tuple(map(number, column.rows)), amounts=amounts)

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


def _plain(scalars: Scalars) -> tuple[int, int]:
    return scalars.points, scalars.severity_price

"""Tasks on parts of a problem: relax a region, dive in a county, improve some villages (§7.2, §7.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.coupled.places import Place, Places
from solver.engine.dive import DiveTuning, dive
from solver.engine.generation import Generation, generate_columns
from solver.engine.neighbourhood import Tuning, improve
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

TAKEN = 1e-6
"""Weight below which a column is not taken by a relaxation."""


@dataclass(frozen=True)
class Relaxed:
    """A region's relaxation.

    Attributes
    ----------
    columns
        The leading ones, best priced first, villages in order.
    rows
        Prices of the rows of the whole: int64 array of shape (n_rows,), in 1/PRICE_SCALE, 0 where it has no seat.
    severity_price, total
        As in :class:`~solver.engine.relaxation.PricePoint`; what the shared rows add is not part of ``total``.
    taken, weights
        The columns of the relaxation's optimum, and how much of each is taken.
    severity
        Of the relaxation's optimum, above the limit.
    tops
        What the best team of each village is worth at the prices, villages in order: int64 array.
    rounds
        Of column generation.
    """

    columns: tuple[Column, ...]
    rows: NDArray[np.int64]
    severity_price: int
    total: int
    taken: tuple[Column, ...]
    weights: NDArray[np.float64]
    severity: float
    tops: NDArray[np.int64]
    rounds: int


@dataclass(frozen=True)
class RelaxTask:
    """Bound a region, or find its prices.

    Attributes
    ----------
    counties
        Of the region.
    columns
        To start from.
    tolls
        Prices of the shared rows: int64 array of shape (n_rows,); ``None`` if the region has its share of them instead.
    elsewhere
        What others use of each row: int64 array of shape (n_rows,); with tolls it must be zero.
    points, charge, severity_limit
        What is bounded: value, with severity above a limit charged so much a unit; with ``points=0`` severity alone.
    tolerance
        Points, or severity, that the bound may stay away from the best there is.
    keep
        Columns a village in the answer.
    """

    name: str
    counties: tuple[int, ...]
    columns: tuple[Column, ...]
    tolls: NDArray[np.int64] | None
    elsewhere: NDArray[np.int64]
    points: int
    charge: float
    severity_limit: int
    tolerance: float
    keep: int
    max_rounds: int

    def run(self, places: Places, /) -> Relaxed:
        """Relax it."""
        place = places.counties(self.counties)
        linking = place.relaxation.linking
        if self.tolls is not None:
            linking = linking.tolled(places.shared[place.rows], self.tolls[place.rows])
        elif self.elsewhere.any():
            linking = linking.shifted(self.elsewhere[place.rows])
        whole = Subproblem(place.relaxation.with_linking(linking))
        columns = [column for column in place.own(self.columns) if whole.fits(column)]
        master = whole.master(columns, self.severity_limit, self.points, self.charge)
        made = generate_columns(
            whole,
            master,
            self.severity_limit,
            points=self.points,
            pack_above=1e9 if self.columns else 0.05,
            tolerance=self.tolerance,
            max_rounds=self.max_rounds,
        )
        return _relaxed(place, whole, made, master.columns, self.keep)


def _relaxed(place: Place, whole: Subproblem, made: Generation, columns: list[Column], keep: int) -> Relaxed:
    weights = made.duals.weights
    taken = [i for i in np.flatnonzero(weights > TAKEN).tolist() if made.duals.columns[i].seats]
    return Relaxed(
        columns=place.of_whole(made.best.leading(columns, keep)),
        rows=place.whole_array(made.best.rows),
        severity_price=made.best.scalars.severity_price,
        total=made.best.total,
        taken=place.of_whole(made.duals.columns[i] for i in taken),
        weights=weights[taken],
        severity=made.duals.over,
        tops=whole.best_worths(made.best),
        rounds=made.rounds,
    )


@dataclass(frozen=True)
class CountyDive:
    """Make a county's plan, within its share of the rows that span counties."""

    name: str
    county: int
    columns: tuple[Column, ...]
    elsewhere: NDArray[np.int64]
    severity_limit: int
    tuning: DiveTuning

    def run(self, places: Places, /) -> tuple[Column, ...]:
        """Dive; the answer holds a column for every village."""
        place = places.counties([self.county])
        relaxation = shifted(place, self.elsewhere)
        whole = Subproblem(relaxation)
        columns = [column for column in place.own(self.columns) if whole.fits(column)]
        found = dive(relaxation, columns, self.severity_limit, self.tuning)
        assert found is not None
        return place.of_whole(found)


@dataclass(frozen=True)
class Improved:
    """Better teams for some villages, or ``None``, and whether nothing better than that exists."""

    columns: tuple[Column, ...] | None
    proved: bool


@dataclass(frozen=True)
class JointTask:
    """Improve the teams of some villages, of whatever counties; all others keep theirs.

    Attributes
    ----------
    current
        The teams of the villages now.
    pool
        Columns known so far.
    elsewhere
        What all others use of each row.
    rows, severity_price
        Prices of the whole, to begin with.
    charge
        Points that a unit of severity costs, to look for less of it; ``None`` looks for more value with no more of it.
    """

    name: str
    current: tuple[Column, ...]
    pool: tuple[Column, ...]
    elsewhere: NDArray[np.int64]
    rows: NDArray[np.int64]
    severity_price: int
    charge: float | None
    tuning: Tuning

    def run(self, places: Places, /) -> Improved:
        """Improve them, or prove that nothing can."""
        place = places.some(sorted(column.village for column in self.current))
        relaxation = shifted(place, self.elsewhere)
        whole = Subproblem(relaxation)
        current = place.own(self.current)
        limit = sum(c.severity for c in current) + relaxation.linking.severity(relaxation.used(current))
        start = PricePoint(self.rows[place.rows], Scalars(PRICE_SCALE, self.severity_price), 0)
        pool = [column for column in place.own(self.pool) if whole.fits(column)]
        answer = improve(whole, current, pool, self.tuning, limit, 1, start, self.charge)
        return Improved(None if answer.columns is None else place.of_whole(answer.columns), answer.proved)


def shifted(place: Place, elsewhere: IntArray) -> Relaxation:
    """Return a place's relaxation with what is left of its rows."""
    return place.relaxation.with_linking(place.relaxation.linking.shifted(elsewhere[place.rows]))

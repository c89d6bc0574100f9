"""Tasks on parts of a problem: price, pack or dive in a county, improve some villages (§7.2, §7.3).

Tasks on a county name its number, and its home (:attr:`WholeRows.homes`): the worker that may have it already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.coupled.places import Place, Places
from solver.engine.dive import POOL, DiveTuning, dive
from solver.engine.generation import generate_columns
from solver.engine.neighbourhood import Tuning, improve
from solver.engine.packing import pack
from solver.engine.polishing import polish
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.engine.search_bound import lowered_by
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE


@dataclass(frozen=True)
class PricedCounty:
    """A county's teams at some prices.

    Attributes
    ----------
    tops
        No team of a village is worth more, villages in order: int64 array.
    columns
        The best teams found.
    """

    tops: NDArray[np.int64]
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class CountyPricing:
    """Price all villages of a county.

    Attributes
    ----------
    rows, elsewhere
        Prices of the county's linking rows, in the order of its own model, and what others are given of them.
    points, severity_price
        Weights of value and severity.
    n_others
        Runners-up a village.
    """

    name: str
    county: int
    home: int
    rows: NDArray[np.int64]
    points: int
    severity_price: int
    elsewhere: NDArray[np.int64]
    n_others: int
    lasting = False

    def run(self, places: Places, /) -> PricedCounty:
        """Price them."""
        place = places.county(self.county)
        whole = Subproblem(beside(place, self.elsewhere))
        tops, columns = whole.priced(self.rows, Scalars(self.points, self.severity_price), self.n_others)
        return PricedCounty(tops, place.of_whole(columns))


@dataclass(frozen=True)
class CountyPack:
    """Pack a county under some prices, within a share of the rows that span counties.

    Attributes
    ----------
    rows, elsewhere
        Prices of the county's linking rows, and what others use of them.
    number
        Decides in which order villages choose.
    """

    name: str
    county: int
    home: int
    rows: NDArray[np.int64]
    points: int
    severity_price: int
    elsewhere: NDArray[np.int64]
    number: int
    lasting = False

    def run(self, places: Places, /) -> tuple[Column, ...]:
        """Pack it; the answer also has every village's empty team."""
        place = places.county(self.county)
        whole = Subproblem(beside(place, self.elsewhere))
        scalars = Scalars(self.points, self.severity_price)
        order = np.random.default_rng((self.county, self.number)).permutation(whole.villages)
        packed = pack(whole, whole.worths(self.rows, scalars), scalars, order.tolist())
        return place.of_whole([*packed, *whole.nobody()])


@dataclass(frozen=True)
class CountyDive:
    """Make a county's plan, within its share of the rows that span counties.

    Attributes
    ----------
    polish
        Teams a village that its plan is polished with; 0 leaves it as it is.
    charge
        Points that a unit of severity costs then.
    """

    name: str
    county: int
    home: int
    columns: tuple[Column, ...]
    elsewhere: NDArray[np.int64]
    severity_limit: int
    tuning: DiveTuning
    polish: int
    charge: float

    def run(self, places: Places, /) -> tuple[Column, ...]:
        """Dive, and polish; the answer holds a column for every village."""
        place = places.alone(self.county)
        relaxation = beside(place, self.elsewhere)
        columns = place.own(self.columns)
        if not self.polish:
            return place.of_whole(self._dived(relaxation, columns))
        whole = Subproblem(relaxation)
        master = whole.master(columns, 0, 1, self.charge)
        point = generate_columns(whole, master, 0, n_others=2, tolerance=0.5).best
        pool = point.leading(master.columns, POOL)
        found = polish(relaxation, self._dived(relaxation, pool), pool, self.polish, point, charge=self.charge)
        return place.of_whole(found.columns or ())

    def _dived(self, relaxation: Relaxation, columns: Sequence[Column]) -> list[Column]:
        found = dive(relaxation, columns, self.severity_limit, self.tuning)
        assert found is not None
        return found


@dataclass(frozen=True)
class CountyBound:
    """Bound by search what a county reaches at the prices of the whole.

    Attributes
    ----------
    rows, severity_price
        Prices of the county's linking rows, in the order of its own model, and of severity.
    spanning
        Which of those rows span counties: bool array.
    tops
        What the best team of each village is worth at the prices.
    nodes
        Branch-and-bound nodes of a program.
    """

    name: str
    county: int
    home: int
    rows: NDArray[np.int64]
    severity_price: int
    spanning: NDArray[np.bool_]
    tops: NDArray[np.int64]
    nodes: int

    def run(self, places: Places, /) -> int:
        """Bound it; the answer is how much less that is than the prices say, in 1/PRICE_SCALE."""
        point = PricePoint(self.rows, Scalars(PRICE_SCALE, self.severity_price), 0)
        return lowered_by(places.alone(self.county).relaxation, point, self.tops, self.spanning, self.nodes)


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
        relaxation = beside(place, self.elsewhere[place.rows])
        whole = Subproblem(relaxation)
        current = place.own(self.current)
        limit = sum(c.severity for c in current) + relaxation.linking.severity(relaxation.used(current))
        start = PricePoint(self.rows[place.rows], Scalars(PRICE_SCALE, self.severity_price), 0)
        answer = improve(whole, current, place.own(self.pool), self.tuning, limit, 1, start, self.charge)
        return Improved(None if answer.columns is None else place.of_whole(answer.columns), answer.proved)


def beside(place: Place, elsewhere: IntArray) -> Relaxation:
    """Return a place's relaxation with what others leave of its rows."""
    return place.relaxation.with_linking(place.relaxation.linking.beside(elsewhere))

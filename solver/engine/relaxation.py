"""The relaxation by team columns: prices, exact integer bounds, and the columns worth having (§7.1, §7.4).

At any prices of the linking rows, the best priced teams plus what the priced rows add bound every plan from above. The
loop alternates the restricted master (which sets prices) and exact pricing (which gives bounds and columns).

References
----------
Lübbecke & Desrosiers (2005), Selected topics in column generation, doi:10.1287/opre.1050.0234.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.engine.linking import LinkingRows
from solver.engine.master import Column, Duals, Master
from solver.engine.pricing import Pricer, Scalars
from solver.engine.team_space import team_spaces
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE


@dataclass(frozen=True)
class PricePoint:
    """Integer prices and what they prove.

    Attributes
    ----------
    rows
        int64 array of shape (n_linking_rows,), in 1/PRICE_SCALE.
    scalars
        Weights of value and severity, scaled alike.
    total
        The bound in 1/PRICE_SCALE: no plan has ``scalars.points * value - scalars.severity_price * severity`` above it.
    """

    rows: IntArray
    scalars: Scalars
    total: int

    def severity_bound(self) -> int:
        """Least severity of any plan, where only severity was priced."""
        return max(0, -(self.total // PRICE_SCALE))

    def value_bound(self, severity: int) -> int:
        """Most points of any plan of this severity or less."""
        return (self.total + self.scalars.severity_price * severity) // PRICE_SCALE


class Relaxation:
    """Team spaces, pricers and linking rows of one model; prices them together."""

    def __init__(self, model: AllocationModel) -> None:
        self.model = model
        self.spaces = team_spaces(model)
        self.pricers = [Pricer(space) for space in self.spaces]
        widths = np.array([space.width for space in self.spaces], dtype=np.int64)
        self.linking = LinkingRows.of(model, widths)

    def worths(self, rows: IntArray, scalars: Scalars) -> IntArray:
        """Return what each seat adds to a team at these prices: int64 array of shape (n_seats,)."""
        severity = np.concatenate([space.severity for space in self.spaces])
        own = scalars.points * self.model.seats.points - scalars.severity_price * severity
        return own - self.linking.seat_prices(rows)

    def price(self, rows: IntArray, scalars: Scalars, n_others: int) -> tuple[PricePoint, list[Column]]:
        """Price every village exactly; return the bound and the columns found."""
        worths = self.worths(rows, scalars)
        total = self.linking.term(rows, scalars)
        columns: list[Column] = []
        for pricer in self.pricers:
            space = pricer.space
            local = worths[space.first : space.first + len(space.person)]
            priced = pricer.price(local, scalars, n_others)
            total += priced.bound
            for team in (priced.team, *priced.others):
                columns.append(self.column(space.village, team))
        return PricePoint(rows, scalars, total), columns

    def column(self, village: int, team: IntArray) -> Column:
        """Make the column of a team of local seats."""
        space = self.spaces[village]
        severity, value = space.measure(team[None, :])
        return Column(village, tuple((team + space.first).tolist()), int(severity[0]), int(value[0]))

    def scaled(self, duals: Duals, points: int) -> tuple[IntArray, Scalars]:
        """Round the master's duals to integer prices."""
        rows = np.rint(duals.rows * PRICE_SCALE).astype(np.int64)
        return rows, Scalars(points * PRICE_SCALE, round(duals.severity_price * PRICE_SCALE))


def new_master(relaxation: Relaxation, severity_limit: int, points: int = 1) -> Master:
    """Return a master that holds each village's empty team."""
    master = Master(len(relaxation.spaces), relaxation.linking, severity_limit, points)
    nobody = np.zeros(0, dtype=np.int64)
    master.add([relaxation.column(space.village, nobody) for space in relaxation.spaces])
    return master

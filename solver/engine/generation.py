"""Column generation: the loop of master and pricing that proves bounds and finds the columns worth having (§7.1).

References
----------
Lübbecke & Desrosiers (2005), Selected topics in column generation, doi:10.1287/opre.1050.0234.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from solver.engine.duals import Duals
from solver.engine.linking import LinkingRows
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

CROWDED = 60
"""Columns a village that are many for one county."""
TAKEN = 1e-3
"""Weight from which a column counts as in use: short of its optimum, a master leaves a little of each."""
CLOSER = 0.1
"""Part of the gap by which a master may miss its optimum: prices that are better are soon out of date."""
LAST = 0.2
"""Part of the final tolerance by which it may miss it."""
NEARLY, LATE = 10, 0.03
"""Times the tolerance, and part of the optimum, below which a gap is nearly closed: a master that is thinned then has
its columns found again, for four rounds of a province's twenty."""
WIDE = 0.05
"""Gap, as part of the optimum, that is called wide."""

Packed = Callable[[IntArray, Scalars], list[Column]]


class Restricted(Protocol):
    """A restricted master: the relaxation over the columns known so far.

    Attributes
    ----------
    exact
        Whether it always finds its optimum, whatever may be missed.
    """

    exact: bool

    @property
    def columns(self) -> list[Column]:
        """The columns known so far."""

    def add(self, columns: Sequence[Column]) -> int:
        """Add the columns that are new; return how many were."""

    def keep(self, columns: Sequence[Column]) -> None:
        """Drop all columns but these."""

    def solve(self, tolerance: float) -> Duals:
        """Solve it; the optimum may be missed by so many points, all of them if infinite."""


class Priceable(Protocol):
    """What has teams to price: some villages, or those of a whole province."""

    @property
    def linking(self) -> LinkingRows:
        """Rows that limit and reward teams together."""

    @property
    def n_villages(self) -> int:
        """How many villages are free."""

    def price(self, rows: IntArray, scalars: Scalars, n_others: int) -> tuple[PricePoint, list[Column]]:
        """Price every free village exactly; return the bound and the columns found."""


def scaled(duals: Duals, points: int) -> tuple[IntArray, Scalars]:
    """Round the master's duals to integer prices."""
    rows = np.rint(duals.rows * PRICE_SCALE).astype(np.int64)
    return rows, Scalars(points * PRICE_SCALE, round(duals.severity_price * PRICE_SCALE))


@dataclass(frozen=True)
class Generation:
    """Result of a column generation.

    Attributes
    ----------
    best
        The price point of the best bound; ``None`` only if no round was made.
    duals
        Optimum of the last restricted master.
    rounds
        Rounds made.
    closed
        Whether the bound and the restricted optimum met, to within one point.
    """

    best: PricePoint
    duals: Duals
    rounds: int
    closed: bool


def generate_columns(
    subproblem: Priceable,
    master: Restricted,
    severity_limit: int,
    *,
    points: int = 1,
    n_others: int = 4,
    max_rounds: int = 200,
    tolerance: float = 0.25,
    crowded: int = CROWDED,
    start: PricePoint | None = None,
    packed: Packed | None = None,
    tell: Callable[[int, float, PricePoint], bool] = lambda *_: True,
) -> Generation:
    """Alternate master and pricing until the bound meets the restricted optimum.

    Parameters
    ----------
    severity_limit
        The one the master has; enters the bound as ``total + severity_price * limit``.
    tolerance
        Stop when bound and optimum are closer than this, in points (of severity, with ``points=0``).
    crowded
        Columns a village at which the master is thinned to half of it: the best priced now, and those in use. By the
        prices of the best bound, which may be old, columns that are needed went and came again for dozens of rounds.
    start
        Prices to begin with, of a problem like this one; of no use if they are of the other level.
    packed
        Packs a whole plan under some prices, in another order each time; asked while the gap is wide.
    tell
        Called each round with (round, restricted optimum, best price point); generation stops when it says ``False``.
    """

    def bound_of(point: PricePoint) -> float:
        return (point.total + point.scalars.severity_price * severity_limit) / PRICE_SCALE

    gap = np.inf
    best: PricePoint | None = None
    if start is not None and start.scalars.points == points * PRICE_SCALE:
        best, columns = subproblem.price(start.rows, start.scalars, n_others)
        master.add(columns)
    for round_no in range(1, max_rounds + 1):
        miss = max(CLOSER * gap, LAST * tolerance)
        duals = master.solve(miss)
        rows, scalars = scaled(duals, points)
        rows = subproblem.linking.admissible(rows)
        found, columns = subproblem.price(rows, scalars, n_others)
        if best is None or bound_of(found) < bound_of(best):
            best = found
        # a master that left broken limits out for now promises too much: more than the bound
        gap = abs(bound_of(best) - duals.objective)
        met = gap <= tolerance
        if not tell(round_no, duals.objective, best) or met:
            break
        late = max(NEARLY * tolerance, LATE * abs(duals.objective))
        if len(master.columns) > crowded * subproblem.n_villages and gap > late:
            # nobody is a team that fits whatever else is chosen: dives rely on there being one
            weighed = zip(duals.columns, duals.weights, strict=True)
            taken = [c for c, weight in weighed if weight > TAKEN or not c.seats]
            master.keep([*taken, *found.leading(master.columns, crowded // 2)])
        if packed is not None and gap > WIDE * abs(duals.objective):
            columns += packed(rows, scalars)
        if master.add(columns) == 0:
            if master.exact or miss <= LAST * tolerance:
                break
            gap = 0.0  # no team is missing, only the optimum
    assert best is not None
    return Generation(best, duals, round_no, met)

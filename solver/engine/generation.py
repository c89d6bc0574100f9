"""Column generation: the loop of master and pricing that proves bounds and finds the columns worth having (§7.1).

References
----------
Lübbecke & Desrosiers (2005), Selected topics in column generation, doi:10.1287/opre.1050.0234.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.engine.master import Duals, Master
from solver.engine.packing import pack
from solver.engine.pricing import Scalars
from solver.engine.relaxation import PricePoint, Subproblem
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

CROWDED = 60
"""Columns a village at which the master is thinned to half of it, the best priced and those in use."""


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
    subproblem: Subproblem,
    master: Master,
    severity_limit: int,
    *,
    points: int = 1,
    n_others: int = 4,
    max_rounds: int = 200,
    tolerance: float = 0.25,
    start: PricePoint | None = None,
    pack_above: float = 1e9,
    tell: Callable[[int, float, PricePoint], bool] = lambda *_: True,
) -> Generation:
    """Alternate master and pricing until the bound meets the restricted optimum.

    Parameters
    ----------
    severity_limit
        The one the master has; enters the bound as ``total + severity_price * limit``.
    tolerance
        Stop when bound and optimum are closer than this, in points (of severity, with ``points=0``).
    start
        Prices to begin with, of a problem like this one; of no use if they are of the other level.
    pack_above
        While the relative gap is larger, each round also packs a whole plan under its prices, villages in random order.
    tell
        Called each round with (round, restricted optimum, best price point); generation stops when it says ``False``.
    """

    def bound_of(point: PricePoint) -> float:
        return (point.total + point.scalars.severity_price * severity_limit) / PRICE_SCALE

    rng = np.random.default_rng(len(subproblem.villages))
    best: PricePoint | None = None
    if start is not None and start.scalars.points == points * PRICE_SCALE:
        best, columns = subproblem.price(start.rows, start.scalars, n_others)
        master.add(columns)
    for round_no in range(1, max_rounds + 1):
        duals = master.solve()
        rows, scalars = scaled(duals, points)
        rows = subproblem.linking.admissible(rows + subproblem.linking.toll)
        found, columns = subproblem.price(rows, scalars, n_others)
        if best is None or bound_of(found) < bound_of(best):
            best = found
        met = bound_of(best) - duals.objective <= tolerance
        if not tell(round_no, duals.objective, best) or met:
            break
        if len(master.columns) > CROWDED * len(subproblem.villages):
            # nobody is a team that fits whatever else is chosen: dives rely on there being one
            weighed = zip(duals.columns, duals.weights, strict=True)
            taken = [c for c, weight in weighed if weight > 0.0 or not c.seats]
            master.keep([*taken, *best.leading(master.columns, CROWDED // 2)])
        if bound_of(best) - duals.objective > pack_above * abs(duals.objective):
            order = rng.permutation(subproblem.villages).tolist()
            columns += pack(subproblem, subproblem.worths(rows, scalars), scalars, order)
        if master.add(columns) == 0:
            break
    assert best is not None
    return Generation(best, duals, round_no, met)

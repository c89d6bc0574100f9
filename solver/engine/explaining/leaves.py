"""From a certificate back to prices that the engine can use (§7.4)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from solver.domain.certificate import Halves, Level, Prices, Proof
from solver.engine.pricing import Scalars
from solver.engine.relaxation import PricePoint, Relaxation
from solver.modelling.halves import Half
from solver.units import PRICE_SCALE


def leaves_of(relaxation: Relaxation, level: Level, *, points: int) -> list[tuple[tuple[Half, ...], PricePoint]]:
    """Return the leaves of a level's proof: halves that together hold all plans, with the prices of each.

    Prices of rows that the model does not have (another round's) are left out: any prices give a true bound. A tree
    that halves by a count the model does not have falls back to the prices of its first leaf, of all plans.

    Parameters
    ----------
    points
        1 for the level of value, 0 for that of severity.
    """
    leaves = list(_walk(level.proof, ()))
    known = relaxation.model.seats_to_halve_by
    if any(half.count not in known for halves, _ in leaves for half in halves):
        leaves = [((), Prices(leaves[0][1].rows, (), leaves[0][1].severity))]
    return [(halves, _point(relaxation, prices, points)) for halves, prices in leaves]


def _walk(proof: Proof, halves: tuple[Half, ...]) -> Iterator[tuple[tuple[Half, ...], Prices]]:
    if isinstance(proof, Halves):
        yield from _walk(proof.at_most, (*halves, Half(proof.count, proof.limit, more=False)))
        yield from _walk(proof.more, (*halves, Half(proof.count, proof.limit, more=True)))
    else:
        yield halves, proof


def _point(relaxation: Relaxation, prices: Prices, points: int) -> PricePoint:
    rows = [prices.rows.get(count.key, 0) for count in relaxation.linking.counts]
    scalars = Scalars(points * PRICE_SCALE, prices.severity if points else PRICE_SCALE)
    return PricePoint(np.array([*rows, *prices.halves], dtype=np.int64), scalars, 0)

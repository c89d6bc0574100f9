"""Bounds of all plans that keep a change, from the prices that prove a plan (§7.4, §8).

At the prices of a certificate the best teams of all villages bound every plan. A change concerns few of them: only
villages whose best team it forbids are priced again, so that a bound takes milliseconds, not a search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.engine.explaining.change import BONUS, NOTHING, Change, ChangedSubproblem
from solver.engine.pricing import Priced
from solver.engine.relaxation import PricePoint, Relaxation, SeatWorths, Subproblem
from solver.modelling.halves import Half


@dataclass(frozen=True)
class PricedLeaf:
    """Prices of some halves of the plans, with the best team of every village at them.

    Attributes
    ----------
    total
        The bound of the leaf in 1/PRICE_SCALE, of all plans in it.
    worths
        What each seat adds to a team at these prices: computed once, as a change touches few of them.
    """

    relaxation: Relaxation
    point: PricePoint
    worths: SeatWorths
    best: tuple[Priced, ...]
    total: int

    @property
    def proved(self) -> PricePoint:
        """The prices with what they prove of all plans of the leaf."""
        return PricePoint(self.point.rows, self.point.scalars, self.total)

    def loosened(self, relaxation: Relaxation) -> PricePoint:
        """Return what the prices prove where a hard limit is wider: only seats that it opens are priced again.

        Parameters
        ----------
        relaxation
            That of the leaf, but for the limit.
        """
        before, after = Subproblem(self.relaxation), Subproblem(relaxation)
        rows, scalars = self.point.rows, self.point.scalars
        total = self.total + after.linking.term(rows, scalars) - before.linking.term(rows, scalars)
        opened = np.flatnonzero(before.closed & ~after.closed)
        worths = after.worths(rows, scalars)
        for v in np.unique(relaxation.model.seats.village[opened]).tolist():
            total += relaxation.pricers[v].price(worths.of(relaxation.spaces[v]), scalars).bound - self.best[v].bound
        return PricePoint(rows, scalars, int(total))


class Bounds:
    """What prices prove of a model's plans.

    Parameters
    ----------
    leaves
        Halves, which together hold all plans, with the prices of each.
    """

    def __init__(self, relaxation: Relaxation, leaves: Sequence[tuple[tuple[Half, ...], PricePoint]]) -> None:
        self.leaves = [_priced(relaxation, halves, point) for halves, point in leaves]

    def severity_bound(self, change: Change = NOTHING) -> int:
        """Return the least severity of any plan that keeps a change, where severity alone was priced."""
        return min((point.severity_bound() for point in self.changed(change)), default=0)

    def value_bound(self, severity: int, change: Change = NOTHING) -> int | None:
        """Return the most points of any plan of this severity that keeps a change; ``None`` without prices."""
        return max((point.value_bound(severity) for point in self.changed(change)), default=None)

    def changed(self, change: Change) -> list[PricePoint]:
        """Return what the prices of each leaf prove of the plans that keep a change."""
        return [_changed(leaf, change) for leaf in self.leaves]


def _priced(relaxation: Relaxation, halves: tuple[Half, ...], point: PricePoint) -> PricedLeaf:
    relaxation = relaxation.within(halves) if halves else relaxation
    whole = Subproblem(relaxation)
    rows = whole.linking.admissible(point.rows)
    point = PricePoint(rows, point.scalars, 0)
    worths = whole.worths(rows, point.scalars)
    best = tuple(
        relaxation.each(
            lambda v: relaxation.pricers[v].price(worths.of(relaxation.spaces[v]), point.scalars), whole.villages
        )
    )
    total = whole.linking.term(rows, point.scalars) + sum(priced.bound for priced in best)
    return PricedLeaf(relaxation, point, worths, best, total)


def _changed(leaf: PricedLeaf, change: Change) -> PricePoint:
    relaxation, point = leaf.relaxation, leaf.point
    sub = ChangedSubproblem(relaxation, change)
    worths = sub.changed(leaf.worths)
    total = leaf.total
    wanting = {int(relaxation.model.seats.village[s]) for s in change.taken}
    for v, priced in enumerate(leaf.best):
        space = relaxation.spaces[v]
        # a best team that loses no seat stays the best, however many others are barred
        if v in wanting or bool(sub.closed[space.first + priced.team].any()):
            again = relaxation.pricers[v].price(worths.of(space), point.scalars).bound
            total += again - BONUS * len(sub.wanted.get(v, ())) - priced.bound
    return PricePoint(point.rows, point.scalars, int(np.int64(total)))

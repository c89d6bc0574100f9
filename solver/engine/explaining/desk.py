"""The desk at which changes to one plan are tried: re-optimised, with what is proved of each (§8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.exact_core import columns_of
from solver.engine.explaining.bounding import Bounds, PricedLeaf
from solver.engine.explaining.change import Change, ChangedSubproblem
from solver.engine.explaining.exact import Reoptimised, best_with
from solver.engine.explaining.search import best_nearby, nearby
from solver.engine.pricing import Scalars
from solver.engine.program import SEVERITY_WORTH
from solver.engine.relaxation import PricePoint, Relaxation
from solver.errors import ModelError
from solver.modelling.halves import Half
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.modelling.selection import Selection
from solver.units import PRICE_SCALE

SMALL = 1500
"""Seats up to which a change is decided on the whole model; above, in a neighbourhood, with bounds by prices."""

_PLAIN = Scalars(PRICE_SCALE, round(SEVERITY_WORTH) * PRICE_SCALE)

IMPOSSIBLE = -(1 << 45)
"""Bounds below this, in 1/PRICE_SCALE, are those of a team that lacks a bonus: there is no plan of the kind."""

EFFORT = 10.0
"""Effort of one exact search, in CP-SAT's deterministic units."""

FREE = 14
"""Villages that one neighbourhood frees."""

Leaves = Sequence[tuple[tuple[Half, ...], PricePoint]]
"""Halves that together hold all plans, with the prices of each."""


@dataclass(frozen=True)
class Bounded:
    """What prices prove of all plans that keep a change.

    Attributes
    ----------
    severity
        None has less severity.
    value
        None of that severity or less has more points; ``None`` without prices.
    points
        The prices of each leaf that may hold such a plan.
    """

    severity: int = 0
    value: int | None = None
    points: tuple[PricePoint, ...] = ()
    impossible: bool = False


class Desk:
    """One plan on its model, and the prices that prove it.

    Parameters
    ----------
    model, seats
        The model and the seats that the plan takes.
    severity_leaves, value_leaves
        Prices of both levels, made for ``relaxation``; empty where nothing is proved by prices.
    relaxation
        Of the model, if it is there already.
    small
        Seats up to which the whole model is searched.
    partial
        Whether the model is a part of a larger one whose rest stays as it is: what is found is a plan, and nothing is
        proved of all plans.
    """

    def __init__(
        self,
        model: AllocationModel,
        seats: IntArray,
        severity_leaves: Leaves = (),
        value_leaves: Leaves = (),
        *,
        relaxation: Relaxation | None = None,
        small: int = SMALL,
        partial: bool = False,
    ) -> None:
        self.model, self.seats, self.small, self.partial = model, seats, small, partial
        self.severity, self.value = model.evaluate(seats)
        self._leaves = (severity_leaves, value_leaves)
        self._relaxation = relaxation

    @cached_property
    def relaxation(self) -> Relaxation:
        """Team spaces, pricers and linking rows of the model."""
        return self._relaxation or Relaxation(self.model)

    @cached_property
    def draft(self) -> Draft:
        """The plan in columns."""
        draft = make_draft(self.relaxation, columns_of(self.relaxation, self.seats))
        if draft is None or (draft.severity, draft.value) != (self.severity, self.value):
            raise ModelError("the plan and its columns have different figures")
        return draft

    @cached_property
    def of_severity(self) -> Bounds:
        """What prices prove on the level of severity."""
        return Bounds(self.relaxation, self._leaves[0])

    @cached_property
    def of_value(self) -> Bounds:
        """What prices prove on the level of value."""
        return Bounds(self.relaxation, self._leaves[1])

    @cached_property
    def severity_leaf(self) -> PricedLeaf | None:
        """The prices that bound the severity of all plans best without halves."""
        whole = map(self._of_all_plans, self.of_severity.leaves)
        return max(whole, key=lambda leaf: leaf.proved.severity_bound(), default=None)

    @cached_property
    def value_leaf(self) -> PricedLeaf | None:
        """The prices that bound the points of all plans best without halves."""
        whole = map(self._of_all_plans, self.of_value.leaves)
        return min(whole, key=lambda leaf: leaf.proved.value_bound(self.severity), default=None)

    def by_worth(self, seats: Sequence[int]) -> list[int]:
        """Return seats by what they are worth at the prices of the value level, the highest first."""
        leaves = self.of_value.leaves
        worths = leaves[0].worths.seats if leaves else self.model.seats.points
        return sorted(seats, key=lambda s: (-int(worths[s]), s))

    def _of_all_plans(self, leaf: PricedLeaf) -> PricedLeaf:
        """Return the prices of a leaf as those of all plans, whatever half they are in."""
        if leaf.relaxation is self.relaxation:
            return leaf
        point = PricePoint(leaf.point.rows[: len(self.relaxation.linking)], leaf.point.scalars, 0)
        return Bounds(self.relaxation, [((), point)]).leaves[0]

    @cached_property
    def _selection(self) -> Selection:
        return Selection.of_seats(self.model)

    @property
    def is_small(self) -> bool:
        """Whether changes are decided on the whole model."""
        return len(self.model.seats) <= self.small

    def reoptimise(self, change: Change, n_free: int = FREE) -> Reoptimised:
        """Return the best plan found that keeps a change, with what is proved.

        Parameters
        ----------
        n_free
            Villages that a neighbourhood frees; of no account where the model is small.
        """
        found = self._reoptimised(change, n_free)
        if self.partial:
            return replace(found, severity_bound=0, value_bound=None, impossible=False)
        return found

    def _reoptimised(self, change: Change, n_free: int) -> Reoptimised:
        if self.is_small:
            return best_with(self._selection, change, self.seats, EFFORT)
        known = self.bounded(change)
        if known.impossible:
            return Reoptimised(None, impossible=True)
        found = self._found(change, known.points, known.severity, n_free)
        if found is None:
            return Reoptimised(None, severity_bound=known.severity)
        bound = max((point.value_bound(found.severity) for point in known.points), default=None)
        return Reoptimised(found.seats, found.severity, found.value, known.severity, bound)

    def bounded(self, change: Change) -> Bounded:
        """Return what prices and hard limits alone prove of the plans that keep a change."""
        if ChangedSubproblem(self.relaxation, change).impossible:
            return Bounded(impossible=not self.partial)
        whole = self.of_value.changed(change)
        points = tuple(point for point in whole if point.total >= IMPOSSIBLE)
        if whole and not points:
            return Bounded(impossible=not self.partial)
        least = self.of_severity.severity_bound(change)
        return Bounded(least, max((point.value_bound(least) for point in points), default=None), points)

    def _found(self, change: Change, points: Sequence[PricePoint], least: int, n_free: int) -> Draft | None:
        n_rows = len(self.relaxation.linking)
        start = PricePoint(np.zeros(n_rows, dtype=np.int64), _PLAIN, 0)
        if points:  # prices of halves are those of further rows
            best = max(points, key=lambda point: point.value_bound(self.severity))
            start = PricePoint(best.rows[:n_rows], best.scalars, 0)
        free = nearby(self.relaxation, self.draft, change, start, n_free)
        self.relaxation.forget()
        of_severity = next((leaf.point for leaf in self.of_severity.leaves), None)
        return best_nearby(self.relaxation, self.draft, change, free, start, least, of_severity)

    def seat_of(self, person: int, village: int, role: int) -> int | None:
        """Return the seat of a person in a role of a village, or ``None`` if there is none."""
        view = self.model.seats.of_village(village)
        found = view.where((view.person == person) & (view.role == role))
        return int(found[0]) if len(found) else None

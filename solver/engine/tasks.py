"""Dives, polishing, bounds, neighbourhoods and halves of one county as pure tasks, done by a crew (§7.3)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.engine.branching import Torn, bound_half
from solver.engine.dive import DiveTuning, dive
from solver.engine.neighbourhood import Answer, Tuning, improve
from solver.engine.polishing import polish
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.engine.search_bound import lowered_by
from solver.modelling.halves import Half
from solver.modelling.model import AllocationModel


@dataclass(frozen=True)
class CountyShipment:
    """A county's model; a worker makes its relaxation of it."""

    model: AllocationModel

    def open(self) -> Relaxation:
        """Set up the relaxation."""
        return Relaxation(self.model)


@dataclass(frozen=True)
class DiveTask:
    """One dive from known columns."""

    name: str
    columns: tuple[Column, ...]
    severity_limit: int
    tuning: DiveTuning

    def run(self, relaxation: Relaxation) -> Answer:
        """Dive; the answer holds a column for every village, in the order in which they were fixed."""
        found = dive(relaxation, self.columns, self.severity_limit, self.tuning)
        return Answer(None if found is None else tuple(found), proved=False)


@dataclass(frozen=True)
class PolishTask:
    """Polish a plan within a limit of severity."""

    name: str
    columns: tuple[Column, ...]
    pool: tuple[Column, ...]
    teams: int
    start: PricePoint
    severity_limit: int

    def run(self, relaxation: Relaxation) -> Answer:
        """Polish it; the answer holds a column for every village."""
        return polish(relaxation, self.columns, self.pool, self.teams, self.start, self.severity_limit)


@dataclass(frozen=True)
class NeighbourhoodTask:
    """One neighbourhood: the teams of all other villages are fixed."""

    name: str
    fixed: tuple[Column, ...]
    current: tuple[Column, ...]
    pool: tuple[Column, ...]
    severity_limit: int
    tuning: Tuning
    start: PricePoint
    points: int = 1

    def run(self, relaxation: Relaxation) -> Answer:
        """Improve the free villages or prove that nothing can."""
        subproblem = Subproblem(relaxation, self.fixed)
        return improve(subproblem, self.current, self.pool, self.tuning, self.severity_limit, self.points, self.start)


@dataclass(frozen=True)
class BoundTask:
    """Bound by search what all villages reach together."""

    name: str
    point: PricePoint
    nodes: int

    def run(self, relaxation: Relaxation) -> int:
        """Bound it; the answer is how much less that is than the prices say, in 1/PRICE_SCALE."""
        tops = Subproblem(relaxation).best_worths(self.point)
        spanning = np.zeros(len(relaxation.linking), dtype=np.bool_)
        return lowered_by(relaxation, self.point, tops, spanning, self.nodes)


@dataclass(frozen=True)
class HalfTask:
    """Bound the plans in some halves."""

    name: str
    halves: tuple[Half, ...]
    columns: tuple[Column, ...]
    start: PricePoint
    severity_limit: int
    floor: int

    def run(self, relaxation: Relaxation) -> Torn:
        """Bound them."""
        return bound_half(relaxation, self.halves, self.columns, self.start, self.severity_limit, self.floor)

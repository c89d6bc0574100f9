"""The exact core: CP-SAT on the seats decides the severity level where prices and plan do not meet (§7.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation
from solver.modelling.cpsat import build_allocation
from solver.modelling.cpsat_search import solve
from solver.modelling.seats import IntArray


@dataclass(frozen=True)
class LeastSeverity:
    """A plan of least severity found, if any, the severity proved, and whether Ctrl-C ended the search."""

    draft: Draft | None
    bound: int
    interrupted: bool = False


def least_severity(relaxation: Relaxation, start: Draft, deterministic_limit: float) -> LeastSeverity:
    """Minimise severity alone on the reference model.

    Parameters
    ----------
    start
        A plan to start from.
    deterministic_limit
        Effort in CP-SAT's deterministic units; never the clock.
    """
    built = build_allocation(relaxation.model, "severity", start=start.seats)
    outcome = solve(built, deterministic_limit)
    draft = None if not outcome.found else make_draft(relaxation, columns_of(relaxation, outcome.taken))
    return LeastSeverity(draft, outcome.bound, outcome.interrupted)


def columns_of(relaxation: Relaxation, seats: IntArray) -> list[Column]:
    """Return the columns, one a village, of a set of taken seats."""
    columns = []
    for space in relaxation.spaces:
        own = seats[(seats >= space.first) & (seats < space.first + len(space.person))] - space.first
        columns.append(relaxation.column(space.village, np.sort(own)))
    return columns

"""The engine behind the oracle and fuzz tests: least severity first, then most value at that severity."""

from __future__ import annotations

from solver.modelling.cpsat_search import Hierarchy, solve_hierarchy
from solver.modelling.model import AllocationModel
from solver.modelling.selection import Selection


def solve_whole(model: AllocationModel) -> Hierarchy:
    """Solve a tiny model whole; both levels must be proved."""
    found = solve_hierarchy(Selection.of_seats(model))
    assert found.proved
    return found


def lexicographic_best(model: AllocationModel) -> tuple[int, int]:
    """Return the least severity and the most value at it."""
    taken = solve_whole(model).taken
    return model.evaluate(taken)

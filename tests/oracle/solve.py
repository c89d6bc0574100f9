"""The two engines behind the oracle and fuzz tests: the reference model, and the county engine."""

from __future__ import annotations

from solver.engine.county import solve_county
from solver.modelling.cpsat_search import solve_hierarchy
from solver.modelling.model import AllocationModel
from solver.modelling.selection import Selection


def reference_best(model: AllocationModel) -> tuple[int, int]:
    """Return the least severity and the most value at it, as CP-SAT proves them."""
    found = solve_hierarchy(Selection.of_seats(model))
    assert found.proved
    return model.evaluate(found.taken)


def county_best(model: AllocationModel) -> tuple[int, int]:
    """Return the least severity and the most value at it, as the county engine finds them; it must not overclaim."""
    found = solve_county(model)
    severity, value = model.evaluate(found.seats)
    assert (found.severity, found.value) == (severity, value)
    assert found.severity_bound <= severity
    assert found.value_bound is None or found.value_bound >= value or found.severity_bound < severity
    return severity, value

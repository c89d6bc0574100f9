"""Branching: the halves hold all plans, each bound is true, and the bound of all of them gets better."""

from __future__ import annotations

from dataclasses import replace

from solver.api.certifying import value_proof
from solver.engine.county import solve_county
from solver.engine.effort import Effort
from solver.modelling.halves import Half
from solver.modelling.seats import IntArray
from solver.verify.bound import recheck_bound
from tests.engine.random_models import Size, random_model

COUNTY = Size(villages=7, people=10, team_counts=5)
EFFORT = Effort(polish=0, batches=0, nodes=0, gap=0.0, halves=12)
"""No polishing, no neighbourhoods, no search: what the relaxation leaves open is left to branching."""


def keeps(taken: set[int], seats: dict[str, IntArray], half: Half) -> bool:
    """Whether a plan is in a half."""
    n = len(taken.intersection(seats[half.count].tolist()))
    return n > half.limit if half.more else n <= half.limit


def test_halves() -> None:
    """Bounds are true, never worse than those of the whole, and often better; every plan is in exactly one leaf."""
    split, better = 0, 0
    for seed in range(90):
        model = random_model(seed, COUNTY)
        found = solve_county(model, EFFORT)
        whole = solve_county(model, replace(EFFORT, halves=1))
        assert (found.severity, found.value) == (whole.severity, whole.value)
        assert found.value_bound is not None
        assert whole.value_bound is not None
        assert found.value_bound <= whole.value_bound
        split += len(found.value_leaves) > 1
        better += found.value_bound < whole.value_bound
        seats = model.seats_to_halve_by
        plan = set(found.seats.tolist())
        assert sum(all(keeps(plan, seats, h) for h in leaf.halves) for leaf in found.value_leaves) == 1
        claimed = max(leaf.point.value_bound(found.severity) for leaf in found.value_leaves)
        assert recheck_bound(model, value_proof(model, found.value_leaves), "value", found.severity).bound <= claimed
    assert split >= 10
    assert better >= 5

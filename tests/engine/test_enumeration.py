"""The enumeration itself, against the model's own evaluation, seat by seat."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from solver.modelling.counts import Count
from tests.engine.enumeration import all_plans, all_teams, as_rows, evaluated, tallies
from tests.engine.random_models import Size, random_model

SMALL = Size(villages=2, people=2)


def test_plans_are_those_that_the_model_allows() -> None:
    for seed in range(40):
        model = random_model(seed, SMALL)
        allowed = {}
        for pattern in product((0, 1), repeat=len(model.seats)):
            taken = np.flatnonzero(pattern)
            if len(np.unique(model.seats.person[taken])) < len(taken):
                continue
            try:
                allowed[tuple(taken.tolist())] = model.evaluate(taken)
            except ValueError:
                continue
        plans = all_plans(model)
        rows = [tuple(np.flatnonzero(mask).tolist()) for mask in plans.taken]
        assert dict(zip(rows, zip(plans.severity.tolist(), plans.value.tolist(), strict=True), strict=True)) == allowed
        assert len(rows) == len(allowed)


def test_teams_are_those_of_the_villages_own_counts() -> None:
    """With the other villages and the linking counts away, plans and teams are the same."""
    for seed in range(20):
        model = random_model(seed, Size(villages=1, people=3, linking_counts=0))
        seats = model.seats
        plans = evaluated(all_plans(model).taken, seats.points, seats.village, model.team_counts[0])
        assert as_rows(plans.taken) <= as_rows(all_teams(model, 0).taken)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (Count("c", "", np.array([0, 2]), base=1), [1, 2, 3]),
        (Count("c", "", np.array([0, 1, 2]), weights=np.array([4, 2, 1])), [0, 6, 7]),
        (Count("c", "", np.array([0, 1, 2]), per_village=True, base=2), [2, 3, 4]),
    ],
)
def test_tallies(count: Count, expected: list[int]) -> None:
    """Seats 0 and 1 are in village 0, seat 2 in village 1; taken: none, the first two, all."""
    taken = np.array([[0, 0, 0], [1, 1, 0], [1, 1, 1]], dtype=np.bool_)
    assert tallies(count, taken, np.array([0, 0, 1])).tolist() == expected

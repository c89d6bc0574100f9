"""Counts that a team space has no room for: left out of the prices, never out of a plan's figures (§7.1)."""

from __future__ import annotations

import numpy as np
import pytest

from solver.engine import team_space
from solver.engine.county import solve_county
from solver.engine.relaxation import Relaxation
from tests.engine.enumeration import all_plans, all_teams
from tests.engine.random_models import random_model


@pytest.fixture(autouse=True)
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team_space, "MAX_FLAGS", 1)
    monkeypatch.setattr(team_space, "MAX_COUNTER_STATES", 4)


def test_columns_have_the_figures_of_all_counts() -> None:
    n_teams = 0
    for seed in range(60):
        model = random_model(seed)
        relaxation = Relaxation(model)
        for space in relaxation.spaces:
            if not space.left_out:
                continue
            teams = all_teams(model, space.village)
            for mask, severity, value in zip(teams.taken, teams.severity, teams.value, strict=True):
                column = relaxation.column(space.village, np.flatnonzero(mask))
                assert (column.severity, column.value) == (severity, value), (seed, space.left_out)
                n_teams += 1
    assert n_teams > 200


def test_plan_and_bounds_are_true() -> None:
    n_left_out = 0
    for seed in range(40):
        model = random_model(seed)
        found = solve_county(model)
        n_left_out += bool(found.left_out)
        plans = all_plans(model)
        assert model.evaluate(found.seats) == (found.severity, found.value), seed
        least, _ = plans.best
        assert found.severity_bound <= least <= found.severity, seed
        assert found.value_bound is not None
        assert found.value <= plans.value[plans.severity <= found.severity].max() <= found.value_bound, seed
    assert n_left_out >= 8

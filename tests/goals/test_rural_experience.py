"""E10: years of rural work."""

from __future__ import annotations

import pytest

from tests.judging import compiled


@pytest.mark.parametrize(("years", "points"), [(0, 0), (1, 2), (5, 10), (6, 10)])
def test_years_up_to_the_cap(years: int, points: int) -> None:
    """2 points a year, 5 years at most."""
    model = compiled("rural_experience", {"candidates": [{"rural_years": years}]})
    assert model.seats.points.tolist() == [points, points]


def test_cap_and_weight_are_parameters() -> None:
    # min(6, 10) x 3 = 18
    model = compiled("rural_experience", {"candidates": [{"rural_years": 6}]}, {"weight": 3, "most_years": 10})
    assert model.seats.points.tolist() == [18, 18]

"""E9: the sources that the policy names."""

from __future__ import annotations

from datetime import date

import pytest

from solver.domain.words import Category, Level
from tests.judging import compiled


@pytest.mark.parametrize(
    ("person", "points"),
    [
        ({"level": Level.PROVINCE}, 6),
        ({"level": Level.CENTRAL}, 0),  # named in E11, not here
        ({"level": Level.TOWNSHIP}, 0),
        ({"level": None}, 0),
        ({"category": Category.INSTITUTION, "level": Level.TOWNSHIP}, 6),
        ({"category": Category.ENTERPRISE}, 6),
        ({"category": Category.STEPPED_DOWN}, 6),
        ({"category": Category.CONTRACT}, 0),
        ({"category": None}, 0),
        ({"birth": date(1989, 6, 2)}, 10),  # 35 on 2025-06-01: 6 + 4
        ({"birth": date(1989, 6, 1)}, 6),  # 36
        ({"birth": None}, 6),
        ({"birth": date(1999, 1, 1), "category": Category.ENTERPRISE}, 6),  # young cadres are of organs
        ({"birth": date(1999, 1, 1), "level": Level.TOWNSHIP}, 0),
    ],
)
def test_sources(person: dict[str, object], points: int) -> None:
    assert compiled("source_preference", {"candidates": [person]}).seats.points.tolist() == [points, points]


def test_age_limit_is_a_parameter() -> None:
    model = compiled("source_preference", {"candidates": [{"birth": date(1989, 6, 1)}]}, {"young_to": 36})
    assert model.seats.points.tolist() == [10, 10]

"""A.7: drive time and hardship."""

from __future__ import annotations

import pytest

from tests.judging import compiled

PEOPLE = [{"hardship": True}, {"hardship": False}]


@pytest.mark.parametrize(
    ("minutes", "points"),
    [(None, 0), (29, 0), (30, -6), (59, -6), (60, -12), (180, -36), (600, -36)],  # six steps at most
)
def test_hardship(minutes: int | None, points: int) -> None:
    model = compiled("hardship_drive", {"villages": [{"drive_min": minutes}], "candidates": PEOPLE})
    assert model.seats.points.tolist() == [points, 0, points, 0]


def test_others_may_lose_points_too() -> None:
    # 90 minutes: 3 steps; 3 x 6 and 3 x 1
    model = compiled("hardship_drive", {"villages": [{"drive_min": 90}], "candidates": PEOPLE}, {"others": 1})
    assert model.seats.points.tolist() == [-18, -3, -18, -3]

"""E12: signed up."""

from __future__ import annotations

import pytest

from solver.domain.words import Route
from tests.judging import compiled


@pytest.mark.parametrize(("route", "points"), [(Route.SELF, 5), (Route.BOTH, 5), (Route.ORGANISATION, 0), (None, 0)])
def test_routes(route: Route | None, points: int) -> None:
    assert compiled("volunteer", {"candidates": [{"route": route}]}).seats.points.tolist() == [points, points]

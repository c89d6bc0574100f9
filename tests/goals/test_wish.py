"""E12: wishes."""

from __future__ import annotations

import pytest

from solver.domain.candidate import Place
from tests.judging import compiled


@pytest.mark.parametrize(
    ("wish", "points"),
    [
        (Place("甲县"), [15, 15]),
        (Place("甲县", "乙镇"), [15, 0]),
        (Place("甲县", "乙镇", "1村"), [15, 0]),
        (Place("", "", "2村"), [0, 15]),
        (Place("", "丙镇"), [0, 15]),
        (Place("乙县", "乙镇"), [0, 0]),
        (Place(), [0, 0]),
    ],
)
def test_places(wish: Place, points: list[int]) -> None:
    """V1 is 甲县乙镇1村, V2 is 甲县丙镇2村; members' seats."""
    facts = {"villages": [{}, {"township": "丙镇"}], "candidates": [{"wishes": (wish,)}]}
    seats = compiled("wish", facts).seats
    assert seats.points[seats.role == 1].tolist() == points


def test_villages_with_blank_parts() -> None:
    """A village whose township is not stated lies in the county, not in a township."""
    people = [{"wishes": (Place("甲县"), Place("甲县", "乙镇"))}, {"wishes": (Place("甲县", "乙镇"),)}]
    seats = compiled("wish", {"villages": [{"township": ""}], "candidates": people}).seats
    assert seats.points.tolist() == [15, 0, 15, 0]

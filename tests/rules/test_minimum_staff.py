"""Staff left in a unit: the share is met exactly or missed by one."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.minimum_staff import MinimumStaff


def over(n_sent: int, unit: dict[str, Any], keep_percent: int) -> list[int]:
    plan = build_case(
        {
            "candidates": [{} for _ in range(n_sent)],
            "units": [{"unit_id": "U1", **unit}],
            "assign": [(f"P{i + 1}", "V1", Role.MEMBER) for i in range(n_sent)],
        }
    )
    return [v.size for v in MinimumStaff(MinimumStaff.Params(keep_percent=keep_percent)).check(plan)]


@pytest.mark.parametrize(
    ("staff", "out", "keep", "spare"),
    [
        (20, 0, 85, 3),  # 17 must stay
        (20, 2, 85, 1),
        (9, 0, 85, 1),  # 7.65: 8 must stay
        (10, 0, 100, 0),
        (10, 12, 50, 0),  # more out than may be: nobody new
    ],
)
def test_both_sides(staff: int, out: int, keep: int, spare: int) -> None:
    unit = {"staff": staff, "already_out": out}
    assert over(spare, unit, keep) == []
    assert over(spare + 1, unit, keep) == [1]


def test_off_by_default() -> None:
    assert not MinimumStaff.Params().enabled

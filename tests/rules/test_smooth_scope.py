"""G1, G3: what is there stays, and changes are said."""

from __future__ import annotations

from typing import Any

from solver.domain.words import Role
from tests.stage1.counties import HEAVY, LIFTED, OTHER, county, freeze, shapes, village


def due(village_id: str, role: Role = Role.MEMBER) -> dict[str, Any]:
    return {"village_id": village_id, "role": role, "recalled": True}


def test_the_village_with_people_on_post_is_kept() -> None:
    instance = county(village(HEAVY), village(HEAVY), incumbents=[due("V2", Role.FIRST_SECRETARY)])
    assert shapes(freeze(instance, headcount_budget={"total": 1})) == ["-", "fs"]
    assert shapes(freeze(instance, headcount_budget={"total": 1}, smooth_scope={"points_listed": 0})) == ["fs", "-"]


def test_members_stay_where_they_are() -> None:
    # five members for two lifted villages: the third of V2 is there now (10 + 5 points against 10)
    instance = county(village(LIFTED), village(LIFTED), incumbents=[due("V2")] * 3)
    assert shapes(freeze(instance, headcount_budget={"members": 5})) == ["fs+2", "fs+3"]


def test_changes_are_said() -> None:
    instance = county(
        village(LIFTED), village(LIFTED), village(OTHER), village(LIFTED), incumbents=[due("V2"), due("V3"), due("V4")]
    )
    stage = freeze(instance, headcount_budget={"total": 4})
    said = ["".join(r.to("zh") for r in p.reasons) for p in stage.posts]
    assert shapes(stage) == ["fs", "fs+1", "-", "fs"]
    assert ["新增" in said[0], "上一轮" in said[1], "退出" in said[2], "上一轮" in said[3]] == [True, True, True, False]


def test_a_first_round_has_no_changes_to_say() -> None:
    stage = freeze(county(village(LIFTED)))
    assert not any("上一轮" in r.to("zh") for r in stage.posts[0].reasons)

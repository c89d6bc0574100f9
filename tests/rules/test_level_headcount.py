"""Head count of each level; people who stay are not counted."""

from __future__ import annotations

from typing import Any

from solver.domain.words import Level, Role
from solver.modelling.cases import build_case
from solver.rules.level_headcount import LevelHeadcount


def over(limits: dict[Level, int], **facts: Any) -> list[tuple[str, int]]:
    people = [{"level": Level.PREFECTURE}] * 3
    assign = [(f"P{i}", "V1", Role.MEMBER) for i in (1, 2, 3)]
    plan = build_case({"candidates": people, "assign": assign, **facts})
    return [(v.place, v.size) for v in LevelHeadcount(LevelHeadcount.Params(max=limits)).check(plan)]


def test_both_sides() -> None:
    assert over({Level.PREFECTURE: 3}) == []
    assert over({Level.PREFECTURE: 2}) == [("prefecture", 1)]
    assert over({Level.COUNTY: 0, Level.PROVINCE: 0}) == []


def test_level_of_the_unit_where_the_roster_has_none() -> None:
    people = [{"level": None}] * 3
    units = [{"unit_id": "U1", "level": Level.PROVINCE}]
    assert over({Level.PROVINCE: 1}, candidates=people, units=units) == [("province", 2)]


def test_off_by_default() -> None:
    assert not LevelHeadcount.Params().enabled

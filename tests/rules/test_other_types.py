"""S6: villages of other types, as the county arranges."""

from __future__ import annotations

import pytest

from solver.domain.words import Mode
from tests.stage1.counties import HEAVY, OTHER, county, due_of, freeze, shapes, village


@pytest.mark.parametrize(("types", "listed"), [((), True), (("抵边",), True), (("示范",), False)])
def test_local_types_may_be_limited(types: tuple[str, ...], listed: bool) -> None:
    stage = freeze(county(village(custom_types=("抵边",))), other_types={"types": types})
    assert (shapes(stage) == ["fs+2"]) is listed


def test_a_village_of_no_policy_is_listed_where_the_county_asks() -> None:
    asked = [None, Mode.NONE, Mode.FIRST_SECRETARY_ONLY, Mode.TEAM]
    stage = freeze(county(*[village(demanded_mode=mode) for mode in asked]))
    assert shapes(stage) == ["-", "-", "fs", "fs+2"]


def test_what_another_policy_concerns_is_not_asked_for_here() -> None:
    (due,) = due_of(county(village(HEAVY, demanded_mode=Mode.TEAM)))
    assert [d.rule for d in due.demands] == ["heavy_batch"]


def test_the_batch_comes_first() -> None:
    stage = freeze(county(village(OTHER), village(HEAVY)), headcount_budget={"first_secretaries": 1})
    assert [s != "-" for s in shapes(stage)] == [False, True]
    assert not stage.violations

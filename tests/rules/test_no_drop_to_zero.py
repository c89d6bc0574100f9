"""G2: an assisted lifted village keeps somebody."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stage1.counties import LIFTED, RESETTLEMENT, county, freeze, shapes, village


@pytest.mark.parametrize("facts", [{"assisted": True}, {"lead_unit": "U1"}])
def test_the_assisted_village_is_kept_before_another(facts: dict[str, Any]) -> None:
    stage = freeze(county(village(LIFTED), village(LIFTED, **facts)), headcount_budget={"total": 1})
    assert shapes(stage) == ["-", "fs"]


def test_people_on_post_are_assistance_even_when_due() -> None:
    instance = county(village(LIFTED), village(LIFTED), incumbents=[{"village_id": "V2", "recalled": True}])
    assert shapes(freeze(instance, headcount_budget={"total": 1})) == ["-", "fs"]


def test_dropping_it_is_an_exception_of_its_own() -> None:
    stage = freeze(county(village(LIFTED, assisted=True)), headcount_budget={"total": 0})
    # 3 x the factor 16 of tier 3, beside full coverage
    assert [(v.rule, v.severity) for v in stage.violations] == [
        ("lifted_and_resettlement", 16 * (40 + 2 * 3)),
        ("no_drop_to_zero", 48),
    ]
    assert "四个不摘" in stage.violations[1].message.to("zh")


def test_lifted_villages_only() -> None:
    stage = freeze(county(village(RESETTLEMENT, assisted=True)), headcount_budget={"total": 0})
    assert {v.rule for v in stage.violations} == {"lifted_and_resettlement"}

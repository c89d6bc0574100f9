"""S3: fewer people where the task is light, but never no first secretary."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.words import TaskWeight
from tests.stage1.counties import LIFTED, WEAK, county, due_of, freeze, shapes, village

LIGHT: dict[str, Any] = {"task_weight": TaskWeight.LIGHT}


@pytest.mark.parametrize("weight", list(TaskWeight))
def test_light_villages_only(weight: TaskWeight) -> None:
    (due,) = due_of(county(village(LIFTED, task_weight=weight)))
    assert due.members_min == (1 if weight is TaskWeight.LIGHT else 2)


@pytest.mark.parametrize(("allowed", "least"), [(False, 2), (True, 1)])
def test_key_counties_by_choice(allowed: bool, least: int) -> None:
    instance = county(village(LIFTED, key_county=True, **LIGHT))
    (due,) = due_of(instance, light_task={"allow_in_key_county": allowed})
    assert due.members_min == least


@pytest.mark.parametrize("mode", ["team", "first_secretary_only"])
def test_the_first_secretary_stays(mode: str) -> None:
    stage = freeze(county(village(LIFTED, **LIGHT)), light_task={"mode": mode}, headcount_budget={"total": 0})
    assert stage.violations[0].rule == "light_task"


def test_first_secretary_alone_leaves_the_team_of_a_weak_village_optional() -> None:
    (due,) = due_of(county(village(LIFTED, WEAK, **LIGHT)), light_task={"mode": "first_secretary_only"})
    assert (due.team, due.allows_team, due.members_max, due.tier) == (False, True, 2, 1)


def test_without_a_full_demand_there_is_nothing_to_reduce() -> None:
    (due,) = due_of(
        county(village(LIFTED, **LIGHT)), lifted_and_resettlement={"enabled": False}, key_county={"enabled": False}
    )
    assert due.coverage == "none"


def test_one_member_is_enough_and_none_is_not() -> None:
    instance = county(village(LIFTED, **LIGHT))
    assert not freeze(instance, headcount_budget={"members": 1}).violations
    stage = freeze(instance, headcount_budget={"members": 0})
    assert shapes(stage) == ["fs"]
    assert [(v.rule, v.severity) for v in stage.violations] == [("light_task", 24)]

"""M6: larger teams where the task is heavy, and where extra members go."""

from __future__ import annotations

import pytest

from solver.domain.words import TaskWeight
from tests.stage1.counties import LIFTED, WEAK, county, due_of, freeze, shapes, village


@pytest.mark.parametrize(("weight", "most"), [(TaskWeight.HEAVY, 4), (TaskWeight.NORMAL, 3), (TaskWeight.LIGHT, 2)])
def test_the_maximum_by_task_weight(weight: TaskWeight, most: int) -> None:
    (due,) = due_of(county(village(LIFTED, task_weight=weight)))
    assert due.members_max == most


def test_the_cap_is_the_planner_s() -> None:
    (due,) = due_of(county(village(LIFTED, task_weight=TaskWeight.HEAVY)), heavy_members={"members_max": 6})
    assert due.members_max == 6


def test_it_demands_nothing_by_itself() -> None:
    assert shapes(freeze(county(village(task_weight=TaskWeight.HEAVY)))) == ["-"]


def test_switched_off_nobody_gets_more_than_needed() -> None:
    off = {"enabled": False}
    assert shapes(freeze(county(village(LIFTED), village(WEAK)), heavy_members=off)) == ["fs+2", "fs"]


def test_value_of_extra_members() -> None:
    # heavy 16 + 16 // 2, normal 10; nothing else is rewarded here
    instance = county(village(LIFTED, task_weight=TaskWeight.HEAVY), village(LIFTED))
    assert freeze(instance).value == 16 + 8 + 10

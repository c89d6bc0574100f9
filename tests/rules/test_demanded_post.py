"""G6: the county's own entries."""

from __future__ import annotations

import pytest

from solver.domain.words import Mode, TaskWeight
from tests.stage1.counties import LIFTED, WEAK, county, freeze, shapes, village


@pytest.mark.parametrize("members", [2, 3, 4])
def test_the_number_asked_for_is_given_where_it_is_allowed(members: int) -> None:
    facts = village(LIFTED, task_weight=TaskWeight.HEAVY, demanded_members=members)
    stage = freeze(county(facts))
    assert shapes(stage) == [f"fs+{members}"]
    assert not any("不一致" in r.to("zh") for r in stage.posts[0].reasons)


@pytest.mark.parametrize(("members", "given"), [(1, 2), (5, 4)])
def test_outside_the_limits_the_nearest_is_given_and_said(members: int, given: int) -> None:
    facts = village(LIFTED, task_weight=TaskWeight.HEAVY, demanded_members=members)
    stage = freeze(county(facts))
    assert shapes(stage) == [f"fs+{given}"]
    assert any("不一致" in r.to("zh") for r in stage.posts[0].reasons)


def test_the_mode_asked_for() -> None:
    stage = freeze(
        county(
            village(WEAK, demanded_mode=Mode.FIRST_SECRETARY_ONLY),
            village(WEAK, demanded_mode=Mode.TEAM),
            village(WEAK, demanded_mode=Mode.NONE),
        )
    )
    assert shapes(stage)[:2] == ["fs", "fs+2"]
    assert stage.posts[2].wants_first_secretary  # full coverage is not the county's to leave out


def test_no_points_no_effect() -> None:
    off = {"points_mode": 0, "points_members": 0}
    stage = freeze(county(village(LIFTED, demanded_mode=Mode.TEAM, demanded_members=2)), demanded_post=off)
    assert shapes(stage) == ["fs+3"]

"""S1, M5: lifted and resettlement villages have a first secretary and a team."""

from __future__ import annotations

import pytest

from tests.stage1.counties import LIFTED, RESETTLEMENT, county, due_of, freeze, shapes, village


@pytest.mark.parametrize(("people", "due"), [(799, False), (800, True), (None, True)])
def test_resettlement_from_a_population_on(people: int | None, due: bool) -> None:
    (found,) = due_of(county(village(RESETTLEMENT, population=people)))
    assert found.team is due


def test_a_site_too_small_says_so() -> None:
    stage = freeze(county(village(RESETTLEMENT, population=500)))
    assert shapes(stage) == ["-"]
    assert any("500" in r.to("zh") and "800" in r.to("zh") for r in stage.posts[0].reasons)


def test_the_threshold_is_the_planner_s() -> None:
    small = county(village(RESETTLEMENT, population=500))
    assert due_of(small, lifted_and_resettlement={"min_population": 500})[0].tier == 2


@pytest.mark.parametrize(("members", "short"), [(3, 0), (2, 0), (1, 1), (0, 2)])
def test_members_short_of_two_are_exceptions(members: int, short: int) -> None:
    stage = freeze(county(village(LIFTED)), headcount_budget={"members": members})
    assert [p.members_target for p in stage.posts] == [members]
    # 3 x the factor 16 of tier 3
    assert [(v.size, v.severity) for v in stage.violations] == ([(short, 48 * short)] if short else [])


def test_the_minimum_may_be_raised() -> None:
    (due,) = due_of(county(village(LIFTED)), lifted_and_resettlement={"members_min": 4})
    assert (due.members_min, due.members_max) == (4, 4)

"""S5: full coverage of weak villages, and how long the post outlives the list."""

from __future__ import annotations

import pytest

from tests.stage1.counties import LIFTED, WEAK, county, due_of, freeze, shapes, village


@pytest.mark.parametrize(("most", "expected"), [(0, "fs"), (1, "fs+1"), (2, "fs+2"), (3, "fs+3")])
def test_a_team_is_optional_up_to_the_maximum(most: int, expected: str) -> None:
    assert shapes(freeze(county(village(WEAK)), weak_coverage={"members_max": most})) == [expected]


# on the list of 2024, on post on 1 June 2025: five months end on 31 May, six on 30 June
@pytest.mark.parametrize(("months", "kept"), [(0, False), (5, False), (6, True), (17, True)])
def test_the_post_outlives_the_list_by_so_many_months(months: int, kept: bool) -> None:
    (due,) = due_of(county(village(weak_since=2024)), weak_coverage={"keep_after_exit_months": months})
    assert due.first_secretary is kept


def test_the_reason_names_the_year_of_the_list() -> None:
    (due,) = due_of(county(village(weak_since=2024)), weak_coverage={"keep_after_exit_months": 12})
    assert "2024" in due.demands[0].reason.to("zh")


def test_a_first_secretary_alone_is_no_exception_but_none_is() -> None:
    villages = (village(WEAK), village(WEAK))
    assert not freeze(county(*villages), headcount_budget={"total": 2}).violations
    stage = freeze(county(*villages), headcount_budget={"total": 1})
    # 40 x the factor 32 of tier 1; of two equal villages the smaller ID is served
    assert [(v.place, v.severity, v.tier) for v in stage.violations] == [("V2", 1280, 1)]


def test_it_answers_for_the_first_secretary_of_a_village_that_is_also_lifted() -> None:
    (due,) = due_of(county(village(WEAK, LIFTED)))
    assert (due.fs_rule, due.team_rule) == ("weak_coverage", "lifted_and_resettlement")

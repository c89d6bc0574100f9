"""S4: a batch of villages of heavy task, its size and what is sent."""

from __future__ import annotations

import pytest

from tests.stage1.counties import HEAVY, LIFTED, county, freeze, shapes, village


@pytest.mark.parametrize(
    ("mode", "expected"), [("fs_only", ["fs", "fs"]), ("team", ["fs+4", "fs+4"]), ("solver", ["fs+4", "fs+4"])]
)
def test_what_is_sent(mode: str, expected: list[str]) -> None:
    assert shapes(freeze(county(village(HEAVY), village(HEAVY)), heavy_batch={"mode": mode})) == expected


def test_the_solver_takes_first_secretaries_where_members_are_scarce() -> None:
    stage = freeze(county(village(HEAVY), village(HEAVY)), headcount_budget={"members": 2})
    assert shapes(stage) == ["fs+2", "fs"]


# of five villages: 0 %, 1 % (rounded up), 50 % (3 of 2.5), 100 %
@pytest.mark.parametrize(("share", "n"), [(0, 0), (1, 1), (50, 3), (100, 5)])
def test_a_share_is_rounded_up(share: int, n: int) -> None:
    stage = freeze(county(*[village(HEAVY)] * 5), heavy_batch={"share": share})
    assert sum(s != "-" for s in shapes(stage)) == n


def test_villages_of_a_stronger_policy_are_not_of_the_batch() -> None:
    stage = freeze(county(village(HEAVY, LIFTED), village(HEAVY)), heavy_batch={"count": 0})
    assert shapes(stage) == ["fs+4", "-"]


def test_a_batch_that_budgets_do_not_allow_is_an_exception() -> None:
    stage = freeze(county(*[village(HEAVY)] * 3), heavy_batch={"count": 3}, headcount_budget={"first_secretaries": 1})
    # two short at 10 x the factor 4 of tier 5
    assert [(v.size, v.severity, v.tier) for v in stage.violations] == [(2, 80, 5)]

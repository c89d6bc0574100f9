"""Budgets, both sides of each limit."""

from __future__ import annotations

import pytest

from solver.book.entitle import check_posts
from solver.book.rule_book import RuleBook
from solver.domain.village import Post
from solver.domain.words import Mode, Role
from tests.stage1.counties import LIFTED, county, freeze, village

POSTS = (Post("V1", Mode.TEAM, 2, 2, 2, 3), Post("V2", Mode.TEAM, 1, 1, 1, 3))  # 2 + 3 = 5 people


@pytest.mark.parametrize(("kind", "n"), [("first_secretaries", 2), ("members", 3), ("total", 5)])
def test_check_on_both_sides(kind: str, n: int) -> None:
    instance = county(village(LIFTED), village(LIFTED))
    for limit, hard in ((n, 0), (n - 1, 1)):
        book = RuleBook.of({"headcount_budget": {kind: limit}})
        found = [v for v in check_posts(instance, POSTS, book) if v.rule == "headcount_budget"]
        assert [v.size for v in found if v.hard] == [1] * hard


@pytest.mark.parametrize(("kind", "n"), [("first_secretaries", 1), ("members", 3), ("total", 4)])
def test_the_list_keeps_within(kind: str, n: int) -> None:
    stage = freeze(county(village(LIFTED), village(LIFTED)), headcount_budget={kind: n})
    heads = {
        "first_secretaries": sum(p.wants_first_secretary for p in stage.posts),
        "members": sum(p.members_target for p in stage.posts),
    }
    assert {**heads, "total": sum(heads.values())}[kind] == n


def test_a_budget_of_a_county_does_not_bind_another() -> None:
    instance = county(village(LIFTED), village(LIFTED))
    assert not freeze(instance, headcount_budget={"counties": {"乙县": {"total": 0}}}).violations


def test_who_stays_counts_inside() -> None:
    # three people in all; two of them are the staying ones of V1, which leaves one new: V2's first secretary
    staying = [{"village_id": "V1", "role": role} for role in (Role.FIRST_SECRETARY, Role.MEMBER)]
    stage = freeze(county(village(LIFTED), village(LIFTED), incumbents=staying), headcount_budget={"total": 3})
    assert [p.members_target for p in stage.posts] == [1, 0]
    assert [p.wants_first_secretary for p in stage.posts] == [True, True]

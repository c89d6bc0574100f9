"""Counties decided one by one give the list that the whole decided at once gives; what couples them is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.words import Role
from solver.engine import stage1
from solver.engine.stage1 import Stage1, freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE

AMPLE = {"aggregate_supply": {"percent": 100}}
"""People enough: in a region so small, those of higher levels are else what couples the counties."""


def whole_at_once(monkeypatch: pytest.MonkeyPatch, instance: Instance, book: RuleBook) -> Stage1:
    with monkeypatch.context() as patch:
        patch.setattr(stage1, "_county_by_county", lambda *_: (None, ()))
        return freeze_villages(instance, book)


def round_of(seed: int) -> tuple[Instance, Mapping[str, Any]]:
    drawn = generate("prefecture-tiny", seed)
    return Instance.build(REFERENCE, **drawn.tables()), drawn.scenario["budgets"]


@pytest.mark.parametrize("seed", range(4))
def test_the_same_list(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    instance, budgets = round_of(seed)
    book = RuleBook.of({"headcount_budget": dict(budgets)})
    apart, at_once = freeze_villages(instance, book), whole_at_once(monkeypatch, instance, book)
    assert apart.proved
    assert at_once.proved
    assert (apart.severity, apart.value) == (at_once.severity, at_once.value)
    assert apart.posts == at_once.posts


def test_budgets_that_add_up_couple_nothing() -> None:
    instance, budgets = round_of(1)
    found = freeze_villages(instance, RuleBook.of({"headcount_budget": dict(budgets), **AMPLE}))
    assert found.coupled_by == ()
    assert sum(post.members_target for post in found.posts) == budgets["members"]


def test_a_budget_of_the_whole_that_is_short_couples_the_counties(monkeypatch: pytest.MonkeyPatch) -> None:
    instance, budgets = round_of(1)
    book = RuleBook.of({"headcount_budget": {**budgets, "members": budgets["members"] - 2}, **AMPLE})
    found = freeze_villages(instance, book)
    assert found.coupled_by == ("headcount_budget@#members",)
    assert found.proved
    assert sum(post.members_target for post in found.posts) == budgets["members"] - 2
    assert found.posts == whole_at_once(monkeypatch, instance, book).posts


def test_budgets_of_nothing_leave_who_stays() -> None:
    """What stays is never undone, in whichever county."""
    instance, _ = round_of(2)
    book = RuleBook.of({"headcount_budget": {"total": 0}})
    found = freeze_villages(instance, book)
    staying = sum(i.role is Role.MEMBER for i in instance.staying)
    assert sum(post.members_target for post in found.posts) == staying
    assert found.proved

"""Inputs with nothing to give, nobody to send or nothing to do: a list with words, never “infeasible”."""

from __future__ import annotations

import threading

from solver.book.rule_book import RuleBook
from solver.domain.words import Mode
from solver.engine.stage1 import freeze_villages
from tests.stage1.counties import HEAVY, LIFTED, WEAK, county, freeze, shapes, village


def test_budget_zero_names_every_village_left_out() -> None:
    stage = freeze(county(village(WEAK), village(LIFTED)), headcount_budget={"total": 0})
    assert shapes(stage) == ["-", "-"]
    assert [v.place for v in stage.violations] == ["V1", "V2"]
    assert "未列入选派名单" in stage.violations[0].message.to("zh")
    assert "is not on the list" in stage.violations[0].message.to("en")


def test_no_villages() -> None:
    stage = freeze_villages(county(), RuleBook.of())
    assert (stage.posts, stage.violations, stage.severity, stage.value, stage.proved) == ((), (), 0, 0, True)


def test_all_types_empty() -> None:
    stage = freeze(county(village(), village()))
    assert shapes(stage) == ["-", "-"]
    assert not stage.violations
    assert all("not listed" in p.reasons[0].to("en") for p in stage.posts)


def test_nobody_to_send_and_no_units() -> None:
    stage = freeze(county(village(LIFTED), people=0, units=[]))
    assert shapes(stage) == ["fs+2"]


def test_a_batch_larger_than_its_pool() -> None:
    # ten asked, two there: the batch is the pool; but with nobody to send, each village short is an exception
    assert [s != "-" for s in shapes(freeze(county(village(HEAVY), village(HEAVY)), heavy_batch={"count": 10}))] == [
        True,
        True,
    ]
    stage = freeze(county(village(HEAVY), village(HEAVY), people=0), heavy_batch={"count": 10})
    assert shapes(stage) == ["-", "-"]
    assert [(v.rule, v.size) for v in stage.violations] == [("heavy_batch", 2)]


def test_all_village_rules_switched_off() -> None:
    stage = freeze_villages(county(village(LIFTED)), RuleBook.of(only=frozenset({"headcount_budget"})))
    assert [p.mode for p in stage.posts] == [Mode.NONE]


def test_stopped_before_it_began_gives_a_legal_list() -> None:
    stop = threading.Event()
    stop.set()
    instance = county(*[village(LIFTED)] * 30)
    stage = freeze_villages(instance, RuleBook.of({"headcount_budget": {"total": 50}}), stop=stop)
    assert stage.interrupted
    assert sum(p.wants_first_secretary + p.members_target for p in stage.posts) <= 50
    assert stage.severity >= stage.severity_bound


def test_no_effort_gives_a_legal_list() -> None:
    instance = county(*[village(LIFTED)] * 30)
    stage = freeze_villages(instance, RuleBook.of({"headcount_budget": {"total": 50}}), deterministic_limit=0.0)
    assert sum(p.wants_first_secretary + p.members_target for p in stage.posts) <= 50
    assert stage.severity >= stage.severity_bound
    assert stage.value <= stage.bound or stage.severity > stage.severity_bound

"""What is said about proofs and changes, and that both languages say it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import solver.report
from solver.book.rule_book import RuleBook
from solver.domain.certificate import Level
from solver.goals.need_fit import NeedFit
from solver.report.rule_changes import changes
from solver.report.wording import percent_up, severity_words, value_words
from solver.text import Text


def test_every_text_has_the_same_placeholders_in_both_languages() -> None:
    checked = 0
    for path in Path(solver.report.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
                if not all(isinstance(a, ast.Constant) for a in node.args[:2]):
                    continue
                zh, en = (ast.literal_eval(a) for a in node.args[:2])
                chinese, english = Text(zh, en).placeholders()
                assert chinese == english, (path.name, zh, en)
                checked += 1
    assert checked > 200


@pytest.mark.parametrize(
    ("part", "whole", "says"),
    [
        (0, 100, "0.000%"),
        (1, 100_000, "0.001%"),  # exactly a thousandth of a percent
        (1, 100_001, "0.001%"),  # a little less is still said as that
        (2, 100_001, "0.002%"),
        (1, 10**9, "0.001%"),  # never 0.000% where there is a gap
        (5, 0, "500.000%"),
    ],
)
def test_a_gap_is_never_understated(part: int, whole: int, says: str) -> None:
    assert percent_up(part, whole) == says


def test_words_on_severity() -> None:
    assert "没有例外" in severity_words(Level(0, 0)).to("zh")
    assert severity_words(Level(10, 10)).to("en") == "Proved: no plan has lighter exceptions."
    assert "re-checkable bound is 8" in severity_words(Level(10, 8, search_bound=10)).to("en")
    words = severity_words(Level(10, 8, search_bound=9)).to("en")
    assert "fall by 1 at most (bound 9, re-checkable 8)" in words
    assert "fall by 2 at most (gap 20.000%)." in severity_words(Level(10, 8)).to("en")


def test_words_on_value() -> None:
    assert value_words(Level(100, 100)).to("en").startswith("Proved best")
    words = value_words(Level(1000, 1003, search_bound=1001)).to("en")
    assert "rise by 1 at most" in words
    assert "re-checkable gap: 3 (0.300%)" in words
    assert "rise by 3 at most (gap 0.300%)" in value_words(Level(1000, 1003)).to("en")


def test_defaults_are_no_change() -> None:
    assert changes(RuleBook.of()) == ()


def test_changes_are_listed_with_their_reason() -> None:
    usual = NeedFit().params.weight
    book = RuleBook.of(
        rules={
            "post_first_secretary": {"enabled": False, "reason": "另文安排"},
            "home_avoidance": {"enabled": True, "scope": "township", "reason": "县里规定"},
            "party_full_member": {"enabled": False},  # mandatory: stays on
        },
        goals={"need_fit": {"weight": usual + 1}, "primary_need": {"weight": 0}},
    )
    assert "party_full_member" in {rule.slug for rule in book.rules}
    assert {statute.slug for statute in book.off} >= {"post_first_secretary", "primary_need"}
    found = {c.title.to("zh"): (c.what.to("zh"), c.reason) for c in changes(book)}
    assert found["选派村须有第一书记"] == ("已停用", "另文安排")
    assert found["原籍回避"] == ("已启用，scope: village → township", "县里规定")
    assert found["需求匹配"] == (f"已调整，weight: {usual} → {usual + 1}", "")
    assert found["首要需求有人承担"] == ("已停用", "")

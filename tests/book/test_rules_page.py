"""The readers' page: complete, in both languages, current."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field

import solver
from solver.book.page import PAGES, rule_page, rule_table, write_pages
from solver.book.parameters import in_language, parameters_of
from solver.domain.words import Grade
from solver.goals import GOALS
from solver.modelling.rule import Params
from solver.rules import RULES
from solver.text import LANGS, Lang

SOLVER = Path(solver.__file__).parent


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_and_goal_is_in_the_table_once(lang: Lang) -> None:
    rows = rule_table(lang)
    assert sorted(row["slug"] for row in rows) == sorted(s.slug for s in (*RULES, *GOALS))
    for row in rows:
        assert (SOLVER / row["file"]).is_file()
        assert all(p["description"] for p in row["parameters"]), row["slug"]


@pytest.mark.parametrize("lang", LANGS)
def test_committed_page_is_current(lang: Lang) -> None:
    """If this fails: ``python -m solver.book.page``."""
    assert (SOLVER / PAGES[lang]).read_text(encoding="utf-8") == rule_page(lang)


def test_pages_are_written_where_they_are_asked_for(tmp_path: Path) -> None:
    write_pages(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["RULES.md", "RULES.zh.md"]


def test_an_entry_reads_well() -> None:
    page = rule_page("en")
    assert '<a id="members_minimum"></a>\n\n### Members at least the minimum' in page
    assert "`members_minimum` · M5, S3 · elastic, on by default · [rules/members_minimum.py]" in page
    assert "| `severity` | `4` | 1–100 | Severity of each one missing |" in page
    assert "`captain` · M4 · hard, cannot be switched off" in page
    assert "`lodging` · O7, M3b · option, off by default" in page
    assert "- +40: one person in a village of normal task: 40" in page
    assert "| `severity` | `4` | 1–100 | 每缺一人的严重度 |" in rule_page("zh")


class Inner(Params):
    least: int = Field(ge=1, description="At least · 至少")


class Outer(Params):
    grade: Grade | None = Field(default=None, description="A grade · 等次")
    share: int = Field(default=3, le=9, description="undivided")
    parts: tuple[Inner, ...] = Field(default=(), description="Parts · 部分")


def test_parameters() -> None:
    found = [(p.name, p.default, p.allowed, p.description) for p in parameters_of(Outer, "zh")]
    assert found == [
        ("grade", "null", "excellent, competent, basic, unqualified", "等次"),
        ("share", "3", "≤ 9", "undivided"),
        ("parts", "[]", "", "部分"),
        ("parts.least", "", "≥ 1", "至少"),
    ]


def test_halves_of_a_description() -> None:
    assert in_language("Points · 分值", "en") == "Points"
    assert in_language("Points · 分值", "zh") == "分值"

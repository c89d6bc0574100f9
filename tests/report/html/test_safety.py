"""Cells of a roster never become markup, and private facts are not in the file unless asked for."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from solver.domain.words import Expertise, Grade
from solver.modelling.cases import build_case
from solver.report.html.files import INDEX, plan_pages
from solver.report.html.render import css_string
from solver.report.solved import Solved
from solver.text import Lang, Text
from tests.report.html.pages import taken_apart
from tests.report.samples import FS, MEMBER, hand_made, solved_of

EVIL = "<script>alert(1)</script>"
TRICKS = (
    EVIL,
    "\"'><img src=x onerror=alert(1)>",
    "]]><svg onload=alert(1)>",
    "{{7*7}}",
    "$x$ ${a}",
    "\x00\u202e</style>",
)


def trapped() -> Solved:
    """Every text that a planner writes holds something that would like to be markup."""
    villages = [
        {"village_id": f'V<{i}>&"', "name": trick, "township": trick, "county": EVIL, "drive_min": 10 * i}
        for i, trick in enumerate(TRICKS)
    ]
    facts: dict[str, Any] = {
        "villages": [{**v, "extra": {EVIL: EVIL}, "custom_types": (EVIL,), "needs": (3,) * 12} for v in villages],
        "units": [{"unit_id": EVIL, "quota_first_secretary": 2}],
        "candidates": [
            {"alias": trick, "person_id": f"P'{i}<b>", "unit_id": EVIL, "extra": {EVIL: EVIL}, "post_rank": EVIL}
            for i, trick in enumerate(TRICKS)
        ],
        "incumbents": [{"village_id": 'V<0>&"', "role": MEMBER, "end": date(2025, 5, 1), "person": {"alias": EVIL}}],
        "assign": [(f"P'{i}<b>", f'V<{i}>&"', FS) for i in range(len(TRICKS) - 1)],
    }
    return solved_of(build_case(facts), title=Text(EVIL + '；"}', EVIL + '; "}'))


@pytest.mark.parametrize(("lang", "split"), [("zh", False), ("en", True)])
def test_cells_stay_text(lang: Lang, split: bool) -> None:
    for html in dict(plan_pages(trapped(), lang, private=True, folder=EVIL, split=split)).values():
        found = taken_apart(html)
        assert found.unbalanced == []
        assert found.tags.count("script") == 1  # our own
        assert found.tags.count("img") == 0
        assert found.handlers == []
        assert html.count("<style>") == 1
        assert html.count("</style>") == 1
        assert "\x00" not in html
        assert "\u202e" not in html
        assert "{{7*7}}" in html  # no template of ours


def test_a_title_cannot_leave_the_style_sheet() -> None:
    assert css_string("甲县") == '"甲县"'
    assert css_string('a"}</style>') == '"a\\22 \\7d \\3c \\2f style\\3e "'
    style = re.search(r"<style>(.*?)</style>", dict(plan_pages(trapped(), "en"))[INDEX], re.DOTALL)
    assert style is not None
    assert "alert(1)" not in style[1]


PRIVATE = {
    "age": "38",
    "recall": "工作调动",
    "extra": "电话",
    "pending": "联审待定",
    "not eligible": "不符合条件",
    "points": "得分构成",
}
"""What the sample holds and an open report does not: ages, a recall, a roster column, gates, reasons, points."""


def test_private_facts_stay_out_unless_asked_for() -> None:
    facts_only = {key: value for key, value in PRIVATE.items() if key not in ("age", "not eligible", "points")}
    shut, told = (dict(plan_pages(hand_made(), "zh", private=p))[INDEX] for p in (False, True))
    for key, value in facts_only.items():
        assert value not in shut, key
        assert value in told, key
    for header in ("到岗时年龄</th>", "政治面貌</th>", "未安排原因</th>", "本人其他得分高的岗位"):
        assert header not in shut
    assert "岗位得分" not in taken_apart(shut).text
    assert "岗位得分" in taken_apart(told).text
    assert "(P4)" not in taken_apart(shut).text  # who was not chosen
    assert "(P4)" in taken_apart(told).text


def test_exceptions_about_a_person_name_the_person_only() -> None:
    from solver.book.rule_book import RuleBook

    book = RuleBook.of(
        rules={"key_county_grade": {"enabled": True, "reason": "试"}}, only=frozenset({"key_county_grade"})
    )
    facts = {
        "villages": [{"key_county": True}],
        "candidates": [{"appraisals": (Grade.BASIC,), "expertise": (Expertise.LAW,)}],
        "assign": [("P1", "V1", FS)],
    }
    solved = solved_of(build_case(facts), book)
    assert len(solved.evaluation.exceptions) == 1
    shut, told = (taken_apart(dict(plan_pages(solved, "zh", private=p))[INDEX]).text for p in (False, True))
    assert "基本称职" not in shut
    assert "涉及张某1(P1)的个人情况，见内部版。" in shut
    assert "基本称职" in told

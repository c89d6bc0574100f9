"""The summary on the screen: under a screen, and its figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from solver.domain.certificate import Certificate, Level
from solver.domain.violation import Violation
from solver.report.screen import HEIGHT, WIDTH, screen_summary
from solver.report.solved import Solved
from solver.report.wrapping import wrapped
from solver.rules import RULES
from solver.text import LANGS, Lang, Text
from tests.report.samples import county, hand_made

FOLDER = Path("/plans/a b")


def crowded() -> Solved:
    """More kinds of exception than fit, long names, everything that can be said is said."""
    solved = hand_made(status="interrupted", title=Text("很长的方案名称" * 20, "a long name " * 20))
    rules = [*(rule.slug for rule in RULES), *(f"rule_{n}" for n in range(12))]
    many = tuple(Violation(slug, "V1", 1, 5 + n, Text("例外", "exception"), tier=1) for n, slug in enumerate(rules))
    severity = Level(sum(v.severity for v in many), 3, search_bound=5)
    value = Level(36, 1_000_036, search_bound=500_036)
    return replace(
        solved,
        evaluation=replace(solved.evaluation, violations=many),
        stage1=many[:2],
        certificate=Certificate(severity, value),
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("solved", [hand_made(), crowded(), county(30, 80)], ids=["hand", "crowded", "county"])
def test_fits_under_a_screen(solved: Solved, lang: Lang) -> None:
    lines = screen_summary(solved, lang, FOLDER).splitlines()
    assert len(lines) <= HEIGHT
    assert max(cell_len(line) for line in lines) <= WIDTH
    assert all(line == line.rstrip() for line in lines)


def test_figures_in_chinese() -> None:
    text = screen_summary(hand_made(), "zh", FOLDER)
    lines = text.splitlines()
    assert lines[:2] == ["甲县试例", "草案：2025-06-01到岗，任期24个月"]
    assert lines[2].startswith("选派村 2 个：工作队 1、单独选派第一书记 1")
    assert lines[4].split() == ["第一书记", "2", "1", "0", "1", "1"]
    assert lines[5].split() == ["工作队员", "3", "1", "1", "1", "0"]
    assert "例外 1 项，须签字；严重度 320" in text
    assert "选派村须有第一书记 1 项" in text
    assert "得分 36，证明的上界 37" in text
    assert "villages-first verify '/plans/a b'" in text


def test_columns_stand_under_their_heads() -> None:
    for lang in LANGS:
        lines = screen_summary(hand_made(), lang).splitlines()
        assert len({cell_len(line) for line in lines[3:6]}) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_cut_but_a_title_of_more_than_two_lines(lang: Lang) -> None:
    # of 81 half-width cells: one more than a line holds
    long = Text(
        "棠岭县驻村第一书记和工作队" * 3 + "轮换",
        "Rotation of first secretaries and work teams, 棠岭县 (fictional), 2025 until 2027",
    )
    assert cell_len(long.en) == 81
    assert cell_len(long.zh) > WIDTH
    whole = screen_summary(replace(hand_made(), title=long), lang)
    assert "…" not in whole
    assert whole.replace("\n ", "").replace(" ", "").startswith(long.to(lang).replace(" ", ""))
    assert screen_summary(crowded(), lang).count("…") == 1


def test_rules_beyond_the_first_are_summed_up() -> None:
    solved = crowded()
    n = len(RULES) + 12
    text = screen_summary(solved, "en")
    assert f"{n - 5} of {n - 5} other kinds" in text


def test_without_a_folder_no_command_is_promised() -> None:
    assert "verify" not in screen_summary(hand_made(), "en")


def test_long_lines_break_between_words_and_characters() -> None:
    english = wrapped("word " * 60, WIDTH)
    assert all(cell_len(line) <= WIDTH for line in english)
    assert " ".join(" ".join(english).split()) == ("word " * 60).strip()
    chinese = wrapped("村，" * 60, WIDTH)
    assert all(not line.strip().startswith("，") for line in chinese)

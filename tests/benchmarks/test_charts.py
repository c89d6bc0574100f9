"""Plots are made of the results alone, the same byte for byte, and only where there is something to plot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.cases import CaseFacts
from benchmarks.charts.drawn import draw_all
from benchmarks.charts.gap_curves import LEAST_GAP, draw_gaps, gap_steps, severity_steps
from benchmarks.charts.phases import draw_phases
from benchmarks.charts.scaling import CURVES, points
from benchmarks.results import Results, Whole
from tests.benchmarks.rows import ENGINE, GREEDY, results
from tests.benchmarks.test_race import NEVER, SLOW

WHOLE = Whole("county-s:1", {"read": 1.0, "improve": 3.0}, 4.0, 170, 340, 340, 30_000, 0.0005, 2**30)


def curve_results() -> Results:
    names = ["county-m:1:ratio=1.5", "county-m:1:ratio=1.05", "county-s:1"]
    facts = tuple(CaseFacts(name, 100, 220, None, 188, None, None) for name in names)
    return replace(results(*(replace(ENGINE, case=name) for name in names)), cases=facts)


def test_steps_go_down_and_end_where_the_method_ended() -> None:
    seconds, gaps = gap_steps(ENGINE, 340, 30_015)
    assert seconds == [2.0, 3.0, 12.3, 12.34]
    assert gaps == pytest.approx([1015 / 29_000, 215 / 29_800, 0.0005, 0.0005])
    assert gap_steps(ENGINE, 340, 30_000)[1][-1] == LEAST_GAP  # no gap at all cannot be drawn
    assert gap_steps(NEVER, 340, 30_015) == ([], [])
    assert severity_steps(ENGINE) == ([1.0, 2.0, 12.34], [400, 340, 340])


def test_points_of_a_curve_are_in_order() -> None:
    ratio = next(curve for curve in CURVES if curve.figure == "ratio")
    lines = points(curve_results(), ratio)
    assert {key: [x for x, _ in line] for key, line in lines.items()} == {("county-m", "engine"): [1.05, 1.5]}
    assert points(results(ENGINE), ratio) == {}


def test_all_plots_are_drawn_and_are_the_same_again(tmp_path: Path) -> None:
    race = replace(results(ENGINE, SLOW, NEVER, GREEDY), wholes=(WHOLE,))
    drawn = draw_all([race, curve_results()], tmp_path / "a")
    assert [file.name for file in drawn] == ["gap-county-s-1.svg", "scaling-ratio.svg", "phases.svg"]
    again = draw_all([race, curve_results()], tmp_path / "b")
    assert [file.read_bytes() for file in drawn] == [file.read_bytes() for file in again]
    text = drawn[0].read_text(encoding="utf-8")
    assert ">engine<" in text  # text stays text
    assert "gap in %, at severity 340" in text
    assert "<dc:date>" not in text


def test_nothing_to_plot_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plan, or no bound"):
        draw_gaps(results(GREEDY), "county-s:1", tmp_path / "a.svg")
    with pytest.raises(ValueError, match="no case was finished"):
        draw_phases([replace(WHOLE, phases={})], tmp_path / "a.svg")
    assert draw_all([results(ENGINE)], tmp_path) == []

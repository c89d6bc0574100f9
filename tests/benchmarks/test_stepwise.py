"""A run in steps: what was kept of it, or of a copy whose identity the study does not know, is taken up again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.cases import Case
from benchmarks.stepwise import case_work, scenario_work, steps
from solver.engine.crews.part_folder import PartFolder
from solver.engine.crews.remembered import Remembering


def test_a_copy_of_kept_answers_is_taken_up(tmp_path: Path) -> None:
    work = case_work("prefecture-tiny:1", tmp_path / "case")
    kept, copy = tmp_path / "OUT.part", tmp_path / "copy"
    PartFolder(kept, {"inputs": "those of a run"}).write("another", b"")
    with steps(work, kept) as (run, crew):
        relaxed = run.relaxation.solve(crew, "value", 1)
    shutil.copytree(kept, copy)
    with steps(work, copy) as (run, crew):
        again = run.relaxation.solve(crew, "value", 1)
        assert isinstance(crew, Remembering)
        assert (crew.n_taken_up, crew.n_done) == (1, 0)
    assert again.point.total == relaxed.point.total
    assert again.columns == relaxed.columns


def test_a_case_is_prepared_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = case_work("tiny:1", tmp_path)
    monkeypatch.setattr("benchmarks.stepwise.prepare", None)
    assert case_work("tiny:1", tmp_path).problem.posts == first.problem.posts


def test_a_scenario_gives_the_work_of_its_case(tmp_path: Path) -> None:
    assert scenario_work(Case.parse("tiny:1").ship(tmp_path / "round")).problem == case_work("tiny:1", tmp_path).problem

"""Progress, folders, output: the parts that a solve puts together."""

from __future__ import annotations

import io
import os
import stat
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from solver.api.listing import VillageList
from solver.api.rounds import load
from solver.api.run_log import RunLog
from solver.cli import entry, progress
from solver.cli.folders import next_folder, refuse_unusable, write_into
from solver.cli.output import Output, aligned, fault_lines
from solver.cli.progress import PHASES, LiveLine, PlainLines, Silent, State, display_for, figures
from solver.cli.rounds import count_faults
from solver.engine.county import Progress, Steps
from solver.errors import Fault, ModelError, OutputError
from solver.text import Text
from tests.cli.running import run
from tests.rounds import SCENARIOS

TINY = SCENARIOS / "tiny" / "tiny.yaml"


def test_bound_and_gap_are_shown_once_exceptions_are_proved_least() -> None:
    early = Progress("relax", 500, 900, 340, 1_000_000)
    assert figures(early, "en") == ["exceptions 500 (at least 340)", "value 900"]
    late = Progress("improve", 340, 30_000, 340, 30_001)
    # 1 of 30,000 is 0.00333 %: shown rounded up
    assert figures(late, "en") == ["exceptions 340 (proved least)", "value 30,000", "bound 30,001 · gap 0.004%"]
    assert figures(Progress("greedy", 5, 7, None, None), "zh") == ["例外严重度 5", "得分 7"]


def test_counties_and_rounds_are_counted_before_there_is_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    with PlainLines(Output("en"), every=3600) as lines:
        lines.phase("read")
        lines.tell(Progress("relax", 0, 0, None, None, Steps(37, 100, 5), planned=False))
        lines.tell(Progress("dive", 9, 1, None, None, Steps(3, 100, 0)))
    first, second = capsys.readouterr().err.splitlines()  # nothing is said of a plan that is not there
    assert second.startswith("making plans 3/100 · exceptions 9 · value 1 · ")
    state = State("zh", "relax")
    state.best, state.steps = Progress("relax", 0, 0, None, None, planned=False), Steps(37, 100, 5)
    assert state.line().startswith("得分上界 第 5 轮 37/100 · 用时 ")
    assert first.startswith("reading the inputs")


def test_the_check_says_how_many_counties_are_done() -> None:
    state = State("en", "check")
    assert state.line().startswith("checking the plan · ")
    state.steps = (12, 100, 0)
    assert state.line().startswith("checking the plan 12 of 100 counties · ")
    state.lang = "zh"
    assert state.line().startswith("核对方案 12/100个县 · ")
    state.name = "read"
    assert state.line().startswith("读取输入 12/100 · ")


def test_plain_lines_come_at_the_start_with_the_first_plan_and_as_time_goes_by(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = Output("en")
    with PlainLines(out, every=3600) as lines:
        lines.phase("villages")
        for name, value in (("greedy", 1), ("greedy", 2), ("relax", 3), ("relax", 4)):
            lines.tell(Progress(name, 0, value, None, None))
        lines.phase("relax")
    shown = capsys.readouterr()
    assert shown.out == ""
    assert [line.split(" · ")[0] for line in shown.err.splitlines()] == [
        PHASES[name].en for name in ("villages", "greedy")
    ]
    with PlainLines(out, every=0.01):
        time.sleep(0.2)
    assert len(capsys.readouterr().err.splitlines()) >= 2


def test_phases_of_the_engine_have_words() -> None:
    source = (Path(progress.__file__).parents[1] / "engine" / "county.py").read_text(encoding="utf-8")
    names = {part.split('"')[0] for part in source.split('self.phase("')[1:]}
    assert len(names) >= 6
    assert names <= set(PHASES)


def test_a_live_line_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Output("en")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(display_for(out), LiveLine)
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(display_for(out), PlainLines)
    assert isinstance(display_for(Output("en", quiet=True)), Silent)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(display_for(out), PlainLines)


def test_a_live_line_shows_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    with LiveLine(Output("en")) as line:
        line.phase("villages")
        line.tell(Progress("improve", 0, 77, 0, 78))
    assert "value 77" in terminal.getvalue()
    assert "\x1b[3" not in terminal.getvalue(), "no colours"


def test_next_folder_is_above_all_that_are_there(tmp_path: Path) -> None:
    assert next_folder("a", tmp_path / "out").name == "a-01"
    for name in ("a-02", "a-07", "a-b-30", "b-50", ".a-08.xy.partial"):
        (tmp_path / "out" / name).mkdir(parents=True)
    assert next_folder("a", tmp_path / "out").name == "a-09"
    assert next_folder("b", tmp_path / "out").name == "b-51"


def test_unusable_folders_are_refused_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    refuse_unusable(tmp_path / "new" / "plan")
    for target in (tmp_path / "file", tmp_path / "file" / "plan", tmp_path):
        with pytest.raises(OutputError):
            refuse_unusable(target)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="no right"):
        refuse_unusable(tmp_path / "new")


def test_a_folder_that_somebody_else_takes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tried: list[str] = []

    def write(target: Path) -> None:
        tried.append(target.name)
        if len(tried) == 1:
            target.mkdir(parents=True)
            raise OutputError("exists")

    assert write_into(write, Path("out/a-01"), "a") == Path("out/a-02")
    assert tried == ["a-01", "a-02"]

    def fail(_: Path) -> None:
        raise OutputError("disk full")

    with pytest.raises(OutputError, match="disk full"):
        write_into(fail, Path("out/b"), None)


def test_columns_are_aligned_by_width_not_by_characters() -> None:
    assert aligned([["村", "a", "x"], ["v", "bb", "y"]]) == "村  a   x\nv   bb  y"


def test_a_solve_counts_what_was_repaired_and_says_where_each_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    the_round = load(TINY)
    repair = Fault("x", Text("旧日期", "old date"), Text("核对", "check it"), file="f", severity="repair")
    faults = (repair, replace(repair, severity="note"), repair)
    noted = replace(the_round, opened=replace(the_round.opened, faults=faults))
    count_faults(noted, Output("en"), Path("a b.yaml"))
    assert capsys.readouterr().err == ("Inputs: 2 repaired, 1 noted; see villages-first check 'a b.yaml'\n")
    count_faults(replace(noted, opened=replace(the_round.opened, faults=())), Output("zh"), Path("a.yaml"))
    count_faults(noted, Output("zh", quiet=True), Path("a.yaml"))
    assert capsys.readouterr().err == ""
    lines = RunLog(VillageList(noted, (), (), None)).text().splitlines()
    assert sum("inputs: repair: f: 旧日期 → 核对" in line for line in lines) == 2


def test_faults_are_counted_and_numbered_errors_first() -> None:
    text = Text("坏", "bad")
    faults = [Fault("a", text, text, severity="note"), Fault("b", text, text, file="f", row=3), Fault("c", text, text)]
    assert fault_lines(faults, "en") == [
        "error: 2",
        "  1. f › #3: bad → bad",
        "  2. : bad → bad",
        "note: 1",
        "  1. : bad → bad",
    ]


def test_a_defect_keeps_its_traceback_in_a_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def broken(*_: object, **__: object) -> None:
        raise ModelError("rows contradict")

    monkeypatch.setattr("solver.api.listing.freeze", broken)
    said = run(capsys, "villages", TINY, "--lang", "en")
    assert said.code == 70
    assert "Traceback" not in said.err
    assert "ModelError: rows contradict" in said.err
    (log,) = tmp_path.glob("villages-first-error-*.log")
    assert str(log) in said.err
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_interrupted_before_there_is_a_plan(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("solver.api.listing.freeze", stopped)
    said = run(capsys, "solve", TINY, "--lang", "en")
    assert said.code == 130
    assert "no plan yet" in said.err


def test_a_reader_that_has_gone_is_no_defect(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert entry.main(["rules", "--full"]) == 141
        monkeypatch.undo()

"""The tables say what the rows hold, severity before value; results survive their file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.registry import PRESETS
from benchmarks.results import Results, contradictions, read_results, seconds_to_gap, tightest_bound
from benchmarks.table import methods_table, section, times_table
from tests.benchmarks.rows import DEAD, ENGINE, GREEDY, PEER, results


def cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]


def test_the_table_of_methods() -> None:
    header, _, *lines = cells(methods_table(results(ENGINE, GREEDY, PEER, DEAD)))
    engine, greedy, peer, dead = (dict(zip(header, line, strict=True)) for line in lines)
    assert engine["seconds"] == "12.3"
    assert (engine["severity"], engine["at least"], engine["value"], engine["at most"]) == (
        "340",
        "340",
        "30,000",
        "30,015",
    )
    assert (engine["gap"], engine["to best bound"], engine["peak MiB"]) == ("0.050 %", "0.050 %", "400")
    assert (greedy["gap"], greedy["to best bound"], greedy["at most"]) == ("severity +1,480", "–", "–")
    assert (peer["gap"], peer["to best bound"]) == ("10.000 %", "2.092 %")
    assert peer["notes"] == "severity feasible, value feasible"
    assert dead["notes"] == "failed: the process died (exit code -6)"
    assert (dead["seconds"], dead["value"]) == ("–", "–")


def test_values_are_not_compared_while_severity_is_open() -> None:
    header, _, line = cells(methods_table(results(PEER)))  # severity 340, at least 180
    peer = dict(zip(header, line, strict=True))
    assert (peer["gap"], peer["to best bound"]) == ("severity open by 160", "–")


def test_the_table_stands_straight() -> None:
    assert len({len(line) for line in methods_table(results(ENGINE, GREEDY, PEER, DEAD)).splitlines()}) == 1


def test_times_to_a_gap_ask_for_the_least_severity() -> None:
    assert seconds_to_gap(ENGINE, 0.01, 340) == 3.0  # 0.72 % at 3 s; the plan of 1 s has more severity
    assert seconds_to_gap(ENGINE, 0.0005, 340) == 12.3  # 0.05 % is within 0.05 %
    assert seconds_to_gap(ENGINE, 0.0001, 340) is None
    assert cells(times_table(results(ENGINE)))[2][2:7] == ["3.0", "3.0", "12.3", "12.3", "–"]


def test_the_tightest_bound_is_anybodys() -> None:
    assert tightest_bound((ENGINE, GREEDY, PEER)) == 30_015
    assert tightest_bound((GREEDY,)) is None


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (replace(PEER, value=30_015), 0),  # as much as the engine's bound
        (replace(PEER, value=30_016), 1),
        (replace(PEER, value=30_016, severity=341), 0),  # the bound is on plans of severity 340 or less
        (replace(PEER, severity=339), 1),  # the engine claims 340 at least
        (replace(PEER, severity=339, case="county-m:1"), 0),
    ],
)
def test_a_plan_that_disproves_a_bound_is_reported(plan: object, found: int) -> None:
    assert len(contradictions((ENGINE, GREEDY, plan))) == found  # type: ignore[arg-type]


def test_the_section_names_the_machine_and_no_host() -> None:
    text = section(results(ENGINE, PEER))
    assert text.startswith("## 2026-01-02 03:04 UTC · 0123456789 · preset small\n\n")
    assert "processor Some CPU; cores 2; Python 3.11. workers 2." in text
    assert "- `engine`: " in text
    assert "`greedy`" not in text
    assert "CONTRADICTION" in section(results(ENGINE, replace(PEER, value=30_016)))


def test_results_survive_their_file_and_are_appended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = results(ENGINE, GREEDY, PEER, DEAD)
    before.write(tmp_path / "out" / "results.json")
    assert read_results(tmp_path / "out" / "results.json") == before
    page = tmp_path / "RESULTS.md"
    page.write_text("# Results\n", encoding="utf-8")
    monkeypatch.setattr(command, "RESULTS_PAGE", page)
    assert command.main(["table", str(tmp_path / "out" / "results.json"), "--append"]) == 0
    assert page.read_text(encoding="utf-8") == f"# Results\n\n{section(before)}"
    assert "| county-s:1 | engine" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--preset", "small", "--cases", "tiny"],
        ["--methods", "gurobi"],
        ["--cases", "tiny", "--methods", "cpsat-default"],
    ],
)
def test_bad_arguments_are_refused_before_anything_runs(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        command.main(["run", *arguments])
    assert stop.value.code == 2


def test_without_a_command_the_small_preset_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(title: str, blocks: object, *_: object, resume: bool) -> Results:
        assert (title, blocks) == ("preset small", PRESETS["small"])
        return results(ENGINE)

    monkeypatch.setattr(command, "run_benchmarks", run)
    assert command.main([]) == 0
    assert "| county-s:1 | engine" in capsys.readouterr().out

"""Runs are recorded by ``solve`` and looked up by ``history``; a history that fails never fails a run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from solver import api
from tests.cli.running import run
from tests.rounds import NOMINEES, copy_round, edit

FILES = ("plan.json", "certificate.json", "run.json", "plan.xlsx")


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VILLAGES_FIRST_HISTORY", str(tmp_path / "history.sqlite"))
    return copy_round(tmp_path)


def test_list_show_compare(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no run" in run(capsys, "history", "--lang", "en").out.lower()
    assert run(capsys, "solve", scenario, "--out", "a").code == 0

    def ill(row: dict[str, str]) -> None:
        if row["编号"] == "A01P0010":
            row["健康"] = "不能履职"

    edit(scenario, NOMINEES, ill)
    run(capsys, "solve", scenario, "--out", "b")
    listed = run(capsys, "history", "--json").document["runs"]
    assert [one["number"] for one in listed] == [2, 1]
    assert [Path(one["folder"]).name for one in listed] == ["b", "a"]
    assert listed[1]["figures"]["sent"] == 10  # README of scenarios/tiny: ten people are sent
    assert listed[0]["figures"]["sent"] == 9
    assert listed[0]["seconds"] > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", listed[0]["began"])
    assert len(run(capsys, "history", "--last", "1").out.splitlines()) == 2
    shown = run(capsys, "history", "show", "1", "--lang", "zh").out
    assert "scenarios/tiny/tiny-csv.yaml" in shown
    assert listed[1]["digest"] in shown
    compared = run(capsys, "history", "compare", "1", "2", "--lang", "en")
    assert "人选花名册.csv" in compared.out.split("differ: ")[1].splitlines()[0]
    assert "A01P0010" in compared.out
    document = run(capsys, "history", "compare", "1", "2", "--json").document
    assert [(m["person_id"], m["change"]) for m in document["moves"]] == [("A01P0010", "dropped")]
    assert document["same_plan"] is False
    assert run(capsys, "history", "compare", "1", "1", "--json").document["same_plan"] is True


def test_nothing_of_a_person_but_the_code(scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "solve", scenario, "--out", "a")
    kept = (tmp_path / "history.sqlite").read_bytes()
    instance = api.load(scenario).instance
    people = [*instance.candidates, *(i.person for i in instance.incumbents)]
    aliases = {person.alias for person in people if person.alias}
    assert aliases
    assert [alias for alias in aliases if alias.encode() in kept] == []
    assert api.reopen("a", scenario).plan.assignments[0].person_id.encode() in kept


def test_the_plan_folder_knows_nothing_of_it(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder, more in (("a", []), ("b", ["--no-history"])):
        assert run(capsys, "solve", scenario, "--out", folder, *more).code == 0
    assert [(Path("a") / name).read_bytes() == (Path("b") / name).read_bytes() for name in FILES] == [True] * 4
    assert len(api.runs()) == 1


def test_another_file_and_none(scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.sqlite"
    assert run(capsys, "solve", scenario, "--out", "a", "--history", other).code == 0
    assert api.runs() == ()
    assert [one.command for one in api.runs(other)] == ["solve"]
    assert api.record_run("a", command="batch", history=other) == 2
    assert api.recorded_run(2, other).postings == api.recorded_run(1, other).postings


def test_a_damaged_history_never_fails_a_run(
    scenario: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "history.sqlite").write_bytes(b"broken " * 400)
    said = run(capsys, "solve", scenario, "--out", "a", "--lang", "en")
    assert said.code == 0
    assert "not recorded" in said.err
    assert "Move it away" in said.err
    assert (tmp_path / "a" / "plan.json").is_file()
    assert run(capsys, "verify", "a", "--scenario", scenario).code == 0
    assert run(capsys, "history", "--lang", "en").code == 2


def test_what_is_asked_wrongly_is_said(
    scenario: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in (["show"], ["compare", "1"], ["list", "1"], ["show", "7"]):
        said = run(capsys, "history", *arguments, "--lang", "en")
        assert said.code == 2
        assert said.out == ""
        assert "Traceback" not in said.err
    monkeypatch.setenv("VILLAGES_FIRST_HISTORY", "off")
    assert run(capsys, "history").code == 2

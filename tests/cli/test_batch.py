"""``batch``: patterns, exit codes, what is said on the way, and the table at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from solver.api import runs
from tests.cli.running import run
from tests.rounds import copy_round

OVERLAY = "extends: ../tiny/tiny.yaml\nname: {name}\nsuppose: {{withdraw: {{people: [{person}]}}}}\n"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy_round(tmp_path)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "scenarios" / "asked"
    folder.mkdir()
    (folder / "one.yaml").write_text(OVERLAY.format(name="one", person="A01P0012"), encoding="utf-8")
    return folder


def test_a_pattern_is_solved_and_compared(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """P0012 is barred in tiny: without this nominee nothing is other, and there is no exception."""
    said = run(capsys, "batch", "scenarios/asked/*.yaml", "--lang", "en", "--workers", "1", "--history", "kept.sqlite")
    assert said.code == 0
    assert [(one.command, one.folder.rsplit("/", 1)[-1]) for one in runs("kept.sqlite")] == [
        ("batch", "one"),
        ("batch", "tiny"),
    ]
    assert "[2/2] one" in said.err
    lines = said.out.splitlines()
    assert lines[0].split()[:2] == ["Scenario", "filled"]
    assert lines[1].split()[:2] == ["tiny", "12/12"]
    assert lines[2].split()[:3] == ["one", "12/12", "0"]
    assert lines[-1] == "Comparison: out/batch-01/comparison.html"
    assert Path("out/batch-01/one/plan.xlsx").is_file()
    again = run(capsys, "batch", "scenarios/asked/*.yaml", "--json", "-q")
    assert (again.code, again.err) == (0, "")
    assert again.document["schema"] == "villages-first/batch/1"
    assert [s["name"] for s in again.document["scenarios"]] == ["tiny", "one"]
    assert again.document["scenarios"][1]["moves"] == []
    assert again.document["folder"] == "out/batch-02"


def test_one_failure_is_told_and_decides_the_exit_code(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (asked / "two.yaml").write_text(OVERLAY.format(name="two", person="A01P9999"), encoding="utf-8")
    said = run(capsys, "batch", "scenarios/asked/*.yaml", "--lang", "zh", "--out", "mine")
    assert said.code == 2
    assert "未成功：" in said.err
    assert "A01P9999" in said.err
    assert Path("mine/one/plan.xlsx").is_file()
    assert Path("mine/comparison.html").is_file()
    refused = run(capsys, "batch", "scenarios/asked/one.yaml", "--out", "mine")
    assert refused.code == 2
    assert "mine" in refused.err


def test_exceptions_to_sign_are_an_exit_code(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (asked / "one.yaml").write_text(OVERLAY.format(name="one", person="A01P0002"), encoding="utf-8")
    assert run(capsys, "batch", "scenarios/asked/one.yaml", "-q").code == 1


def test_a_pattern_without_files_is_refused(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "batch", "scenarios/none/*.yaml", "--lang", "en")
    assert said.code == 2
    assert "there are no such scenario files" in said.err
    assert not Path("out").exists()

"""Prefectures from the command line: written, checked, planned, with their knobs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from solver.cli.entry import main
from solver.cli.exits import BAD_INPUT


def test_generate_check_and_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    options = ["--counties", "2", "--ratio", "1.5", "--coupling", "30", "--lang", "en"]
    assert main(["generate", "prefecture-tiny", "--out", "two", *options]) == 0
    assert "rosters/" in capsys.readouterr().out
    books = sorted(path.name for path in Path("two/rosters").iterdir())
    assert len(books) == 3
    assert books[-1] == "Z0-upper-levels.xlsx"
    assert main(["check", "two/prefecture-tiny.yaml", "--json", "--lang", "en"]) == 0
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert {fault["severity"] for fault in faults} <= {"note"}
    assert {fault["file"] for fault in faults} <= set(books)
    main(["villages", "two/prefecture-tiny-csv.yaml", "--json"])
    assert len(json.loads(capsys.readouterr().out)["posts"]) == 16  # two counties of eight


@pytest.mark.parametrize(
    "wrong", [["county-s", "--counties", "2"], ["prefecture-tiny", "--coupling", "31"], ["county-m", "--ratio", "0.5"]]
)
def test_what_cannot_be_generated(
    wrong: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["generate", *wrong, "--lang", "en"]) == BAD_INPUT
    assert "--coupling 0 to 30" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())

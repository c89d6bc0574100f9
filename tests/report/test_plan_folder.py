"""The plan folder: whole or not at all, never over an older one, private, the same bytes each time."""

from __future__ import annotations

import csv
import os
import stat
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from solver.domain.certificate import Level
from solver.domain.violation import Violation
from solver.errors import ModelError, OutputError
from solver.report import plan_folder
from solver.report.columns import SHEETS
from solver.report.plan_file import read_plan
from solver.report.plan_folder import changed_files, plan_files, write_plan_folder
from solver.text import Text
from tests.report.samples import hand_made


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_everything_is_there(tmp_path: Path) -> None:
    place = write_plan_folder(hand_made(), tmp_path / "out" / "plan")
    names = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    assert names == {
        "plan.xlsx",
        "publication.xlsx",
        "plan.json",
        "certificate.json",
        "scenario.effective.yaml",
        "run.log",
        "SHA256SUMS",
        *(f"csv/{sheet.slug}.csv" for sheet in SHEETS),
    }
    assert (place / "scenario.effective.yaml").read_text(encoding="utf-8") == "name: 试例\n"
    assert openpyxl.load_workbook(place / "publication.xlsx").sheetnames == ["公示稿"]
    assert read_plan(place).value == 36
    assert names_in(tmp_path / "out") == ["plan"]


def test_csv_is_the_same_table_and_opens_in_excel(tmp_path: Path) -> None:
    place = write_plan_folder(hand_made(), tmp_path / "plan")
    content = (place / "csv" / "postings.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    with (place / "csv" / "postings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    sheet = openpyxl.load_workbook(place / "plan.xlsx")["选派方案表"]
    assert rows[0] == [cell.value for cell in sheet[1]]
    assert len(rows) == 4  # header and three people
    assert rows[1][rows[0].index("任期届满")] == "2027-06-01"


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        place = write_plan_folder(hand_made(), tmp_path / "plan")
    finally:
        os.umask(before)
    for path in (place, *place.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_two_runs_are_byte_identical(tmp_path: Path) -> None:
    assert plan_files(hand_made()) == plan_files(hand_made())


@pytest.mark.parametrize("kind", ["folder", "empty folder", "file", "dangling link"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "plan"
    if kind == "dangling link":
        target.symlink_to(tmp_path / "nowhere")
    elif kind == "file":
        target.write_text("old")
    else:
        target.mkdir()
        if kind == "folder":
            (target / "old").write_text("old")
    (tmp_path / "plan-2").mkdir()
    with pytest.raises(OutputError) as caught:
        write_plan_folder(hand_made(), target)
    text = caught.value.args[0]
    assert isinstance(text, Text)
    assert text.to("zh").startswith(str(target))
    assert "不覆盖" in text.to("zh")
    assert "plan-3" in str(caught.value)  # the first free name
    assert names_in(tmp_path) == ["plan", "plan-2"]


def test_a_second_writer_loses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder appears while the files are being written."""
    target = tmp_path / "plan"
    write = plan_folder._write_files

    def slow(folder: Path, files: dict[str, bytes]) -> None:
        write(folder, files)
        target.mkdir()
        (target / "theirs").write_text("x")

    monkeypatch.setattr(plan_folder, "_write_files", slow)
    with pytest.raises(OutputError):
        write_plan_folder(hand_made(), target)
    assert names_in(tmp_path) == ["plan"]
    assert names_in(target) == ["theirs"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device"), ValueError()])
def test_what_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    calls = []

    def failing(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise error

    monkeypatch.setattr(plan_folder.os, "fsync", failing)
    with pytest.raises(OutputError if isinstance(error, OSError) else type(error)):
        write_plan_folder(hand_made(), tmp_path / "plan")
    assert names_in(tmp_path) == []


def test_no_place_outside_of_the_chosen_folder(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "link").symlink_to(outside)
    for target in (inside / ".." / "outside" / "plan", inside / "link" / "plan", outside / "plan"):
        with pytest.raises(OutputError, match="outside"):
            write_plan_folder(hand_made(), target, within=inside)
    for target in (inside / "..", Path("/")):
        with pytest.raises(OutputError):
            write_plan_folder(hand_made(), target)
    assert names_in(outside) == []
    assert write_plan_folder(hand_made(), inside / "a" / "plan", within=inside).exists()


def test_an_unsound_plan_is_never_written(tmp_path: Path) -> None:
    solved = hand_made()
    broken = Violation("party_full_member", "P1", 1, 0, Text("坏", "bad"), hard=True)
    hard = replace(solved, evaluation=replace(solved.evaluation, violations=(broken,)))
    with pytest.raises(ModelError, match="hard rule"):
        write_plan_folder(hard, tmp_path / "plan")
    other = replace(solved, certificate=replace(solved.certificate, value=Level(37, 39)))
    with pytest.raises(ModelError, match="36"):
        write_plan_folder(other, tmp_path / "plan")
    assert names_in(tmp_path) == []


def test_changed_files_are_named(tmp_path: Path) -> None:
    place = write_plan_folder(hand_made(), tmp_path / "plan")
    assert changed_files(place) == ()
    (place / "csv" / "teams.csv").write_text("x")
    (place / "run.log").unlink()
    (place / "more.txt").write_text("x")
    assert changed_files(place) == ("csv/teams.csv", "more.txt", "run.log")
    with pytest.raises(OutputError, match="no plan folder"):
        changed_files(tmp_path)

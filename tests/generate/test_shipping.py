"""Files: the same bytes twice, in any process; text stays text; CSV and workbook say the same."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import yaml

from solver.errors import OutputError
from solver.generate.drawing import generate
from solver.generate.shipping import ship
from solver.scenario.rosters import writing
from solver.scenario.rosters.sheets import SHEETS
from solver.text import Lang

DIGEST = """
import hashlib, sys
from pathlib import Path
from solver.generate.drawing import generate
from solver.generate.shipping import ship
from solver.scenario.rosters import writing
from solver.scenario.rosters.sheets import SHEETS
folder = Path(sys.argv[1])
ship(generate("county-s", 3), folder, SHEETS, writing, "zh", dirty=True)
files = sorted(path for path in folder.rglob("*") if path.is_file())
print(hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest())
"""


def digest_of(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def ship_to(folder: Path, size: str = "county-s", lang: Lang = "zh", dirty: bool = False) -> list[Path]:
    return ship(generate(size, 3), folder, SHEETS, writing, lang, dirty)


def test_same_bytes_in_another_process_with_other_hashes(tmp_path: Path) -> None:
    ship_to(tmp_path / "here", dirty=True)
    env = {**os.environ, "PYTHONHASHSEED": "77"}
    there = subprocess.run(
        [sys.executable, "-c", DIGEST, str(tmp_path / "there")], env=env, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == digest_of(tmp_path / "here")


def test_another_seed_is_another_county() -> None:
    assert generate("county-s", 1).candidates != generate("county-s", 2).candidates
    assert generate("county-s", 1) == generate("county-s", 1)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_workbook_looks_like_a_planners(tmp_path: Path, lang: Lang) -> None:
    ship_to(tmp_path / "out", lang=lang)
    book = openpyxl.load_workbook(tmp_path / "out" / "county-s.xlsx")
    sheet = book.worksheets[0]
    names = {cell.value for cell in (*sheet[2], *sheet[3])}
    assert sheet["A2"].value == ("序号" if lang == "zh" else "seq")
    assert sheet.cell(2, sheet.max_column).value == ("备注" if lang == "zh" else "note")
    assert {"D1a", "D4c"} <= names
    assert any(str(area).startswith("A2:A3") for area in sheet.merged_cells.ranges)
    # title, two header rows, 65 villages, totals
    assert sheet.max_row == 3 + 65 + 1
    assert sheet.cell(sheet.max_row, 1).value == ("合计" if lang == "zh" else "Total")


def test_totals_tie_up(tmp_path: Path) -> None:
    ship_to(tmp_path / "out")
    round_ = generate("county-s", 3)
    sheet = openpyxl.load_workbook(tmp_path / "out" / "county-s.xlsx")["派出单位名额表"]
    column = next(cell.column for cell in sheet[3] if cell.value == "第一书记")
    assert sheet.cell(sheet.max_row, column).value == sum(unit.quota_first_secretary or 0 for unit in round_.units)


def test_csv_says_the_same_as_the_workbook(tmp_path: Path) -> None:
    ship_to(tmp_path / "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "county-s.xlsx")
    for sheet in book.worksheets:
        path = tmp_path / "out" / "csv" / f"{sheet.title}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))[1:]
        first = sheet.max_row - len(rows)
        for i, row in enumerate(rows):
            cells = [sheet.cell(first + i, j + 1).value for j in range(len(row))]
            assert [_text(cell) for cell in cells] == row


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def test_scenarios_name_their_rosters(tmp_path: Path) -> None:
    written = ship_to(tmp_path / "out", "tiny")
    book, folder = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in written[:2])
    assert (tmp_path / "out" / book["rosters"]).is_file()
    assert (tmp_path / "out" / folder["rosters"]).is_dir()
    assert all(path.exists() for path in written)


def test_never_over_older_files(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("keep")
    with pytest.raises(OutputError):
        ship_to(tmp_path / "out", "tiny")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]

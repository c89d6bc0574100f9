"""Planted faults: the list says what stands in the files, and nothing else was touched."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from solver.generate.drawing import generate
from solver.generate.faults import KINDS
from solver.generate.grids import cell_text, print_tables
from solver.generate.planting import choose_edits, spoil
from solver.generate.setting import REFERENCE
from solver.generate.shipping import ship
from solver.scenario.rosters import writing
from solver.scenario.rosters.catalogue import FAULT_CODES
from solver.scenario.rosters.reading import read_rosters
from solver.scenario.rosters.sheets import SHEETS
from solver.text import Lang

CASES: list[tuple[str, Lang]] = [("tiny", "zh"), ("county-s", "zh"), ("county-s", "en"), ("county-l", "zh")]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: "-".join(case))
def shipped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    size, lang = request.param
    folder = tmp_path_factory.mktemp("dirty") / "out"
    ship(generate(size, 4), folder, SHEETS, writing, lang, dirty=True)
    return folder


def planted(folder: Path) -> list[dict[str, str]]:
    with (folder / "planted.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_list_matches_the_cells(shipped: Path) -> None:
    rows = planted(shipped)
    books = {name: openpyxl.load_workbook(shipped / name) for name in {r["file"] for r in rows if r["sheet"]}}
    for row in rows:
        name = row["column"].rsplit("/", 1)[-1]
        if row["sheet"]:
            sheet = books[row["file"]][row["sheet"]]
            headers = [[cell.value for cell in sheet[2]], [cell.value for cell in sheet[3]]]
            line = next(h for h in headers if name in h or row["column"] in h)
            column = line.index(name if name in line else row["column"])
            value = sheet.cell(int(row["row"]), column + 1).value
            shown = "" if value is None else cell_text(value)
        else:
            with (shipped / row["file"]).open(encoding="utf-8-sig", newline="") as file:
                lines = list(csv.reader(file))
            shown = lines[int(row["row"]) - 1][lines[0].index(row["column"])]
        assert shown == row["value"], row


@pytest.mark.parametrize("form", ["workbook", "csv"])
def test_reader_reports_every_planted_fault_at_its_cell(shipped: Path, form: str) -> None:
    rows = [row for row in planted(shipped) if (form == "workbook") == bool(row["sheet"])]
    path = shipped / (rows[0]["file"] if form == "workbook" else "csv")
    _, faults = read_rosters(path, REFERENCE.reference_date)
    for row in rows:
        file = Path(row["file"]).name
        here = [
            fault
            for fault in faults
            if fault.row == int(row["row"]) and fault.file == file and (not row["sheet"] or fault.sheet == row["sheet"])
        ]
        if row["code"]:
            assert (row["code"], row["column"]) in {(fault.code, fault.column) for fault in here}, (row, here)
        else:
            assert not here, (row, here)


def test_codes_are_those_of_the_reader(shipped: Path) -> None:
    assert {row["code"] for row in planted(shipped)} <= {"", *FAULT_CODES}


def test_share_of_rows_and_one_fault_a_row() -> None:
    grids = print_tables(generate("county-s", 4), SHEETS, writing, "zh", merged=True)
    edits = choose_edits(grids, 4, "zh")
    n = sum(len(grid.rows) for grid in grids)
    assert 0.02 * n <= len(edits) <= 0.04 * n
    assert len({(edit.table, edit.row) for edit in edits}) == len(edits)


def test_large_tables_hold_every_kind() -> None:
    grids = print_tables(generate("county-l", 4), SHEETS, writing, "zh", merged=True)
    assert {edit.kind for edit in choose_edits(grids, 4, "zh")} == set(KINDS)


def test_nothing_else_is_touched() -> None:
    grids = print_tables(generate("county-s", 4), SHEETS, writing, "zh", merged=True)
    edits = choose_edits(grids, 4, "zh")
    for clean, dirty in zip(grids, spoil(grids, edits), strict=True):
        changed = {(i, j) for i, row in enumerate(clean.rows) for j, cell in enumerate(row) if dirty.rows[i][j] != cell}
        said = {(edit.row, clean.column(key)) for edit in edits if edit.table == clean.key for key in edit.cells}
        assert changed <= said
        assert {i for i, _ in changed} <= {edit.row for edit in edits if edit.table == clean.key}


def test_no_identity_number_of_a_region_and_no_phone_of_a_person() -> None:
    # 99xxxx is no region code, and 199 0000 0000 is not given out to people
    text = Path(__file__).parents[2].joinpath("solver/generate/faults.py").read_text(encoding="utf-8")
    assert "990000198503020032" in text
    assert "19900000000" in text

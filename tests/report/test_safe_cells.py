"""No cell of a roster becomes a formula, in the workbook or in a CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.report.columns import REPAIRS
from solver.report.csv_files import csv_bytes
from solver.report.safe_cells import MAX_CELL, STARTS_FORMULA, clean_text, guard_csv
from solver.report.table import Table, make_table
from solver.report.workbook import workbook_bytes

BAD = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1+1", " =1+1", "http://x.example"]


def table_of(cells: list[str]) -> Table:
    return make_table(REPAIRS, [{"cell": cell} for cell in cells], "zh")


def read_csv(table: Table) -> list[str]:
    rows = csv.reader(io.StringIO(csv_bytes(table).decode("utf-8-sig"), newline=""))
    return [row[6] for row in rows][1:]  # the seventh column of the sheet


def test_workbook_cells_are_texts() -> None:
    table = table_of(BAD)
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes((table,), "=t&t", "zh")))
    sheet = book["输入修正"]
    for row, text in enumerate(BAD, 2):
        cell = sheet.cell(row, 7)
        assert cell.data_type == "s", text
        assert cell.hyperlink is None
        # carriage returns are stored escaped and read back as such
        assert str(cell.value).replace("_x000D_", "\r") == text
    assert not any(c.data_type == "f" for line in sheet.iter_rows() for c in line)


def test_csv_cells_get_an_apostrophe() -> None:
    cells = read_csv(table_of(BAD))
    assert cells[:-1] == ["'" + text for text in BAD[:-1]]
    assert cells[-1] == BAD[-1]


@pytest.mark.parametrize("text", ["-5", "+12.5", "0", "-0.25", "张某1", "", "2025-06-01", "a=b"])
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert guard_csv(text) == text


@pytest.mark.parametrize("text", ["-", "+", "--5", "-1.2.3", "-٣", "-5 ", "+1e5", "-.5"])
def test_what_only_looks_like_a_number_is_guarded(text: str) -> None:
    assert guard_csv(text) == "'" + text


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n＝ 1.5村'\",;a")))
def test_no_guarded_cell_starts_a_formula(text: str) -> None:
    guarded = guard_csv(text)
    assert guarded in (text, "'" + text)
    if guarded[:1] in STARTS_FORMULA:
        float(guarded)
    assert read_csv(table_of([text])) == [guarded]


def test_a_header_of_the_roster_is_guarded_too() -> None:
    table = make_table(REPAIRS, [{"extra:=1+1": "x"}], "zh", extras=("=1+1",))
    assert csv_bytes(table).decode("utf-8-sig").splitlines()[0].endswith(",'=1+1")
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes((table,), "t", "zh")))
    assert book.active is not None
    assert book.active.cell(1, 10).data_type == "s"


def test_too_long_and_unsound_texts_are_kept_visibly() -> None:
    assert clean_text("村" * MAX_CELL) == "村" * MAX_CELL
    assert clean_text("村" * (MAX_CELL + 1)) == "村" * (MAX_CELL - 1) + "…"
    assert clean_text("a\ud800b") == "a?b"
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes((table_of(["村" * 40_000]),), "t", "zh")))
    assert len(str(book["输入修正"].cell(2, 7).value)) == MAX_CELL


def test_the_library_is_told_not_to_guess(tmp_path: Path) -> None:
    """What the writer of the workbook does on its own is off, not only avoided."""
    from solver.report import workbook

    assert not any(workbook._OPTIONS[f"strings_to_{kind}"] for kind in ("formulas", "urls", "numbers"))
    assert workbook._OPTIONS["in_memory"]

"""``plan.xlsx``: read back with two readers, set for print, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from solver.report.all_tables import build_tables
from solver.report.columns import COLUMNS, SHEETS
from solver.report.workbook import workbook_bytes
from tests.report.samples import hand_made


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook_bytes(build_tables(hand_made()), "甲县试例", "zh")


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet_of(book: openpyxl.Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_sheets_and_headers(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [sheet.title.zh for sheet in SHEETS]
    for spec in SHEETS:
        headers = [cell.value for cell in sheet_of(book, spec.title.zh)[1]]
        assert headers[: len(spec.columns)] == [COLUMNS[key].header.zh for key in spec.columns]


def test_english_sheet_names_are_allowed_ones() -> None:
    names = openpyxl.load_workbook(io.BytesIO(workbook_bytes(build_tables(hand_made(), "en"), "t", "en"))).sheetnames
    assert names == [sheet.title.en for sheet in SHEETS]
    assert all(len(name) <= 31 for name in names)


def test_print_setup(book: openpyxl.Workbook) -> None:
    for spec in SHEETS:
        sheet = sheet_of(book, spec.title.zh)
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert str(sheet.freeze_panes)[1:] == "2"  # the header stays
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet["A1"].alignment.wrap_text


def test_columns_are_wide_enough_for_chinese(book: openpyxl.Workbook) -> None:
    sheet = sheet_of(book, "选派方案表")
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == "选派类别")
    # 留任(任期未满) is 6 Chinese characters of two cells and two brackets: 14, and 2 to spare
    assert sheet.column_dimensions[letter].width >= 16


def test_dates_numbers_and_texts_have_their_kinds(book: openpyxl.Workbook) -> None:
    sheet = sheet_of(book, "选派方案表")
    row = {str(head.value): cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert row["到岗时间"].value == datetime(2025, 6, 1)  # noqa: DTZ001
    assert row["到岗时间"].number_format == "yyyy-mm-dd"
    assert (row["岗位得分"].value, row["岗位得分"].data_type) == (24, "n")
    assert row["电话"].data_type == "s"  # a roster's unknown column stays as it was


def test_another_reader_sees_the_same(content: bytes) -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("选派方案表").to_python()
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["姓名(化名)"], row["岗位得分"], row["任期届满"]) == ("张某1", 24, date(2027, 6, 1))


def test_totals_stand_below_the_filter(book: openpyxl.Workbook) -> None:
    sheet = sheet_of(book, "单位名额完成表")
    assert sheet.auto_filter.ref.endswith("3")  # header and two units
    totals = {str(head.value): cell.value for head, cell in zip(sheet[1], sheet[4], strict=True)}
    assert totals["序号"] == "合计"
    assert (totals["提名人数"], totals["新派：第一书记"], totals["名额：第一书记"]) == (6, 1, 3)  # 5 + 1, 0 + 1, 1 + 2


def test_draft_is_marked_on_what_might_be_published(book: openpyxl.Workbook) -> None:
    cells = [str(cell.value) for row in sheet_of(book, "公示稿").iter_rows() for cell in row]
    assert any(cell.startswith("本表为草案") for cell in cells)


def test_equal_plans_are_equal_files(content: bytes) -> None:
    assert workbook_bytes(build_tables(hand_made()), "甲县试例", "zh") == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}
    assert core.count("2000-01-01T00:00:00Z") == 2  # created and modified


def test_empty_tables_are_sound() -> None:
    empty = hand_made(faults=())
    table = build_tables(empty)[-1]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes((table,), "1 号", "zh"))).active
    assert isinstance(sheet, Worksheet)
    assert sheet.max_row == 1

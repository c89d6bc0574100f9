"""Sheets can be read: rows are as high as their texts, columns fit the paper."""

from __future__ import annotations

import io

import openpyxl
import pytest

from solver.report.all_tables import build_tables
from solver.report.columns import EXCEPTIONS, PUBLICATION, REPAIRS, SHEETS, Sheet
from solver.report.plan_folder import plan_files
from solver.report.sheet_layout import A3, A4, A4_AT_MOST, LINE, PADDING, ROOM, SIGNED, Layout
from solver.report.table import EXTRA, Row, Table, make_table
from solver.text import LANGS, Lang, Text
from tests.report.samples import county, hand_made


def repairs(**cells: object) -> Table:
    return make_table(REPAIRS, [cells], "zh")


@pytest.mark.parametrize(
    ("n_characters", "n_lines"),
    # `problem` is at most 44 + 2 cells wide: 23 Chinese characters fill a line, 24 need a second
    [(23, 1), (24, 2), (46, 2), (47, 3)],
)
def test_a_row_is_as_high_as_its_longest_text(n_characters: int, n_lines: int) -> None:
    layout = Layout(repairs(problem="村" * n_characters))
    assert layout.widths[7] == 46
    assert layout.heights() == [n_lines * LINE + PADDING]


def test_a_word_longer_than_a_line_and_line_breaks_count() -> None:
    assert Layout(repairs(problem="x" * 93)).heights() == [3 * LINE + PADDING]  # 46 + 46 + 1 cells
    assert Layout(repairs(problem="村\n村\n村")).heights() == [3 * LINE + PADDING]


def test_rows_to_be_signed_have_room_for_a_hand() -> None:
    rows: list[Row] = [{"message": Text("短", "short")}]
    assert Layout(make_table(EXCEPTIONS, rows, "zh")).heights() == [SIGNED]


def test_no_header_is_broken_within_a_word() -> None:
    table = make_table(EXCEPTIONS, [{"severity": 4}], "en")
    layout = Layout(table)
    # “Severity” is 8 letters, its cells are one figure: two to spare
    assert layout.widths[EXCEPTIONS.columns.index("severity")] == 10


def wide(n_columns: int) -> Table:
    """Return a table whose first 8 columns are narrow, with so many columns of 26 besides."""
    names = [f"第{n}列" for n in range(n_columns)]
    rows: list[Row] = [{EXTRA + name: "村" * 20 for name in names}]
    return make_table(PUBLICATION, rows, "zh", extras=names)


def test_paper_and_narrowing() -> None:
    plain = sum(Layout(wide(0)).widths)
    assert Layout(wide(0)).paper == A4
    n = int((A4_AT_MOST - plain) // 26)  # extra columns of 24 + 2 that A4 still takes
    assert Layout(wide(n)).paper == A4
    assert sum(Layout(wide(n)).widths) <= ROOM[A4] + 0.1 * (n + 8)
    assert Layout(wide(n + 1)).paper == A3
    assert sum(Layout(wide(n + 1)).widths) == pytest.approx(plain + 26 * (n + 1))
    # 40 columns cannot be had on any page: none is narrower than 18, and the page is scaled
    assert set(Layout(wide(40)).widths[8:]) == {18}


@pytest.mark.parametrize("lang", LANGS)
def test_sheets_of_a_county_fit_their_paper(lang: Lang) -> None:
    for table in build_tables(county(30, 80), lang):
        layout = Layout(table)
        assert sum(layout.widths) <= ROOM[layout.paper] + 0.05 * len(layout.widths), table.title


def sheet_pages(lang: Lang) -> dict[str, openpyxl.worksheet.worksheet.Worksheet]:
    content = plan_files(hand_made(lang=lang))["plan.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {spec.slug: book[spec.title.to(lang)] for spec in SHEETS}


@pytest.mark.parametrize(("lang", "mark"), [("zh", "（草案）"), ("en", " (draft)")])
def test_each_printed_page_of_a_draft_says_so(lang: Lang, mark: str) -> None:
    for sheet in sheet_pages(lang).values():
        assert mark in sheet.oddHeader.center.text


def test_heights_stand_in_the_file_and_what_is_to_be_signed_is_marked() -> None:
    pages = sheet_pages("zh")
    assert pages[EXCEPTIONS.slug].row_dimensions[2].height >= SIGNED
    assert pages[EXCEPTIONS.slug].sheet_properties.tabColor.rgb == "FFC00000"
    assert pages[PUBLICATION.slug].sheet_properties.tabColor is None
    spec: Sheet
    for spec in SHEETS:
        assert pages[spec.slug].row_dimensions[1].height >= LINE
        assert pages[spec.slug].print_options.horizontalCentered

"""A workbook as county planners keep it: title, merged headers, 序号 first, 备注 last, a totals row at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from solver.generate.grids import Cell, Grid
from solver.text import Lang, Text

TITLE_ROWS = 1
"""Rows above the header."""

_TOTAL = Text("合计", "Total")
_SUMMED = (
    "households",
    "population",
    "lifted_households",
    "monitored_households",
    "party_members",
    "beds",
    "staff",
    "already_out",
    "quota_fs",
    "quota_m",
)
"""Columns whose sum means something."""

_CREATED = datetime(2025, 4, 1)  # noqa: DTZ001 - the format has no time zone; fixed, so that bytes repeat
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(path: Path, grids: Sequence[Grid], lang: Lang = "zh") -> None:
    """Write one sheet a table.

    Text is written as text whatever it begins with, and columns of text are formatted as text, so that codes and dates
    such as 1985.10 survive editing. The bytes depend on the cells alone.
    """
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"created": _CREATED})
        cell = {"border": 1, "font_size": 10, "valign": "vcenter"}
        formats = {
            "title": book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}),
            "header": book.add_format(
                {**cell, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E8EEF4"}
            ),
            "text": book.add_format({**cell, "num_format": "@"}),
            "number": book.add_format(cell),
            "total": book.add_format({**cell, "bold": True}),
        }
        for grid in grids:
            _write_sheet(book.add_worksheet(grid.sheet), grid, formats, lang)


def first_body_row(grid: Grid) -> int:
    """Return the row number, as Excel shows it, of the first row of the body."""
    return TITLE_ROWS + len(grid.header) + 1


def _write_sheet(sheet: Any, grid: Grid, formats: dict[str, Any], lang: Lang) -> None:
    """Write one table."""
    width = len(grid.keys)
    sheet.merge_range(0, 0, 0, width - 1, grid.title, formats["title"])
    sheet.set_row(0, 28)
    _write_header(sheet, grid, formats["header"])
    top = first_body_row(grid) - 1
    for i, row in enumerate(grid.rows):
        for j, value in enumerate(row):
            _write_cell(sheet, top + i, j, value, formats)
    for first, last, column in grid.merges:
        value = grid.rows[first][column]
        sheet.merge_range(top + first, column, top + last, column, "", formats["text"])
        _write_cell(sheet, top + first, column, value, formats)
    _write_totals(sheet, grid, top + len(grid.rows), formats["total"], lang)
    for j in range(width):
        sheet.set_column(j, j, _width([str(row[j]) for row in grid.rows] + [grid.name_of(j).rsplit("/", 1)[-1][:12]]))
    sheet.freeze_panes(top, min(width, 2))


def _write_header(sheet: Any, grid: Grid, form: Any) -> None:
    """Write the header; in two rows, groups merge to the right and single columns downwards."""
    if len(grid.header) == 1:
        for j, name in enumerate(grid.header[0]):
            sheet.write_string(TITLE_ROWS, j, name, form)
        return
    upper, lower = grid.header
    j = 0
    while j < len(upper):
        if not lower[j]:
            sheet.merge_range(TITLE_ROWS, j, TITLE_ROWS + 1, j, upper[j], form)
            j += 1
            continue
        end = j + 1
        while end < len(upper) and not upper[end] and lower[end]:
            end += 1
        if end - j > 1:
            sheet.merge_range(TITLE_ROWS, j, TITLE_ROWS, end - 1, upper[j], form)
        else:
            sheet.write_string(TITLE_ROWS, j, upper[j], form)
        for k in range(j, end):
            sheet.write_string(TITLE_ROWS + 1, k, lower[k], form)
        j = end


def _write_cell(sheet: Any, i: int, j: int, value: Cell, formats: dict[str, Any]) -> None:
    """Write a number as a number and everything else as text."""
    if isinstance(value, str):
        if value:
            sheet.write_string(i, j, value, formats["text"])
        else:
            sheet.write_blank(i, j, None, formats["text"])
    else:
        sheet.write_number(i, j, value, formats["number"])


def _write_totals(sheet: Any, grid: Grid, i: int, form: Any, lang: Lang) -> None:
    """Write the totals row below the body."""
    sheet.write_string(i, 0, _TOTAL.to(lang), form)
    for j, key in enumerate(grid.keys[1:], 1):
        if key in _SUMMED:
            sheet.write_number(i, j, _sum(grid, j), form)
        else:
            sheet.write_blank(i, j, None, form)


def _sum(grid: Grid, column: int) -> float:
    """Return the sum of the numbers of a column."""
    return sum(value for row in grid.rows if not isinstance(value := row[column], str))


def _width(texts: Sequence[str]) -> float:
    """Return a column width that shows the longest text, Chinese characters counted double."""
    longest = max(sum(2 if ord(ch) > 0x2E7F else 1 for ch in text) for text in texts)
    return float(min(36, max(5, longest + 2)))

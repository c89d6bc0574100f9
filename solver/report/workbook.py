"""``plan.xlsx``: the tables as a workbook that a planner prints, filters and signs.

Two writings of the same tables are the same bytes: no clock, no machine name. Text cells are written as text, so that
nothing in a roster can become a formula or a link.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from numbers import Integral
from typing import Any

import pandas as pd
import xlsxwriter

from solver.report.columns import EXCEPTIONS
from solver.report.safe_cells import clean_text
from solver.report.sheet_layout import Layout
from solver.report.table import Table
from solver.text import Lang, Text

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zone; any fixed day will do
"""Creation date of every workbook, so that equal plans are equal files."""

TO_SIGN = "#C00000"
"""Colour of the tab of a sheet that has something to sign."""

_OPTIONS = {
    "in_memory": True,  # no temporary files: rosters are personal facts
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_TOTAL = Text("合计", "Total")
_PAGE = Text("第 &P 页 共 &N 页", "Page &P of &N")


def workbook_bytes(tables: tuple[Table, ...], title: str, lang: Lang) -> bytes:
    """Return a workbook with one sheet a table.

    Parameters
    ----------
    title
        Stands above every printed page, before the sheet's name.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_properties({"title": clean_text(title)[:200], "created": CREATED})
    formats = _formats(book, lang)
    for table in tables:
        sheet = book.add_worksheet(table.title)
        layout = Layout(table)
        _fill(sheet, table, formats)
        _set_sizes(sheet, layout)
        _print_setup(sheet, layout, title)
    book.close()
    return out.getvalue()


def _formats(book: Any, lang: Lang) -> dict[str, Any]:
    base = {"font_name": "宋体" if lang == "zh" else "Calibri", "font_size": 10, "valign": "vcenter"}
    cell = {**base, "border": 1, "border_color": "#BFBFBF"}
    header = {**cell, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"}
    return {
        "header": book.add_format(header),
        "text": book.add_format({**cell, "text_wrap": True}),
        "long": book.add_format({**cell, "text_wrap": True}),
        "blank": book.add_format(cell),
        "int": book.add_format({**cell, "align": "center", "num_format": "0"}),
        "date": book.add_format({**cell, "align": "center", "num_format": "yyyy-mm-dd"}),
        "total": book.add_format({**cell, "bold": True, "align": "center", "num_format": "0", "top": 2}),
        "note": book.add_format({**base, "italic": True, "font_color": "#595959"}),
    }


def _fill(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    """Write header, rows, totals and notes; set filter and the frozen pane."""
    headers, kinds, frame = table.headers, table.kinds, table.frame
    for c, header in enumerate(headers):
        sheet.write_string(0, c, clean_text(header), formats["header"])
    for r, cells in enumerate(frame.itertuples(index=False, name=None), 1):
        for c, value in enumerate(cells):
            _write(sheet, r, c, value, formats[kinds[c]], formats)
    if table.sheet is EXCEPTIONS and len(frame):
        sheet.set_tab_color(TO_SIGN)
    sheet.autofilter(0, 0, len(frame), len(headers) - 1)
    sheet.freeze_panes(1, table.sheet.frozen)
    row = len(frame) + 1
    if table.sheet.totals and len(frame):
        _write_totals(sheet, table, row, formats["total"])
        row += 1
    for i, note in enumerate(table.notes, 1):
        sheet.write_string(row + i, 0, clean_text(note.to(table.lang)), formats["note"])


def _write(sheet: Any, row: int, column: int, value: object, cell_format: Any, formats: dict[str, Any]) -> None:
    """Write one cell by its own kind: a text is never anything but a text."""
    if value is None or value is pd.NA:
        sheet.write_blank(row, column, None, cell_format)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])  # noqa: DTZ001
    elif isinstance(value, Integral):  # numpy's integers too
        sheet.write_number(row, column, int(value), formats["int"])
    else:
        sheet.write_string(row, column, clean_text(str(value)), cell_format)


def _write_totals(sheet: Any, table: Table, row: int, cell_format: Any) -> None:
    """Add up below the filter's range, as figures and not as formulas: what is printed was computed here."""
    for c, key in enumerate(map(str, table.frame.columns)):
        if key in table.sheet.totals:
            sheet.write_number(row, c, int(table.frame[key].sum()), cell_format)
        else:
            sheet.write_string(row, c, _TOTAL.to(table.lang) if c == 0 else "", cell_format)


def _set_sizes(sheet: Any, layout: Layout) -> None:
    for c, width in enumerate(layout.widths):
        sheet.set_column(c, c, width)
    for r, height in enumerate([layout.header_height, *layout.heights()]):
        sheet.set_row(r, height)


def _print_setup(sheet: Any, layout: Layout, title: str) -> None:
    """Set landscape, the width of one page, the header row on each page, title above and page number below."""
    table = layout.table
    sheet.set_landscape()
    sheet.set_paper(layout.paper)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    heading = clean_text(f"{title} {table.title}")[:120].replace("&", "&&")
    sheet.set_header(f"&C&12{heading}" if not heading[:1].isdigit() else f"&C&12 {heading}")
    sheet.set_footer("&C" + _PAGE.to(table.lang))

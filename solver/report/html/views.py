"""A table of the plan as a page shows it: chosen columns, links, totals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from solver.report.columns import COLUMNS, Sheet
from solver.report.html.page import Page
from solver.report.table import EXTRA

SEARCH_FROM = 8
"""Rows from which a table can be searched."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Head:
    """A column's header."""

    key: str
    text: str
    kind: str


@dataclass(frozen=True)
class View:
    """One table in a page.

    Attributes
    ----------
    rows
        Cells by row: text and link ("" for none).
    marks
        CSS classes of each row.
    totals
        Closing line, cell by cell; empty if there is none.
    """

    anchor: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[tuple[str | int, str], ...], ...]
    marks: tuple[str, ...]
    totals: tuple[str | int, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def searchable(self) -> bool:
        """Whether the table is long enough to be searched."""
        return len(self.rows) >= SEARCH_FROM


def view(
    page: Page,
    sheet: Sheet,
    columns: str | Sequence[str],
    *,
    rows: Sequence[Row] | None = None,
    mark: Callable[[Row], str] = lambda row: "",
    anchor: str = "",
) -> View | None:
    """Return columns of a table; ``None`` if the page does not show it or it has no rows.

    Parameters
    ----------
    columns
        Keys, or their names with spaces between; those that the page leaves out are skipped.
    rows
        Some of the rows; ``None`` takes all.
    anchor
        ID of the table, to which ``-table`` is added; by default the sheet's slug.
    """
    table = page.table(sheet)
    listed = page.rows(sheet) if rows is None else list(rows)
    if table is None or not listed:
        return None
    wanted = columns.split() if isinstance(columns, str) else list(columns)
    there = set(map(str, table.frame.columns))
    keys = [k for k in wanted if k in there and (k != "county" or page.many_counties)]
    keys += [k for k in map(str, table.frame.columns) if k.startswith(EXTRA)]
    headers = dict(zip(map(str, table.frame.columns), table.headers, strict=True))
    heads = tuple(
        Head(k if k in COLUMNS else "extra", headers[k], COLUMNS[k].kind if k in COLUMNS else "text") for k in keys
    )
    cells = tuple(tuple((row[k], link(page, k, row)) for k in keys) for row in listed)
    return View(
        anchor or sheet.slug,
        heads,
        cells,
        tuple(mark(row) for row in listed),
        _totals(sheet, keys, listed),
        tuple(note.to(page.lang) for note in table.notes),
    )


def link(page: Page, key: str, row: Row) -> str:
    """Return where a cell leads: a village to its team, a person to the page about the person."""
    if key == "village" and row.get("village_id") in page.team_anchors:
        return f"#{page.team_anchors[row['village_id']]}"
    if key == "alias" and row.get("person_id") in page.person_anchors:
        return f"#{page.person_anchors[row['person_id']]}"
    return ""


def _totals(sheet: Sheet, keys: list[str], rows: Sequence[Row]) -> tuple[str | int, ...]:
    if not any(key in sheet.totals for key in keys):
        return ()
    return tuple(sum(int(row[key] or 0) for row in rows) if key in sheet.totals else "" for key in keys)

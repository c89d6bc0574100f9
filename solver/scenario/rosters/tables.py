"""A sheet as columns of values: blank, total and footer rows gone, every cell read once, every fault collected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from solver.scenario.rosters.cells import PRIVATE, Reading, clean, read_cell, shown
from solver.scenario.rosters.columns import Column, Kind, Sheet, header_key
from solver.scenario.rosters.findings import Findings, Source
from solver.scenario.rosters.formulas import FAILED
from solver.scenario.rosters.grid import Grid
from solver.scenario.rosters.headers import Header, find_header

_TOTALS = frozenset(
    ("合计", "总计", "小计", "共计", "总数", "累计", "total", "totals", "subtotal", "sum", "grandtotal")
)
_FOOTER = re.compile(r"(填表|填报|制表|审核|负责人|经办|注[::]|说明[::]|备注[::]|单位\(?盖章|附[::]|联系)")
_LOOKED_AT = 6
"""Cells at the start of a row in which 合计 is looked for."""


@dataclass
class Table:
    """The rows of one sheet, by column.

    Attributes
    ----------
    rows
        Row numbers as a spreadsheet shows them.
    values
        Column key to one value per row; ``None`` is blank or unreadable.
    bad
        Positions (not row numbers) of rows with an error: reported, and left out of the rosters.
    extra
        Per row, the cells of unknown columns by header.
    """

    sheet: Sheet
    source: Source
    header: Header
    findings: Findings
    rows: list[int]
    values: dict[str, list[Any]] = field(default_factory=dict)
    bad: set[int] = field(default_factory=set)
    extra: list[dict[str, str]] = field(default_factory=list)

    def has(self, key: str) -> bool:
        """Whether the file has this column."""
        return key in self.header.columns

    def column(self, key: str) -> list[Any]:
        """Return the values of a column; all ``None`` if the file does not have it."""
        found = self.values.get(key)
        if found is None:
            found = self.values[key] = [None] * len(self.rows)
        return found

    def at(self, position: int) -> Source:
        """Return where a row stands."""
        return Source(self.source.file, self.source.sheet, self.rows[position])

    def label(self, position: int, key: str) -> str:
        """Return the header of a column as the row's file has it."""
        return self.header.label(key)

    def fault(self, code: str, position: int, key: str = "", value: object = "", **values: object) -> None:
        """Report a fault of one row (and column); an error takes the row out."""
        self.findings.add(code, self.at(position), self.label(position, key), shown(value), **values)
        if self.findings.is_error(code):
            self.bad.add(position)


def read_table(grid: Grid, sheet: Sheet, findings: Findings) -> Table | None:
    """Read a sheet by its declared columns; ``None`` if it has no header."""
    if not any(any(row) for row in grid.cells):
        findings.add("empty_sheet", grid.source)
        return None
    header = find_header(grid, sheet, findings)
    if header is None:
        return None
    kept = [row for row in range(header.rows[-1] + 1, len(grid.cells)) if _is_row(grid, row, header, findings)]
    _spread_merged(grid, header, set(kept), findings)
    table = Table(sheet, grid.source, header, findings, [row + 1 for row in kept])
    lines = [grid.cells[row] for row in kept]
    for column in sheet.columns:
        position = header.columns.get(column.key)
        if position is not None and column.kind is not Kind.SKIP:
            table.values[column.key] = _read_column(table, column, [line[position] for line in lines], grid.typed)
    _keep_extra(table, lines)
    return table


def _is_row(grid: Grid, number: int, header: Header, findings: Findings) -> bool:
    """Whether a row is one of the table's: not blank, no total, footer or repeated header."""
    row = grid.cells[number]
    first: object = next((cell for cell in row if cell not in ("", None)), "")
    if not any(row) or (isinstance(first, str) and not first.strip() and not "".join(map(clean, row))):
        return False
    at = Source(grid.source.file, grid.source.sheet, number + 1)
    for cell in row[:_LOOKED_AT]:
        if isinstance(cell, str) and _is_total(cell):
            findings.add("total_row", at, value=clean(cell))
            return False
    if isinstance(first, str):
        if _FOOTER.match(clean(first)) and sum(cell != "" for cell in row) <= 4:
            findings.add("footer_row", at, value=shown(first))
            return False
        if clean(first) in header.labels and _repeats(row, header):
            findings.add("repeated_header", at)
            return False
    return True


def _is_total(text: str) -> bool:
    return ("计" in text or "总" in text or "t" in text.lower()) and header_key(text).rstrip(":") in _TOTALS


def _repeats(row: Sequence[object], header: Header) -> bool:
    same = sum(cell != "" and clean(cell) in label.split("/") for cell, label in zip(row, header.labels, strict=True))
    return same >= max(2, len(header.columns) // 2)


def _spread_merged(grid: Grid, header: Header, kept: set[int], findings: Findings) -> None:
    """Give every row of a vertically merged cell (one township for six villages) the value of the first."""
    known = {position: key for key, position in header.columns.items()}
    for top, left, bottom, _ in grid.merged:
        if top <= header.rows[-1] or bottom == top or top not in kept:
            continue
        for row in range(top + 1, bottom + 1):
            grid.cells[row][left] = grid.cells[top][left]
        if left in known:
            at = Source(grid.source.file, grid.source.sheet, top + 1)
            value = shown(grid.cells[top][left])
            findings.add("merged_cells", at, header.labels[left], value, first=top + 1, last=bottom + 1)


def _read_column(table: Table, column: Column, cells: Sequence[object], typed: bool) -> list[Any]:
    """Read a column; equal cells are read once, which is what makes 50,000 rows quick."""
    seen: dict[object, Reading] = {}
    values = []
    for position, cell in enumerate(cells):
        key = cell if type(cell) is str else (type(cell), cell)
        reading = seen.get(key)
        if reading is None:
            reading = seen[key] = read_cell(column, cell, typed)
        if reading.code:
            table.fault(reading.code, position, column.key, cell, **reading.values)
        elif reading.value is None and column.required:
            table.fault("required_cell", position, column.key)
        values.append(reading.value)
    return values


def _keep_extra(table: Table, lines: Sequence[Sequence[object]]) -> None:
    """Keep the cells of unknown columns, unless the column turns out to hold identity or phone numbers."""
    table.extra = [{} for _ in lines]
    at = Source(table.source.file, table.source.sheet, table.header.rows[-1] + 1)
    for position in table.header.extra:
        label = table.header.labels[position]
        column = [line[position] for line in lines]
        if any(_is_private(cell) for cell in column):
            table.findings.add("private_column", at, label)
            continue
        for extra, cell in zip(table.extra, column, strict=True):
            if cell is FAILED:
                extra[label] = "#"
            elif text := clean(cell):
                extra[label] = text


def _is_private(cell: object) -> bool:
    if isinstance(cell, (int, float)):
        return cell >= 1e10 and bool(cell >= 1e14 or PRIVATE.fullmatch(clean(cell)))
    return isinstance(cell, str) and len(cell) >= 11 and PRIVATE.search(cell) is not None

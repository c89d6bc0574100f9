"""Open a workbook or a folder of CSV files as plain grids of cells, typed as the file has them."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from solver.scenario.rosters.findings import Findings, Source
from solver.scenario.rosters.formulas import FAILED, failed_cells

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et")


@dataclass
class Grid:
    """One sheet, cell by cell.

    Attributes
    ----------
    cells
        Row ``i`` is what a spreadsheet shows as row ``i + 1``; blank cells are "".
    merged
        Merged ranges as (first row, first column, last row, last column), 0-based.
    typed
        Whether numbers and dates are told apart from text (not so in CSV).
    hidden
        Whether the planner sees the sheet only after a click.
    """

    source: Source
    cells: list[list[object]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    typed: bool = True
    hidden: bool = False


def workbook_grids(path: Path, findings: Findings) -> list[Grid]:
    """Return every sheet of a workbook, in its order; report what cannot be read."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except (CalamineError, PasswordError, OSError) as error:
        findings.add("unreadable_file", Source(path.name, ""), why=_why(error))
        return []
    failed = failed_cells(path)
    grids = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        source = Source(path.name, sheet.name)
        try:
            table = workbook.get_sheet_by_name(sheet.name)
            cells: list[list[object]] = [list(row) for row in table.to_python(skip_empty_area=False)]
            merged = [(*first, *last) for first, last in table.merged_cell_ranges or ()]
        except (CalamineError, OSError) as error:
            findings.add("unreadable_file", source, why=_why(error))
            continue
        for row, column in failed.get(sheet.name, ()):
            if row < len(cells) and column < len(cells[row]):
                cells[row][column] = FAILED
        grids.append(Grid(source, cells, merged, hidden=sheet.visible is not SheetVisibleEnum.Visible))
    return grids


def _why(error: Exception) -> str:
    return str(error.strerror if isinstance(error, OSError) and error.strerror else error)


def csv_grid(path: Path, findings: Findings) -> Grid | None:
    """Return a CSV file, or ``None`` and a fault."""
    source = Source(path.name, path.stem)
    try:
        text, encoding = decode(path.read_bytes())
    except OSError as error:
        findings.add("unreadable_file", source, why=_why(error))
        return None
    except UnicodeError:
        findings.add("bad_encoding", source)
        return None
    findings.add("encoding", source, encoding=encoding)
    first = text.split("\n", 1)[0]
    rows: list[list[object]] = []
    try:
        reader = csv.reader(
            io.StringIO(text, newline=""), delimiter="\t" if "\t" in first and "," not in first else ","
        )
        rows.extend(list(row) for row in reader)
    except csv.Error as error:
        findings.add("bad_csv", Source(path.name, path.stem, len(rows) + 1), why=error)
        return None
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Grid(source, rows, typed=False)


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a CSV file and the encoding that was found.

    The order matters: GBK bytes practically never pass as strict UTF-8, but UTF-8 often passes as GB18030, as nonsense.

    Raises
    ------
    UnicodeError
        If it is none of UTF-8 with mark, UTF-8, GB18030.
    """
    if content.startswith(codecs.BOM_UTF8):
        return content.decode("utf-8-sig"), "UTF-8 (BOM)"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content:
        raise UnicodeError("UTF-16")
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("gb18030"), "GB18030"

"""Which files make up the rosters, and which of their sheets is which table."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path

from solver.scenario.rosters.columns import Sheet
from solver.scenario.rosters.findings import Findings, Source, did_you_mean
from solver.scenario.rosters.grid import WORKBOOKS, Grid, csv_grid, workbook_grids
from solver.scenario.rosters.joined import Joined
from solver.scenario.rosters.sheets import SHEETS, is_known_and_not_read, sheet_like, sheet_of
from solver.scenario.rosters.tables import Table, read_table
from solver.text import Text

Tell = Callable[[int, int], None]
"""Called with the number of files read and of all files."""


def roster_files(path: Path) -> list[Path]:
    """Return the files of rosters in a fixed order: the workbook itself; the CSV files of a folder, else its workbooks.

    Hidden files and the lock files of office programs are left out.
    """
    if not path.is_dir():
        return [path]
    there = sorted(p for p in path.iterdir() if not p.name.startswith((".", "~$")))
    tables = [p for p in there if p.suffix.lower() == ".csv"]
    return tables or [p for p in there if p.suffix.lower() in WORKBOOKS]


def read_tables(path: Path, findings: Findings, tell: Tell | None = None) -> dict[str, Table]:
    """Read every table of a workbook, of a folder of CSV files, or of a folder of workbooks (one a county).

    Only the tables are kept; the cells of one file are forgotten before the next is read.
    """
    files = roster_files(path)
    tell = tell or (lambda done, of: None)
    if path.is_dir():
        if not files:
            findings.add("unreadable_file", Source(path.name, ""), why=Text("0 × .csv、.xlsx", "0 × .csv, .xlsx"))
            return {}
        if files[0].suffix.lower() == ".csv":
            return _of_csv(path, files, findings, tell)
        return _of_books(path, files, findings, tell)
    if path.suffix.lower() not in WORKBOOKS:
        findings.add("unreadable_file", Source(path.name, ""), why=path.suffix or path.name)
        return {}
    grids = workbook_grids(path, findings)
    if not grids:
        return {}
    chosen, unknown = _choose(grids, findings)
    _report_sheets(path, set(chosen), unknown, findings)
    return _read(chosen, findings)


def _of_csv(path: Path, files: list[Path], findings: Findings, tell: Tell) -> dict[str, Table]:
    """Read a folder of one CSV file a table.

    A file of another kind that bears the name of a table is noted; workbooks beside it that do not are refused, as they
    may be those of counties.
    """
    others = sorted(p for p in path.iterdir() if p not in files and not p.name.startswith((".", "~$")))
    named = [p for p in others if sheet_of(p.stem) or sheet_like(p.stem)]
    books = [p for p in others if p.suffix.lower() in WORKBOOKS and p not in named]
    if books:
        findings.add("mixed_folder", Source(path.name, ""), books=len(books), tables=len(files))
        return {}
    for other in named:
        findings.add("unread_file", Source(other.name, ""))
    grids = []
    for number, file in enumerate(files, 1):
        grid = csv_grid(file, findings)
        if grid is not None:
            grids.append(grid)
        tell(number, len(files))
    if not grids:
        return {}
    chosen, unknown = _choose(grids, findings)
    _report_sheets(path, set(chosen), unknown, findings)
    return _read(chosen, findings)


def _of_books(path: Path, books: list[Path], findings: Findings, tell: Tell) -> dict[str, Table]:
    """Read a folder of workbooks: each may hold any of the tables, all together must hold those required."""
    parts: dict[str, list[Table]] = {}
    found: set[str] = set()
    unknown: list[Grid] = []
    for number, book in enumerate(books, 1):
        grids = workbook_grids(book, findings)
        chosen, others = _choose(grids, findings)
        if grids and not chosen:
            findings.add("no_tables", Source(book.name, ""), sheets=tuple(grid.source.sheet for grid in others))
        _report_unknown(others, [s for s in SHEETS if s.key not in chosen], findings)
        unknown += [Grid(grid.source, []) for grid in others]
        found |= set(chosen)
        for key, table in _read(chosen, findings).items():
            parts.setdefault(key, []).append(table)
        tell(number, len(books))
    if found:
        _report_missing(path, found, unknown, findings)
    sheets = {sheet.key: sheet for sheet in SHEETS}
    return {
        key: of_key[0] if len(books) == 1 else Joined(sheets[key], of_key, findings) for key, of_key in parts.items()
    }


def _choose(grids: list[Grid], findings: Findings) -> tuple[dict[str, Grid], list[Grid]]:
    """Return which sheet of one file is which table, and the sheets that are none."""
    chosen: dict[str, Grid] = {}
    unknown: list[Grid] = []
    for grid in grids:
        sheet = sheet_of(grid.source.sheet)
        if sheet is None:
            unknown.append(grid)
        elif sheet.key in chosen:
            findings.add("duplicate_sheet", grid.source, other=chosen[sheet.key].source.sheet)
        else:
            chosen[sheet.key] = grid
    for grid in list(unknown):
        like = sheet_like(grid.source.sheet)
        if like is not None and like.key not in chosen:
            chosen[like.key] = grid
            unknown.remove(grid)
    for grid in grids:
        if grid.hidden and not any(grid is other for other in unknown):
            findings.add("hidden_sheet", grid.source)
    return chosen, unknown


def _read(chosen: Mapping[str, Grid], findings: Findings) -> dict[str, Table]:
    """Read the chosen sheets, in the order of the tables."""
    tables = {}
    for sheet in SHEETS:
        table = read_table(chosen[sheet.key], sheet, findings) if sheet.key in chosen else None
        if table is not None:
            tables[sheet.key] = table
    return tables


def _report_sheets(path: Path, found: set[str], unknown: list[Grid], findings: Findings) -> None:
    _report_unknown(unknown, [sheet for sheet in SHEETS if sheet.key not in found], findings)
    _report_missing(path, found, unknown, findings)


def _report_unknown(unknown: list[Grid], absent: list[Sheet], findings: Findings) -> None:
    for grid in unknown:
        if is_known_and_not_read(grid.source.sheet):
            findings.add("unused_sheet", grid.source)
        else:
            findings.add("unknown_sheet", grid.source, hint=_like(grid, absent))


def _report_missing(path: Path, found: set[str], unknown: list[Grid], findings: Findings) -> None:
    for sheet in SHEETS:
        if sheet.required and sheet.key not in found:
            title = Text(sheet.zh, sheet.en)
            findings.add("missing_sheet", Source(path.name, ""), sheet=title, hint=_nearest(sheet, unknown))


def _like(grid: Grid, absent: list[Sheet]) -> Text:
    """Return the absent table whose name is nearest to a sheet's."""
    return did_you_mean(grid.source.sheet, [name for sheet in absent for name in (sheet.zh, sheet.en)])


def _nearest(sheet: Sheet, unknown: list[Grid]) -> Text:
    """Return the unknown sheet whose name is nearest to a table's."""
    names = [grid.source.sheet for grid in unknown]
    near = [name for word in (sheet.zh, sheet.en) for name in difflib.get_close_matches(word, names, n=1, cutoff=0.5)]
    return did_you_mean(near[0], near) if near else Text("", "")

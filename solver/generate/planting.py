"""Plant faults in printed tables, and keep a list of what was planted where (domain.md C.4, last row; D.1 habits)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from solver.generate.draw import Draw
from solver.generate.faults import KINDS
from solver.generate.grids import Grid, cell_text
from solver.generate.soil import Edit, Soil
from solver.text import Lang

SHARE = 0.04
"""Faulty rows, at most, as a share of all rows (2-4 %, domain.md C.4)."""

LEAST = 8
"""Faults planted at least, however small the tables."""


@dataclass(frozen=True)
class Planted:
    """One planted fault, as ``planted.csv`` lists it.

    Attributes
    ----------
    row
        Row number as Excel shows it (1-based).
    column
        Header of the column.
    code
        Code that the reader should report, or "" where the cell is unusual and yet right.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    kind: str
    code: str


def choose_edits(grids: Sequence[Grid], seed: int, lang: Lang) -> list[Edit]:
    """Choose what to spoil: kinds in turn, each in a row of its own, up to ``SHARE`` of the rows.

    The tables are not changed. The same tables in another form (one header row or two) can take the same edits.
    """
    soil = Soil({grid.key: grid for grid in grids}, Draw(seed, "dirty"), lang)
    wanted = max(LEAST, int(SHARE * sum(len(grid.rows) for grid in grids)))
    edits: list[Edit] = []
    dead: set[str] = set()
    while len(edits) < wanted and len(dead) < len(KINDS):
        for kind, plant in KINDS.items():
            edit = None if kind in dead or len(edits) >= wanted else plant(soil)
            if edit is None:
                dead.add(kind)
            else:
                edits.append(replace(edit, kind=kind))
    return edits


def spoil(grids: Sequence[Grid], edits: Sequence[Edit]) -> list[Grid]:
    """Return the tables with the edits made."""
    spoilt = []
    for grid in grids:
        rows = [list(row) for row in grid.rows]
        merges = list(grid.merges)
        for edit in edits:
            if edit.table != grid.key:
                continue
            if edit.copy_of is not None:
                rows.append(list(rows[edit.copy_of]))
            for column, value in edit.cells.items():
                rows[edit.row][grid.column(column)] = value
            if edit.merge_to:
                merges.append((edit.row, edit.merge_to, grid.column(edit.column)))
        spoilt.append(replace(grid, rows=tuple(tuple(row) for row in rows), merges=tuple(merges)))
    return spoilt


def list_planted(
    grids: Sequence[Grid], edits: Sequence[Edit], files: dict[str, str], first_rows: dict[str, int], workbook: bool
) -> list[Planted]:
    """Return the list of what was planted, in the order of sheets and rows.

    Parameters
    ----------
    grids
        The spoilt tables.
    files
        File name of each table, by table key.
    first_rows
        Row number of the first row of the body, by table key.
    workbook
        Whether the form is a workbook; some faults look otherwise in a CSV file, or cannot be there.
    """
    planted = []
    for grid in grids:
        for edit in sorted((edit for edit in edits if edit.table == grid.key), key=lambda edit: edit.row):
            if edit.merge_to and not workbook:
                continue
            column = grid.column(edit.column)
            planted.append(
                Planted(
                    files[grid.key],
                    grid.sheet if workbook else "",
                    first_rows[grid.key] + edit.row,
                    grid.name_of(column),
                    cell_text(grid.rows[edit.row][column]),
                    edit.kind,
                    edit.code if workbook or edit.csv_code is None else edit.csv_code,
                )
            )
    return planted

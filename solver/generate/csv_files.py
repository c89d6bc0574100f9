"""The same tables as a folder of CSV files, as Excel saves them: UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from solver.generate.grids import Cell, Grid, cell_text


def write_csv_folder(folder: Path, grids: Sequence[Grid]) -> None:
    """Write one file a table, named as its sheet; headers in one row."""
    folder.mkdir(parents=True)
    for grid in grids:
        write_csv(folder / f"{grid.sheet}.csv", (*grid.header, *grid.rows))


def write_csv(path: Path, rows: Iterable[Sequence[Cell]]) -> None:
    """Write rows of cells to one file, with a byte order mark and Windows line ends."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([cell_text(value) for value in row] for row in rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


class CsvFolder:
    """A folder of tables that grow part by part; no table is held in memory.

    The first column of each table counts its rows from 1, whatever part they come from.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._rows: dict[str, int] = {}

    def append(self, grid: Grid) -> int:
        """Append the rows of a table with a header of one row.

        Returns
        -------
        int
            Row number, as a spreadsheet shows it, of the first row appended.
        """
        before = self._rows.get(grid.sheet, 0)
        lines = [[cell_text(value) for value in row] for row in grid.rows]
        if before and grid.keys[0] == "seq":
            for number, line in enumerate(lines, before + 1):
                line[0] = str(number)
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(lines if before else [*grid.header, *lines])
        with (self._folder / f"{grid.sheet}.csv").open("ab") as file:
            file.write(text.getvalue().encode("utf-8" if before else "utf-8-sig"))
        self._rows[grid.sheet] = before + len(lines)
        return before + len(grid.header) + 1

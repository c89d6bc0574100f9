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

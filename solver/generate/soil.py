"""Where faults are planted: printed tables, a stream of draws, and the rows that are taken already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from solver.domain.words import Word
from solver.generate.draw import Draw
from solver.generate.grids import Cell, Grid
from solver.text import Lang


@dataclass(frozen=True)
class Edit:
    """A change to one row of one table.

    Attributes
    ----------
    row
        Position in the body of the table.
    column
        Key of the column in which the fault should be reported.
    cells
        New values by column key; the reported column need not be among them.
    code, csv_code
        Code that the reader should report ("" for none), and that for the CSV form where it differs.
    copy_of
        If given, the row does not exist yet: it is appended as a copy of this one.
    merge_to
        If given, the column's cells are merged from ``row`` down to this row.
    """

    table: str
    row: int
    column: str
    cells: Mapping[str, Cell]
    code: str
    csv_code: str | None = None
    copy_of: int | None = None
    merge_to: int = 0
    kind: str = ""


@dataclass
class Soil:
    """Tables that can still take a fault.

    Attributes
    ----------
    taken
        (table, row) pairs that hold a fault, or that a fault elsewhere speaks of.
    """

    tables: Mapping[str, Grid]
    draw: Draw
    lang: Lang
    taken: set[tuple[str, int]] = field(default_factory=set)
    appended: dict[str, int] = field(default_factory=dict)

    def cell(self, table: str, row: int, column: str) -> Cell:
        """Return a cell as it was before anything was planted."""
        grid = self.tables[table]
        return grid.rows[row][grid.column(column)]

    def text(self, table: str, row: int, column: str) -> str:
        """Return a cell as text."""
        return str(self.cell(table, row, column))

    def row(self, table: str, fits: Callable[[int], bool] = lambda _: True) -> int | None:
        """Take a free row that fits, by lot; ``None`` if there is none."""
        if table not in self.tables:
            return None
        free = [i for i in range(len(self.tables[table].rows)) if (table, i) not in self.taken and fits(i)]
        if not free:
            return None
        row = self.draw.pick(free)
        self.taken.add((table, row))
        return row

    def new_row(self, table: str) -> int:
        """Return the position of one more row at the end of a table."""
        row = len(self.tables[table].rows) + self.appended.get(table, 0)
        self.appended[table] = self.appended.get(table, 0) + 1
        return row

    def word(self, word: Word) -> str:
        """Return a word as the tables write it."""
        return word.label.to(self.lang)

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


_REFERENCES: dict[str, dict[str, str]] = {
    "villages": {"lead_unit": "units"},
    "candidates": {"unit": "units", "spouse": "candidates", "avoid_list": "villages"},
    "units": {"paired_village": "villages"},
    "incumbents": {"village_id": "villages", "unit": "units"},
    "pairings": {"unit": "units", "village_id": "villages"},
    "pins": {"person_id": "candidates", "village_id": "villages"},
    "scores": {"person_id": "candidates", "village_id": "villages"},
}
"""Table to the columns that name a row of another table."""

_CODES = {"villages": "village_id", "candidates": "person_id", "units": "unit"}

Place = tuple[str, int]


@dataclass
class Soil:
    """Tables that can still take a fault; a fault never speaks of a row that holds another, which would hide it.

    Attributes
    ----------
    taken
        (table, row) pairs that hold a fault.
    named
        Pairs that a faulty row names.
    """

    tables: Mapping[str, Grid]
    draw: Draw
    lang: Lang
    taken: set[Place] = field(default_factory=set)
    named: set[Place] = field(default_factory=set)
    appended: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rows: dict[tuple[str, str], int] = {
            (table, self.text(table, i, code)): i
            for table, code in _CODES.items()
            if table in self.tables
            for i in range(len(self.tables[table].rows))
        }
        self._spoken_of = {
            place
            for table, grid in self.tables.items()
            for i in range(len(grid.rows))
            for place in self.references(table, i)
        }

    def cell(self, table: str, row: int, column: str) -> Cell:
        """Return a cell as it was before anything was planted."""
        grid = self.tables[table]
        return grid.rows[row][grid.column(column)]

    def text(self, table: str, row: int, column: str) -> str:
        """Return a cell as text."""
        return str(self.cell(table, row, column))

    def references(self, table: str, row: int) -> list[Place]:
        """Return the rows of other tables that a row names."""
        found = []
        for column, target in _REFERENCES[table].items():
            at = self._rows.get((target, self.text(table, row, column)))
            if at is not None:
                found.append((target, at))
        return found

    def alone(self, table: str, row: int) -> bool:
        """Whether no row of any table names this one, so that its code can be spoilt without more ado."""
        return (table, row) not in self._spoken_of

    def free(self, table: str, row: int) -> bool:
        """Whether a row can take a fault."""
        place = (table, row)
        return place not in self.taken | self.named and not self.taken.intersection(self.references(table, row))

    def take(self, table: str, row: int) -> None:
        """Note that a row holds a fault."""
        self.taken.add((table, row))
        self.named.update(self.references(table, row))

    def row(self, table: str, fits: Callable[[int], bool] = lambda _: True) -> int | None:
        """Take a free row that fits, by lot; ``None`` if there is none."""
        if table not in self.tables:
            return None
        free = [i for i in range(len(self.tables[table].rows)) if self.free(table, i) and fits(i)]
        if not free:
            return None
        row = self.draw.pick(free)
        self.take(table, row)
        return row

    def new_row(self, table: str) -> int:
        """Return the position of one more row at the end of a table."""
        row = len(self.tables[table].rows) + self.appended.get(table, 0)
        self.appended[table] = self.appended.get(table, 0) + 1
        return row

    def word(self, word: Word) -> str:
        """Return a word as the tables write it."""
        return word.label.to(self.lang)

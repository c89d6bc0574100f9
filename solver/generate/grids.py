"""Tables as they stand on paper: a header of one or two rows, and rows of cells.

How a domain object becomes cells is known to the readers of rosters. They are a sibling (§6), so the caller hands over
their columns and their printer; the protocols here say what is needed of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from solver.domain.candidate import Candidate
from solver.domain.posting import Incumbent
from solver.domain.village import Village
from solver.generate.generated import Generated
from solver.text import Lang, Text
from solver.units import complete_years

Cell = str | int | float

TITLES: dict[str, Text] = {
    "villages": Text("{county}村情需求表", "Villages and their needs, {county}"),
    "candidates": Text("{county}驻村人选花名册", "Nominees, {county}"),
    "units": Text("{county}派出单位名额表", "Sending units and quotas, {county}"),
    "incumbents": Text("{county}在岗驻村人员表", "People on post, {county}"),
    "pairings": Text("{county}结对帮扶表", "Pairings, {county}"),
    "pins": Text("{county}回避和指定表", "Named decisions, {county}"),
    "scores": Text("{county}面谈评分表", "Panel scores, {county}"),
}
"""What stands in the first row of each sheet of a workbook."""


class ColumnLike(Protocol):
    """What is needed of a column: its key in the program."""

    @property
    def key(self) -> str:
        """Key of the column."""


class SheetLike(Protocol):
    """What is needed of a sheet: its key, its title, its columns."""

    @property
    def key(self) -> str:
        """Key of the table."""

    @property
    def columns(self) -> Sequence[ColumnLike]:
        """Columns in the order in which they are written."""

    def title(self, lang: Lang) -> str:
        """Return the sheet name in one language."""


class Printer(Protocol):
    """What is needed of the module that prints domain objects: ``solver.scenario.rosters.writing``."""

    @property
    def row_of(self) -> Any:
        """``row_of(sheet, row, lang, villages, names, number)``: the cells of one row."""

    @property
    def header_rows(self) -> Any:
        """``header_rows(sheet, lang, merged)``: one header row, or two with blanks where cells merge."""


@dataclass(frozen=True)
class Grid:
    """One table as cells.

    Attributes
    ----------
    keys
        Column keys, as long as every row.
    header
        One row of headers, or two: groups above, names below, "" where a cell is merged with its neighbour.
    merges
        Body cells to merge downwards, as (first row, last row, column), counted from 0 in ``rows``.
    """

    key: str
    sheet: str
    title: str
    keys: tuple[str, ...]
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[tuple[int, int, int], ...] = ()

    def column(self, key: str) -> int:
        """Return the position of a column.

        Raises
        ------
        ValueError
            If the table has no such column.
        """
        return self.keys.index(key)

    def name_of(self, column: int) -> str:
        """Return the header of a column; in two rows, a grouped one as ``group/name``."""
        if len(self.header) == 1 or not self.header[1][column]:
            return self.header[0][column]
        group = next(name for name in reversed(self.header[0][: column + 1]) if name)
        return f"{group}/{self.header[1][column]}"


def print_tables(
    generated: Generated,
    sheets: Sequence[SheetLike],
    printer: Printer,
    lang: Lang,
    merged: bool,
    villages: Mapping[str, Village] | None = None,
    area: str = "",
) -> list[Grid]:
    """Print every table that has rows, in the order of the sheets.

    Parameters
    ----------
    merged
        Whether headers stand in two rows where columns are grouped, as in a planner's workbook.
    villages
        Villages by ID, where rows name others than those of these tables.
    area
        What stands in the titles; "" for the county of the villages.
    """
    tables = generated.tables()
    if villages is None:
        villages = {village.village_id: village for village in generated.villages}
    people = (*generated.candidates, *(incumbent.person for incumbent in generated.incumbents))
    names = {person.person_id: person.alias for person in people}
    area = area or generated.villages[0].county
    grids = []
    for sheet in sheets:
        rows = tables.get(sheet.key, ())
        if not rows:
            continue
        keys = tuple(column.key for column in sheet.columns)
        printed = [
            _with_age(keys, printer.row_of(sheet, row, lang, villages, names, number), row, generated)
            for number, row in enumerate(rows, 1)
        ]
        header = printer.header_rows(sheet, lang, merged and any(_grouped(column) for column in sheet.columns))
        grids.append(
            Grid(
                sheet.key,
                sheet.title(lang),
                TITLES[sheet.key].with_values(county=area).to(lang),
                keys,
                tuple(tuple(line) for line in header),
                tuple(tuple(cells) for cells in printed),
            )
        )
    return grids


def with_header(grid: Grid, sheet: SheetLike, printer: Printer, lang: Lang) -> Grid:
    """Return a table with its header in one row, as a CSV file has it."""
    return replace(grid, header=tuple(tuple(line) for line in printer.header_rows(sheet, lang, False)))


def _grouped(column: ColumnLike) -> bool:
    """Whether the column stands under a group header."""
    return getattr(column, "group", None) is not None


def _with_age(keys: tuple[str, ...], cells: list[Cell], row: object, generated: Generated) -> list[Cell]:
    """Fill the age column, which planners type by hand and no program uses."""
    person = row.person if isinstance(row, Incumbent) else row
    if "age" in keys and isinstance(person, Candidate) and person.birth is not None:
        cells[keys.index("age")] = complete_years(person.birth, generated.scenario["reference"]["reference_date"])
    return cells


def cell_text(value: Cell) -> str:
    """Return a cell as text; whole numbers without a decimal point or an exponent."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

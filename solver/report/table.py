"""A table: a frame of cells in one language, with its headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from solver.report.columns import COLUMNS, Column, Kind, Sheet
from solver.text import Lang, Text, show

Row = dict[str, object]
"""Column key to cell: text, ``Text``, int, date or ``None``."""

EXTRA = "extra:"
"""Prefix of keys of columns that the roster has and the program does not know."""


@dataclass(frozen=True)
class Table:
    """One table in one language.

    Attributes
    ----------
    frame
        Columns are keys, cells are rendered: ``str``, ``int`` (nullable), ``date`` or missing.
    notes
        Sentences below the table (workbook only).
    columns
        Headers by key; those of a plan's tables unless a report has its own.
    """

    sheet: Sheet
    lang: Lang
    frame: pd.DataFrame
    notes: tuple[Text, ...] = field(default=())
    columns: Mapping[str, Column] = field(default_factory=lambda: COLUMNS, repr=False)

    @property
    def title(self) -> str:
        """The sheet's name."""
        return self.sheet.title.to(self.lang)

    @property
    def headers(self) -> list[str]:
        """The headers, in the order of the columns; each once."""
        known = {self.columns[key].header.to(self.lang) for key in self.sheet.columns}
        mark = "(原表)" if self.lang == "zh" else " (roster)"
        headers = []
        for key in map(str, self.frame.columns):
            if key.startswith(EXTRA):
                name = key.removeprefix(EXTRA)
                headers.append(name + mark if name in known else name)
            else:
                headers.append(self.columns[key].header.to(self.lang))
        return headers

    @property
    def kinds(self) -> list[Kind]:
        """How the cells of each column are set."""
        return [self.columns[key].kind if key in self.columns else "text" for key in map(str, self.frame.columns)]

    def headed(self) -> pd.DataFrame:
        """Return the frame under its headers: what a reader of the language sees."""
        return self.frame.set_axis(self.headers, axis="columns")


def make_table(
    sheet: Sheet,
    rows: Iterable[Mapping[str, object]],
    lang: Lang,
    *,
    extras: Sequence[str] = (),
    notes: tuple[Text, ...] = (),
    columns: Mapping[str, Column] = COLUMNS,
) -> Table:
    """Render rows in one language and number them if the sheet has a ``seq``.

    Parameters
    ----------
    extras
        Names of unknown roster columns to append; rows hold them under ``EXTRA + name``.
    """
    keys = [*sheet.columns, *(EXTRA + name for name in extras)]
    listed = list(rows)
    series: dict[str, pd.Series] = {}
    for key in keys:
        if key == "seq":
            cells: list[object] = list(range(1, len(listed) + 1))
        else:
            cells = [_cell(row.get(key), lang) for row in listed]
        whole = key in columns and columns[key].kind == "int"
        series[key] = pd.Series(cells, dtype="Int64" if whole else "object")
    return Table(sheet, lang, pd.DataFrame(series, columns=keys), notes, columns)


def extra_names(extras: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Return the names of all unknown columns, in the order in which they first occur."""
    return tuple(dict.fromkeys(name for extra in extras for name in extra))


def extra_cells(extra: Mapping[str, str]) -> Row:
    """Return the unknown columns of one row under their keys."""
    return {EXTRA + name: cell for name, cell in extra.items()}


def _cell(value: object, lang: Lang) -> object:
    return show(value, lang) if isinstance(value, (Text, tuple, list)) else value

"""The same sheet of several workbooks as one table: rows keep the file, sheet and row that they came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from solver.scenario.rosters.columns import Sheet
from solver.scenario.rosters.findings import Findings, Source
from solver.scenario.rosters.headers import Header
from solver.scenario.rosters.tables import Table
from solver.text import Text

_CODES = {"candidates": "person_id", "incumbents": "person_id"}
"""Column that all files must have if any has it: without it names would be codes in one file and not in another."""


class Joined(Table):
    """Tables of several files, one below the other; what is said of all speaks of the first file.

    Parameters
    ----------
    parts
        Tables of one sheet, in the order of the files.
    """

    def __init__(self, sheet: Sheet, parts: Sequence[Table], findings: Findings) -> None:
        first = parts[0]
        super().__init__(sheet, first.source, first.header, findings, [])
        self._starts: list[int] = []
        self._of: list[tuple[Source, Header]] = []
        keys = dict.fromkeys(key for part in parts for key in part.values)
        columns: dict[str, list[Any]] = {key: [] for key in keys}
        for part in parts:
            start = len(self.rows)
            self._starts.append(start)
            self._of.append((part.source, part.header))
            self.rows += part.rows
            self.extra += part.extra
            self.bad |= {start + position for position in part.bad}
            for key, column in columns.items():
                column += part.column(key)
        self.values = columns
        self._keys = frozenset(key for part in parts for key in part.header.columns)
        code = _CODES.get(sheet.key)
        if code is not None and code in self._keys:
            self._require(code, parts)

    def has(self, key: str) -> bool:
        """Whether any of the files has this column."""
        return key in self._keys

    def at(self, position: int) -> Source:
        """Return where a row stands, with its file in its label."""
        source, _ = self._part(position)
        return Source(source.file, source.sheet, self.rows[position], named=True)

    def label(self, position: int, key: str) -> str:
        """Return the header of a column as the row's own file has it."""
        return self._part(position)[1].label(key)

    def _part(self, position: int) -> tuple[Source, Header]:
        return self._of[bisect_right(self._starts, position) - 1]

    def _require(self, key: str, parts: Sequence[Table]) -> None:
        """Report the files that lack the column of codes, and leave their rows out."""
        column = next(column for column in self.sheet.columns if column.key == key)
        for start, part in zip(self._starts, parts, strict=True):
            if not part.has(key) and part.rows:
                at = Source(part.source.file, part.source.sheet, part.header.rows[-1] + 1)
                self.findings.add("missing_column", at, name=Text(column.zh, column.en), hint=Text("", ""))
                self.bad.update(range(start, start + len(part.rows)))

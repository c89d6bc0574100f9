"""How wide columns and how high rows are, so that a sheet can be read on a screen and on one page's width.

Rows get a height of their own: not every program that opens a workbook fits the heights to wrapped text by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd
from rich.cells import cell_len

from solver.report.columns import Kind
from solver.report.table import Table
from solver.report.wrapping import longest_word, wrapped
from solver.text import Lang

MIN_WIDTH = 6
WIDEST: dict[Kind, int] = {"text": 24, "long": 44, "int": 12, "date": 12, "blank": 20}
"""Widest column of each kind, in half-width characters; longer texts wrap."""
NARROWEST: dict[Kind, int] = {"text": 18, "long": 26}
"""How far columns of texts are narrowed so that a sheet fits its paper."""

A3, A4 = 8, 9
ROOM: dict[int, int] = {A4: 175, A3: 300}
"""Half-width characters that a page in landscape takes: A4 at four fifths of type 10, A3 at two thirds of it."""
A4_AT_MOST = 210
"""A sheet of this natural width is narrowed to fit A4; a wider one is set on A3."""

LINE, PADDING, HIGHEST = 13.0, 4.0, 409.0
"""Points: a line of type 10, what a row needs besides, and the highest row of a workbook."""
CELLS: dict[Lang, float] = {"zh": 1.0, "en": 1.15}
"""Half-width characters of text that a unit of width takes: letters of English type are narrower than its figures."""
SIGNED = 30.0
"""Points: the lowest row that somebody writes into by hand."""


@dataclass(frozen=True)
class Layout:
    """Widths, heights and paper of one table."""

    table: Table

    @cached_property
    def widths(self) -> list[float]:
        """Width of each column in half-width characters."""
        natural, least = self._natural, self._least
        spare = ROOM[self.paper] - sum(least)
        surplus = sum(natural) - sum(least)
        share = min(1.0, max(0.0, spare / surplus)) if surplus else 0.0
        return [round(low + share * (wide - low), 1) for wide, low in zip(natural, least, strict=True)]

    @cached_property
    def paper(self) -> int:
        """Number of the paper as workbooks have it."""
        fits = sum(self._natural) <= A4_AT_MOST and sum(self._least) <= ROOM[A4]
        return A4 if fits else A3

    @cached_property
    def header_height(self) -> float:
        """Height of the header row in points."""
        # bold type is wider
        return _height(self.table.headers, [width - 1 for width in self.widths], self.table.lang)

    def heights(self) -> list[float]:
        """Return the height of each row in points."""
        least = SIGNED if "blank" in self.table.kinds else 0.0
        rows = self.table.frame.itertuples(index=False, name=None)
        return [max(least, _height(_texts(row), self.widths, self.table.lang)) for row in rows]

    @cached_property
    def _natural(self) -> list[float]:
        columns = zip(self.table.headers, self.table.kinds, range(len(self.table.kinds)), strict=True)
        return [_width(header, kind, self.table.frame.iloc[:, c]) for header, kind, c in columns]

    @property
    def _least(self) -> list[float]:
        return [
            min(natural, NARROWEST.get(kind, natural))
            for natural, kind in zip(self._natural, self.table.kinds, strict=True)
        ]


def _texts(row: Iterable[object]) -> list[str]:
    return ["" if value is None or value is pd.NA else str(value) for value in row]


def _width(header: str, kind: Kind, cells: pd.Series) -> float:
    """Return a column's width in half-width characters: Chinese characters count two.

    Headers may wrap to two lines, but not within a word; the widest cell counts up to the kind's limit.
    """
    if kind == "blank":
        return WIDEST[kind]
    longest = max((cell_len(text[:60]) for text in _texts(cells)), default=0)
    head = max(-(-cell_len(header) // 2), longest_word(header))
    return max(MIN_WIDTH, min(WIDEST[kind], max(longest, head)) + 2)


def _height(texts: Sequence[str], widths: Sequence[float], lang: Lang) -> float:
    lines = max(_lines(text, int(width * CELLS[lang])) for text, width in zip(texts, widths, strict=True))
    return min(HIGHEST, lines * LINE + PADDING)


@lru_cache(maxsize=1 << 15)
def _lines(text: str, width: int) -> int:
    """Return how many lines a cell needs; a word that is longer than a line is broken."""
    if 2 * len(text) <= width and "\n" not in text:  # no character is wider than two
        return 1
    return sum(
        max(1, -(-cell_len(part) // width)) for line in text.splitlines() or [""] for part in wrapped(line, width, "")
    )

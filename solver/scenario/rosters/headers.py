"""Find the header of a sheet: title rows above it, one row or two merged rows, columns in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from solver.scenario.rosters.cells import clean
from solver.scenario.rosters.columns import Column, Kind, Sheet, header_key
from solver.scenario.rosters.findings import Findings, Source, did_you_mean
from solver.scenario.rosters.grid import Grid
from solver.text import Text

SEARCHED = 30
"""Rows in which a header is looked for."""

_BRACKETS = re.compile(r"\(.*?\)")
_PRIVATE = re.compile(
    r"身份证|身份号码|证件号|电话|手机|联系方式|联系人|银行卡|银行账号|微信|qq|邮箱|"
    r"idcard|idno|idnumber|identity|phone|mobile|telephone|wechat|contact|email|bank"
)


_NAMES: dict[str, dict[str, Column]] = {}


@dataclass(frozen=True)
class Header:
    """Where the columns of a sheet stand.

    Attributes
    ----------
    rows
        The one or two header rows, 0-based.
    labels
        Header of every column as the file has it; upper and lower joined by ``/``.
    columns
        Column key to position.
    extra
        Positions of unknown columns, to be kept.
    """

    rows: tuple[int, ...]
    labels: tuple[str, ...]
    columns: dict[str, int]
    extra: tuple[int, ...] = field(default=())

    def label(self, key: str) -> str:
        """Return the header of a column as the file has it, or "" if the file does not have it."""
        return self.labels[self.columns[key]] if key in self.columns else ""


def _names(sheet: Sheet) -> dict[str, Column]:
    """Return every normalised header of a sheet; those without their bracket as well, where that is not ambiguous."""
    if sheet.key not in _NAMES:
        _NAMES[sheet.key] = _named(sheet)
    return _NAMES[sheet.key]


def _named(sheet: Sheet) -> dict[str, Column]:
    names = {name: column for column in sheet.columns for name in column.headers()}
    for name, column in list(names.items()):
        names.setdefault(_BRACKETS.sub("", name), column)
    names.pop("", None)
    return names


def _match(sheet: Sheet, upper: str, lower: str) -> Column | None:
    _names(sheet)
    return _matched(sheet.key, upper, lower)


@lru_cache(maxsize=8192)
def _matched(sheet: str, upper: str, lower: str) -> Column | None:
    """Return the column that a header means; in a folder of workbooks the same are asked for again and again."""
    names = _NAMES[sheet]
    for text in (upper + lower, lower, "" if lower else upper):
        key = header_key(text)
        column = names.get(key) or names.get(_BRACKETS.sub("", key))
        if column is not None:
            return column
    return None


def find_header(grid: Grid, sheet: Sheet, findings: Findings) -> Header | None:
    """Return the header of a sheet and report unknown, doubled, private and missing columns.

    The header is the row, or the pair of rows, among the first ``SEARCHED`` that names most columns; a pair only if it
    names more than one row does.
    """
    best: tuple[int, tuple[int, ...], list[tuple[str, str]]] = (1, (), [])
    # all single rows first: a title above a single header row must not become its group
    for height in (1, 2):
        for row in range(min(SEARCHED, len(grid.cells))):
            rows = tuple(range(row, row + height))
            if rows[-1] >= len(grid.cells):
                continue
            labels = _labels(grid, rows)
            score = len({column.key for pair in labels if (column := _match(sheet, *pair)) is not None})
            if score > best[0]:
                best = (score, rows, labels)
    _, rows, labels = best
    if not rows:
        wanted = [column.zh for column in sheet.columns if column.kind is not Kind.SKIP][:8]
        findings.add("no_header", grid.source, limit=SEARCHED, columns=wanted)
        return None
    return _header(grid, sheet, rows, labels, findings)


def _labels(grid: Grid, rows: Sequence[int]) -> list[tuple[str, str]]:
    """Return (upper, lower) of every column; merged cells are spread, and an upper name reaches over blanks."""
    lines = [[clean(cell) for cell in grid.cells[row]] for row in rows]
    for top, left, bottom, right in grid.merged:
        if top in rows:
            for row in range(top, min(bottom, rows[-1]) + 1):
                for column in range(left, min(right + 1, len(lines[0]))):
                    lines[row - rows[0]][column] = lines[top - rows[0]][left]
    if len(lines) == 1:
        return [("", label) for label in lines[0]]
    upper, lower = lines
    pairs = []
    reach = ""
    for above, below in zip(upper, lower, strict=True):
        reach = above or reach
        if below in ("", above):
            pairs.append((above, ""))
        else:
            pairs.append((reach, below))
    return pairs


def _header(
    grid: Grid, sheet: Sheet, rows: tuple[int, ...], labels: list[tuple[str, str]], findings: Findings
) -> Header:
    shown = tuple("/".join(filter(None, pair)) for pair in labels)
    at = Source(grid.source.file, grid.source.sheet, rows[-1] + 1)
    columns: dict[str, int] = {}
    unknown: list[int] = []
    for position, pair in enumerate(labels):
        column = _match(sheet, *pair)
        if column is None:
            unknown.append(position)
        elif column.key in columns and column.kind is not Kind.SKIP:
            findings.add("duplicate_column", at, shown[position], other=shown[columns[column.key]])
        else:
            columns[column.key] = position
    absent = [column for column in sheet.columns if column.key not in columns and column.kind is not Kind.SKIP]
    extra = []
    for position in unknown:
        if not shown[position]:
            continue
        if _PRIVATE.search(header_key(shown[position])):
            findings.add("private_column", at, shown[position])
            continue
        extra.append(position)
        hint = did_you_mean(shown[position], [column.zh for column in absent], cutoff=0.7)
        findings.add("extra_column", at, shown[position], hint=hint)
    for column in absent:
        if column.required:
            hint = did_you_mean(column.zh, [shown[position] for position in extra], cutoff=0.5)
            name = Text(column.zh, column.en)
            findings.add("missing_column", at, name=name, hint=hint)
    return Header(rows, shown, columns, tuple(extra))

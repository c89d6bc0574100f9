"""Collect faults while reading, and hand them over in the order of the tables."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from solver.errors import Fault
from solver.scenario.rosters.catalogue import BULK, CATALOGUE
from solver.text import Text

_JOINED_FROM = 50
"""Notes of one kind on one column from which on they are joined into one."""

_SHOWN = 8
"""Rows (or values) that a joint note names one by one."""


@dataclass(frozen=True)
class Source:
    """A row of a table, or the table itself: what every fault and every later message names.

    Attributes
    ----------
    named
        Whether the label names the file: there are several with sheets of this name.
    """

    file: str
    sheet: str
    row: int | None = None
    named: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return self.label.to("en")

    @property
    def label(self) -> Text:
        """``sheet row 7`` for a reader, with the file where there are several."""
        if self.named:
            values = {"file": self.file, "sheet": self.sheet, "row": self.row or 0}
            return Text("{file} {sheet}第{row}行", "{file} {sheet} row {row}", values)
        return Text("{sheet}第{row}行", "{sheet} row {row}", {"sheet": self.sheet, "row": self.row or 0})


@dataclass
class Findings:
    """All faults found so far."""

    _faults: list[Fault] = field(default_factory=list)

    def add(self, code: str, at: Source, column: str = "", value: object = "", **values: object) -> None:
        """Report one fault.

        Parameters
        ----------
        code
            Key of ``CATALOGUE``; its sentences say which ``values`` they need.
        column
            Header as the file has it.
        """
        entry = CATALOGUE[code]
        self._faults.append(
            Fault(
                code,
                entry.problem.with_values(**values),
                entry.mend.with_values(**values),
                at.file,
                at.sheet,
                at.row,
                column,
                str(value),
                entry.severity,
            )
        )

    @staticmethod
    def is_error(code: str) -> bool:
        """Whether this kind of fault takes its row out of the rosters."""
        return CATALOGUE[code].severity == "error"

    def faults(self) -> list[Fault]:
        """Return errors and repairs one by one, and notes of one kind on one column joined if they are many.

        Notes are joined file by file, or over all files where more than a handful of files have the same.
        """
        order: dict[tuple[str, str], int] = {}
        groups: dict[tuple[object, ...], list[Fault]] = {}
        for number, fault in enumerate(self._faults):
            order.setdefault((fault.file, fault.sheet), len(order))
            joint = fault.severity == "note" and fault.row is not None
            key = (fault.problem.to("zh"), fault.sheet, fault.column) if joint else (number,)
            groups.setdefault(key, []).append(fault)
        joined: list[Fault] = []
        for group in _by_file(groups.values()):
            many = len(group) >= _JOINED_FROM or group[0].code in BULK or _n_files(group) > 1
            joined.extend([_join(group)] if many else group)
        return sorted(joined, key=lambda f: (order[f.file, f.sheet], f.row or 0))


def _n_files(group: list[Fault]) -> int:
    return len({fault.file for fault in group})


def _by_file(groups: Iterable[list[Fault]]) -> Iterator[list[Fault]]:
    """Split each group by file, unless more than a handful of files have it."""
    for group in groups:
        if _n_files(group) > _SHOWN:
            yield group
            continue
        of_file: dict[str, list[Fault]] = {}
        for fault in group:
            of_file.setdefault(fault.file, []).append(fault)
        yield from of_file.values()


def _join_files(notes: list[Fault]) -> Fault:
    """Join notes of many files: the first file stands for all, and the sentence names a handful."""
    files = list(dict.fromkeys(note.file for note in notes))
    problem = Text(
        "{problem}(共 {count} 行,{number} 个文件:{files} …)",
        "{problem} ({count} rows in {number} files: {files} …)",
        {
            "problem": notes[0].problem,
            "count": len(notes),
            "number": len(files),
            "files": tuple(files[:_SHOWN]),
        },
    )
    return replace(notes[0], problem=problem, row=None, value="")


def _join(notes: list[Fault]) -> Fault:
    if len(notes) == 1:
        return notes[0]
    if _n_files(notes) > 1:
        return _join_files(notes)
    notes = sorted(notes, key=lambda note: note.row or 0)
    rows = [str(note.row) for note in notes[:_SHOWN]]
    texts = list(dict.fromkeys(note.value for note in notes if note.value))
    if len(notes) > _SHOWN:
        rows.append("…")
    problem = Text(
        "{problem}(共 {count} 行:{rows})",
        "{problem} ({count} rows: {rows})",
        {"problem": notes[0].problem, "count": len(notes), "rows": ", ".join(rows)},
    )
    shown = "、".join(texts[:_SHOWN]) + ("…" if len(texts) > _SHOWN else "")
    return replace(notes[0], problem=problem, value=shown)


def did_you_mean(text: str, known: Iterable[str], cutoff: float = 0.6) -> Text:
    """Return ``:是否为 X?`` for the nearest known spelling, or an empty text."""
    near = difflib.get_close_matches(text, list(known), n=1, cutoff=cutoff)
    return Text(";是否为“{near}”?", "; did you mean “{near}”?", {"near": near[0]}) if near else Text("", "")


def listing(sources: Iterable[Source]) -> tuple[Text, ...]:
    """Return rows for a message, at most a handful."""
    found = list(sources)
    more = (Text("等", "and more"),) if len(found) > _SHOWN else ()
    return (*(source.label for source in found[:_SHOWN]), *more)

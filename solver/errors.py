"""Errors, as a tree.

::

    VillagesFirstError
    ├── InputError          a workbook, CSV or scenario has faults: carries all of them (exit code 2)
    ├── VerificationError   a plan does not stand up to its re-check (exit code 3)
    ├── OutputError         a result cannot be written: the place exists or lies outside (exit code 2)
    ├── EngineError         the engine asked for is not installed, not there, or was lost (exit code 2)
    └── ModelError          a defect of ours: the model contradicts itself (never the planner's fault)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from solver.text import Lang, Text

NATURE: dict[str, Text] = {
    "error": Text("错误", "error"),
    "repair": Text("已修正", "repaired"),
    "note": Text("提示", "note"),
}
"""What a fault of an input is, by its severity."""


@dataclass(frozen=True)
class Fault:
    """One fault of an input, with its place and what to do about it.

    Attributes
    ----------
    code
        Stable slug of the kind of fault, e.g. ``bad_date``.
    file, sheet, row, column, value
        Where it stands: file name, sheet name, row number as Excel shows it (1-based), column header as the file
        has it, and the offending cell as text. Empty or ``None`` where not applicable.
    problem, mend
        What is wrong and what to do.
    position
        Text files only: the column of the character, 1-based; the place is then written ``file:row:position``.
    severity
        ``error`` stops the run; ``repair`` was read in a declared way and is listed; ``note`` is worth knowing.
    """

    code: str
    problem: Text
    mend: Text
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    severity: Literal["error", "repair", "note"] = "error"
    position: int | None = None

    def place(self) -> str:
        """Return ``file › sheet › #row › column`` (of a text file ``file:row:position``), empty parts left out."""
        if self.position is not None:
            return " › ".join(part for part in (f"{self.file}:{self.row}:{self.position}", self.column) if part)
        row = "" if self.row is None else f"#{self.row}"
        return " › ".join(part for part in (self.file, self.sheet, row, self.column) if part)

    def to(self, lang: Lang) -> str:
        """Render the fault as one line."""
        value = f" 「{self.value}」" if self.value else ""
        return f"{self.place()}{value}: {self.problem.to(lang)} → {self.mend.to(lang)}"


class VillagesFirstError(Exception):
    """Base of all errors that this package raises on purpose."""


class InputError(VillagesFirstError):
    """An input has faults; all that were found are in ``faults``."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.to("en") for fault in self.faults))


class VerificationError(VillagesFirstError):
    """A plan does not stand up to its re-check."""


class OutputError(VillagesFirstError):
    """A result cannot be written where it was asked for."""


class EngineError(VillagesFirstError):
    """The engine that was asked for cannot be used, or no longer; its argument is a ``Text``."""


class ModelError(VillagesFirstError):
    """The model contradicts itself: a defect of this program."""

"""What one kind of fault says: its severity and both its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from solver.text import Text

Severity = Literal["error", "repair", "note"]


@dataclass(frozen=True)
class Entry:
    """One kind of fault: what is wrong, and what to do about it."""

    severity: Severity
    problem: Text
    mend: Text


def entry(severity: Severity, zh: str, en: str, mend_zh: str, mend_en: str) -> Entry:
    """Write an entry in one line: problem in both languages, then the mend."""
    return Entry(severity, Text(zh, en), Text(mend_zh, mend_en))


NOTHING = ("无需处理", "nothing to do")

"""Cells that cannot become formulas: the one place that knows what spreadsheets execute.

A workbook stores the kind of each cell, so text stays text; a CSV does not, so a cell that a spreadsheet would run is
written with an apostrophe before it. Full-width signs count too: some spreadsheets in Chinese and Japanese read them as
the plain ones.
"""

from __future__ import annotations

import re

STARTS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""Signs with which a spreadsheet begins a formula or ends a field."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

MAX_CELL = 32_000
"""Characters of a workbook cell, below the format's 32,767; a longer text is cut visibly instead of being dropped."""


def clean_text(text: str) -> str:
    """Return a text that every file can hold: lone surrogates replaced, cut with an ellipsis if too long.

    >>> clean_text("甲县")
    '甲县'
    """
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return sound if len(sound) <= MAX_CELL else sound[: MAX_CELL - 1] + "…"


def printable(text: str) -> str:
    """Return a text for a page: no control characters, and nothing that turns the reading direction round.

    >>> printable("甲县" + chr(0))
    '甲县�'
    """
    return _UNPRINTABLE.sub("\ufffd", clean_text(text))


def guard_csv(text: str) -> str:
    """Return a text that a spreadsheet shows as it is; plain numbers stay as they are.

    >>> guard_csv("=1+1"), guard_csv("-5"), guard_csv("村")
    ("'=1+1", '-5', '村')
    """
    text = clean_text(text)
    starts = text[:1] in STARTS_FORMULA or text.lstrip()[:1] in STARTS_FORMULA
    return "'" + text if text and starts and not _is_number(text) else text


def _is_number(text: str) -> bool:
    """Whether a text is a plain signed decimal number in ASCII digits, and nothing that a spreadsheet computes."""
    digits = text[1:] if text[0] in "+-" else text
    whole, _, fraction = digits.partition(".")
    return digits.isascii() and whole.isdigit() and (fraction.isdigit() or "." not in digits)

"""Break text into lines of so many cells: a Chinese character takes two cells, a Latin letter one."""

from __future__ import annotations

import re

from rich.cells import cell_len

_TOKENS = re.compile(r"[\u2e80-\uffff][，。；：、）)”]*|\s+|[^\s\u2e80-\uffff]+[，。；：、）)”]*")
"""One Chinese character or one word with the marks that must not begin a line, or the space between."""


def wrapped(line: str, width: int, indent: str = "  ") -> list[str]:
    """Break a line between words or Chinese characters; continued lines are indented.

    A word that is longer than a line stays whole.
    """
    parts = [""]
    for token in _TOKENS.findall(line):
        if cell_len(parts[-1]) + cell_len(token) > width and parts[-1].strip():
            parts.append(indent)
            token = token.lstrip()
        parts[-1] += token
    return [part.rstrip() for part in parts]


def longest_word(text: str) -> int:
    """Return the cells of the longest part that cannot be broken."""
    return max((cell_len(token) for token in _TOKENS.findall(text)), default=0)

"""Markdown tables whose columns stand straight as plain text too, and how figures are written in them."""

from __future__ import annotations

from collections.abc import Sequence

NONE = "–"


def number(n: int | None) -> str:
    """Write a whole number."""
    return NONE if n is None else f"{n:,}"


def seconds_text(seconds: float | None) -> str:
    """Write seconds to a tenth."""
    return NONE if seconds is None else f"{seconds:.1f}"


def percent(share: float | None) -> str:
    """Write a share in thousandths of a percent."""
    return NONE if share is None else f"{share * 100:.3f} %"


def markdown(header: Sequence[str], lines: Sequence[Sequence[str]], left: Sequence[int]) -> str:
    """Return a table whose columns stand straight as plain text too."""
    rows = [[cell.replace("|", "\\|") for cell in line] for line in (header, *lines)]
    widths = [max(3, *(len(row[i]) for row in rows)) for i in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        padded = [c.ljust(w) if i in left else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * w if i in left else "-" * (w - 1) + ":" for i, w in enumerate(widths)]
    return "\n".join(line(cells) for cells in (rows[0], rule, *rows[1:]))

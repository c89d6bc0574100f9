"""Draw a screen as SVG: ``villages-first solve … | python -m benchmarks.picture FILE.svg`` (see ``make figures``).

Each run of characters is placed at its own cell, so that columns stand true whatever font a reader's browser takes for
Chinese. No font is fetched and nothing is clicked: the picture is text and rectangles.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from rich.cells import cell_len

CELL, LINE, MARGIN, SIZE = 7.8, 20, 18, 13
"""Width of a cell, height of a line, margin and font size, in pixels: letters are 0.6 of their size wide."""

WIDE_SIZE = 15.6
"""Font size of Chinese characters, which are as wide as they are high: two cells."""

_RUN = re.compile(r"[\u2e80-\uffff]+|[^\s\u2e80-\uffff]+")

FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}">
<rect width="100%" height="100%" rx="8" fill="#1f2430"/>
<g font-family="ui-monospace, Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Microsoft YaHei', monospace" \
font-size="{size}" fill="#e6e6e6">
{lines}
</g>
</svg>
"""


def picture(text: str) -> str:
    """Return a screen as SVG."""
    lines = text.rstrip("\n").split("\n")
    width = 2 * MARGIN + CELL * max((cell_len(line) for line in lines), default=0)
    height = 2 * MARGIN + LINE * len(lines)
    drawn = "\n".join(run for row, line in enumerate(lines) for run in _runs(line, row))
    return FRAME.format(width=width, height=height, size=SIZE, lines=drawn)


def _runs(line: str, row: int) -> Iterator[str]:
    """Yield the runs of a line: Chinese and other characters apart, spaces left out."""
    y = MARGIN + LINE * row + SIZE
    colour = ' fill="#ffcc66" font-weight="bold"' if row == 0 or line.startswith("$ ") else ""
    for run in _RUN.finditer(line):
        x = MARGIN + CELL * cell_len(line[: run.start()])
        length = CELL * cell_len(run[0])
        wide = f' font-size="{WIDE_SIZE}"' if cell_len(run[0]) > len(run[0]) else ""
        place = f'x="{x:.1f}" y="{y}" textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"'
        yield f"<text {place}{wide}{colour}>{escape(run[0])}</text>"


def main() -> None:
    """Read a screen from standard input and write its picture."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.picture", description=__doc__)
    parser.add_argument("file", type=Path, help="the picture to write")
    parser.add_argument("--command", default="", help="command line to show above the screen")
    arguments = parser.parse_args()
    head = f"$ {arguments.command}\n" if arguments.command else ""
    arguments.file.parent.mkdir(parents=True, exist_ok=True)
    arguments.file.write_text(picture(head + sys.stdin.read()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

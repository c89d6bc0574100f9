"""One drawing: a matplotlib figure out, an inline SVG in.

Text stays text, in the fonts of the page: it can be searched and read aloud, and a chart takes a few kilobytes. The
Chinese font is given to matplotlib only to measure. IDs are made unique, as all charts share one page, and titles of
marks (what shows under the pointer) are put in after matplotlib has written the file.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from solver.report.html.fonts import FAMILY, font_file
from solver.report.safe_cells import printable

INK, MUTED, GRID = "#1f2933", "#52606d", "#d9e0e7"
BLUE, PALE, RED, AMBER, GREEN = "#1f5a94", "#9dbfdd", "#c0392b", "#d98e04", "#2f7d5b"
"""The page's colours; ``report.css`` has the same. Pairs differ in lightness, for print in grey."""

WIDTH, NARROW = 5.6, 3.7
"""Inches of a chart that stands alone, and of one of three side by side."""

SETTINGS: dict[Any, Any] = {
    "font.family": [FAMILY, "DejaVu Sans"],
    "font.size": 8.4,
    "svg.fonttype": "none",
    "svg.hashsalt": "villages-first",
    "text.color": INK,
    "text.parse_math": False,  # a $ in a name is a $
    "axes.unicode_minus": False,
    "axes.edgecolor": GRID,
    "axes.labelcolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
}

_ID = re.compile(r'\bid="([^"]+)"')
_REFERENCE = re.compile(r'(url\(#|href="#)([^")]+)')


@cache
def _font_is_known() -> bool:
    font_manager.fontManager.addfont(str(font_file()))
    return True


def new_figure(height: float, width: float = WIDTH) -> tuple[Figure, Axes]:
    """Return a figure with one pair of axes; draw it inside :func:`settings`."""
    figure = Figure(figsize=(width, height), layout="constrained")
    FigureCanvasSVG(figure)
    return figure, figure.add_subplot()


@contextmanager
def settings() -> Iterator[None]:
    """Draw and write charts in here: nobody else's settings of matplotlib count, and none are left changed."""
    _font_is_known()
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph ")  # it is only measured here: the page's fonts draw it
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield


def to_svg(figure: Figure, name: str, label: str, titles: Mapping[str, str] | None = None) -> Markup:
    """Write a figure as an element of the page.

    Parameters
    ----------
    name
        Of letters and digits, unique in the page.
    label
        What the chart shows, for readers who do not see it.
    titles
        ID of a mark (``gid``) to what shows under the pointer.
    """
    out = io.StringIO()
    figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"\n\s*", "\n", svg)
    for gid, title in (titles or {}).items():
        svg = svg.replace(f'<g id="{gid}">', f'<g id="{gid}"><title>{escape(printable(title))}</title>', 1)
    ids = set(_ID.findall(svg))
    svg = _ID.sub(lambda found: f'id="{name}-{found[1]}"', svg)
    svg = _REFERENCE.sub(lambda found: found[1] + (f"{name}-" if found[2] in ids else "") + found[2], svg)
    head, _, rest = svg.partition(">")
    head = re.sub(r' (width|height)="[^"]*"', "", head)
    return Markup(f'{head} class="chart" role="img" aria-label="{escape(printable(label))}">{rest}')

"""Bars: parts of a whole lying down, and counts of a few groups standing up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib as mpl
import numpy as np
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.ticker import MaxNLocator
from rich.cells import cell_len, set_cell_size

from solver.report.html.charts.drawing import GRID, INK, NARROW, new_figure, settings, to_svg
from solver.report.safe_cells import printable

BAR = 0.27
"""Inches of one lying bar."""

MOST_LETTERS = 24
"""Half-width characters of a label; longer ones are cut."""


@dataclass(frozen=True)
class Series:
    """One part of all bars."""

    name: str
    values: tuple[int, ...]
    colour: str


def lying_bars(name: str, label: str, groups: Sequence[str], series: Sequence[Series], unit: str = "") -> Markup:
    """Draw stacked bars, the first group on top; parts of nothing are left out."""
    series = [s for s in series if any(s.values)]
    with settings():
        figure, axes = new_figure(0.62 + BAR * len(groups))
        positions = np.arange(len(groups))[::-1]
        left = np.zeros(len(groups))
        longest = _longest(series)
        for part in series:
            bars = axes.barh(positions, part.values, left=left, color=part.colour, height=0.66, label=part.name)
            fits = [n * 60 >= longest * len(str(n)) for n in part.values]
            _label(axes, bars, part, fits, alone=len(series) == 1)
            left += np.array(part.values)
        axes.set_yticks(positions, [_cut(group) for group in groups])
        axes.set_ylim(-0.6, len(groups) - 0.4)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
        _finish(axes, "x", unit)
        if len(series) > 1:
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(series), borderaxespad=0, handlelength=1)
        return to_svg(figure, name, label)


def standing_bars(name: str, label: str, groups: Sequence[str], series: Sequence[Series], unit: str = "") -> Markup:
    """Draw stacked bars side by side, for few groups in an order of their own."""
    series = [s for s in series if any(s.values)]
    with settings():
        figure, axes = new_figure(2.3, NARROW)
        bottom = np.zeros(len(groups))
        tallest = _longest(series)
        for part in series:
            bars = axes.bar(np.arange(len(groups)), part.values, bottom=bottom, color=part.colour, width=0.62)
            bars.set_label(part.name)
            _label(axes, bars, part, [n * 12 >= tallest for n in part.values], alone=len(series) == 1)
            bottom += np.array(part.values)
        axes.set_xticks(np.arange(len(groups)), groups)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        _finish(axes, "y", unit)
        if len(series) > 1:
            axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=len(series), borderaxespad=0, handlelength=1)
        return to_svg(figure, name, label)


def _longest(series: Sequence[Series]) -> int:
    """Return the total of the longest bar."""
    return max((sum(values) for values in zip(*(part.values for part in series), strict=True)), default=0)


def _label(axes: Axes, bars: BarContainer, part: Series, fits: Sequence[bool], *, alone: bool) -> None:
    """Write the figures: beside bars that stand alone, else inside, where the part is large enough for its digits."""
    if alone:
        axes.bar_label(bars, [f"{n:,}" for n in part.values], padding=2, color=INK, fontsize=7.5)
        return
    texts = [str(n) if n and fit else "" for n, fit in zip(part.values, fits, strict=True)]
    axes.bar_label(bars, texts, label_type="center", color=_readable(part.colour), fontsize=7.5)


def _finish(axes: Axes, direction: str, unit: str) -> None:
    axes.set_axisbelow(True)
    axes.grid(axis=direction, color=GRID, linewidth=0.6)  # type: ignore[arg-type]
    (axes.set_xlabel if direction == "x" else axes.set_ylabel)(unit)


def _readable(colour: str) -> str:
    red, green, blue = mpl.colors.to_rgb(colour)
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.55 else "white"


def _cut(label: str) -> str:
    """Cut a label that would leave no room for the bars."""
    label = printable(label)
    return label if cell_len(label) <= MOST_LETTERS else set_cell_size(label, MOST_LETTERS - 1).rstrip() + "…"

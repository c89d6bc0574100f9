"""How every plot looks, and how it is written: text as text, no date, fixed IDs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

COLOURS: dict[str, str] = {
    "engine": "#c1272d",
    "greedy": "#7f7f7f",
    "best-fit": "#b8a642",
    "cpsat-default": "#1f77b4",
    "cpsat-level-2": "#17a2b8",
    "cpsat-max-lp": "#2ca02c",
    "cpsat-eight": "#9467bd",
    "highs": "#e08214",
    "scip": "#6b4a2b",
}
"""Of methods, the same in every plot."""

OTHER = "#444444"

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "villages-first",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
}


def draw(target: Path, plot: Callable[..., None], *, n_axes: int = 1, size: tuple[float, float] = (8.0, 4.5)) -> Path:
    """Draw a plot into a file; return the file.

    Parameters
    ----------
    plot
        Gets the axes, ``n_axes`` of them one above the other.
    """
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=size, layout="constrained")
        axes: list[Axes] = list(figure.subplots(n_axes, 1, squeeze=False)[:, 0])
        plot(*axes)
        target.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    return target


def colour(method: str) -> str:
    """Return the colour of a method; the weighted formulations have that of their settings."""
    return COLOURS.get(method.removesuffix("-weighted"), OTHER)

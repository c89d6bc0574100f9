"""Where the time of the whole product goes: one bar a case, one piece a phase."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes

from benchmarks.charts.canvas import draw
from benchmarks.results import Whole

ORDER = (
    "read",
    "check",
    "stage 1",
    "compile",
    "build",
    "greedy",
    "relax",
    "severity",
    "dive",
    "core",
    "prove",
    "improve",
    "branch",
    "certify",
    "write",
    "verify",
)
"""Of the phases; others come behind, as they were first met."""


def draw_phases(wholes: Sequence[Whole], target: Path) -> Path:
    """Draw the phases of all cases that were finished, in the order of a run.

    Raises
    ------
    ValueError
        If no case was finished.
    """
    finished = [whole for whole in wholes if whole.phases]
    if not finished:
        raise ValueError("no case was finished")
    found = dict.fromkeys(name for whole in finished for name in whole.phases)
    names = sorted(found, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))

    def plot(axes: Axes) -> None:
        places = list(range(len(finished)))
        left = [0.0] * len(finished)
        colours = mpl.colormaps["tab20"]
        for number, name in enumerate(names):
            widths = [whole.phases.get(name, 0.0) / whole.seconds * 100 for whole in finished]
            axes.barh(places, widths, left=left, label=name, color=colours(number % 20), height=0.6)
            left = [a + b for a, b in zip(left, widths, strict=True)]
        axes.set_yticks(places, [f"{w.case}\n{w.seconds:.0f} s, {w.peak_bytes / 2**20:,.0f} MiB" for w in finished])
        axes.invert_yaxis()
        axes.set_xlim(0, 100)
        axes.set_xlabel("share of the time from files to files, %")
        axes.grid(visible=False, axis="y")
        axes.legend(loc="upper left", bbox_to_anchor=(0.0, -0.2), ncols=7, fontsize=8)

    return draw(target, plot, size=(8.0, 2.2 + 0.55 * len(finished)))

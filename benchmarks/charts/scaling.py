"""Curves of cases in which one figure moves: counties, nominees per post, share of coupling people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes

from benchmarks.cases import Case
from benchmarks.charts.canvas import colour, draw
from benchmarks.results import Results, Row


@dataclass(frozen=True)
class Curve:
    """One figure that moves.

    Attributes
    ----------
    figure
        Name of it in a case.
    label
        Of the horizontal axis.
    of
        The figure of a case; ``None`` for cases of no such curve.
    """

    figure: str
    label: str
    of: Callable[[Case], float | None]


CURVES: tuple[Curve, ...] = (
    Curve("counties", "counties", lambda case: case.counties if case.coupling is None and case.ratio is None else None),
    Curve("ratio", "nominees per open post", lambda case: case.ratio),
    Curve("coupling", "nominees who may serve several counties, %", lambda case: _percent(case.coupling)),
)


def points(results: Results, curve: Curve) -> dict[tuple[str, str], list[tuple[float, Row]]]:
    """Return the answered rows of a curve in ascending order, by size and method."""
    found: dict[tuple[str, str], list[tuple[float, Row]]] = {}
    for row in results.rows:
        case = Case.parse(row.case)
        x = curve.of(case)
        if x is not None and not row.error and row.value is not None:
            found.setdefault((case.size, row.method), []).append((x, row))
    return {key: sorted(line, key=lambda point: point[0]) for key, line in found.items() if len(line) > 1}


def draw_curve(results: Results, curve: Curve, target: Path) -> Path | None:
    """Draw seconds, gap and memory over the figure; ``None`` if the results hold no two points of it."""
    lines = points(results, curve)
    if not lines:
        return None
    posts = {case.name: case.posts for case in results.cases}

    def plot(time: Axes, gap: Axes, memory: Axes) -> None:
        for (size, method), line in lines.items():
            x = [place for place, _ in line]
            style: dict[str, Any] = {
                "label": f"{method}, {size}",
                "color": colour(method),
                "marker": "o",
                "markersize": 4,
            }
            time.plot(x, [row.seconds / posts[row.case] * 1000 for _, row in line], **style)
            gap.plot(x, [_percent(row.gap) or 0.0 for _, row in line], **style)
            memory.plot(x, [row.peak_bytes / 2**20 for _, row in line], **style)
        _label(time, gap, memory)
        memory.set_xlabel(curve.label)
        time.legend(loc="best", fontsize=8)

    return draw(target, plot, n_axes=3, size=(8.0, 7.5))


def _label(time: Axes, gap: Axes, memory: Axes) -> None:
    for axes, label in ((time, "milliseconds a post"), (gap, "gap to its own bound, %"), (memory, "peak memory, MiB")):
        axes.set_ylabel(label)
        axes.margins(y=0.08)
        axes.set_ylim(bottom=0)


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


def curves_of(results: Sequence[Results]) -> list[tuple[Curve, Results]]:
    """Return each curve with the last results that hold points of it."""
    return [
        (curve, held[-1]) for curve in CURVES if (held := [results_ for results_ in results if points(results_, curve)])
    ]

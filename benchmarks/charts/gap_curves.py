"""The race of one case over the seconds: severity of the best plan so far, and below it the gap of its value.

The gap is that to the best bound of the case, and is only drawn at the least severity known: severity comes first (§3).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes

from benchmarks.charts.canvas import colour, draw
from benchmarks.race import GAPS
from benchmarks.registry import OURS
from benchmarks.results import Results, Row, least_severity, relative, tightest_bound

LEAST_GAP = 5e-5
"""Smaller gaps are drawn here: the axis is logarithmic."""

FIRST = 0.1
"""Seconds at which the axis begins."""


def severity_steps(row: Row) -> tuple[list[float], list[int]]:
    """Return seconds and severities at which a row's least severity changed, and that at its end."""
    seconds, severities = list[float](), list[int]()
    for moment in row.trace:
        if not severities or moment.severity < severities[-1]:
            seconds.append(max(FIRST, moment.seconds))
            severities.append(moment.severity)
    if seconds:
        seconds.append(_end(row, seconds[-1]))
        severities.append(severities[-1])
    return seconds, severities


def gap_steps(row: Row, severity: int, bound: int) -> tuple[list[float], list[float]]:
    """Return seconds and relative gaps at which a row's best plan of this severity changed, and its gap at the end."""
    seconds, gaps, best = list[float](), list[float](), float("inf")
    for moment in row.trace:
        if moment.value is None or moment.severity > severity:
            continue
        gap = max(LEAST_GAP, relative(moment.value, bound))
        if gap < best:
            best = gap
            seconds.append(max(FIRST, moment.seconds))
            gaps.append(gap)
    if seconds:
        seconds.append(_end(row, seconds[-1]))
        gaps.append(best)
    return seconds, gaps


def _end(row: Row, last: float) -> float:
    return max(row.seconds or row.limit or 0.0, last)


def draw_gaps(results: Results, name: str, target: Path) -> Path:
    """Draw the race of one case.

    Raises
    ------
    ValueError
        If nobody made a plan with a bound beside it.
    """
    rows = [row for row in results.of_case(name) if row.trace]
    severity, bound = least_severity(rows), tightest_bound(results.of_case(name))
    if severity is None or bound is None:
        raise ValueError(f"{name}: no plan, or no bound")

    def plot(above: Axes, below: Axes) -> None:
        for row in rows:
            _step(above, row, *severity_steps(row), label=row.method)
            seconds, gaps = gap_steps(row, severity, bound)
            _step(below, row, seconds, [gap * 100 for gap in gaps])
        _label(above, below, severity)
        above.set_title(f"{name}: severity of the plan, and below its gap to the best bound known")

    return draw(target, plot, n_axes=2, size=(8.0, 7.0))


def _step(axes: Axes, row: Row, x: Sequence[float], y: Sequence[float], label: str | None = None) -> None:
    """Draw one method; a point where there is but one, as for the hand method."""
    ours = row.method in OURS
    axes.step(
        x,
        y,
        where="post",
        label=label,
        color=colour(row.method),
        linewidth=2.4 if ours else 1.3,
        linestyle="--" if row.method.endswith("-weighted") else "-",
        marker="o",
        markersize=2.5,
        zorder=3 if ours else 2,
    )


def _label(above: Axes, below: Axes, severity: int) -> None:
    above.set_yscale("symlog", linthresh=1)
    above.set_ylim(bottom=0)
    above.axhline(severity, color="#999999", linewidth=0.7, linestyle=":")
    above.set_ylabel("severity of the plan")
    above.legend(loc="best", ncols=2, fontsize=8)
    below.set_yscale("log")
    below.set_ylim(LEAST_GAP * 80, 30)
    below.set_ylabel(f"gap in %, at severity {severity:,}")
    below.set_yticks([gap * 100 for gap in GAPS], minor=False)
    below.minorticks_off()
    below.set_xlabel("seconds from the compiled model")
    for axes in (above, below):
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda x, _: f"{x:g}")
        axes.yaxis.set_major_formatter(lambda y, _: f"{y:,g}")
    right = max(above.get_xlim()[1], below.get_xlim()[1])
    above.set_xlim(FIRST * 0.9, right)
    below.set_xlim(FIRST * 0.9, right)

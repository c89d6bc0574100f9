"""Gap of the best plan so far, against the best bound of the case, over the seconds: one curve a method."""

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


def steps(row: Row, severity: int, bound: int) -> tuple[list[float], list[float]]:
    """Return seconds and gaps at which a row's best plan of this severity changed, and its gap at the end."""
    seconds, gaps, best = list[float](), list[float](), float("inf")
    for moment in row.trace:
        if moment.value is None or moment.severity > severity:
            continue
        gap = max(LEAST_GAP, relative(moment.value, bound))
        if gap < best:
            best = gap
            seconds.append(moment.seconds)
            gaps.append(gap)
    if seconds:
        seconds.append(max(row.seconds, row.limit or 0.0, seconds[-1]))
        gaps.append(best)
    return seconds, gaps


def draw_gaps(results: Results, name: str, target: Path) -> Path:
    """Draw the race of one case.

    Raises
    ------
    ValueError
        If nobody made a plan with a bound beside it.
    """
    rows = results.of_case(name)
    severity, bound = least_severity(rows), tightest_bound(rows)
    if severity is None or bound is None:
        raise ValueError(f"{name}: no plan, or no bound")

    def plot(axes: Axes) -> None:
        _curves(axes, [row for row in rows if row.trace], severity, bound)
        axes.set_title(f"{name}: gap of the plan to the best bound known, at severity {severity:,}")

    return draw(target, plot)


def _curves(axes: Axes, rows: Sequence[Row], severity: int, bound: int) -> None:
    idle = []
    for row in rows:
        seconds, gaps = steps(row, severity, bound)
        if not seconds:
            idle.append(row.method)
            continue
        axes.step(
            seconds,
            [gap * 100 for gap in gaps],
            where="post",
            label=row.method,
            color=colour(row.method),
            linewidth=2.4 if row.method in OURS else 1.3,
            linestyle="--" if row.method.endswith("-weighted") else "-",
        )
    for gap in GAPS:
        axes.axhline(gap * 100, color="#999999", linewidth=0.7, linestyle=":")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("seconds from the compiled model, logarithmic")
    axes.set_ylabel("gap in %")
    axes.yaxis.set_major_formatter(lambda y, _: f"{y:g}")
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:g}")
    if idle:
        note = f"never at this severity: {', '.join(idle)}"
        axes.plot([], [], color="none", label=note)
    axes.legend(loc="upper left", bbox_to_anchor=(0.0, -0.16), ncols=3, fontsize=8)

"""The curve of total value against the village worst off."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from matplotlib.ticker import MaxNLocator

from solver.report.compared import TradePoint
from solver.report.html.charts.drawing import BLUE, GRID, INK, RED, new_figure, settings, to_svg
from solver.text import Lang, Text

LABEL = Text("总得分与最低村得分的关系", "Total value against the village worst off")
WORST = Text("最低的村，新派人员得分", "Village worst off: points of the people sent")
TOTAL = Text("总得分", "Total value")


def trade_curve(points: Sequence[TradePoint], lang: Lang) -> Markup:
    """Draw one mark a plan, with its floor beside it; hollow where the floor is not kept."""
    ordered = sorted(points, key=lambda p: (p.worst, p.value))
    with settings():
        figure, axes = new_figure(2.8)
        axes.plot([p.worst for p in ordered], [p.value for p in ordered], color=GRID, linewidth=1.2, zorder=1)
        for point in ordered:
            colour, face = (BLUE, BLUE) if point.kept else (RED, "white")
            axes.scatter([point.worst], [point.value], s=34, facecolors=face, edgecolors=colour, zorder=2)
            axes.annotate(
                str(point.floor),
                (point.worst, point.value),
                (4, 4),
                textcoords="offset points",
                color=INK,
                fontsize=7.5,
            )
        axes.set_xlabel(WORST.to(lang))
        axes.set_ylabel(TOTAL.to(lang))
        axes.grid(color=GRID, linewidth=0.6)
        axes.set_axisbelow(True)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        return to_svg(figure, "trade", LABEL.to(lang))

"""The schematic map: townships as sectors round the county seat, villages as far from it as the drive takes.

No boundary is drawn and no coordinate is used: direction means the township, distance the minutes by road.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from markupsafe import Markup
from matplotlib.axes import Axes
from rich.cells import cell_len, set_cell_size

from solver.report.html.charts.drawing import AMBER, BLUE, GRID, INK, MUTED, RED, new_figure, settings, to_svg
from solver.report.safe_cells import printable

NAMES_UP_TO = 110
"""Villages up to which each is named on the map."""

NAME_CELLS = 12
"""Half-width characters of a name; longer ones are cut."""

CENTRE = 0.16
"""Part of the radius that is left to the county seat, so that near villages do not crowd."""

COLOURS = {"filled": BLUE, "exception": AMBER, "short": RED, "none": "#aab4be"}
"""State of a village to its colour; ``none`` is drawn hollow."""


@dataclass(frozen=True)
class Dot:
    """One village on the map.

    Attributes
    ----------
    minutes
        Drive from the county seat; ``None`` if it is not stated.
    state
        A key of ``COLOURS``.
    square
        A first secretary alone, and no team.
    """

    township: str
    name: str
    minutes: int | None
    state: str
    square: bool
    title: str
    link: str


def county_map(name: str, label: str, dots: Sequence[Dot], ring_label: Callable[[int], str], centre: str) -> Markup:
    """Draw the map. Villages without minutes stand on the outermost ring."""
    townships: dict[str, list[Dot]] = {}
    for dot in dots:
        townships.setdefault(dot.township, []).append(dot)
    known = [dot.minutes for dot in dots if dot.minutes is not None]
    rings = _rings(max(known, default=60))
    reach = rings[-1]
    with settings():
        figure, axes = new_figure(7.0, 7.4)
        _draw_rings(axes, rings, ring_label, centre)
        titles: dict[str, str] = {}
        places: list[tuple[float, float, str]] = []
        gap = 0.25 if len(townships) > 1 else 0.0
        step = 2 * pi / (len(dots) + gap * len(townships))
        angle = pi / 2
        for township, group in townships.items():
            _draw_sector(axes, angle, step * (len(group) + gap), reach, township)
            for i, dot in enumerate(group):
                at = angle - step * (i + 0.5 + gap / 2)
                radius = _radius(dot.minutes, reach)
                gid = f"dot{len(titles)}"
                titles[gid] = dot.title
                places.append((radius * cos(at), radius * sin(at), printable(dot.name)))
                _draw_dot(axes, dot, *places[-1][:2], gid)
            angle -= step * (len(group) + gap)
        if len(dots) <= NAMES_UP_TO:
            _write_names(axes, places, rings)
        axes.set_xlim(-1.3, 1.3)
        axes.set_ylim(-1.2, 1.2)
        axes.set_aspect("equal")
        axes.axis("off")
        return to_svg(figure, name, label, titles)


def _radius(minutes: int | None, reach: int) -> float:
    """Return the distance from the centre, which is kept free; unknown minutes go to the rim."""
    return CENTRE + (1 - CENTRE) * (1 if minutes is None else minutes / reach)


def _rings(furthest: int) -> list[int]:
    step = next(s for s in (10, 15, 20, 30, 60, 120, 240, 480, 10_000) if furthest <= 5 * s)
    return [step * i for i in range(1, -(-furthest // step) + 1)]


def _draw_rings(axes: Axes, rings: Sequence[int], ring_label: Callable[[int], str], centre: str) -> None:
    from matplotlib.patches import Circle

    for minutes in rings:
        radius = _radius(minutes, rings[-1])
        axes.add_patch(Circle((0, 0), radius, fill=False, edgecolor=GRID, linewidth=0.8, zorder=0))
        axes.text(0.01, radius, ring_label(minutes), color=MUTED, fontsize=7, ha="left", va="bottom", zorder=1)
    axes.plot(0, 0, marker="*", markersize=13, color=INK, zorder=3)
    axes.text(0, -0.045, printable(centre), color=INK, fontsize=8.5, ha="center", va="top", zorder=3)


def _draw_sector(axes: Axes, angle: float, width: float, reach: int, township: str) -> None:
    axes.plot([0, cos(angle)], [0, sin(angle)], color=GRID, linewidth=0.8, zorder=0)
    middle = angle - width / 2
    x, y = cos(middle), sin(middle)
    side = "center" if abs(x) < 0.25 else ("left" if x > 0 else "right")
    axes.text(1.12 * x, 1.12 * y, printable(township), ha=side, va="center", fontsize=10, color=INK)


def _draw_dot(axes: Axes, dot: Dot, x: float, y: float, gid: str) -> None:
    colour = COLOURS[dot.state]
    mark = axes.scatter(
        [x],
        [y],
        s=44,
        marker="s" if dot.square else "o",
        facecolors="white" if dot.state == "none" else colour,
        edgecolors=colour if dot.state == "none" else "white",
        linewidths=1.2 if dot.state == "none" else 0.8,
        zorder=2,
    )
    mark.set_gid(gid)
    if dot.link:
        mark.set_urls([dot.link])


def _write_names(axes: Axes, places: Sequence[tuple[float, float, str]], rings: Sequence[int]) -> None:
    """Write each name on the first side of its dot where nothing stands yet; a name without room is left out.

    Every dot has its name under the pointer, so that what is left out can still be read.
    """
    taken = [_box(x - 0.018, y - 0.018, 0.036, 0.036) for x, y, _ in places] + [_box(-0.17, -0.11, 0.34, 0.16)]
    taken += [_box(0.01, _radius(minutes, rings[-1]), 0.14, 0.035) for minutes in rings]
    for x, y, name in places:
        name = set_cell_size(name, NAME_CELLS).rstrip() if cell_len(name) > NAME_CELLS else name
        wide, high = 0.0205 * cell_len(name), 0.038
        sides = [
            (x + 0.025, y - high / 2, "left", "center"),
            (x - 0.025 - wide, y - high / 2, "right", "center"),
            (x - wide / 2, y + 0.02, "center", "bottom"),
            (x - wide / 2, y - 0.02 - high, "center", "top"),
        ]
        for left, low, ha, va in sides if x >= 0 else (sides[1], sides[0], *sides[2:]):
            box = _box(left, low, wide, high)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                at_x = {"left": left, "right": left + wide, "center": x}[ha]
                at_y = {"center": y, "bottom": low, "top": low + high}[va]
                axes.text(at_x, at_y, name, ha=ha, va=va, fontsize=6.6, color=MUTED, zorder=2)
                break


Box = tuple[float, float, float, float]


def _box(left: float, low: float, wide: float, high: float) -> Box:
    return left, low, left + wide, low + high


def _overlap(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]

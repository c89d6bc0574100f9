"""All plots that some results have the figures for, and their files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.charts.gap_curves import draw_gaps
from benchmarks.charts.phases import draw_phases
from benchmarks.charts.scaling import curves_of, draw_curve
from benchmarks.race import racers
from benchmarks.results import Results


def draw_all(results: Sequence[Results], folder: Path) -> list[Path]:
    """Draw the races, the curves and the phases; of a case measured twice the last results count.

    Returns
    -------
    list of Path
        The files written: ``gap-CASE.svg``, ``scaling-FIGURE.svg`` and ``phases.svg``.
    """
    races: dict[str, Results] = {}
    for run in results:
        for name in dict.fromkeys(row.case for row in run.rows):
            if len(racers(run.of_case(name))) > 2:
                races[name] = run
    drawn = [draw_gaps(run, name, folder / f"gap-{name.replace(':', '-')}.svg") for name, run in races.items()]
    for curve, run in curves_of(results):
        file = draw_curve(run, curve, folder / f"scaling-{curve.figure}.svg")
        drawn += [file] if file else []
    wholes = {whole.case: whole for run in results for whole in run.wholes if not whole.error}
    return [*drawn, draw_phases(list(wholes.values()), folder / "phases.svg")] if wholes else drawn

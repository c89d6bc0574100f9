"""What a planner starts from: fictional rounds, and the rule book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from solver.text import Lang


def generate(
    size: str,
    folder: str | Path,
    *,
    seed: int = 1,
    dirty: bool = False,
    lang: Lang = "zh",
    counties: int | None = None,
    nominees_per_post: float | None = None,
    coupling: float | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> tuple[Path, ...]:
    """Write a fictional round into a new folder: workbook, CSV files, a scenario for each.

    A prefecture or province has a workbook a county, and one for the levels above.

    Parameters
    ----------
    size
        ``tiny``, ``county-s``, ``county-m``, ``county-l``, ``prefecture-tiny``, ``prefecture`` or ``province``.
    dirty
        Whether to plant faults, and a list of them (``planted.csv``).
    counties, nominees_per_post, coupling
        As :func:`solver.generate.drawing.generate`.
    tell
        Called with the number of workbooks written and of all, where there are several.

    Returns
    -------
    tuple of Path
        What was written; the scenario that reads the workbook first.

    Raises
    ------
    KeyError
        If there is no such size.
    ValueError
        If a figure is out of range, or does not go with the size.
    OutputError
        If the folder exists and is not empty.
    """
    from solver.generate.drawing import generate as draw
    from solver.generate.drawing import region_size
    from solver.generate.region_shipping import ship_region
    from solver.generate.shipping import ship
    from solver.generate.sizes import REGIONS
    from solver.scenario.rosters import writing
    from solver.scenario.rosters.sheets import SHEETS

    if size in REGIONS:
        region = region_size(size, counties, nominees_per_post, coupling)
        return tuple(ship_region(region, seed, Path(folder), SHEETS, writing, lang, dirty, tell))
    drawn = draw(size, seed, counties=counties, nominees_per_post=nominees_per_post, coupling=coupling)
    return tuple(ship(drawn, Path(folder), SHEETS, writing, lang, dirty))


def rules(lang: Lang = "zh") -> list[dict[str, Any]]:
    """Return the rule book: one row a rule or goal, in the order of the policy.

    ``pandas.DataFrame(rules("en"))`` makes a table of it; the keys are those of
    :func:`solver.book.page.rule_table`.
    """
    from solver.book.page import rule_table

    return rule_table(lang)

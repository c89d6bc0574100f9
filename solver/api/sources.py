"""What a planner starts from: fictional rounds, and the rule book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from solver.text import Lang


def generate(
    size: str, folder: str | Path, *, seed: int = 1, dirty: bool = False, lang: Lang = "zh"
) -> tuple[Path, ...]:
    """Write a fictional round into a new folder: workbook, CSV files, a scenario for each.

    Parameters
    ----------
    size
        ``tiny``, ``county-s``, ``county-m`` or ``county-l``.
    dirty
        Whether to plant faults, and a list of them (``planted.csv``).

    Returns
    -------
    tuple of Path
        What was written; the scenario that reads the workbook first.

    Raises
    ------
    KeyError
        If there is no such size.
    OutputError
        If the folder exists and is not empty.
    """
    from solver.generate.drawing import generate as draw
    from solver.generate.shipping import ship
    from solver.scenario.rosters import writing
    from solver.scenario.rosters.sheets import SHEETS

    return tuple(ship(draw(size, seed), Path(folder), SHEETS, writing, lang, dirty))


def rules(lang: Lang = "zh") -> list[dict[str, Any]]:
    """Return the rule book: one row a rule or goal, in the order of the policy.

    ``pandas.DataFrame(rules("en"))`` makes a table of it; the keys are those of
    :func:`solver.book.page.rule_table`.
    """
    from solver.book.page import rule_table

    return rule_table(lang)

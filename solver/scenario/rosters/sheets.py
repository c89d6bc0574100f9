"""All tables of a planner's workbook, in the order in which they are written."""

from __future__ import annotations

from solver.scenario.rosters.candidate_columns import CANDIDATES
from solver.scenario.rosters.columns import Sheet, header_key
from solver.scenario.rosters.posting_columns import INCUMBENTS, PAIRINGS, PINS, SCORES
from solver.scenario.rosters.unit_columns import UNITS
from solver.scenario.rosters.village_columns import VILLAGES

SHEETS: tuple[Sheet, ...] = (VILLAGES, CANDIDATES, UNITS, INCUMBENTS, PAIRINGS, PINS, SCORES)

NOT_READ: tuple[str, ...] = ("县间距离表", "县间距离", "区县距离表", "distances", "county_distances")
"""Names of the table of distances between counties: planners keep one, and no rule of one county's round needs it."""

_BY_NAME: dict[str, Sheet] = {name: sheet for sheet in SHEETS for name in sheet.names()}


def sheet_like(name: str) -> Sheet | None:
    """Return the one table whose full name occurs in a longer name (2025年人选花名册), or ``None``."""
    key = header_key(name)
    found = {sheet.key: sheet for sheet in SHEETS for title in (sheet.zh, sheet.en) if header_key(title) in key}
    return next(iter(found.values())) if len(found) == 1 else None


def sheet_of(name: str) -> Sheet | None:
    """Return the table that a sheet name (or CSV file name without its ending) means, or ``None``."""
    return _BY_NAME.get(header_key(name))


def is_known_and_not_read(name: str) -> bool:
    """Whether a sheet name means a table that planners keep and this program does not use."""
    return header_key(name) in {header_key(known) for known in NOT_READ}

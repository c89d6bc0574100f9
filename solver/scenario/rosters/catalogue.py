"""Every kind of fault that reading the planner's tables can report.

Codes are stable: scripts and tests may rely on them. ``FAULT_CODES`` is the closed list.
"""

from __future__ import annotations

from solver.scenario.rosters.cell_faults import CELLS
from solver.scenario.rosters.fault_entry import Entry
from solver.scenario.rosters.file_faults import FILES
from solver.scenario.rosters.join_faults import JOINS

CATALOGUE: dict[str, Entry] = {**FILES, **CELLS, **JOINS}

BULK: frozenset[str] = frozenset(("level_from_unit", "derived_village_id", "mode_from_quotas", "no_needs"))
"""Notes that often hold for a whole column: always joined into one; others only when many."""

FAULT_CODES: tuple[str, ...] = tuple(CATALOGUE)
"""The closed list of codes."""

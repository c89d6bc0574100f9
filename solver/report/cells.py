"""Cells that name a village or a person, the same in every table."""

from __future__ import annotations

from solver.domain.candidate import Candidate
from solver.domain.village import Village
from solver.report.context import Context
from solver.report.table import Row


def village_cells(village: Village) -> Row:
    """Return the four columns that name a village."""
    return {
        "county": village.county,
        "township": village.township,
        "village": village.name,
        "village_id": village.village_id,
    }


def person_cells(ctx: Context, person: Candidate) -> Row:
    """Return the four columns that name a person."""
    return {
        "alias": person.alias,
        "person_id": person.person_id,
        "unit": person.unit_id,
        "level": ctx.level(person),
    }

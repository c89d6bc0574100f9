"""Table 12, 公示稿: the newly posted people, with nothing private in it."""

from __future__ import annotations

from solver.report.columns import PUBLICATION
from solver.report.context import Context
from solver.report.postings import in_order
from solver.report.table import Table, make_table
from solver.report.wording import DRAFT_NOTE


def publication_table(ctx: Context) -> Table:
    """Return table 12: place, role, alias, unit and post; no village type, age, ID, points or reason."""
    rows = [
        {
            "county": team.village.county,
            "township": team.village.township,
            "village": team.village.name,
            "role": member.role.label,
            "alias": member.person.alias,
            "unit": member.person.unit_id,
            "post_rank": member.person.post_rank,
        }
        for team in ctx.plan.teams
        for member in in_order(team)
        if not member.incumbent
    ]
    notes = (DRAFT_NOTE,) if ctx.reference.mode == "draft" else ()
    return make_table(PUBLICATION, rows, ctx.lang, notes=notes)

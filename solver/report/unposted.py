"""Table 4b, 未安排名单: every nominee without a seat, with the reason."""

from __future__ import annotations

from solver.report.cells import person_cells
from solver.report.columns import UNPOSTED
from solver.report.context import Context
from solver.report.reasons import reason_for
from solver.report.reserves import reserves_of
from solver.report.table import Table, extra_cells, extra_names, make_table
from solver.report.wording import yes_no


def unposted_table(ctx: Context) -> Table:
    """Return table 4b, by person ID. People who stay on post are listed with that as the reason."""
    posted = {a.person_id for a in ctx.plan.assignments}
    people = [c for c in ctx.instance.candidates if c.person_id not in posted]
    rows = []
    for person in people:
        reason = reason_for(ctx, person)
        free = person.person_id not in ctx.village_of
        rows.append(
            {
                **person_cells(ctx, person),
                **extra_cells(person.extra),
                "roles": tuple(role.label for role in sorted(person.roles)),
                "category": reason.category,
                "reason": ctx.sentences(reason.texts),
                "rules": tuple(ctx.rule_title(slug) for slug in reason.rules),
                "in_reserve": yes_no(free and bool(reserves_of(ctx, person))),
            }
        )
    return make_table(UNPOSTED, rows, ctx.lang, extras=extra_names(p.extra for p in people))

"""村庄名单: what stage 1 froze for every village, and why."""

from __future__ import annotations

from solver.report.cells import village_cells
from solver.report.columns import VILLAGES
from solver.report.context import Context
from solver.report.table import Table, extra_cells, extra_names, make_table
from solver.report.wording import village_types, yes_no


def village_table(ctx: Context) -> Table:
    """Return the frozen list: all villages, those that receive nobody too."""
    rows = [
        {
            **village_cells(village),
            **extra_cells(village.extra),
            "types": village_types(village),
            "key_county": yes_no(village.key_county),
            "task_weight": village.task_weight.label,
            "tier": post.tier,
            "mode": post.mode.label,
            "members_min": post.members_min,
            "members_target": post.members_target,
            "members_max": post.members_max,
            "staying": len(ctx.instance.staying_by_village.get(village.village_id, ())),
            "reasons": ctx.sentences(post.reasons),
        }
        for village, post in zip(ctx.instance.villages, ctx.problem.posts, strict=True)
    ]
    return make_table(VILLAGES, rows, ctx.lang, extras=extra_names(v.extra for v in ctx.instance.villages))

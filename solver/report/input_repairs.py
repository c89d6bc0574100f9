"""输入修正: what the readers repaired or noted in the input files, by cell."""

from __future__ import annotations

from solver.errors import NATURE
from solver.report.columns import REPAIRS
from solver.report.context import Context
from solver.report.table import Table, make_table


def repair_table(ctx: Context) -> Table:
    """Return the list of repairs and notes, in the order in which the readers found them."""
    rows = [
        {
            "nature": NATURE[fault.severity],
            "file": fault.file,
            "sheet": fault.sheet,
            "row": fault.row,
            "column": fault.column,
            "cell": fault.value,
            "problem": fault.problem,
            "mend": fault.mend,
        }
        for fault in ctx.solved.faults
    ]
    return make_table(REPAIRS, rows, ctx.lang)

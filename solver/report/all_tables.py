"""All tables of one plan, in the order of the workbook."""

from __future__ import annotations

from collections.abc import Callable

from solver.report.context import Context
from solver.report.costs import cost_table
from solver.report.exception_list import exception_table
from solver.report.gap_analysis import gap_table
from solver.report.handovers import handover_table
from solver.report.input_repairs import repair_table
from solver.report.overview import overview_table
from solver.report.postings import postings_table
from solver.report.publication import publication_table
from solver.report.reserves import reserve_table
from solver.report.solved import Solved
from solver.report.table import Table
from solver.report.team_lines import team_table
from solver.report.training import training_table
from solver.report.unit_quotas import unit_table
from solver.report.unposted import unposted_table
from solver.report.village_list import village_table
from solver.text import Lang

TABLES: tuple[Callable[[Context], Table], ...] = (
    overview_table,
    postings_table,
    team_table,
    handover_table,
    reserve_table,
    unposted_table,
    unit_table,
    exception_table,
    gap_table,
    training_table,
    cost_table,
    publication_table,
    village_table,
    repair_table,
)
"""One function a sheet, in the order of ``columns.SHEETS``."""


def build_tables(solved: Solved, lang: Lang | None = None) -> tuple[Table, ...]:
    """Build every table of a plan, in the scenario's language or in another.

    Notebooks take ``{table.sheet.slug: table.headed() for table in build_tables(solved)}``.
    """
    ctx = Context(solved, lang or solved.lang)
    return tuple(build(ctx) for build in TABLES)

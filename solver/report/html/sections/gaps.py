"""Gap analysis: where people lack, and the smallest thing that would help."""

from __future__ import annotations

from solver.report.columns import GAPS
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.html.views import view
from solver.text import Text

TITLE = Text("缺口分析", "Gap analysis")


def section(page: Page) -> Section | None:
    """Return the table; only of the whole plan."""
    if page.county is not None:
        return None
    table = view(page, GAPS, GAPS.columns[1:])
    return Section("gaps", TITLE, page.fill("gaps", table=table), menu=Text("缺口", "Gaps"), wide=True)

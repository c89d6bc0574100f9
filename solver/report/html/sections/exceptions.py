"""Exceptions to sign, with room for decision and signature."""

from __future__ import annotations

from typing import Any

from solver.report.columns import EXCEPTIONS
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.html.views import view
from solver.report.wording import severity_words
from solver.text import Text

TITLE = Text("例外清单", "Exceptions to sign")


def section(page: Page) -> Section:
    """Return the list, the most severe first; a plan without exceptions says so."""
    rows = exception_rows(page)
    table = view(page, EXCEPTIONS, "seq rule_title place message severity tier clauses opinion signature", rows=rows)
    proof = severity_words(page.ctx.solved.certificate.severity) if page.county is None else None
    body = page.fill("exceptions", table=table, n=len(rows), proof=proof)
    return Section("exceptions", TITLE, body, menu=Text("例外", "Exceptions"), wide=bool(rows))


def exception_rows(page: Page) -> list[dict[str, Any]]:
    """Return the exceptions of the page's villages and people; a county's page leaves those of units out."""
    rows = page.rows(EXCEPTIONS)
    if page.county is None:
        return rows
    ctx = page.ctx
    inside = {team.village.full_name for team in page.teams}
    inside |= {ctx.name(m.person) for team in page.teams for m in team.people} | {page.county}
    return [row for row in rows if row["place"] in inside]

"""The index of a plan of many counties: the whole in figures, one line a county, and what is decided across them."""

from __future__ import annotations

from collections.abc import Sequence

from solver.domain.words import Role
from solver.report.html.page import Page
from solver.report.html.plan_report import badges_of, subtitle_of, title_of
from solver.report.html.render import document
from solver.report.html.section import Section
from solver.report.html.sections import exceptions, gaps, headline, needs, people_mix, plain_tables, proving, units, why
from solver.report.html.standing import state_of
from solver.report.html.views import Head, View
from solver.text import Text

COUNTIES = Text("各县", "Counties")
HEADS: tuple[tuple[str, Text, str], ...] = (
    ("county", Text("县(市、区)", "County"), "text"),
    ("listed", Text("选派村", "Villages listed"), "int"),
    ("first_secretary", Text("第一书记", "First secretaries"), "int"),
    ("short_first_secretary", Text("缺第一书记", "First secretaries short"), "int"),
    ("members", Text("队员", "Members"), "int"),
    ("short_member", Text("缺队员", "Members short"), "int"),
    ("exceptions", Text("例外", "Exceptions"), "int"),
)

ACROSS = (
    units.section,
    why.section,
    gaps.section,
    needs.section,
    people_mix.section,
    plain_tables.reserves,
    plain_tables.repairs,
    proving.changes,
    proving.proof,
)
"""Sections of the whole plan; the rest stands on the pages of the counties."""


def index_html(page: Page, counties: Sequence[tuple[str, Page]]) -> str:
    """Return the index.

    Parameters
    ----------
    counties
        File name and page of every county.
    """
    sections = [headline.section(page), _counties(page, counties)]
    sections += [made for make in ACROSS if (made := make(page)) is not None]
    return document(page.lang, title_of(page), subtitle_of(page), badges_of(page), sections)


def _counties(page: Page, counties: Sequence[tuple[str, Page]]) -> Section:
    rows: list[tuple[tuple[str | int, str], ...]] = []
    marks, sums = [], [0] * (len(HEADS) - 1)
    for file, county in counties:
        listed = [team for team in county.teams if team.post.wants_first_secretary]
        seats = [headline.filling(county.teams, role) for role in (Role.FIRST_SECRETARY, Role.MEMBER)]
        figures = [len(listed)]
        for held, planned in seats:
            figures += [held, planned - held]
        figures.append(len(exceptions.exception_rows(county)))
        sums = [a + b for a, b in zip(sums, figures, strict=True)]
        rows.append(((county.county or "", file), *((n, "") for n in figures)))
        marks.append("short" if any(state_of(page.ctx, team) == "short" for team in listed) else "")
    heads = tuple(Head(key, text.to(page.lang), kind) for key, text, kind in HEADS)
    table = View("counties", heads, tuple(rows), tuple(marks), ("", *sums))
    lead = Text("点击县名看该县的村庄、队伍和例外。", "Click a county for its villages, teams and exceptions.")
    return Section("counties", COUNTIES, page.fill("plain_table", table=table, lead=lead, more=0))

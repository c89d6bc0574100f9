"""Which pages a plan becomes: one file, or for many counties an index and a file each.

A page holds a few hundred villages; a province has ten thousand. County pages show the county's villages, teams,
exceptions, handovers, training, costs and people; what is decided across counties (units, gaps, reserve, rules, proof)
stands in the index.
"""

from __future__ import annotations

from dataclasses import replace

from solver.report.context import Context
from solver.report.html.index_report import index_html
from solver.report.html.page import Page
from solver.report.html.plan_report import plan_html
from solver.report.solved import Solved
from solver.text import Lang

ONE_PAGE = 600
"""Villages up to which a plan of several counties is one page."""

INDEX = "index.html"


def plan_pages(
    solved: Solved, lang: Lang, *, private: bool = False, folder: str = "", by_county: bool | None = None
) -> dict[str, str]:
    """Return name and text of every page, the one to open first.

    Parameters
    ----------
    folder
        The plan folder, for the command that checks it.
    by_county
        An index and a page a county; ``None`` decides by the number of counties and villages.
    """
    page = Page(Context(solved, lang), private, folder=folder)
    counties = list(dict.fromkeys(team.village.county for team in page.teams))
    if by_county is None:
        by_county = len(counties) > 1 and len(page.teams) > ONE_PAGE
    if not by_county:
        return {INDEX: plan_html(page)}
    names = {county: f"county-{i:03d}.html" for i, county in enumerate(counties, 1)}
    pages = [replace(page, county=county) for county in counties]
    texts = {INDEX: index_html(page, [(names[p.county or ""], p) for p in pages])}
    for county_page in pages:
        texts[names[county_page.county or ""]] = plan_html(county_page, back=INDEX)
    return texts

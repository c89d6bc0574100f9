"""Which pages a plan becomes: one file, or for many counties an index and a file each.

A page holds a few hundred villages; a province has ten thousand. County pages show the county's villages, teams,
exceptions, handovers, training, costs and people; what is decided across counties (units, gaps, reserve, rules, proof)
stands in the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from solver.domain.plan import Plan
from solver.report.context import Context
from solver.report.html.index_report import index_html
from solver.report.html.page import Page
from solver.report.html.plan_report import plan_html
from solver.report.solved import Solved
from solver.report.why.explanation import Answer
from solver.text import Lang

ONE_PAGE = 600
"""Villages up to which a plan of several counties is one page."""

INDEX = "index.html"


def is_split(plan: Plan) -> bool:
    """Whether a plan becomes an index and a page a county, if nobody says otherwise."""
    villages = plan.problem.instance.villages
    return len(villages) > ONE_PAGE and len({village.county for village in villages}) > 1


def plan_pages(
    solved: Solved,
    lang: Lang,
    *,
    private: bool = False,
    folder: str = "",
    split: bool = False,
    answers: tuple[Answer, ...] = (),
) -> Iterator[tuple[str, str]]:
    """Yield name and text of every page, the one to open first; each is made when it is asked for.

    Parameters
    ----------
    folder
        The plan folder, for the command that checks it.
    split
        An index and a page a county.
    answers
        What was solved for the plan.
    """
    page = Page(Context(solved, lang), private, folder=folder, answers=answers)
    if not split:
        yield INDEX, plan_html(page)
        return
    counties = dict.fromkeys(team.village.county for team in page.teams)
    names = {county: f"county-{i:03d}.html" for i, county in enumerate(counties, 1)}
    pages = [replace(page, county=county) for county in counties]
    yield INDEX, index_html(replace(page, index=True), [(names[p.county or ""], p) for p in pages])
    for county_page in pages:
        yield names[county_page.county or ""], plan_html(county_page, back=INDEX)

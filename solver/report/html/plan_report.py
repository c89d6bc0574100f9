"""The report about one plan: its sections in order.

When to modify
    The report gets a part: write a module in ``sections`` with a function from a page to a section, name it here.
"""

from __future__ import annotations

from collections.abc import Callable

from solver.report.html.page import Page
from solver.report.html.render import document
from solver.report.html.section import Section
from solver.report.html.sections import (
    county_map,
    exceptions,
    gaps,
    headline,
    needs,
    people,
    people_mix,
    plain_tables,
    proving,
    teams,
    units,
    villages,
    why,
)
from solver.report.screen import COMMAND
from solver.text import Text

SECTIONS: tuple[Callable[[Page], Section | None], ...] = (
    headline.section,
    county_map.section,
    villages.section,
    exceptions.section,
    why.section,
    gaps.section,
    units.section,
    needs.section,
    people_mix.section,
    teams.section,
    plain_tables.handovers,
    plain_tables.training,
    plain_tables.costs,
    plain_tables.reserves,
    plain_tables.unposted,
    people.section,
    plain_tables.repairs,
    proving.changes,
    proving.proof,
)
"""In the order in which a committee reads."""

INTERNAL = Text("内部版：含个人情况和得分", "Internal: with personal facts and points")
OPEN = Text("不含个人情况", "Without personal facts")
DRAFT, FINAL = Text("草案", "Draft"), Text("定稿", "Final")


def plan_html(page: Page, back: str = "") -> str:
    """Return the report about a plan, or about one county of it; ``back`` is the file of the index."""
    sections = [made for make in SECTIONS if (made := make(page)) is not None]
    return document(page.lang, title_of(page), subtitle_of(page), badges_of(page), sections, back)


def title_of(page: Page) -> str:
    """Return the heading: the plan's, with the county if the page is about one."""
    title = page.ctx.solved.title.to(page.lang)
    return f"{title} · {page.county}" if page.county is not None else title


def subtitle_of(page: Page) -> list[str]:
    """Return the lines under the heading."""
    reference = page.ctx.reference
    version = page.ctx.solved.versions.get(COMMAND, "")
    return [
        Text(
            "统一到岗日 {day}，任期 {n} 个月(至 {end})",
            "On post {day}, term {n} months (until {end})",
            {
                "day": reference.on_post_date.isoformat(),
                "n": reference.term_months,
                "end": reference.term_end.isoformat(),
            },
        ).to(page.lang),
        f"{COMMAND} {version}".strip(),
    ]


def badges_of(page: Page) -> list[str]:
    """Return what must be seen on the first page: draft or final, with or without private columns."""
    state = DRAFT if page.ctx.reference.mode == "draft" else FINAL
    return [state.to(page.lang), (INTERNAL if page.private else OPEN).to(page.lang)]

"""Which heavy needs of villages somebody in the team can serve."""

from __future__ import annotations

from solver.domain.needs import DUTIES, NEED_LABELS, duty_of, serves
from solver.report.html.charts.bars import Series, lying_bars
from solver.report.html.charts.drawing import GREEN, RED
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.need_coverage import needs_met
from solver.text import Text

MOST_NAMES = 60
"""Villages that are named for one need; more are counted."""

TITLE = Text("需求覆盖", "Needs covered")


def section(page: Page) -> Section | None:
    """Return the table and chart of the twelve need items."""
    met = needs_met(page.teams)
    if not any(need.wanted for need in met):
        return None
    listed = [team for team in page.teams if team.post.wants_first_secretary and team.village.primary_need]
    primary = sum(any(serves(m.person.expertise, t.village.primary_need) for m in t.people) for t in listed)
    names = page.ctx.instance.village_index
    rows = [
        {
            "duty": DUTIES[duty_of(need.item) - 1],
            "item": NEED_LABELS[need.item],
            "wanted": need.wanted,
            "met": need.met,
            "more": max(0, len(need.unmet) - MOST_NAMES),
            "percent": 100 * need.met // need.wanted if need.wanted else None,
            "unmet": [
                (page.ctx.instance.villages[names[v]].name or v, page.team_anchors.get(v, ""))
                for v in need.unmet[:MOST_NAMES]
            ],
        }
        for need in met
    ]
    series = [
        Series(Text("有人能对接", "served").to(page.lang), tuple(need.met for need in met), GREEN),
        Series(Text("无人能对接", "not served").to(page.lang), tuple(len(need.unmet) for need in met), RED),
    ]
    label = Text("突出需求的覆盖", "Heavy needs served and not served").to(page.lang)
    groups = [NEED_LABELS[need.item].to(page.lang) for need in met]
    chart = lying_bars("needs", label, groups, series, Text("村数", "villages").to(page.lang))
    body = page.fill("needs", rows=rows, chart=chart, primary=primary, n_primary=len(listed))
    return Section("needs", TITLE, body, menu=Text("需求", "Needs"))

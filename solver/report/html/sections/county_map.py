"""The schematic map."""

from __future__ import annotations

from solver.domain.plan import Team
from solver.domain.words import Mode
from solver.report.html.charts.schematic import COLOURS, Dot, county_map
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.html.standing import STATES, state_of
from solver.text import Text

TITLE = Text("示意图", "Schematic map")
MOST = 600
"""Villages up to which a map can be read; a plan of more has one on each county's page."""


def section(page: Page) -> Section | None:
    """Return the map: villages by township, as far from the centre as the drive takes."""
    if not 1 <= len(page.teams) <= MOST:
        return None
    ordered = sorted(page.teams, key=lambda t: (t.village.county, t.village.township, t.village.village_id))
    many = page.many_counties
    dots = [_dot(page, team, many) for team in ordered]
    county = page.county or ("" if many else ordered[0].village.county)
    label = Text(
        "示意图：{n}个村，按乡镇分区，离中心越远车程越长",
        "Schematic map: {n} villages by township, the further out the longer the drive",
        {"n": len(dots)},
    ).to(page.lang)
    centre = Text("{county}城", "{county} seat", {"county": county}) if county else Text("县城", "county seat")
    drawing = county_map(
        "map",
        label,
        dots,
        lambda minutes: Text("{n}分钟", "{n} min", {"n": minutes}).to(page.lang),
        centre.to(page.lang),
    )
    there = {dot.state for dot in dots}
    legend = [(COLOURS[state], STATES[state], state == "none") for state in STATES if state in there]
    squares = any(dot.square for dot in dots)
    missing = sum(dot.minutes is None for dot in dots)
    body = page.fill("county_map", drawing=drawing, legend=legend, squares=squares, missing=missing)
    return Section("map", TITLE, body)


def _dot(page: Page, team: Team, many: bool) -> Dot:
    village, state = team.village, state_of(page.ctx, team)
    people = page.ctx.names([member.person for member in team.people])
    title = f"{village.full_name}: {STATES[state].to(page.lang)}" + (f"\n{people}" if people else "")
    anchor = page.team_anchors.get(village.village_id)
    return Dot(
        township=(village.county + village.township) if many else (village.township or village.county),
        name=village.name or village.village_id,
        minutes=village.drive_min,
        state=state,
        square=team.post.mode is Mode.FIRST_SECRETARY_ONLY,
        title=title,
        link=f"#{anchor}" if anchor else "",
    )

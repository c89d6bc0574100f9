"""The table of villages: who goes where, one line a village, to be searched and sorted."""

from __future__ import annotations

from solver.report.columns import TEAMS
from solver.report.html.charts.bars import Series, lying_bars
from solver.report.html.charts.drawing import BLUE, PALE, RED
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.html.standing import STATES, state_of
from solver.report.html.views import Row, view
from solver.text import Text

TITLE = Text("村庄和人员", "Villages and people")
COLUMNS = "county township village types first_secretary members staying_people headcount planned gaps mode"
MOST_PLACES = 40


def section(page: Page) -> Section | None:
    """Return the table of teams and the chart of townships."""
    states = {t.village.village_id: state_of(page.ctx, t) for t in page.shown_teams}

    def mark(row: Row) -> str:
        return states.get(row["village_id"], "")

    table = view(page, TEAMS, COLUMNS, mark=mark, anchor="villages")
    if table is None:
        return None
    there = set(states.values())
    filters = [(state, words) for state, words in STATES.items() if state in there]
    body = page.fill("villages", table=table, filters=filters, chart=_chart(page))
    return Section("villages", TITLE, body, menu=Text("村庄", "Villages"), wide=True)


def _chart(page: Page) -> object:
    """Draw posts by township, or by county where there are several."""
    groups: dict[str, list[int]] = {}
    for team in page.shown_teams:
        village, post = team.village, team.post
        place = groups.setdefault(village.county if page.many_counties else village.township, [0, 0, 0])
        new = sum(not member.incumbent for member in team.people)
        planned = post.members_target + int(post.wants_first_secretary)
        place[0] += new
        place[1] += len(team.people) - new
        place[2] += max(0, planned - len(team.people))
    if len(groups) > MOST_PLACES:
        return ""
    names = (Text("新派", "new"), Text("留任", "staying"), Text("缺额", "short"))
    series = [
        Series(words.to(page.lang), tuple(counts[i] for counts in groups.values()), colour)
        for i, (words, colour) in enumerate(zip(names, (BLUE, PALE, RED), strict=True))
    ]
    label = Text("各地岗位：新派、留任、缺额", "Posts by place: new, staying, short").to(page.lang)
    return lying_bars("places", label, tuple(groups), series, Text("人数", "people").to(page.lang))

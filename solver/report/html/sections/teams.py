"""Team cards: one a village, with the people, the duties they cover and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from solver.domain.plan import Team, TeamMember
from solver.domain.words import Role
from solver.report.columns import COLUMNS, TEAMS, VILLAGES
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.html.sections.why import anchors_of
from solver.report.html.standing import STATES, state_of
from solver.report.postings import in_order
from solver.report.team_lines import NO_NEED, NOBODY
from solver.report.wording import expertise_names
from solver.text import Text

TITLE = Text("分村组队", "Team cards")


@dataclass(frozen=True)
class Duty:
    """One duty of a village: who covers it, and ``covered``, ``open`` or ``idle``."""

    name: str
    who: str
    state: str


@dataclass(frozen=True)
class Person:
    """One person in a card."""

    name: str
    link: str
    captain: bool
    role: Text
    unit: str
    expertise: str
    stays: bool


@dataclass(frozen=True)
class Card:
    """One village."""

    anchor: str
    village: str
    place: str
    village_id: str
    state: str
    says: Text
    types: str
    tier: int
    mode: str
    headcount: str
    people: tuple[Person, ...]
    duties: tuple[Duty, ...]
    primary: str
    primary_by: str
    gaps: str
    reasons: str
    why: str


def section(page: Page) -> Section | None:
    """Return a card for every listed village, in the order of the list."""
    rows = {row["village_id"]: row for row in page.rows(TEAMS)}
    reasons = {row["village_id"]: str(row["reasons"]) for row in page.rows(VILLAGES)}
    whys = anchors_of(page)
    teams = [team for team in page.shown_teams if team.village.village_id in rows]
    if not teams:
        return None
    cards = [_card(page, team, rows[team.village.village_id], reasons, whys) for team in teams]
    return Section("teams", TITLE, page.fill("teams", cards=cards), menu=Text("队伍", "Teams"))


def _card(page: Page, team: Team, row: dict[str, object], reasons: dict[str, str], whys: dict[str, str]) -> Card:
    village, state = team.village, state_of(page.ctx, team)
    return Card(
        anchor=page.team_anchors[village.village_id],
        village=village.name or village.village_id,
        place=(village.county if page.many_counties else "") + village.township,
        village_id=village.village_id,
        state=state,
        says=STATES[state],
        types=str(row["types"]),
        tier=team.post.tier,
        mode=str(row["mode"]),
        headcount=f"{row['headcount']}/{row['planned']}",
        people=tuple(_person(page, member) for member in in_order(team)),
        duties=tuple(_duty(page, team, row, f"duty_{d}") for d in (1, 2, 3, 4)),
        primary=str(row["primary_need"]),
        primary_by=_short_names(page, team, str(row["primary_by"])),
        gaps=str(row["gaps"]),
        reasons=reasons.get(village.village_id, ""),
        why=whys.get(village.village_id, ""),
    )


def _person(page: Page, member: TeamMember) -> Person:
    person = member.person
    anchor = page.person_anchors.get(person.person_id)
    return Person(
        name=page.ctx.name(person),
        link=f"#{anchor}" if anchor else "",
        captain=member.role is Role.FIRST_SECRETARY,
        role=member.role.label,
        unit=person.unit_id,
        expertise=page.ctx.say(expertise_names(person)) if person.expertise else "",
        stays=member.incumbent,
    )


def _short_names(page: Page, team: Team, names: str) -> str:
    """Leave the IDs out where the aliases of a team differ: they stand once in the card already."""
    people = [member.person for member in team.people]
    if len({person.alias for person in people}) == len(people) and all(person.alias for person in people):
        for person in people:
            names = names.replace(page.ctx.name(person), person.alias)
    return names


def _duty(page: Page, team: Team, row: dict[str, object], key: str) -> Duty:
    name, who = COLUMNS[key].header.to(page.lang), str(row[key])
    state = {NOBODY.to(page.lang): "open", NO_NEED.to(page.lang): "idle"}.get(who, "covered")
    short = name.partition(": ")[2] or name
    return Duty(short[:1].upper() + short[1:], _short_names(page, team, who), state)

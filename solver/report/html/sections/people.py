"""Pages about single persons (单人说明): why this village, and, with private columns, what else was possible."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from solver.book.evaluation import seat_points
from solver.domain.needs import NEED_LABELS
from solver.domain.plan import Assignment, Team, TeamMember
from solver.domain.words import ROLES
from solver.report.columns import POSTINGS
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.postings import in_order
from solver.report.table import EXTRA
from solver.text import Text

TITLE = Text("单人说明", "Person by person")
MOST_OTHERS = 3


@dataclass(frozen=True)
class Goal:
    """Points of one goal; ``share`` in percent of the largest."""

    title: Text
    points: int
    share: int


@dataclass(frozen=True)
class Alternative:
    """Another seat of the person, or another person for the seat, with its plain points."""

    name: str
    points: int


@dataclass(frozen=True)
class PersonPage:
    """What is said about one person."""

    anchor: str
    name: str
    row: dict[str, object]
    village: str
    village_link: str
    team_mates: str
    primary: str
    extras: tuple[tuple[str, str], ...] = ()
    goals: tuple[Goal, ...] = ()
    rank: int = 0
    n_seats: int = 0
    other_seats: tuple[Alternative, ...] = ()
    other_people: tuple[Alternative, ...] = ()


def section(page: Page) -> Section | None:
    """Return a page for everybody newly posted, village by village."""
    rows = {row["person_id"]: row for row in page.rows(POSTINGS)}
    pages = [
        _person(page, team, member, rows[member.person.person_id])
        for team in page.shown_teams
        for member in in_order(team)
        if not member.incumbent
    ]
    if not pages:
        return None
    return Section("people", TITLE, page.fill("people", people=pages), menu=Text("单人", "Persons"))


def _person(page: Page, team: Team, member: TeamMember, row: dict[str, object]) -> PersonPage:
    ctx, person, village = page.ctx, member.person, team.village
    mates = [m.person for m in in_order(team) if m.person.person_id != person.person_id]
    plain = PersonPage(
        anchor=page.person_anchors[person.person_id],
        name=ctx.name(person),
        row=row,
        village=village.full_name,
        village_link=f"#{page.team_anchors[village.village_id]}",
        team_mates=ctx.names(mates),
        primary=ctx.say(NEED_LABELS[village.primary_need]) if village.primary_need in NEED_LABELS else "",
    )
    if not page.private:
        return plain
    extras = tuple((key.removeprefix(EXTRA), str(cell)) for key, cell in row.items() if key.startswith(EXTRA) and cell)
    return _with_alternatives(page, team, member, replace(plain, extras=extras))


def _with_alternatives(page: Page, team: Team, member: TeamMember, plain: PersonPage) -> PersonPage:
    """Add points, the person's other seats, and who else could take this one, by the points of the seat alone."""
    ctx, seats = page.ctx, page.ctx.seat_points
    instance = ctx.instance
    person_idx = instance.candidate_index[member.person.person_id]
    village_idx, role = instance.village_index[team.village.village_id], ROLES.index(member.role)
    own = seats.of_person(person_idx)
    points = seats.points[own]
    here = (seats.village[own] == village_idx) & (seats.role[own] == role)
    mine = int(points[here][0]) if here.any() else 0
    order = np.lexsort((own, -points))
    others = [int(own[i]) for i in order if not here[i]][:MOST_OTHERS]
    same = [s for s in seats.of_post(village_idx, role).tolist() if not _posted(page, int(seats.person[s]))]
    rivals = sorted(same, key=lambda s: (-int(seats.points[s]), s))[:MOST_OTHERS]
    by_goal = seat_points(
        Assignment(team.village.village_id, member.role, member.person.person_id), ctx.plan, ctx.solved.book
    )
    return replace(
        plain,
        goals=_goals(page, by_goal),
        rank=1 + int((points > mine).sum()),
        n_seats=len(own),
        other_seats=tuple(_seat(page, s) for s in others),
        other_people=tuple(
            Alternative(ctx.name(instance.candidates[int(seats.person[s])]), int(seats.points[s])) for s in rivals
        ),
    )


def _posted(page: Page, candidate_idx: int) -> bool:
    return page.ctx.instance.candidates[candidate_idx].person_id in page.ctx.village_of


def _seat(page: Page, seat: int) -> Alternative:
    seats = page.ctx.seat_points
    village = page.ctx.instance.villages[int(seats.village[seat])]
    name = page.ctx.say(
        Text(
            "{village}{role}",
            "{village}, {role}",
            {"village": village.full_name, "role": ROLES[int(seats.role[seat])].label},
        )
    )
    return Alternative(name, int(seats.points[seat]))


def _goals(page: Page, by_goal: dict[str, int]) -> tuple[Goal, ...]:
    titles = {goal.slug: goal.title for goal in page.ctx.solved.book.goals}
    most = max((abs(n) for n in by_goal.values()), default=0) or 1
    listed = sorted(((n, slug) for slug, n in by_goal.items() if n), key=lambda g: (-g[0], g[1]))
    return tuple(Goal(titles.get(slug, Text(slug, slug)), n, 100 * abs(n) // most) for n, slug in listed)

"""Table 1, 选派方案表: every person of the plan, newly posted or staying, village by village."""

from __future__ import annotations

from datetime import date

from solver.book.evaluation import seat_points
from solver.domain.plan import Assignment, Team, TeamMember
from solver.report.cells import person_cells, village_cells
from solver.report.columns import POSTINGS
from solver.report.context import Context
from solver.report.table import Row, Table, extra_cells, extra_names, make_table
from solver.report.wording import DRAFT_NOTE, expertise_names, needs_served, pending_steps, village_types
from solver.text import Text

NEW = Text("新选派", "new")
IN_TERM = Text("留任(任期未满)", "staying (in mid-term)")
EXTENDED = Text("留任(期满续任)", "staying (extended)")


def postings_table(ctx: Context) -> Table:
    """Return table 1: first secretary first, then members, new before staying, by person ID."""
    rows = [_row(ctx, team, member) for team in ctx.plan.teams for member in in_order(team)]
    extras = extra_names(m.person.extra for team in ctx.plan.teams for m in team.people)
    notes = (DRAFT_NOTE,) if ctx.reference.mode == "draft" else ()
    return make_table(POSTINGS, rows, ctx.lang, extras=extras, notes=notes)


def in_order(team: Team) -> list[TeamMember]:
    """Order a team for readers: the first secretary, new people, staying people, by ID."""
    return sorted(team.people, key=lambda m: (m.role.value, m.incumbent, m.person.person_id))


def _row(ctx: Context, team: Team, member: TeamMember) -> Row:
    person, village = member.person, team.village
    return {
        **village_cells(village),
        **person_cells(ctx, person),
        **extra_cells(person.extra),
        "types": village_types(village),
        "role": member.role.label,
        "age": ctx.age(person),
        "party": person.party_status.label if person.party_status else None,
        "expertise": expertise_names(person),
        "fit": needs_served(person, village),
        **(_staying_cells(ctx, member) if member.incumbent else _new_cells(ctx, team, member)),
    }


def _new_cells(ctx: Context, team: Team, member: TeamMember) -> Row:
    person, village_id = member.person, team.village.village_id
    by_goal = seat_points(Assignment(village_id, member.role, person.person_id), ctx.plan, ctx.solved.book)
    titles = {goal.slug: goal.title for goal in ctx.solved.book.goals}
    steps = pending_steps(person)
    if ctx.arrival(person) > ctx.reference.on_post_date:
        steps.append(Text("{day}方可到岗", "arrives only on {day}", {"day": ctx.arrival(person).isoformat()}))
    before = [
        s.leaver.person
        for s in ctx.successions_of[village_id]
        if s.direct and s.successor is not None and s.successor.person.person_id == person.person_id
    ]
    return {
        "standing": NEW,
        "start": ctx.arrival(person),
        "end": ctx.reference.term_end,
        "old_holder": ctx.names(before),
        "points": sum(by_goal.values()),
        "points_by_goal": tuple(
            Text("{goal}{n}", "{goal} {n}", {"goal": titles[slug], "n": n}) for slug, n in by_goal.items() if n
        ),
        "to_do": ctx.sentences(steps),
    }


def _staying_cells(ctx: Context, member: TeamMember) -> Row:
    """Cells of somebody who stays; one whose term is over by the horizon was extended to the new term's end."""
    incumbent = ctx.staying_of[member.person.person_id]
    horizon = ctx.reference.horizon_date or ctx.reference.on_post_date
    in_term = incumbent.end is not None and incumbent.end > horizon
    end: date | None = incumbent.end if in_term else ctx.reference.term_end
    return {"standing": IN_TERM if in_term else EXTENDED, "start": incumbent.start, "end": end}

"""Table 2, 分村组队表: one line a team, who covers what, and what is missing."""

from __future__ import annotations

from solver.domain.needs import DUTIES, NEED_LABELS, serves
from solver.domain.plan import Team
from solver.domain.words import NEED_ITEMS, Mode, Role
from solver.report.cells import village_cells
from solver.report.columns import TEAMS
from solver.report.context import Context
from solver.report.postings import in_order
from solver.report.table import Row, Table, make_table
from solver.report.wording import village_types
from solver.text import Text

NOBODY = Text("无人承担", "nobody")
NO_NEED = Text("—", "–")


def team_table(ctx: Context) -> Table:
    """Return table 2: every village that is listed or holds people."""
    teams = [t for t in ctx.plan.teams if t.post.mode is not Mode.NONE or t.people]
    notes = (
        Text(
            "职责由专长能对接该项职责任一需求的人承担；该项职责各项需求均为0的记“—”。",
            "A duty is covered by whoever's expertise serves one of its needs; “–” where the village has no such need.",
        ),
    )
    return make_table(TEAMS, [_row(ctx, team) for team in teams], ctx.lang, notes=notes)


def _row(ctx: Context, team: Team) -> Row:
    village, post, people = team.village, team.post, in_order(team)
    units = dict.fromkeys(m.person.unit_id for m in people if m.person.unit_id)
    need = village.primary_need
    return {
        **village_cells(village),
        "types": village_types(village),
        "tier": post.tier,
        "mode": post.mode.label,
        "first_secretary": ctx.names([m.person for m in people if m.role is Role.FIRST_SECRETARY]),
        "members": ctx.names([m.person for m in people if m.role is Role.MEMBER and not m.incumbent]),
        "staying_people": tuple(
            Text("{name}{role}", "{name} {role}", {"name": ctx.name(m.person), "role": m.role.label})
            for m in people
            if m.incumbent
        ),
        "headcount": len(people),
        "planned": post.members_target + int(post.wants_first_secretary),
        "sending_units": tuple(units),
        "primary_need": NEED_LABELS.get(need),
        "primary_by": (_able(ctx, team, (need,)) or NOBODY) if need else None,
        **{f"duty_{d}": _duty(ctx, team, d) for d in range(1, len(DUTIES) + 1)},
        "gaps": ctx.sentences(gaps(ctx, team)),
    }


def _duty(ctx: Context, team: Team, duty: int) -> object:
    """Return who covers a duty; a dash where the village needs none of it."""
    items = tuple(item for item in NEED_ITEMS if item[1] == str(duty))
    degrees = dict(zip(NEED_ITEMS, team.village.needs, strict=True))
    able = _able(ctx, team, items)
    return able or (NOBODY if any(degrees[item] for item in items) else NO_NEED)


def _able(ctx: Context, team: Team, items: tuple[str, ...]) -> str:
    return ctx.names([m.person for m in in_order(team) if any(serves(m.person.expertise, i) for i in items)])


def gaps(ctx: Context, team: Team) -> list[Text]:
    """Say what the team lacks: open posts, then the exceptions of the village that say something else."""
    post, n_members = team.post, len(team.of_role(Role.MEMBER))
    found = []
    if post.wants_first_secretary and not team.of_role(Role.FIRST_SECRETARY):
        found.append(Text("缺第一书记1名", "no first secretary"))
    if post.mode is Mode.TEAM and n_members < post.members_min:
        found.append(
            Text(
                "队员比最低人数少{n}名(最低{least}名)",
                "members below the minimum of {least}: {n}",
                {"n": post.members_min - n_members, "least": post.members_min},
            )
        )
    elif post.mode is Mode.TEAM and n_members < post.members_target:
        found.append(
            Text(
                "队员比计划少{n}名(计划{planned}名)",
                "members below the plan of {planned}: {n}",
                {"n": post.members_target - n_members, "planned": post.members_target},
            )
        )
    village_id = team.village.village_id
    matters = dict.fromkeys(v.rule for v in ctx.exceptions_of.get(village_id, ()))
    if matters:
        titles = tuple(ctx.rule_title(rule) for rule in matters)
        found.append(Text("例外须签：{matters}", "exceptions to sign: {matters}", {"matters": titles}))
    return found

"""Table 9, 培训计划表: who still needs the training that everybody has within a term (O9), class by class."""

from __future__ import annotations

from solver.domain.needs import NEED_LABELS, serves
from solver.domain.plan import Team, TeamMember
from solver.domain.words import NEED_ITEMS, ROLES
from solver.report.cells import person_cells, village_cells
from solver.report.columns import TRAINING
from solver.report.context import Context
from solver.report.handovers import HEAVY_NEED
from solver.report.postings import in_order, standing_cells
from solver.report.table import Row, Table, make_table
from solver.text import Text

CLASS_SEATS = 50
"""People in a class; only a way to number the list, no rule depends on it."""

NOTE = Text(
    "任期内至少参加1次县级以上培训。新选派人员全部列入，留任人员只列本任期尚未参加培训的；每班{seats}人，按职务、乡镇编班。",
    "Everybody has at least one training at county level or above within the term. All people newly sent are listed, "
    "and those staying who had none so far; {seats} a class, by role and township.",
    {"seats": CLASS_SEATS},
)


def training_table(ctx: Context) -> Table:
    """Return table 9: by role, then by township and village."""
    rows: list[Row] = []
    for role in ROLES:
        people = [
            (team, member)
            for team in sorted(ctx.plan.teams, key=lambda t: (t.village.county, t.village.township))
            for member in in_order(team)
            if member.role is role and needs_training(ctx, member)
        ]
        rows += [_row(ctx, team, member, 1 + i // CLASS_SEATS) for i, (team, member) in enumerate(people)]
    return make_table(TRAINING, rows, ctx.lang, notes=(NOTE,))


def needs_training(ctx: Context, member: TeamMember) -> bool:
    """Whether somebody is new, or stays and had no training so far."""
    return not member.incumbent or ctx.staying_of[member.person.person_id].trainings == 0


def _row(ctx: Context, team: Team, member: TeamMember, number: int) -> Row:
    standing = standing_cells(ctx, member)
    beyond = tuple(
        NEED_LABELS[item]
        for item, degree in zip(NEED_ITEMS, team.village.needs, strict=True)
        if degree >= HEAVY_NEED and not serves(member.person.expertise, item)
    )
    return {
        **village_cells(team.village),
        **person_cells(ctx, member.person),
        "training_class": Text("{role}第{n}班", "{role}, class {n}", {"role": member.role.label, "n": number}),
        "role": member.role.label,
        "standing": standing["standing"],
        "train_by": standing["end"],
        "focus": beyond,
    }

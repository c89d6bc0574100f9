"""Table 4a, 候补名单: eligible nominees without a seat, ranked by the best seat each could take."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.domain.candidate import Candidate
from solver.domain.words import ROLES, Role
from solver.report.cells import person_cells
from solver.report.columns import RESERVES
from solver.report.context import Context
from solver.report.openings import FREE
from solver.report.table import Row, Table, make_table
from solver.report.wording import expertise_names, pending_steps
from solver.text import Text

NO_EXPERTISE = Text("未填专长", "no expertise stated")


@dataclass(frozen=True)
class Reserve:
    """A nominee who could take a seat of a role.

    Attributes
    ----------
    best_seat
        Index of the open seat with the most points for this person (the first of them in canonical order).
    """

    person: Candidate
    role: Role
    best_seat: int
    points: int
    limited: bool
    """Whether every seat of the person breaks a limit that the plan has used up (a unit's quota)."""


def reserve_table(ctx: Context) -> Table:
    """Return table 4a: by role, main expertise and rank."""
    people = [c for c in ctx.instance.candidates if c.person_id not in ctx.village_of]
    pool = [r for c in people for r in reserves_of(ctx, c)]
    pool.sort(key=lambda r: (-r.points, r.person.person_id))
    rows = []
    for role in ROLES:
        groups: dict[str, list[Row]] = {}
        for rank, reserve in enumerate((r for r in pool if r.role is role), 1):
            group = groups.setdefault(_main_key(reserve.person), [])
            group.append({**_row(ctx, reserve), "rank": rank, "rank_in_group": len(group) + 1})
        rows += [row for key in sorted(groups) for row in groups[key]]
    note = Text(
        "排序依据：本人在各可任岗位中的最高得分；每人按拟任职务、第一专长列示，其他专长见“专长”栏。",
        "Ranked by each person's best seat; listed under role and first expertise, the others stand under “Expertise”.",
    )
    return make_table(RESERVES, rows, ctx.lang, notes=(note,))


def reserves_of(ctx: Context, person: Candidate) -> list[Reserve]:
    """Return the roles that an unposted nominee could fill, with the best seat of each."""
    openings = ctx.openings
    seats = openings.of_person(ctx.instance.candidate_index[person.person_id])
    found = []
    for r, role in enumerate(ROLES):
        of_role = seats[openings.role[seats] == r]
        if len(of_role):
            points = openings.points[of_role]
            best = int(np.argmax(points))
            limited = bool(np.all(openings.linking_limit[of_role] != FREE))
            found.append(Reserve(person, role, int(of_role[best]), int(points[best]), limited))
    return found


def _main_key(person: Candidate) -> str:
    """Sort key of the main expertise: the order of the list, people without any last."""
    return f"{list(type(person.expertise[0])).index(person.expertise[0]):02d}" if person.expertise else "99"


def _row(ctx: Context, reserve: Reserve) -> Row:
    person = reserve.person
    village = ctx.instance.villages[int(ctx.openings.village[reserve.best_seat])]
    remarks = pending_steps(person)
    if reserve.limited:
        remarks.append(
            Text(
                "名额等已达上限，启用须先调换人选或提高上限",
                "a quota or limit is reached: an exchange, or a higher limit, comes first",
            )
        )
    return {
        **person_cells(ctx, person),
        "role": reserve.role.label,
        "main_expertise": person.expertise[0].label if person.expertise else NO_EXPERTISE,
        "age": ctx.age(person),
        "party": person.party_status.label if person.party_status else None,
        "expertise": expertise_names(person),
        "best_village": village.full_name,
        "best_points": reserve.points,
        "remark": ctx.sentences(remarks),
    }

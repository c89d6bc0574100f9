"""The lines of a change list: which posts change hands, and who else could take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.text import Text

if TYPE_CHECKING:
    from solver.api.departures import Departures
    from solver.domain.candidate import Candidate
    from solver.domain.plan import TeamMember
    from solver.engine.replanning.mending import Mended
    from solver.engine.replanning.vacancies import Vacancies
    from solver.report.change_list import ChangeLine, ReserveLine
    from solver.report.solved import Solved

BARRED = Text("按现有事实不能再任", "no longer admitted to the post")
MOVES_ON = Text("调往{place}", "moves to {place}")
EMPTY = Text("暂缺", "vacant")
SAME_UNIT = Text("原单位补员", "from the same unit")
FROM_RESERVE = Text("候补人选", "from the reserve")
MOVED = Text("由{place}调来", "moved from {place}")
NO_REMARK = Text("", "")
RESERVES_EACH = 5
"""People listed for each post, besides the one who takes it."""


def change_lines(before: Solved, after: Solved, departures: Departures) -> tuple[ChangeLine, ...]:
    """Return one line a post that changes hands; within a place the same unit is matched first."""
    from solver.domain.words import ROLES
    from solver.report.change_list import ChangeLine

    old, new = _places(before), _places(after)
    lines = []
    for team, now in zip(before.plan.teams, after.plan.teams, strict=True):
        for role in ROLES:
            was = {m.person.person_id: m for m in team.of_role(role)}
            here = {m.person.person_id: m for m in now.of_role(role)}
            leavers = [m for code, m in was.items() if code not in here]
            comers = [m for code, m in here.items() if code not in was]
            for leaver, comer in _matched(leavers, comers):
                remark = EMPTY
                if comer is not None:
                    code = comer.person.person_id
                    same = leaver is not None and leaver.person.unit_id == comer.person.unit_id != ""
                    remark = SAME_UNIT if same else FROM_RESERVE
                    remark = MOVED.with_values(place=old[code]) if code in old else remark
                lines.append(
                    ChangeLine(
                        village=team.village.full_name,
                        role=role.label,
                        leaver=_name(leaver.person) if leaver else "",
                        why=_why(leaver, departures, new) if leaver else NO_REMARK,
                        successor=_name(comer.person) if comer else "",
                        unit=comer.person.unit_id if comer else "",
                        remark=remark,
                    )
                )
    return tuple(lines)


def _why(leaver: TeamMember, departures: Departures, new: dict[str, Text]) -> Text:
    code = leaver.person.person_id
    if code in departures.why:
        return departures.why[code]
    return MOVES_ON.with_values(place=new[code]) if code in new else BARRED


def _places(solved: Solved) -> dict[str, Text]:
    return {
        m.person.person_id: Text(
            "{village}{role}", "{village} {role}", {"village": team.village.full_name, "role": m.role.label}
        )
        for team in solved.plan.teams
        for m in team.people
    }


def _matched(leavers: list[TeamMember], comers: list[TeamMember]) -> list[tuple[TeamMember | None, TeamMember | None]]:
    """Match who leaves with who comes: the same unit first, the rest in order."""
    pairs: list[tuple[TeamMember | None, TeamMember | None]] = []
    left, come = list(leavers), list(comers)
    for leaver in leavers:
        same = next((c for c in come if c.person.unit_id and c.person.unit_id == leaver.person.unit_id), None)
        if same is not None:
            pairs.append((leaver, same))
            left.remove(leaver)
            come.remove(same)
    while left or come:
        pairs.append((left.pop(0) if left else None, come.pop(0) if come else None))
    return pairs


def reserve_lines(solved: Solved, vacancies: Vacancies, mended: Mended) -> tuple[ReserveLine, ...]:
    """Return, for each vacated place, who else could take a post there, with the exact effect if all else stays."""
    import numpy as np

    from solver.domain.words import ROLES
    from solver.engine.replanning.exchange import Exchange
    from solver.report.change_list import ReserveLine

    instance, model, seats = solved.plan.problem.instance, vacancies.model, vacancies.model.seats
    posted = {int(p) for p in seats.person[mended.seats]}
    lines = []
    for place in sorted(vacancies.vacated):
        here = np.intersect1d(vacancies.in_place(place), vacancies.direct)
        taken = np.intersect1d(here, mended.seats)
        exchange = Exchange(model, mended.seats, here)
        options: list[tuple[int, int, int]] = []
        for seat in here.tolist():
            if int(seats.person[seat]) in posted:
                continue
            for instead in taken.tolist() or [None]:
                effect = exchange.effect(seat, instead)
                if effect is not None:  # else a hard limit: a quota that is used up
                    options.append((effect[0], -effect[1], seat))
        best: dict[int, tuple[int, int, int]] = {}
        for option in sorted(options):
            best.setdefault(option[2], option)
        for severity, loss, seat in sorted(best.values())[:RESERVES_EACH]:
            person = instance.candidates[int(seats.person[seat])]
            village = instance.villages[place[0]].full_name
            lines.append(ReserveLine(village, ROLES[place[1]].label, _name(person), person.unit_id, severity, -loss))
    return tuple(lines)


def _name(person: Candidate) -> str:
    return f"{person.alias}({person.person_id})" if person.alias else person.person_id

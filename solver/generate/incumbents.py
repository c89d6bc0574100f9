"""People on post from the last round: some in mid-term, who stay; the rest due, a few of whom wish to stay (C.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from solver.domain.candidate import Candidate
from solver.domain.posting import Incumbent
from solver.domain.village import Village
from solver.domain.words import Grade, Level, Role
from solver.generate.draw import Draw
from solver.generate.persons import Slot, draw_people
from solver.generate.setting import Setting
from solver.generate.sizes import Size
from solver.generate.sketch import Wish
from solver.generate.unit_list import SendingUnit
from solver.units import add_months

_LAST_ROUND = date(2023, 7, 1)
"""Arrival of those who are due now: their terms end 30 days after the on-post date, the usual month of overlap."""

FIRST_NUMBER = 2001
"""Number of the first incumbent; nominees count from 1, so no two people of a county share a number."""


@dataclass(frozen=True)
class HeldSeat:
    """A seat that somebody holds now, and whether the term goes on."""

    village_id: str
    role: Role
    stays: bool


def draw_held_seats(
    size: Size, seed: int, setting: Setting, villages: list[Village], wishes: list[Wish]
) -> list[HeldSeat]:
    """Draw exactly ``size.incumbents`` held seats, of which exactly ``size.staying`` are in mid-term."""
    draw = Draw(seed, size.name, "held", setting.code)
    seats = _seats(draw, size, villages, wishes)
    staying = _staying(draw, size, seats)
    return [HeldSeat(village_id, role, i in staying) for i, (village_id, role) in enumerate(seats)]


def draw_incumbents(
    size: Size, seed: int, setting: Setting, seats: list[HeldSeat], units: list[SendingUnit], lead: dict[str, str]
) -> list[Incumbent]:
    """Draw the people in the held seats.

    Parameters
    ----------
    lead
        Village ID to the name of its lead unit: most first secretaries come from it.
    """
    draw = Draw(seed, size.name, "incumbents", setting.code)
    by_name = {unit.name: unit for unit in units}
    lenders = {unit.name: unit.staff**0.8 for unit in units if unit.level in (Level.COUNTY, Level.TOWNSHIP)}
    slots = []
    for seat in seats:
        leads = seat.role is Role.FIRST_SECRETARY
        from_lead = draw.chance(0.85 if leads else 0.35)
        slots.append(Slot(by_name[lead[seat.village_id] if from_lead else draw.weighted(lenders)], leads))
    people = draw_people(draw, setting, slots, FIRST_NUMBER)
    due = [i for i, seat in enumerate(seats) if not seat.stays]
    wants = set(draw.sample(due, round(0.125 * len(due))))
    recalled = set(draw.sample([i for i in due if i not in wants], max(1, round(0.015 * len(seats)))))
    return [
        _incumbent(draw, seat, person, wants=i in wants, recalled=i in recalled)
        for i, (seat, person) in enumerate(zip(seats, people, strict=True))
    ]


def _incumbent(draw: Draw, seat: HeldSeat, person: Candidate, *, wants: bool, recalled: bool) -> Incumbent:
    """Draw the dates and grades of one incumbent; only those who are due have an end-of-term grade."""
    # those in mid-term came between autumn 2023 and the end of 2024
    start = add_months(_LAST_ROUND, draw.integer(4, 17)) if seat.stays else _LAST_ROUND
    end = add_months(start, 24)
    if recalled:
        start, end = add_months(start, 12), add_months(end, 12)
    excellent = 0.5 if wants else 0.18
    grade = draw.weighted({Grade.EXCELLENT: excellent, Grade.COMPETENT: 0.97 - excellent, Grade.BASIC: 0.03})
    return Incumbent(
        replace(person, roles=frozenset({seat.role}), terms_served=2 if draw.chance(0.08) else 1, appraisals=(grade,)),
        seat.village_id,
        seat.role,
        start,
        end,
        days=draw.integer(200, 245),
        grade=None if seat.stays or recalled else grade,
        trainings=draw.weighted({0: 0.15, 1: 0.6, 2: 0.25}),
        wants_stay=wants,
        unit_agrees=wants and draw.chance(0.8),
        recalled=recalled,
        recall_reason=draw.pick(("身体原因", "单位工作需要", "不适应驻村工作")) if recalled else "",
    )


def _seats(draw: Draw, size: Size, villages: list[Village], wishes: list[Wish]) -> list[tuple[str, Role]]:
    """Return who is where: a first secretary in nearly every village served, members where there is a team."""
    served = [(v.village_id, wish) for v, wish in zip(villages, wishes, strict=True) if wish.first_secretary]
    vacant = set(draw.sample([village_id for village_id, _ in served], round(0.04 * len(served))))
    seats = [(village_id, Role.FIRST_SECRETARY) for village_id, _ in served if village_id not in vacant]
    teams = [village_id for village_id, wish in served if wish.team]
    room = {village_id: min(3, wish.members_max) for village_id, wish in served}
    order = draw.shuffled(teams)
    left = size.incumbents - len(seats)
    while left > 0 and any(room[village_id] for village_id in order):
        for village_id in order:
            if left > 0 and room[village_id]:
                seats.append((village_id, Role.MEMBER))
                room[village_id] -= 1
                left -= 1
    return sorted(seats, key=lambda seat: (seat[0], seat[1] is not Role.FIRST_SECRETARY))


def _staying(draw: Draw, size: Size, seats: list[tuple[str, Role]]) -> set[int]:
    """Choose who is in mid-term: mostly whole teams that came late, and single people who replaced somebody."""
    of_village: dict[str, list[int]] = {}
    for i, (village_id, _) in enumerate(seats):
        of_village.setdefault(village_id, []).append(i)
    late: list[int] = []
    single: list[int] = []
    for village_id in draw.shuffled(list(of_village)):
        for i in of_village[village_id]:
            (late if draw.chance(0.6) else single).append(i)
    half = round(0.7 * size.staying)
    return set(late[:half]) | set(draw.sample(late[half:] + single, size.staying - half))

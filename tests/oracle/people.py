"""Who may fill which seat, and what one seat is worth: from the statements of domain.md and of the rule book.

No rule, goal, count or engine is imported here, only facts. All figures are restated, so that a figure changed in the
rule book by mistake shows as a difference.
"""

from __future__ import annotations

from datetime import date

from solver.domain.candidate import Candidate, Place
from solver.domain.instance import Instance
from solver.domain.needs import SERVED_BY
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import (
    NEED_ITEMS,
    Category,
    Expertise,
    Gate,
    Grade,
    Health,
    Level,
    PartyStatus,
    PinKind,
    Role,
    Route,
    State,
    TaskWeight,
    VillageType,
)


def whole_months(start: date, end: date) -> int:
    """Complete months from one day to another; the same day of the month completes it."""
    months = 12 * (end.year - start.year) + end.month - start.month
    if end.day >= start.day:
        return months
    # 31 January to 28 February is a month: the later month has no such day and it is its last
    last_of_month = (date(end.year + end.month // 12, end.month % 12 + 1, 1) - end).days == 1
    return months if last_of_month else months - 1


def age_on(birth: date, day: date) -> int:
    """Complete years."""
    return whole_months(birth, day) // 12


def may_serve(c: Candidate, role: Role, instance: Instance) -> bool:
    """E4–E9b, E13, E14: whether the person may fill the role at all."""
    arrival, final = instance.reference.on_post_date, instance.reference.mode == "final"
    first = role is Role.FIRST_SECRETARY
    fit = c.health in (Health.OK, Health.LIMITED)
    member_of_party = c.party_status is PartyStatus.FULL
    standing = c.full_member_since is not None and whole_months(c.full_member_since, arrival) >= 12
    worked = c.work_start is not None and whole_months(c.work_start, arrival) >= 24
    gates = [*c.vetting, *[Gate.PENDING] * (5 - len(c.vetting))]
    vetted = Gate.FAIL not in gates and not (final and Gate.PENDING in gates)
    confirmed = c.state is State.CONFIRMED or not final
    not_retired = c.retire is None or c.retire > arrival
    right_source = c.category is not Category.CONTRACT
    both = fit and role in c.roles and vetted and confirmed and not_retired and right_source
    return both and (not first or (member_of_party and standing and worked))


def level_of(c: Candidate, instance: Instance) -> Level | None:
    """The roster's level, else the unit's."""
    for unit in instance.units:
        if unit.unit_id == c.unit_id and c.level is None:
            return unit.level
    return c.level


def paired_with(unit_id: str, instance: Instance) -> set[str] | None:
    """Villages of this round that a unit is paired with (E11); ``None`` if it has no pairing at all.

    A pairing with a county holds for all its villages unless a village there is named, by either table.
    """
    rows = [(p.county, p.village_id) for p in instance.pairings if p.unit_id == unit_id]
    for unit in instance.units:
        if unit.unit_id == unit_id:
            rows += [(unit.paired_county, v) for v in unit.paired_villages]
            if unit.paired_county and not unit.paired_villages:
                rows.append((unit.paired_county, ""))
    if not rows:
        return None
    named = {village for _, village in rows if village}
    named_counties = {county for county, village in rows if village}
    named_counties |= {v.county for v in instance.villages if v.village_id in named}
    whole = {county for county, village in rows if not village} - named_counties
    return {v.village_id for v in instance.villages if v.village_id in named or v.county in whole}


def may_go(c: Candidate, v: Village, role: Role, instance: Instance) -> bool:
    """G4, E4, E11, A.7: whether the person may fill the role in this village."""
    unit = next((u for u in instance.units if u.unit_id == c.unit_id), None)
    level = level_of(c, instance)
    if unit is not None:
        in_prefecture = not (unit.prefecture and v.prefecture) or unit.prefecture == v.prefecture
        in_county = in_prefecture and (not (unit.county and v.county) or unit.county == v.county)
        if level in (Level.COUNTY, Level.TOWNSHIP) and not in_county:
            return False
        if level is Level.PREFECTURE and not in_prefecture:
            return False
        if unit.level is Level.CENTRAL and role is Role.FIRST_SECRETARY:
            paired = paired_with(unit.unit_id, instance)
            if paired is not None and v.village_id not in paired:
                return False
    if c.health is Health.LIMITED and ((v.drive_min or 0) > 90 or (v.altitude or 0) > 2500):
        return False
    if v.village_id in c.avoid:
        return False
    for pin in instance.pins:
        if pin.person_id == c.person_id:
            here = pin.village_id == v.village_id and pin.role in (None, role)
            if here == (pin.kind is PinKind.FORBID):
                return False
    return True


def lies_in(place: Place, v: Village) -> bool:
    """Whether a village lies in a place as planners write it; an empty place holds nothing."""
    parts = ((place.county, v.county), (place.township, v.township), (place.village, v.name))
    return any(own for own, _ in parts) and all(own in ("", other) for own, other in parts)


def seat_points(c: Candidate, v: Village, role: Role, problem: Problem) -> int:
    """Points of one seat alone (design §5), at default weights."""
    instance = problem.instance
    arrival = instance.reference.on_post_date
    heavy = v.task_weight is TaskWeight.HEAVY
    points = 8 * sum(need for need, item in zip(v.needs, NEED_ITEMS, strict=True) if SERVED_BY[item] & set(c.expertise))
    points += 15 * len(set(v.wanted_expertise) & set(c.expertise))
    points += 40 + 20 * heavy
    focus = v.key_county and VillageType.LIFTED in v.types
    points += 4 * (heavy + focus) * sum(grade is Grade.EXCELLENT for grade in c.appraisals[:3])
    points += 2 * min(c.rural_years, 5)
    points += 10 * bool({Expertise.AGRONOMY, Expertise.LIVESTOCK_FORESTRY} & set(c.expertise))
    if role is Role.MEMBER and c.party_status in (PartyStatus.FULL, PartyStatus.PROBATIONARY):
        points += 8
    organ = c.category is Category.CIVIL_SERVANT and c.level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
    points += 6 * (organ or c.category in (Category.INSTITUTION, Category.ENTERPRISE, Category.STEPPED_DOWN))
    points += 4 * (organ and c.birth is not None and age_on(c.birth, arrival) <= 35)
    if c.unit_id and _is_bound(c.unit_id, v, instance):
        points += 25 if role is Role.FIRST_SECRETARY else 12
    points += 15 * any(lies_in(place, v) for place in c.wishes)
    points += 5 * (c.route in (Route.SELF, Route.BOTH))
    points += 12 * (bool(v.language) and v.language in c.languages)
    if c.hardship and v.drive_min is not None:
        points -= 6 * min(6, v.drive_min // 30)
    return points + _marks(c, v, role, instance)


def _is_bound(unit_id: str, v: Village, instance: Instance) -> bool:
    """O3: the unit assists the village now, or a pairing names this village."""
    if unit_id == v.lead_unit:
        return True
    if any(p.unit_id == unit_id and p.village_id == v.village_id for p in instance.pairings):
        return True
    return any(u.unit_id == unit_id and v.village_id in u.paired_villages for u in instance.units)


def _marks(c: Candidate, v: Village, role: Role, instance: Instance) -> int:
    """The score sheet: a row for the role goes before a row for both."""
    rows = [s for s in instance.scores if s.person_id == c.person_id and s.village_id == v.village_id]
    own = [s.points for s in rows if s.role is role]
    return sum(own) if own else sum(s.points for s in rows if s.role is None)

"""Nominees from the 人选花名册, and the facts about a person that the 在岗人员表 has as well."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any

from solver.domain.candidate import Candidate, Place
from solver.domain.words import Gate, PartyStatus, Role
from solver.scenario.rosters.findings import Findings, Source
from solver.scenario.rosters.people import PeopleIndex, note_spouse
from solver.scenario.rosters.places import Places
from solver.scenario.rosters.tables import Table
from solver.scenario.rosters.units import UnitIndex
from solver.units import add_months, complete_years

FULL_MEMBER_AGE = 18
"""Nobody may join the Party earlier."""

WORKING_AGE = 15
"""Nobody starts work earlier."""

OLDEST = 80
"""An older nominee is a slip of the pen."""

_DEFAULTS = {f.name: f.default for f in fields(Candidate)}
_SAME = ("sex", "birth", "party_status", "full_member_since", "work_start", "education", "category", "health", "retire")
_TEXTS = ("alias", "major", "post_rank", "note")
_LISTS = ("expertise", "languages", "appraisals")
_NUMBERS = ("rural_years", "hardship", "terms_served")
_CANDIDATE_ONLY = ("route", "state", "available_from", "last_term_end")
_GATES = tuple(f"vet_{number}" for number in range(1, 6))
_ANYWHERE = frozenset(("服从安排", "服从组织安排", "服从分配", "服从", "服从调剂", "不限", "均可", "都可", "any"))


@dataclass
class Context:
    """What a person's row may refer to."""

    places: Places
    units: UnitIndex
    people: PeopleIndex
    findings: Findings
    reference_date: date | None = None


def build_candidates(table: Table, codes: list[str], context: Context) -> list[tuple[Candidate, Source]]:
    """Return every nominee without errors, with the row."""
    if not any(table.has(gate) for gate in _GATES) and table.rows:
        context.findings.add("no_vetting", Source(table.source.file, table.source.sheet))
    rows = []
    for position, code in enumerate(codes):
        facts = person_facts(table, position, code, context)
        roles = frozenset(table.column("role_ok")[position] or ())
        wishes = _wishes(table, position, context)
        avoid = _avoid(table, position, context)
        vetting = _vetting(table, position)
        _note_party(table, position, roles)
        if position in table.bad:
            continue
        facts |= {key: table.column(key)[position] for key in _CANDIDATE_ONLY}
        candidate = Candidate(
            roles=roles, wishes=wishes, avoid=avoid, vetting=vetting, extra=table.extra[position], **facts
        )
        rows.append((candidate, table.at(position)))
    return rows


def person_facts(table: Table, position: int, code: str, context: Context) -> dict[str, Any]:
    """Return the facts of one row as arguments of ``Candidate``, and report those that contradict each other."""
    facts: dict[str, Any] = {"person_id": code}
    for key in _SAME:
        facts[key] = table.column(key)[position]
    for key in _TEXTS:
        facts[key] = table.column(key)[position] or ""
    for key in _LISTS:
        facts[key] = table.column(key)[position] or ()
    for key in _NUMBERS:
        facts[key] = table.column(key)[position] or _DEFAULTS[key]
    facts["home"] = _home(table, position, context)
    facts["unit_id"] = unit_id = context.units.of(table, position, "unit")
    facts["level"] = _level(table, position, unit_id, context)
    facts["spouse_id"] = note_spouse(table, position, code, context.people)
    _check_dates(table, position, context.reference_date)
    return facts


def merged(candidate: Candidate, incumbent: Candidate) -> Candidate:
    """Return a person who is in both tables: the roster's facts, and the incumbent's where the roster is silent."""
    changes = {
        key: value
        for key, default in _DEFAULTS.items()
        if key not in ("person_id", "roles", "extra")
        and getattr(candidate, key) == default
        and (value := getattr(incumbent, key)) != default
    }
    return replace(candidate, **changes)


def _home(table: Table, position: int, context: Context) -> Place:
    text = table.column("home")[position]
    if not text:
        return Place()
    place, code, values = context.places.place(text, table.at(position).file)
    # A home elsewhere is nothing to report; one that nearly is a place of the sheet may be a slip that hides it.
    near = getattr(values.get("hint"), "values", None)
    if code == "ambiguous_place" or code == "place_by_name" or (code == "unknown_place" and near):
        table.fault(code, position, "home", text, **values)
    return place


def _level(table: Table, position: int, unit_id: str, context: Context) -> Any:
    level = table.column("level")[position]
    unit = context.units.unit(unit_id) if unit_id else None
    if unit is None:
        if not unit_id and not table.column("unit")[position] and context.units.known:
            table.fault("blank_unit", position, "unit")
        return level
    if level is None and unit.level is not None:
        table.fault("level_from_unit", position, "level")
        return unit.level
    if level is not None and unit.level is not None and level != unit.level:
        table.fault("level_differs", position, "level", level.label.zh, level=unit.level.label)
    return level


def _check_dates(table: Table, position: int, reference: date | None) -> None:
    birth, member, work = (table.column(key)[position] for key in ("birth", "full_member_since", "work_start"))
    if reference is not None:
        for key, day in (("birth", birth), ("full_member_since", member), ("work_start", work)):
            if day is not None and day > reference:
                table.fault("future_date", position, key, day, date=reference.isoformat())
    if birth is None:
        return
    if _younger(birth, member, FULL_MEMBER_AGE):
        table.fault("member_too_young", position, "full_member_since", member)
    if _younger(birth, work, WORKING_AGE):
        table.fault("work_too_young", position, "work_start", work)
    if reference is not None and birth <= reference:
        oldest, youngest = _birth_limits(reference)
        if not oldest < birth <= youngest:
            age = complete_years(birth, reference)
            table.fault("implausible_birth", position, "birth", birth, age=age, date=reference.isoformat())
    retire = table.column("retire")[position]
    if retire is not None and retire <= birth:
        table.fault("end_before_start", position, "retire", retire, other=table.label(position, "birth"), date=birth)


def _younger(birth: date, day: date | None, age: int) -> bool:
    """Whether somebody was younger than ``age`` on a day."""
    return day is not None and day.year - birth.year <= age and day < add_months(birth, 12 * age)


@cache
def _birth_limits(reference: date) -> tuple[date, date]:
    """Return the birthday from which on a person is too old, and the last one of a person old enough."""
    return add_months(reference, -12 * (OLDEST + 1)), add_months(reference, -12 * FULL_MEMBER_AGE)


def _wishes(table: Table, position: int, context: Context) -> tuple[Place, ...]:
    places = []
    for text in table.column("wish")[position] or ():
        if text in _ANYWHERE:
            continue
        place, code, values = context.places.place(text, table.at(position).file)
        if code:
            table.fault(code, position, "wish", text, **values)
        if place != Place():
            places.append(place)
    return tuple(places)


def _avoid(table: Table, position: int, context: Context) -> tuple[str, ...]:
    """Return the IDs of the villages to avoid; a township or county stands for all its villages."""
    villages: list[str] = []
    file = table.at(position).file
    for text in table.column("avoid_list")[position] or ():
        found = context.places.village("", "", "", text, file)
        area = context.places.area(text, file)
        near = getattr(found.values.get("hint"), "values", None)
        if found.village_id:
            villages.append(found.village_id)
            if found.code:
                table.fault(found.code, position, "avoid_list", text, **found.values)
        elif area:
            villages.extend(area)
            table.fault("area_avoided", position, "avoid_list", text, place=text, count=len(area))
        elif found.code == "unknown_village" and not near:
            table.fault("unknown_place", position, "avoid_list", text, **found.values)
        else:
            table.fault(found.code, position, "avoid_list", text, **found.values)
    return tuple(sorted(set(villages)))


def _vetting(table: Table, position: int) -> tuple[Gate, ...]:
    gates = []
    for key in _GATES:
        gate = table.column(key)[position]
        if gate is None and table.has(key):
            table.fault("pending_vetting", position, key)
        gates.append(Gate.PENDING if gate is None else gate)
    return tuple(gates)


def _note_party(table: Table, position: int, roles: frozenset[Role]) -> None:
    status = table.column("party_status")[position]
    only_secretary = roles == frozenset((Role.FIRST_SECRETARY,)) and status is PartyStatus.NONE
    if only_secretary or (Role.FIRST_SECRETARY in roles and status is PartyStatus.PROBATIONARY):
        table.fault("not_full_member", position, "party_status", status.label.zh)

"""Incumbents, pairings, pins and scores: rows that join people or units to villages."""

from __future__ import annotations

from typing import Any

from solver.domain.candidate import Candidate
from solver.domain.posting import Incumbent, Pairing, Pin, Score
from solver.domain.words import PinKind, Role
from solver.scenario.rosters.candidates import Context, merged, person_facts
from solver.scenario.rosters.findings import Source, did_you_mean
from solver.scenario.rosters.tables import Table

_NO_REASON = frozenset(("", "无", "-", "/", "—", "否", "none", "no"))


def village_of(table: Table, position: int, context: Context, required: bool = True) -> str:
    """Return the ID of the village that a row names, or "" and a fault."""
    village_id, county, township, village = (
        table.column(key)[position] or "" for key in ("village_id", "county", "township", "village")
    )
    key = "village" if table.has("village") and (village or not village_id) else "village_id"
    if not village_id and not village:
        if required:
            table.fault("required_cell", position, key)
        return ""
    found = context.places.village(village_id, county, township, village, table.at(position).file)
    if found.code:
        table.fault(found.code, position, key, village or village_id, **found.values)
    if found.code == "refers_to_dropped":
        table.bad.add(position)
    return found.village_id


def build_incumbents(
    table: Table, codes: list[str], candidates: dict[str, Candidate], context: Context
) -> list[tuple[Incumbent, Source]]:
    """Return every incumbent without errors; a person who is also a nominee has the nominee's facts."""
    rows = []
    secretaries: dict[str, Source] = {}
    for position, code in enumerate(codes):
        facts = person_facts(table, position, code, context)
        village_id = village_of(table, position, context)
        row: dict[str, Any] = {key: table.column(key)[position] for key in ("start", "end", "days", "role")}
        if row["start"] and row["end"] and row["end"] < row["start"]:
            other = table.label(position, "start")
            table.fault("end_before_start", position, "end", row["end"], other=other, date=row["start"])
        someone = context.people.get(code) if code else None
        if someone is not None and someone.dropped and someone.candidate:
            table.fault("refers_to_dropped", position, "person_id", code, rows=(someone.source.label,))
            table.bad.add(position)
        if position in table.bad:
            continue
        if row["role"] is Role.FIRST_SECRETARY:
            earlier = secretaries.setdefault(village_id, table.at(position))
            if earlier != table.at(position):
                table.fault("two_first_secretaries", position, "role", rows=(earlier.label,))
        person = Candidate(roles=frozenset((row["role"],)), **facts)
        nominee = candidates.get(someone.person_id) if someone is not None else None
        if nominee is not None and someone is not None:
            person = merged(nominee, person)
            table.fault("candidate_is_incumbent", position, "person_id", code, rows=(someone.source.label,))
        rows.append(
            (Incumbent(person=person, village_id=village_id, **row, **_standing(table, position)), table.at(position))
        )
    return rows


def _standing(table: Table, position: int) -> dict[str, Any]:
    """Return grade, wishes and recall; the grade is the end-of-term one, or else the last yearly one."""
    yearly = table.column("appraisals")[position] or ()
    reason = table.column("recall_reason")[position] or ""
    reason = "" if reason.lower() in _NO_REASON else reason
    recalled = table.column("recalled")[position]
    return {
        "grade": table.column("final_grade")[position] or (yearly[-1] if yearly else None),
        "trainings": table.column("trainings")[position] or 0,
        "wants_stay": bool(table.column("wants_stay")[position]),
        "unit_agrees": bool(table.column("unit_agrees")[position]),
        "recalled": bool(reason) if recalled is None else recalled,
        "recall_reason": reason,
    }


def build_pairings(table: Table, context: Context) -> list[tuple[Pairing, Source]]:
    """Return every pairing without errors. A county outside the villages sheet is kept and noted."""
    rows = []
    seen: dict[Pairing, Source] = {}
    for position in range(len(table.rows)):
        unit_id = context.units.of(table, position, "unit")
        county = table.column("county")[position] or ""
        village_id = ""
        if county and not context.places.known_county(county):
            hint = did_you_mean(county, {spot.county for spot in context.places.spots})
            table.fault("unknown_place", position, "county", county, hint=hint)
        else:
            village_id = village_of(table, position, context, required=False)
        if position in table.bad:
            continue
        pairing = Pairing(unit_id, context.places.county(county), village_id, table.column("since")[position])
        earlier = seen.setdefault(pairing, table.at(position))
        if earlier != table.at(position):
            table.fault("duplicate_row", position, "unit", unit_id, rows=(earlier.label,))
            continue
        rows.append((pairing, table.at(position)))
    return rows


def build_pins(table: Table, context: Context) -> list[tuple[Pin, Source]]:
    """Return every pin whose person and village are known; contradictions are looked for afterwards."""
    rows = []
    for position in range(len(table.rows)):
        person = context.people.find(table, position)
        village_id = village_of(table, position, context)
        kind = table.column("kind")[position]
        if person is not None and not person.candidate and kind is PinKind.MUST:
            table.fault("pin_without_candidate", position, "person_id", person.person_id)
        if position in table.bad or person is None:
            continue
        source = table.at(position)
        reason, role = table.column("reason")[position] or "", table.column("role")[position]
        line = " ".join(filter(None, (source.file if source.named else "", source.sheet, str(source.row))))
        rows.append((Pin(person.person_id, village_id, kind, reason, role, line), source))
    return rows


def build_scores(table: Table, context: Context) -> list[tuple[Score, Source]]:
    """Return every score without errors; the same seat may be scored once only."""
    rows = []
    seen: dict[tuple[str, str, Role | None], tuple[int, Source]] = {}
    for position in range(len(table.rows)):
        person = context.people.find(table, position)
        village_id = village_of(table, position, context)
        if position in table.bad or person is None:
            continue
        role, points, source = table.column("role")[position], table.column("points")[position], table.at(position)
        earlier_points, earlier = seen.setdefault((person.person_id, village_id, role), (points, source))
        if earlier != source:
            code = "duplicate_row" if earlier_points == points else "conflicting_score"
            table.fault(code, position, "points", points, rows=(earlier.label,))
            continue
        rows.append((Score(person.person_id, village_id, role, points), source))
    return rows

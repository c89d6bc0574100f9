"""People as if they were otherwise: withdrawn, not vetted, recalled, on another term, lent."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from solver.domain.candidate import Candidate
from solver.domain.instance import Reference
from solver.domain.posting import Incumbent, Pin
from solver.domain.village import Unit
from solver.domain.words import Category, Education, Gate, Health, PartyStatus, PinKind, Role, Route, State
from solver.scenario.rosters.reading import Rosters
from solver.scenario.supposing.findings import Notes
from solver.scenario.supposing.sections import KeepAway, Lend, Vetting, Withdraw
from solver.text import Text
from solver.units import add_months

RECALLED = "假设召回 what-if"
"""Reason of a recall that is supposed; cells hold one text for both languages."""

GATES = 5
AGE, STANDING, SERVICE, TO_RETIREMENT = 40, 10, 15, 15
"""Years, of people who are lent: what no rule or goal minds."""


def withdraw(rosters: Rosters, asked: Withdraw, notes: Notes) -> Rosters:
    """Take nominees off the roster; by choice the units also call back who is on post."""
    own = {c.unit_id for c in rosters.candidates} | {u.unit_id for u in rosters.units}
    units = set(notes.known(("withdraw", "units"), asked.units, "unit", own))
    codes = {c.person_id for c in rosters.candidates}
    people = set(notes.known(("withdraw", "people"), asked.people, "nominee", codes))
    kept = tuple(c for c in rosters.candidates if c.unit_id not in units and c.person_id not in people)
    gone = {i.person.person_id for i in rosters.incumbents if asked.incumbents and i.person.unit_id in units}
    said = Text(
        "假设：撤回人选{n}名，召回在岗人员{back}名",
        "supposed: nominees withdrawn: {n}; incumbents called back: {back}",
        {"n": len(rosters.candidates) - len(kept), "back": len(gone)},
    )
    notes.note(("withdraw",), said)
    return replace(rosters, candidates=kept, incumbents=tuple(_recalled(i, gone) for i in rosters.incumbents))


def fail_vetting(rosters: Rosters, asked: Vetting, notes: Notes) -> Rosters:
    """Let a share of the nominees fail, and a share be pending; the draw goes by code, not by the order of rows."""

    def lot(candidate: Candidate) -> tuple[bytes, str]:
        return hashlib.sha256(f"{asked.draw}:{candidate.person_id}".encode()).digest(), candidate.person_id

    drawn = [c.person_id for c in sorted(rosters.candidates, key=lot)]
    n_fail = round(len(drawn) * asked.fail_percent / 100)
    n_pend = min(round(len(drawn) * asked.pending_percent / 100), len(drawn) - n_fail)
    result = dict.fromkeys(drawn[:n_fail], Gate.FAIL) | dict.fromkeys(drawn[n_fail : n_fail + n_pend], Gate.PENDING)

    def judged(candidate: Candidate) -> Candidate:
        first, *others = candidate.vetting
        # who has failed already is not made pending
        now = first if first is Gate.FAIL else result.get(candidate.person_id, first)
        return replace(candidate, vetting=(now, *others))

    changed = tuple(judged(c) for c in rosters.candidates)
    values: dict[str, object] = {"fail": n_fail, "pend": n_pend, "draw": asked.draw}
    said = Text(
        "假设：联审不通过{fail}名、待定{pend}名(抽取号{draw})",
        "supposed: failed at vetting: {fail}; pending: {pend} (draw {draw})",
        values,
    )
    notes.note(("vetting",), said)
    return replace(rosters, candidates=changed)


def keep_away(rosters: Rosters, asked: tuple[KeepAway, ...], notes: Notes) -> Rosters:
    """Forbid pairs of a nominee and a village, as rows of the table of pins would."""
    people = {c.person_id for c in rosters.candidates}
    villages = {v.village_id for v in rosters.villages}
    pins = [*rosters.pins]
    for k, pair in enumerate(asked):
        known = notes.known(("keep_away", k, "person"), (pair.person,), "nominee", people)
        if known and notes.known(("keep_away", k, "village"), (pair.village,), "village", villages):
            pins.append(Pin(pair.person, pair.village, PinKind.FORBID, pair.reason))
    notes.note(
        ("keep_away",), Text("假设：不派往某村的人选{n}对", "supposed: pairs kept apart: {n}", {"n": len(asked)})
    )
    return replace(rosters, pins=tuple(pins))


def recall(rosters: Rosters, codes: tuple[str, ...], notes: Notes) -> Rosters:
    """Recall incumbents: their seats are open at once, whatever their terms."""
    there = {i.person.person_id for i in rosters.incumbents}
    gone = set(notes.known(("recall",), codes, "incumbent", there))
    notes.note(("recall",), Text("假设：召回在岗人员{n}名", "supposed: incumbents recalled: {n}", {"n": len(gone)}))
    return replace(rosters, incumbents=tuple(_recalled(i, gone) for i in rosters.incumbents))


def _recalled(incumbent: Incumbent, gone: set[str]) -> Incumbent:
    if incumbent.person.person_id not in gone:
        return incumbent
    return replace(incumbent, recalled=True, recall_reason=incumbent.recall_reason or RECALLED)


def change_terms(rosters: Rosters, months: int, notes: Notes) -> Rosters:
    """Let terms of incumbents end so many months after their arrival; who has no date of arrival keeps the end."""
    changed = tuple(i if i.start is None else replace(i, end=add_months(i.start, months)) for i in rosters.incumbents)
    n = sum(i.start is not None for i in rosters.incumbents)
    said = Text(
        "假设：在岗人员{n}名的任期改为{months}个月",
        "supposed: terms of incumbents are {months} months: {n}",
        {"n": n, "months": months},
    )
    notes.note(("term_of_incumbents",), said)
    return replace(rosters, incumbents=changed)


def lend(rosters: Rosters, asked: tuple[Lend, ...], reference: Reference, notes: Notes) -> Rosters:
    """Add people, of a new unit for each item."""
    people, units = [*rosters.candidates], [*rosters.units]
    for k, item in enumerate(asked, 1):
        name = item.unit or f"增派{k:02d}"
        if any(unit.unit_id == name for unit in units):
            notes.taken(("lend", k - 1, "unit"), name, "unit")
            continue
        # whoever lends so many people is not bound to fewer villages than it has people for
        units.append(Unit(name, level=item.level, cap=item.at_most, max_villages=item.people))
        people += [_lent(item, name, f"LENT{k:02d}-{i + 1:03d}", i, reference) for i in range(item.people)]
        at_most = item.people if item.at_most is None else min(item.at_most, item.people)
        said = Text(
            "假设：{level}增派可选人员{n}名，最多派出{most}名",
            "supposed: further people, level {level}: {n}, of whom at most {most} are sent",
            {"level": item.level.label, "n": item.people, "most": at_most},
        )
        notes.note(("lend", k - 1), said)
    return replace(rosters, candidates=tuple(people), units=tuple(units))


def _lent(item: Lend, unit_id: str, person_id: str, position: int, reference: Reference) -> Candidate:
    day = reference.on_post_date
    return Candidate(
        person_id,
        sex=item.sex,
        birth=add_months(day, -12 * AGE),
        party_status=PartyStatus.FULL,
        full_member_since=add_months(day, -12 * STANDING),
        work_start=add_months(day, -12 * SERVICE),
        education=Education.BACHELOR,
        expertise=(item.expertise[position % len(item.expertise)],),
        unit_id=unit_id,
        level=item.level,
        category=Category.CIVIL_SERVANT,
        roles=frozenset(Role(role) for role in item.roles),
        route=Route.ORGANISATION,
        health=Health.OK,
        vetting=(Gate.PASS,) * GATES,
        state=State.CONFIRMED,
        retire=add_months(day, 12 * TO_RETIREMENT),
    )

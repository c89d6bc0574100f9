"""Small cases built from facts: examples of rules, and fixtures of tests (design §4.3).

A case starts from *good* defaults (a person whom every rule admits, a plain village), and its facts name only what
matters. Dates are given as ``date``; enumerations as members or their keys.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance, Reference
from solver.domain.plan import Assignment, Plan, Problem
from solver.domain.posting import Incumbent, Pairing, Pin, Score
from solver.domain.village import Post, Unit, Village
from solver.domain.words import (
    Category,
    Education,
    Gate,
    Health,
    Level,
    Mode,
    PartyStatus,
    Role,
    Route,
    Sex,
    State,
    VillageType,
)

ON_POST = date(2025, 6, 1)
"""On-post date of cases unless they say otherwise; the reference date is two months earlier."""

GOOD_REFERENCE: dict[str, Any] = {"on_post_date": ON_POST, "reference_date": date(2025, 4, 1)}

GOOD_CANDIDATE: dict[str, Any] = {
    "sex": Sex.MALE,
    "birth": date(1987, 5, 1),
    "party_status": PartyStatus.FULL,
    "full_member_since": date(2012, 6, 1),
    "work_start": date(2010, 7, 1),
    "education": Education.BACHELOR,
    "unit_id": "U1",
    "level": Level.COUNTY,
    "category": Category.CIVIL_SERVANT,
    "roles": frozenset(Role),
    "route": Route.ORGANISATION,
    "health": Health.OK,
    "vetting": (Gate.PASS,) * 5,
    "state": State.CONFIRMED,
    "retire": date(2047, 5, 1),
}

GOOD_VILLAGE: dict[str, Any] = {
    "county": "甲县",
    "township": "乙镇",
    "types": frozenset({VillageType.LIFTED}),
}


def build_case(facts: dict[str, Any]) -> Plan:
    """Build a plan from facts.

    Parameters
    ----------
    facts
        Optional keys: ``reference`` (fields of ``Reference``); ``villages``, ``candidates``, ``units``, ``incumbents``,
        ``pairings``, ``pins``, ``scores``, ``posts`` (lists of field dicts); ``assign`` (list of (person_id,
        village_id, role)). One village "V1" with a team post (1 first secretary, 2–4 members) is there if none is
        given; IDs default to "V1", "V2", … and "P1", "P2", …; a unit "U1" exists unless units are given. Missing fields
        of candidates and villages are the good defaults. An incumbent's ``person`` is a dict of candidate fields.
    """
    villages = [
        Village(**{"village_id": f"V{i}", "name": f"{i}村", **GOOD_VILLAGE, **fields})
        for i, fields in enumerate(facts.get("villages", [{}]), 1)
    ]
    candidates = [
        Candidate(**{"person_id": f"P{i}", "alias": f"张某{i}", **GOOD_CANDIDATE, **fields})
        for i, fields in enumerate(facts.get("candidates", [{}]), 1)
    ]
    incumbents = [
        Incumbent(
            **{
                "village_id": "V1",
                "role": Role.MEMBER,
                "start": date(2024, 6, 1),
                "end": date(2026, 6, 1),
                **fields,
                "person": Candidate(
                    **{"person_id": f"I{i}", "alias": f"李某{i}", **GOOD_CANDIDATE, **fields.get("person", {})}
                ),
            }
        )
        for i, fields in enumerate(facts.get("incumbents", []), 1)
    ]
    instance = Instance.build(
        Reference(**{**GOOD_REFERENCE, **facts.get("reference", {})}),
        villages=villages,
        candidates=candidates,
        units=[Unit(**fields) for fields in facts.get("units", [{"unit_id": "U1"}])],
        incumbents=incumbents,
        pairings=[Pairing(**fields) for fields in facts.get("pairings", [])],
        pins=[Pin(**fields) for fields in facts.get("pins", [])],
        scores=[Score(**fields) for fields in facts.get("scores", [])],
    )
    default_post = {"mode": Mode.TEAM, "members_min": 2, "members_target": 3, "members_max": 4, "tier": 3}
    given = {fields.get("village_id", f"V{i}"): fields for i, fields in enumerate(facts.get("posts", []), 1)}
    posts = tuple(
        Post(**{"village_id": v.village_id, **default_post, **given.get(v.village_id, {})}) for v in instance.villages
    )
    assignments = [Assignment(village, Role(role), person) for person, village, role in facts.get("assign", [])]
    return Plan.of(Problem(instance, posts), assignments)

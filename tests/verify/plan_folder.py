"""A small certified plan as JSON documents, and the claim that is read from them: what a plan folder holds."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from solver.book.compile import compile_model, plan_of
from solver.book.entitle import check_posts
from solver.book.evaluate import evaluate, seat_points
from solver.book.rule_book import RuleBook
from solver.domain.certificate import Certificate, Level
from solver.domain.plan import Assignment, Problem
from solver.domain.violation import Violation
from solver.domain.words import Expertise, Health, PartyStatus, Role, Sex
from solver.modelling.cases import build_case
from solver.text import Text
from solver.units import PRICE_SCALE
from solver.verify.bound import recheck_bound
from solver.verify.claim import Claim
from tests.verify.climb_plan import good_plan

FACTS: dict[str, Any] = {
    # three villages, five nominees, one of whom cannot serve anywhere: gaps are certain
    "villages": [{"primary_need": "D2b", "needs": (1, 0, 0, 2, 3, 0, 0, 1, 0, 0, 0, 2)}, {}, {"primary_need": "D3c"}],
    "candidates": [
        {"expertise": (Expertise.AGRONOMY,), "sex": Sex.FEMALE},
        {"expertise": (Expertise.LAW,)},
        {"expertise": (Expertise.PARTY_AFFAIRS,), "unit_id": "U2"},
        {"party_status": PartyStatus.NONE},
        {"health": Health.NO},
    ],
    "units": [{"unit_id": "U1", "quota_member": 2}, {"unit_id": "U2"}],
    "incumbents": [{"village_id": "V2"}],
    "posts": [{"tier": 1}, {"tier": 3}, {"tier": 5}],
}


def small_problem() -> Problem:
    """The case of ``FACTS``."""
    return build_case(FACTS).problem


def certified(problem: Problem, book: RuleBook) -> dict[str, dict[str, Any]]:
    """Documents ``plan`` and ``certificate`` of a good plan with hand-made prices."""
    model = compile_model(problem, book)
    taken = good_plan(model)
    plan = plan_of(problem, model, taken)
    found = evaluate(plan, book)
    keys = [count.key for count in model.linking_counts if count.rule == "one_post_per_person"]
    levels = []
    for which, prices, severity_price in (
        ("severity", dict.fromkeys(keys, 30 * PRICE_SCALE), 0),
        ("value", dict.fromkeys(keys, 41 * PRICE_SCALE), 5 * PRICE_SCALE),
    ):
        draft = Level(0, 0, prices, severity_price)
        bound = recheck_bound(model, draft, which, found.severity)  # type: ignore[arg-type]
        reached = found.severity if which == "severity" else found.value
        levels.append({**asdict(draft), "reached": reached, "bound": bound.bound, "search_bound": reached})
    certificate = {
        "severity": levels[0],
        "value": levels[1],
        "left_out": list(bound.left_out),
        "hashes": {"roster.xlsx": "ab12"},
    }
    documents = {
        "plan": {
            "assignments": [{**written_seat(a), "points": seat_points(a, plan, book)} for a in plan.assignments],
            "staying": [
                written_seat(Assignment(i.village_id, i.role, i.person.person_id)) for i in problem.instance.staying
            ],
            "mode": problem.instance.reference.mode,
            "severity": found.severity,
            "value": found.value,
            "points": dict(found.points),
            "exceptions": [written(v) for v in found.exceptions],
            "stage1": [written(v) for v in check_posts(problem.instance, problem.posts, book)],
            "input_hashes": {"roster.xlsx": "ab12"},
        },
        "certificate": certificate,
    }
    return json.loads(json.dumps(documents, ensure_ascii=False))


def written(v: Violation) -> dict[str, Any]:
    """An exception as it is written."""
    return {
        "rule": v.rule,
        "place": v.place,
        "size": v.size,
        "severity": v.severity,
        "tier": v.tier,
        "message": {"zh": v.message.to("zh"), "en": v.message.to("en")},
    }


def written_seat(a: Assignment) -> dict[str, Any]:
    """A seat as it is written."""
    return {"village_id": a.village_id, "role": str(a.role), "person_id": a.person_id}


def read_seat(a: dict[str, Any]) -> Assignment:
    """A seat as it is read."""
    return Assignment(a["village_id"], Role(a["role"]), a["person_id"])


def read_violation(v: dict[str, Any]) -> Violation:
    """An exception as it is read."""
    message = Text(v["message"]["zh"], v["message"]["en"])
    return Violation(v["rule"], v["place"], v["size"], v["severity"], message, tier=v["tier"])


def read_claim(documents: dict[str, dict[str, Any]]) -> Claim:
    """The claim that the documents make."""
    plan, certificate = documents["plan"], documents["certificate"]
    seats = [read_seat(a) for a in plan["assignments"]]
    return Claim(
        assignments=tuple(seats),
        severity=plan["severity"],
        value=plan["value"],
        points=plan["points"],
        exceptions=tuple(read_violation(v) for v in plan["exceptions"]),
        stage1=tuple(read_violation(v) for v in plan["stage1"]),
        certificate=Certificate(
            severity=Level(**certificate["severity"]),
            value=Level(**certificate["value"]),
            left_out=tuple(certificate["left_out"]),
            hashes=certificate["hashes"],
        ),
        seat_points={seat: a["points"] for seat, a in zip(seats, plan["assignments"], strict=True)},
        staying=tuple(read_seat(a) for a in plan["staying"]),
        mode=plan["mode"],
        hashes=plan["input_hashes"],
    )

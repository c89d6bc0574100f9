"""Who takes over from whom."""

from __future__ import annotations

from typing import Any

from solver.modelling.cases import ON_POST, build_case
from solver.report.context import Context
from tests.report.samples import FS, MEMBER, solved_of


def pairs(facts: dict[str, Any]) -> list[tuple[str, str | None, bool]]:
    due = [{"end": ON_POST, **i} for i in facts.pop("incumbents")]
    ctx = Context(solved_of(build_case({"incumbents": due, **facts})))
    return [
        (s.leaver.person.person_id, s.successor.person.person_id if s.successor else None, s.direct)
        for s in ctx.successions_of["V1"]
    ]


def test_same_unit_before_the_order_of_ids() -> None:
    facts = {
        "incumbents": [{"person": {"unit_id": "U1"}}, {"person": {"unit_id": "U2"}}],
        "candidates": [{"unit_id": "U2"}, {"unit_id": "U3"}],
        "assign": [("P1", "V1", MEMBER), ("P2", "V1", MEMBER)],
    }
    assert pairs(facts) == [("I1", "P2", True), ("I2", "P1", True)]


def test_without_a_successor_of_the_role_the_first_secretary_takes_over() -> None:
    facts = {"incumbents": [{}, {}], "candidates": [{}], "assign": [("P1", "V1", FS)]}
    assert pairs(facts) == [("I1", "P1", False), ("I2", "P1", False)]


def test_nobody_comes() -> None:
    assert pairs({"incumbents": [{"role": FS}]}) == [("I1", None, False)]


def test_the_same_person_again_in_another_role() -> None:
    facts = {
        "incumbents": [{"person": {"person_id": "P1"}}],
        "candidates": [{}, {}],
        "assign": [("P1", "V1", FS), ("P2", "V1", MEMBER)],
    }
    assert pairs(facts) == [("P1", "P1", True)]

"""Pins and the roster's list of villages, by role."""

from __future__ import annotations

from typing import Any

from solver.book.compile import compile_model
from solver.domain.words import ROLES, PinKind, Role
from solver.modelling.cases import build_case
from solver.rules.forbidden_pairs import ForbiddenPairs
from tests.conformance.judging import book_of

FS, M = Role.FIRST_SECRETARY, Role.MEMBER


def seats(facts: dict[str, Any]) -> set[tuple[str, str, Role]]:
    """Return the seats that the rule leaves."""
    problem = build_case({"villages": [{}, {}], "candidates": [{}], **facts}).problem
    found = compile_model(problem, book_of(ForbiddenPairs())).seats
    instance = problem.instance
    return {
        (instance.candidates[p].person_id, instance.villages[v].village_id, ROLES[r])
        for p, v, r in zip(found.person, found.village, found.role, strict=True)
    }


def pin(kind: PinKind, village_id: str, role: Role | None = None, person_id: str = "P1") -> dict[str, Any]:
    return {"person_id": person_id, "village_id": village_id, "kind": kind, "role": role}


def test_nobody_pinned() -> None:
    assert len(seats({})) == 4


def test_forbidden_village_in_both_roles() -> None:
    assert seats({"pins": [pin(PinKind.FORBID, "V1")]}) == {("P1", "V2", FS), ("P1", "V2", M)}


def test_forbidden_role() -> None:
    assert ("P1", "V1", M) in seats({"pins": [pin(PinKind.FORBID, "V1", FS)]})
    assert ("P1", "V1", FS) not in seats({"pins": [pin(PinKind.FORBID, "V1", FS)]})


def test_named_person_has_only_the_named_seats() -> None:
    assert seats({"pins": [pin(PinKind.MUST, "V2")]}) == {("P1", "V2", FS), ("P1", "V2", M)}
    assert seats({"pins": [pin(PinKind.MUST, "V2", FS)]}) == {("P1", "V2", FS)}


def test_named_for_a_village_that_is_not_there_leaves_no_seat() -> None:
    assert seats({"pins": [pin(PinKind.MUST, "V9")]}) == set()


def test_pins_of_people_not_on_the_roster_bind_nobody() -> None:
    assert len(seats({"pins": [pin(PinKind.MUST, "V2", person_id="X")]})) == 4


def test_two_named_villages_leave_both_open() -> None:
    """Readers refuse that; should it come here, neither decision is preferred."""
    assert len(seats({"pins": [pin(PinKind.MUST, "V1"), pin(PinKind.MUST, "V2", FS)]})) == 3


def test_refusal_names_the_line() -> None:
    pins = [{**pin(PinKind.FORBID, "V1"), "line": "回避指定表 第3行", "reason": "亲属任村主任"}]
    problem = build_case({"pins": pins}).problem
    text = ForbiddenPairs().refusal(problem.instance.candidates[0], problem.instance.villages[0], M, problem)
    assert text.to("zh") == "P1不能到甲县乙镇1村任工作队员：列为回避（回避指定表 第3行 亲属任村主任）。"

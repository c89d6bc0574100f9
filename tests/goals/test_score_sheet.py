"""G7: marks of a panel, which may be the only goal."""

from __future__ import annotations

from typing import Any

from solver.book.compile import compile_model
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.words import Role
from solver.goals import GOALS
from solver.modelling.cases import build_case
from tests.judging import compiled

FS, MEMBER = Role.FIRST_SECRETARY, Role.MEMBER


def row(person: str, village: str, role: Role | None, points: int) -> dict[str, Any]:
    return {"person_id": person, "village_id": village, "role": role, "points": points}


SCORES = [
    row("P1", "V1", None, 85),
    row("P1", "V1", FS, 90),
    row("P2", "V1", None, 60),
    row("P2", "V1", None, 10),  # a second panel
    row("P2", "V2", MEMBER, 70),
    row("P9", "V1", None, 99),  # not a nominee
    row("P1", "V9", None, 99),  # not a village
]
FACTS: dict[str, Any] = {"villages": [{}, {}], "candidates": [{}, {}], "scores": SCORES}


def test_seats_get_the_marks() -> None:
    """P1, P2 as first secretary, then as member: V1: 90, 60 + 10, 85, 70; V2: 0, 0, 0, 70."""
    assert compiled("score_sheet", FACTS).seats.points.tolist() == [90, 70, 85, 70, 0, 0, 0, 70]


def test_a_mark_of_zero_for_the_role_counts_as_a_mark() -> None:
    facts = {"scores": [row("P1", "V1", None, 85), row("P1", "V1", FS, 0)]}
    assert compiled("score_sheet", facts).seats.points.tolist() == [0, 85]


def test_it_may_be_the_only_goal() -> None:
    """All other weights 0: 2 x (90 + 70)."""
    weights = {goal.slug: {"weight": 0} for goal in GOALS} | {"score_sheet": {"weight": 2}}
    book = RuleBook.of(goals=weights)
    assert [goal.slug for goal in book.goals] == ["score_sheet"]
    plan = build_case({**FACTS, "assign": [("P1", "V1", FS), ("P2", "V2", MEMBER)]})
    assert evaluate(plan, book).value == 2 * (90 + 70)
    assert compile_model(plan.problem, book).seats.points.max() == 180


def test_without_a_sheet_nothing_is_scored() -> None:
    assert compiled("score_sheet", {}).seats.points.tolist() == [0, 0]

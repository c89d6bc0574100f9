"""O3: one unit or joint teams."""

from __future__ import annotations

from typing import Any

import pytest

from solver.book.rule_book import RuleBook
from solver.domain.words import Role
from tests.judging import counts_of, judged

VILLAGE = {"lead_unit": "U1"}
PEOPLE = [{"unit_id": unit_id} for unit_id in ("U1", "U1", "U2", "U3", "U4", "")]
SINGLE: dict[str, Any] = {"weight": 10, "style": "single"}
MIXED: dict[str, Any] = {"weight": 10, "style": "mixed"}


@pytest.mark.parametrize(
    ("params", "sent", "points"),
    [
        (SINGLE, (1, 2, 3), 20),  # two of U1
        (SINGLE, (3, 4), 0),
        (MIXED, (1, 3, 4), 20),  # U2, U3
        (MIXED, (3, 4, 5), 20),  # the third one adds nothing
        (MIXED, (1, 6), 0),  # a unit not stated is not another unit
    ],
)
def test_points(params: dict[str, Any], sent: tuple[int, ...], points: int) -> None:
    assign = [(f"P{i}", "V1", Role.MEMBER) for i in sent]
    assert judged("unit_mix", {"villages": [VILLAGE], "candidates": PEOPLE, "assign": assign}, params).value == points


def test_those_who_stay_fill_the_first_places() -> None:
    """U9 stays: one more of other units is rewarded, 10; two stay: nothing is left."""
    sent = [("P3", "V1", Role.MEMBER), ("P4", "V1", Role.MEMBER)]
    stays = [{"person": {"unit_id": "U9"}}]
    facts = {"villages": [VILLAGE], "candidates": PEOPLE, "assign": sent}
    assert judged("unit_mix", {**facts, "incumbents": stays}, MIXED).value == 10
    assert judged("unit_mix", {**facts, "incumbents": stays * 2}, MIXED).value == 0
    assert counts_of("unit_mix", {**facts, "incumbents": stays * 2}, MIXED) == ()


def test_off_by_default_and_without_a_lead_unit() -> None:
    assert "unit_mix" not in {goal.slug for goal in RuleBook.of().goals}
    assert counts_of("unit_mix", {"candidates": PEOPLE}, SINGLE) == ()

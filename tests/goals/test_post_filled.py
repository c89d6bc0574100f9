"""M6, S2: a filled post."""

from __future__ import annotations

from solver.domain.words import Role, TaskWeight
from tests.judging import compiled, judged


def test_each_person_counts_and_heavy_villages_more() -> None:
    """Two in V1 (normal) at 40, one in V2 (heavy) at 40 + 20: 140."""
    facts = {
        "villages": [{}, {"task_weight": TaskWeight.HEAVY}],
        "candidates": [{}, {}, {}],
        "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER), ("P3", "V2", Role.MEMBER)],
    }
    assert judged("post_filled", facts).value == 140


def test_light_villages_are_worth_no_less() -> None:
    facts = {"villages": [{"task_weight": TaskWeight.LIGHT}]}
    assert compiled("post_filled", facts).seats.points.tolist() == [40, 40]


def test_those_who_stay_earn_nothing() -> None:
    assert judged("post_filled", {"incumbents": [{}]}).value == 0

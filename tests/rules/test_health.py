"""Able and limited people may be sent; unable and unstated may not, in either role."""

from __future__ import annotations

import pytest

from solver.domain.words import Health as Condition
from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.health import Health


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("condition", "ok"), [(Condition.OK, True), (Condition.LIMITED, True), (Condition.NO, False), (None, False)]
)
def test_each_condition(condition: Condition | None, ok: bool, role: Role) -> None:
    instance = build_case({"candidates": [{"health": condition}]}).problem.instance
    assert Health().admits(instance.candidates[0], role, instance) is ok


def test_refusal_says_no_more_than_the_roster() -> None:
    instance = build_case({"candidates": [{"health": Condition.NO}]}).problem.instance
    text = Health().refusal(instance.candidates[0], Role.MEMBER, instance)
    assert text.to("zh") == "P1不能派驻：身体条件为“不能履职”。"
    assert text.to("en") == "P1 cannot be sent: physical condition is “unable”."

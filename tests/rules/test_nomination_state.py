"""A final plan takes the confirmed only; a draft takes everybody on the roster."""

from __future__ import annotations

import pytest

from solver.domain.words import Role, State
from solver.modelling.cases import build_case
from solver.rules.nomination_state import NominationState


@pytest.mark.parametrize("state", [*State, None])
@pytest.mark.parametrize("mode", ["draft", "final"])
def test_each_state(mode: str, state: State | None) -> None:
    instance = build_case({"reference": {"mode": mode}, "candidates": [{"state": state}]}).problem.instance
    admitted = NominationState().admits(instance.candidates[0], Role.MEMBER, instance)
    assert admitted is (mode == "draft" or state is State.CONFIRMED)


def test_refusal_names_the_state() -> None:
    facts = {"reference": {"mode": "final"}, "candidates": [{"state": State.FILED}, {"state": None}]}
    instance = build_case(facts).problem.instance
    filed, blank = (NominationState().refusal(c, Role.MEMBER, instance) for c in instance.candidates)
    assert filed.to("zh") == "P1不能列入定稿：状态为“备案”，须为“研究确定”。"
    assert blank.to("en") == "P2 cannot be in a final plan: the nomination is “not stated”, it must be “confirmed”."

"""Five gates: fail bars always, pending bars the final plan, and the draft by choice."""

from __future__ import annotations

from itertools import product
from typing import Literal

import pytest

from solver.domain.words import Gate, Role
from solver.modelling.cases import build_case
from solver.rules.vetting_gates import VettingGates


@pytest.mark.parametrize("mode", ["draft", "final"])
@pytest.mark.parametrize("pending", ["allow_in_draft", "exclude"])
def test_all_243_results(mode: str, pending: Literal["allow_in_draft", "exclude"]) -> None:
    """Every combination of five gates, by the words of the clause."""
    results = list(product(Gate, repeat=5))
    instance = build_case(
        {"reference": {"mode": mode}, "candidates": [{"vetting": r} for r in results]}
    ).problem.instance
    rule = VettingGates(VettingGates.Params(pending=pending))
    for candidate in instance.candidates:
        n_fail, n_pass = candidate.vetting.count(Gate.FAIL), candidate.vetting.count(Gate.PASS)
        wanted = n_pass == 5 or (n_fail == 0 and mode == "draft" and pending == "allow_in_draft")
        assert rule.admits(candidate, Role.MEMBER, instance) is wanted


def test_refusal_names_the_gates() -> None:
    vetting = (Gate.PASS, Gate.FAIL, Gate.PASS, Gate.PASS)
    facts = {"reference": {"mode": "final"}, "candidates": [{"vetting": vetting}]}
    instance = build_case(facts).problem.instance
    text = VettingGates().refusal(instance.candidates[0], Role.MEMBER, instance)
    assert text.to("zh") == "P1不能派驻：品行关不通过、廉洁关待定。"
    assert text.to("en") == "P1 cannot be sent: character: fail, integrity: pending."


def test_refusal_in_a_draft_names_failures_only() -> None:
    instance = build_case({"candidates": [{"vetting": (Gate.FAIL, Gate.PENDING)}]}).problem.instance
    text = VettingGates().refusal(instance.candidates[0], Role.MEMBER, instance)
    assert text.to("en") == "P1 cannot be sent: politics: fail."

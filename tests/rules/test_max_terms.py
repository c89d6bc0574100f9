"""What-if 10: nobody may serve a third term."""

from __future__ import annotations

from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.max_terms import MaxTerms


def test_no_third_term() -> None:
    instance = build_case({"candidates": [{"terms_served": n} for n in range(4)]}).problem.instance
    assert [MaxTerms().admits(c, Role.MEMBER, instance) for c in instance.candidates] == [True, True, False, False]
    assert not MaxTerms.Params().enabled


def test_message() -> None:
    instance = build_case({"candidates": [{"terms_served": 2}]}).problem.instance
    assert MaxTerms().refusal(instance.candidates[0], Role.MEMBER, instance).to("zh") == (
        "P1不能派驻：已任2届，累计上限2届。"
    )

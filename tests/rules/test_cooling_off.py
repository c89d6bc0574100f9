"""Months between two postings."""

from __future__ import annotations

from datetime import date

from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.cooling_off import CoolingOff


def test_both_sides_of_two_years() -> None:
    ends = [date(2023, 6, 1), date(2023, 6, 2), None, date(2025, 8, 1)]
    instance = build_case({"candidates": [{"last_term_end": end} for end in ends]}).problem.instance
    rule = CoolingOff(CoolingOff.Params(min_months=24))
    assert [rule.admits(c, Role.MEMBER, instance) for c in instance.candidates] == [True, False, True, False]


def test_off_by_default_and_message() -> None:
    assert not CoolingOff.Params().enabled
    instance = build_case({"candidates": [{"last_term_end": date(2025, 1, 1)}]}).problem.instance
    text = CoolingOff().refusal(instance.candidates[0], Role.MEMBER, instance)
    assert text.to("zh") == "P1不能派驻：上一任期于2025-01-01结束，至2025-06-01未满12个月。"

"""Retirement after the day of arrival; nothing is inferred."""

from __future__ import annotations

from datetime import date

from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.not_retired import NotRetired


def test_both_sides_of_the_day() -> None:
    retire = [date(2025, 5, 31), date(2025, 6, 1), date(2025, 6, 2), None]
    instance = build_case({"candidates": [{"retire": day} for day in retire]}).problem.instance
    admitted = [NotRetired().admits(c, Role.MEMBER, instance) for c in instance.candidates]
    assert admitted == [False, False, True, True]


def test_refusal_names_both_dates() -> None:
    instance = build_case({"candidates": [{"retire": date(2025, 6, 1)}]}).problem.instance
    text = NotRetired().refusal(instance.candidates[0], Role.MEMBER, instance)
    assert text.to("zh") == "P1不能派驻：预计2025-06-01退休，到岗日为2025-06-01。"

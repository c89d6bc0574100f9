"""A year of standing: the anniversary counts, the end of a month is cut, the floor cannot be lowered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.party_standing import PartyStanding


def admits(since: date | None, on_post: date, **params: Any) -> bool:
    facts = {"reference": {"on_post_date": on_post}, "candidates": [{"full_member_since": since}]}
    instance = build_case(facts).problem.instance
    rule = PartyStanding(PartyStanding.Params(**params))
    return rule.admits(instance.candidates[0], Role.FIRST_SECRETARY, instance)


def test_leap_day() -> None:
    """From 29 February 2024 a year is complete on 28 February 2025, the month's last day."""
    assert admits(date(2024, 2, 29), date(2025, 2, 28))
    assert not admits(date(2024, 2, 29), date(2025, 2, 27))


def test_a_date_after_arrival_is_refused() -> None:
    assert not admits(date(2025, 7, 1), date(2025, 6, 1))


def test_months_may_be_raised() -> None:
    assert admits(date(2023, 6, 1), date(2025, 6, 1), min_months=24)
    assert not admits(date(2023, 6, 2), date(2025, 6, 1), min_months=24)


def test_months_may_not_be_lowered() -> None:
    with pytest.raises(ValidationError):
        PartyStanding.Params(min_months=11)


def test_refusal_names_date_and_months() -> None:
    instance = build_case({"candidates": [{"full_member_since": date(2024, 6, 2)}]}).problem.instance
    text = PartyStanding().refusal(instance.candidates[0], Role.FIRST_SECRETARY, instance)
    assert text.to("zh") == "P1不能任第一书记：转正时间为2024-06-02，至2025-06-01须满12个月。"
    assert (
        text.to("en") == "P1 cannot be first secretary: full member since 2024-06-02, 12 months needed by 2025-06-01."
    )

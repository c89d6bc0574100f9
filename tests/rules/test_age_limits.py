"""Complete years on the on-post date, by role and sex."""

from __future__ import annotations

from datetime import date
from typing import Any

from solver.domain.words import Role, Sex
from solver.modelling.cases import build_case
from solver.rules.age_limits import AgeLimits


def admits(birth: date | None, role: Role, sex: Sex | None = Sex.MALE, **params: Any) -> bool:
    instance = build_case({"candidates": [{"birth": birth, "sex": sex}]}).problem.instance
    return AgeLimits(AgeLimits.Params(**params)).admits(instance.candidates[0], role, instance)


def test_off_by_default() -> None:
    assert not AgeLimits.Params().enabled


def test_what_if_11() -> None:
    """First secretaries up to 45, members up to 50: born 1979-06-02 is 45 until the day after arrival."""
    limits: dict[str, Any] = {"max_first_secretary": 45, "max_member_male": 50, "max_member_female": 50}
    assert admits(date(1979, 6, 2), Role.FIRST_SECRETARY, **limits)
    assert not admits(date(1979, 6, 1), Role.FIRST_SECRETARY, **limits)
    assert admits(date(1979, 6, 1), Role.MEMBER, **limits)


def test_unstated_sex_is_held_to_the_lower_limit() -> None:
    """52: over 50 for women, under 55 for men."""
    born = date(1973, 6, 1)
    assert admits(born, Role.MEMBER, Sex.MALE)
    assert not admits(born, Role.MEMBER, Sex.FEMALE)
    assert not admits(born, Role.MEMBER, None)


def test_open_limits_do_not_bind() -> None:
    assert admits(date(1950, 1, 1), Role.FIRST_SECRETARY, max_first_secretary=None)
    assert admits(None, Role.FIRST_SECRETARY, max_first_secretary=None)
    assert not admits(None, Role.FIRST_SECRETARY)


def test_refusal_names_age_and_limit() -> None:
    instance = build_case({"candidates": [{"birth": date(1974, 6, 1)}, {"birth": None}]}).problem.instance
    text, blank = (AgeLimits().refusal(c, Role.FIRST_SECRETARY, instance) for c in instance.candidates)
    assert text.to("zh") == "P1不能任第一书记：年龄51，上限50周岁。"
    assert blank.to("en") == "P2 cannot be first secretary: age unknown, the limit is 50."

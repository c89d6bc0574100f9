"""Two years of work for first secretaries; members by local choice; the floor cannot be lowered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.work_experience import WorkExperience


def admits(start: date | None, role: Role, **params: Any) -> bool:
    instance = build_case({"candidates": [{"work_start": start}]}).problem.instance
    return WorkExperience(WorkExperience.Params(**params)).admits(instance.candidates[0], role, instance)


def test_members_need_none_by_default() -> None:
    assert admits(date(2025, 5, 31), Role.MEMBER)
    assert admits(None, Role.MEMBER)


def test_members_of_unstated_start_are_refused_where_work_is_needed() -> None:
    assert not admits(None, Role.MEMBER, member_months=1)


def test_first_secretary_months_may_be_raised_only() -> None:
    assert not admits(date(2022, 6, 2), Role.FIRST_SECRETARY, first_secretary_months=36)
    assert admits(date(2022, 6, 1), Role.FIRST_SECRETARY, first_secretary_months=36)
    with pytest.raises(ValidationError):
        WorkExperience.Params(first_secretary_months=23)


def test_refusal_of_unstated_start() -> None:
    instance = build_case({"candidates": [{"work_start": None}]}).problem.instance
    text = WorkExperience().refusal(instance.candidates[0], Role.FIRST_SECRETARY, instance)
    assert text.to("zh") == "P1不能任第一书记：参加工作时间为未填，至2025-06-01须满24个月。"
    assert text.to("en") == "P1 cannot be first secretary: at work since (not stated), 24 months needed by 2025-06-01."

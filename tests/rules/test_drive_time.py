"""Drive time for everybody or for people with family hardship."""

from __future__ import annotations

from typing import Any

from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.drive_time import DriveTime


def masks(**params: Any) -> list[list[bool]]:
    villages = [{"drive_min": 120}, {"drive_min": 121}, {"drive_min": None}]
    problem = build_case({"villages": villages, "candidates": [{"hardship": True}, {}]}).problem
    rule = DriveTime(DriveTime.Params(max_min=120, **params))
    return [rule.mask(problem, v, Role.MEMBER).tolist() for v in range(3)]


def test_hardship_only() -> None:
    assert masks() == [[True, True], [False, True], [True, True]]


def test_everybody() -> None:
    assert masks(applies_to="all") == [[True, True], [False, False], [True, True]]


def test_off_by_default() -> None:
    assert not DriveTime.Params().enabled

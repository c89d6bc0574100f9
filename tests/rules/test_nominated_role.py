"""Only the roles of the nomination."""

from __future__ import annotations

from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.nominated_role import NominatedRole

FS, M = Role.FIRST_SECRETARY, Role.MEMBER


def test_each_nomination() -> None:
    nominations = [frozenset(), frozenset({FS}), frozenset({M}), frozenset({FS, M})]
    instance = build_case({"candidates": [{"roles": roles} for roles in nominations]}).problem.instance
    admitted = [[NominatedRole().admits(c, role, instance) for role in (FS, M)] for c in instance.candidates]
    assert admitted == [[False, False], [True, False], [False, True], [True, True]]


def test_refusal_names_both_roles() -> None:
    instance = build_case({"candidates": [{"roles": frozenset({M})}, {"roles": frozenset()}]}).problem.instance
    text, blank = (NominatedRole().refusal(c, FS, instance) for c in instance.candidates)
    assert text.to("zh") == "P1不能任第一书记：拟任为“工作队员”。"
    assert text.to("en") == "P1 cannot be first secretary: nominated for “member”."
    assert blank.to("zh") == "P2不能任第一书记：拟任为“未填”。"

"""At least one first secretary from each paired central unit; what-if 27: it has nominated nobody."""

from __future__ import annotations

from solver.book.compile import compile_model
from solver.domain.words import Level, Role
from solver.modelling.cases import build_case
from solver.rules.central_unit_first_secretary import CentralUnitFirstSecretary
from tests.conformance.judging import book_of

UNIT = {"unit_id": "U1", "level": Level.CENTRAL, "paired_county": "甲县"}


def test_unit_that_nominated_nobody_is_an_exception() -> None:
    """Severity 20 at no village's tier: 20 x 12 = 240."""
    plan = build_case({"candidates": [], "units": [UNIT]})
    (violation,) = CentralUnitFirstSecretary().check(plan)
    assert (violation.place, violation.size, violation.severity, violation.hard) == ("U1", 1, 240, False)
    assert violation.message.to("zh") == ("中央单位U1在结对县有0名第一书记，应至少1名（该单位提名第一书记人选0名）。")
    (count,) = compile_model(plan.problem, book_of(CentralUnitFirstSecretary())).linking_counts
    assert count.is_idle
    assert count.severity(count.base) == 240


def test_two_counties_need_one_first_secretary_only() -> None:
    """The clause counts units, not paired counties."""
    facts = {
        "villages": [{}, {"county": "丁县"}],
        "units": [UNIT],
        "pairings": [{"unit_id": "U1", "county": "丁县"}],
        "assign": [("P1", "V2", Role.FIRST_SECRETARY)],
    }
    assert not list(CentralUnitFirstSecretary().check(build_case(facts)))


def test_two_asked() -> None:
    facts = {"units": [UNIT], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]}
    rule = CentralUnitFirstSecretary(CentralUnitFirstSecretary.Params(minimum=2, severity=1))
    assert [(v.size, v.severity) for v in rule.check(build_case(facts))] == [(1, 12)]

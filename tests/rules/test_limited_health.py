"""Limited people: both figures within the limits, unknown figures do not bind."""

from __future__ import annotations

from solver.domain.words import Health, Role
from solver.modelling.cases import build_case
from solver.rules.limited_health import LimitedHealth


def test_both_limits() -> None:
    villages = [
        {"drive_min": drive, "altitude": altitude}
        for drive, altitude in [(90, 2500), (91, 2500), (90, 2501), (None, 2501), (91, None), (None, None)]
    ]
    problem = build_case({"villages": villages, "candidates": [{"health": Health.LIMITED}, {}]}).problem
    inside = [LimitedHealth().mask(problem, v, Role.MEMBER).tolist() for v in range(6)]
    assert [limited for limited, _ in inside] == [True, False, False, False, False, True]
    assert all(able for _, able in inside)


def test_limits_of_the_scenario() -> None:
    facts = {"villages": [{"drive_min": 61}], "candidates": [{"health": Health.LIMITED}]}
    problem = build_case(facts).problem
    rule = LimitedHealth(LimitedHealth.Params(max_drive_min=60))
    person, village = problem.instance.candidates[0], problem.instance.villages[0]
    assert not rule.admits(person, village, Role.MEMBER, problem)
    assert rule.refusal(person, village, Role.MEMBER, problem).to("zh") == (
        "P1身体受限，不能派往甲县乙镇1村：车程（分钟）61，上限60；海拔（米）未填，上限2500。"
    )

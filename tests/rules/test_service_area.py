"""Where people of each level serve."""

from __future__ import annotations

import pytest

from solver.domain.words import Level, Role
from solver.modelling.cases import build_case
from solver.rules.service_area import ServiceArea

HOME = {"prefecture": "丙州", "county": "甲县"}
VILLAGES = [
    HOME,
    {"prefecture": "丙州", "county": "丁县"},
    {"prefecture": "己市", "county": "甲县"},
    {"prefecture": "己市", "county": "壬县"},
]
"""Home county; its neighbour; a county of the same name elsewhere; a county elsewhere."""


@pytest.mark.parametrize(
    ("level", "inside"),
    [
        (Level.TOWNSHIP, [True, False, False, False]),
        (Level.COUNTY, [True, False, False, False]),
        (Level.PREFECTURE, [True, True, False, False]),
        (Level.PROVINCE, [True] * 4),
        (Level.CENTRAL, [True] * 4),
    ],
)
def test_each_level(level: Level, inside: list[bool]) -> None:
    facts = {"villages": VILLAGES, "candidates": [{"level": level}], "units": [{"unit_id": "U1", **HOME}]}
    problem = build_case(facts).problem
    person = problem.instance.candidates[0]
    assert [ServiceArea().admits(person, v, Role.MEMBER, problem) for v in problem.instance.villages] == inside
    assert [bool(ServiceArea().mask(problem, v, Role.MEMBER)[0]) for v in range(4)] == inside


def test_level_of_the_unit_where_the_roster_has_none() -> None:
    facts = {
        "villages": VILLAGES,
        "candidates": [{"level": None}],
        "units": [{"unit_id": "U1", "level": Level.COUNTY, **HOME}],
    }
    problem = build_case(facts).problem
    assert not ServiceArea().admits(problem.instance.candidates[0], problem.instance.villages[1], Role.MEMBER, problem)


def test_refusal_names_the_area() -> None:
    facts = {"villages": [VILLAGES[1]], "units": [{"unit_id": "U1", **HOME}]}
    problem = build_case(facts).problem
    text = ServiceArea().refusal(problem.instance.candidates[0], problem.instance.villages[0], Role.MEMBER, problem)
    assert text.to("zh") == "P1不能派往丁县乙镇1村：县级单位U1的人员只在丙州甲县派驻。"

"""Central first secretaries where the pairing says, from either table."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.words import Level, Role
from solver.modelling.cases import build_case
from solver.rules.central_pairing import CentralPairing

VILLAGES = [{}, {}, {"county": "丁县"}]


@pytest.mark.parametrize(
    ("unit", "pairings", "inside"),
    [
        ({}, [], [True, True, True]),
        ({"paired_county": "甲县"}, [], [True, True, False]),
        ({"paired_county": "甲县", "paired_villages": ("V2",)}, [], [False, True, False]),
        ({"paired_villages": ("V3",)}, [], [False, False, True]),
        ({}, [{"county": "丁县"}], [False, False, True]),
        ({"paired_county": "甲县"}, [{"county": "丁县"}], [True, True, True]),
        ({"paired_county": "甲县"}, [{"county": "甲县", "village_id": "V1"}], [True, False, False]),
        ({"paired_county": "外县"}, [], [False, False, False]),
    ],
)
def test_where(unit: dict[str, Any], pairings: list[dict[str, Any]], inside: list[bool]) -> None:
    facts = {
        "villages": VILLAGES,
        "units": [{"unit_id": "U1", "level": Level.CENTRAL, **unit}],
        "pairings": [{"unit_id": "U1", **p} for p in pairings],
    }
    problem = build_case(facts).problem
    person = problem.instance.candidates[0]
    rule = CentralPairing()
    villages = problem.instance.villages
    assert [rule.admits(person, v, Role.FIRST_SECRETARY, problem) for v in villages] == inside
    assert [bool(rule.mask(problem, v, Role.FIRST_SECRETARY)[0]) for v in range(3)] == inside
    assert all(rule.mask(problem, v, Role.MEMBER)[0] for v in range(3))


def test_refusal_names_the_pairing() -> None:
    unit = {"unit_id": "U1", "level": Level.CENTRAL, "paired_county": "甲县"}
    problem = build_case({"villages": VILLAGES, "units": [unit]}).problem
    text = CentralPairing().refusal(
        problem.instance.candidates[0], problem.instance.villages[2], Role.FIRST_SECRETARY, problem
    )
    assert text.to("zh") == "P1不能到丁县乙镇3村任第一书记：中央单位U1的结对范围为甲县。"

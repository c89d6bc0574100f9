"""G5, G6: who counts as supply, where, and what it limits."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.words import Gate, Health, Level, Role, State
from tests.stage1.counties import HEAVY, LIFTED, county, freeze, shapes, village

ALL = {"percent": 100}


def listed(n_good: int, **other: Any) -> int:
    """Return how many of three villages of heavy task are listed for so many good people and three of another kind."""
    facts = {"candidates": [{}] * n_good + [other] * 3}
    stage = freeze(county(*[village(HEAVY)] * 3, **facts), aggregate_supply=ALL, heavy_batch={"mode": "fs_only"})
    return sum(s != "-" for s in shapes(stage))


@pytest.mark.parametrize(
    ("other", "counts"),
    [
        ({}, True),
        ({"health": Health.NO}, False),
        ({"health": Health.LIMITED}, True),
        ({"vetting": (Gate.PASS,) * 4 + (Gate.FAIL,)}, False),
        ({"vetting": (Gate.PASS,) * 4 + (Gate.PENDING,)}, True),
        ({"roles": frozenset()}, False),
        ({"roles": frozenset({Role.MEMBER})}, False),
        ({"state": State.PROPOSED}, True),
    ],
)
def test_who_counts_in_a_draft(other: dict[str, Any], counts: bool) -> None:
    assert listed(1, **other) == (3 if counts else 1)


@pytest.mark.parametrize(
    ("other", "counts"), [({"state": State.PROPOSED}, False), ({"vetting": (Gate.PENDING,) * 5}, False), ({}, True)]
)
def test_who_counts_in_the_final_run(other: dict[str, Any], counts: bool) -> None:
    facts = {"candidates": [other], "reference": {"mode": "final"}}
    stage = freeze(county(village(HEAVY), **facts), aggregate_supply=ALL)
    assert (shapes(stage) == ["fs"]) is counts


def test_people_of_another_county_do_not_count_those_of_the_province_do() -> None:
    units = [
        {"unit_id": "U1", "county": "乙县"},
        {"unit_id": "U2", "level": Level.PROVINCE},
        {"unit_id": "U3", "prefecture": "丁市"},
    ]
    for unit, expected in (("U1", "-"), ("U2", "fs"), ("U3", "-")):
        instance = county(village(HEAVY, prefecture="丙市"), candidates=[{"unit_id": unit}], units=units)
        assert shapes(freeze(instance, aggregate_supply=ALL)) == [expected], unit


def test_shared_people_are_not_counted_twice() -> None:
    # two counties, one person who serves both: one village only
    villages = (village(HEAVY), village(HEAVY, county="乙县"))
    assert sum(s != "-" for s in shapes(freeze(county(*villages, people=1), aggregate_supply=ALL))) == 1


@pytest.mark.parametrize(("people", "percent", "members"), [(4, 100, 3), (3, 100, 2), (4, 75, 2), (0, 100, 2)])
def test_members_above_the_minimum(people: int, percent: int, members: int) -> None:
    stage = freeze(county(village(LIFTED), people=people), aggregate_supply={"percent": percent})
    assert [p.members_target for p in stage.posts] == [members]
    assert not stage.violations


def test_a_batch_gives_way_to_supply() -> None:
    stage = freeze(county(village(HEAVY), village(HEAVY), people=1), heavy_batch={"count": 2}, aggregate_supply=ALL)
    assert [(v.rule, v.size) for v in stage.violations] == [("heavy_batch", 1)]

"""S2: lifted villages in key counties come first and may be strengthened."""

from __future__ import annotations

import pytest

from tests.stage1.counties import LIFTED, RESETTLEMENT, county, due_of, freeze, shapes, village


@pytest.mark.parametrize(("key", "tier", "most"), [(True, 2, 4), (False, 3, 3)])
def test_tier_and_maximum(key: bool, tier: int, most: int) -> None:
    (due,) = due_of(county(village(LIFTED, key_county=key)))
    assert (due.tier, due.members_max) == (tier, most)


def test_it_concerns_lifted_villages_only() -> None:
    (due,) = due_of(county(village(RESETTLEMENT, key_county=True)))
    assert [d.rule for d in due.demands] == ["lifted_and_resettlement"]


def test_one_more_each_is_an_exception_where_it_cannot_be_had() -> None:
    instance = county(village(LIFTED, key_county=True))
    stage = freeze(instance, key_county={"extra_members": 1}, headcount_budget={"members": 2})
    # three are due: one short at 3 x 24
    assert [(v.rule, v.size, v.severity) for v in stage.violations] == [("key_county", 1, 72)]


def test_key_counties_are_served_first() -> None:
    villages = (village(LIFTED), village(LIFTED, key_county=True))
    assert shapes(freeze(county(*villages), headcount_budget={"total": 3})) == ["fs", "fs+1"]
    assert shapes(freeze(county(*villages), headcount_budget={"total": 1})) == ["-", "fs"]

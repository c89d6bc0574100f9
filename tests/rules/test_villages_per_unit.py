"""Villages bound to a unit, those of people who stay included."""

from __future__ import annotations

from typing import Any

from solver.book.compile import compile_model
from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.modelling.counts import Count
from solver.rules.villages_per_unit import VillagesPerUnit
from tests.conformance.judging import book_of


def only_count(facts: dict[str, Any], **params: Any) -> Count:
    rule = VillagesPerUnit(VillagesPerUnit.Params(**params))
    (count,) = compile_model(build_case(facts).problem, book_of(rule)).linking_counts
    return count


def test_row_of_the_table_goes_before_the_scenario() -> None:
    facts = {"units": [{"unit_id": "U1", "max_villages": 2}]}
    assert only_count(facts, max_villages=1).upper == 2
    assert only_count({}, max_villages=1).upper == 1


def test_villages_of_people_who_stay_are_base_and_left_out() -> None:
    """Three villages, somebody stays in V2: base 1, seats of V1 and V3 only (2 roles each)."""
    facts = {
        "villages": [{}, {}, {}],
        "units": [{"unit_id": "U1", "max_villages": 2}],
        "incumbents": [{"village_id": "V2"}, {"village_id": "V2"}],
    }
    count = only_count(facts)
    assert (count.base, count.upper, count.per_village, len(count.seats)) == (1, 2, True, 4)


def test_message_names_villages_and_limit() -> None:
    facts = {
        "villages": [{}, {}],
        "candidates": [{}, {}],
        "units": [{"unit_id": "U1", "max_villages": 1}],
        "assign": [("P1", "V1", Role.MEMBER), ("P2", "V2", Role.MEMBER)],
    }
    (violation,) = VillagesPerUnit().check(build_case(facts))
    assert violation.message.to("zh") == "U1捆绑2个村（V1、V2），上限1个。"

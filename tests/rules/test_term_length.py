"""M1, E9b: a newly posted person can serve the term."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from solver.domain.words import Role
from tests.judging import counts_of, judged


def sent(person: dict[str, Any], term_months: int = 24) -> dict[str, Any]:
    """Send one person on 2025-06-01; the term of 24 months ends on 2027-06-01."""
    reference = {"term_months": term_months}
    return {"reference": reference, "candidates": [person], "assign": [("P1", "V1", Role.MEMBER)]}


@pytest.mark.parametrize(
    ("person", "n"),
    [
        ({"retire": date(2027, 6, 1)}, 0),  # to the day
        ({"retire": date(2027, 5, 31)}, 1),  # a day short
        ({"retire": None}, 0),  # not stated, not guessed
        ({"available_from": date(2025, 6, 1)}, 0),
        ({"available_from": date(2025, 6, 2)}, 1),  # a day late: 23 whole months
        ({"available_from": date(2025, 3, 1)}, 0),  # ready early
    ],
)
def test_limits(person: dict[str, Any], n: int) -> None:
    found = judged("term_length", sent(person)).violations
    assert [(v.size, v.severity) for v in found] == [(1, 16)] * n  # severity 1 x 16 (tier 3)


def test_a_longer_term_leaves_slack() -> None:
    """36 months to 2028-06-01: 12 months late leaves 24; a day more does not."""
    assert not judged("term_length", sent({"available_from": date(2026, 6, 1)}, 36)).violations
    assert judged("term_length", sent({"available_from": date(2026, 6, 2)}, 36)).violations


def test_a_short_term_of_the_scenario_is_nobodys_exception() -> None:
    """12 months for all: served in full is content, retirement after 11 is not."""
    assert not judged("term_length", sent({}, 12)).violations
    assert judged("term_length", sent({"retire": date(2026, 5, 1)}, 12)).violations


def test_those_who_stay_are_not_judged() -> None:
    facts = {"incumbents": [{"person": {"retire": date(2025, 12, 1)}}]}
    assert judged("term_length", facts).violations == ()


def test_count_holds_only_the_seats_of_short_people() -> None:
    facts = {"candidates": [{}, {"retire": date(2027, 5, 31)}]}
    (count,) = counts_of("term_length", facts)
    assert (len(count.seats), count.upper, count.excess_price) == (2, 0, 16)  # both roles of P2
    assert counts_of("term_length", {}) == ()

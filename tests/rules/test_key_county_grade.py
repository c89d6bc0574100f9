"""S2: an appraisal floor for first secretaries of lifted villages in key counties."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.words import Grade, Role, VillageType
from tests.judging import counts_of, judged

KEY = {"key_county": True}
SENT = [("P1", "V1", Role.FIRST_SECRETARY)]


@pytest.mark.parametrize(
    ("last", "floor", "n"),
    [
        (Grade.EXCELLENT, "excellent", 0),
        (Grade.COMPETENT, "excellent", 1),
        (Grade.COMPETENT, "competent", 0),
        (Grade.BASIC, "competent", 1),
        (Grade.UNQUALIFIED, "basic", 1),
    ],
)
def test_grades(last: Grade, floor: str, n: int) -> None:
    facts = {"villages": [KEY], "candidates": [{"appraisals": (Grade.EXCELLENT, last)}], "assign": SENT}
    assert len(judged("key_county_grade", facts, {"grade": floor}).exceptions) == n


@pytest.mark.parametrize(
    "change",
    [
        {"villages": [{}]},  # no key county
        {"villages": [{**KEY, "types": frozenset({VillageType.WEAK})}]},  # not lifted
        {"assign": [("P1", "V1", Role.MEMBER)]},  # a member
        {"assign": [], "incumbents": [{"role": Role.FIRST_SECRETARY}]},  # stays
    ],
)
def test_others_are_not_concerned(change: dict[str, Any]) -> None:
    facts = {"villages": [KEY], "candidates": [{"appraisals": (Grade.BASIC,)}], "assign": SENT, **change}
    assert not judged("key_county_grade", facts).violations


def test_count_holds_the_seats_below_the_floor() -> None:
    facts = {"villages": [KEY], "candidates": [{"appraisals": (Grade.EXCELLENT,)}, {}]}
    (count,) = counts_of("key_county_grade", facts)
    assert (len(count.seats), count.upper, count.excess_price) == (1, 0, 16)  # P2 as first secretary

"""M3: late arrival does not eat up the handover."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from solver.domain.words import Role
from tests.judging import counts_of, judged

HORIZON = {"horizon_date": date(2025, 12, 31)}


def arriving(day: date | None, *ends: date | None, role: Role = Role.MEMBER, **incumbent: Any) -> dict[str, Any]:
    """Post one member on 2025-06-01 after incumbents of these ends of term."""
    return {
        "reference": HORIZON,
        "incumbents": [{"end": end, "role": role, **incumbent} for end in ends],
        "candidates": [{"available_from": day}],
        "assign": [("P1", "V1", Role.MEMBER)],
    }


@pytest.mark.parametrize(
    ("facts", "n"),
    [
        (arriving(date(2025, 7, 1), date(2025, 7, 31)), 0),  # 30 days left
        (arriving(date(2025, 7, 2), date(2025, 7, 31)), 1),  # 29 days left
        (arriving(None, date(2025, 6, 10)), 0),  # 9 days, but not by late arrival
        (arriving(date(2025, 6, 2), date(2025, 6, 10)), 1),  # 8 days instead of 9
        (arriving(date(2025, 7, 2), date(2025, 6, 1)), 0),  # nothing was to be had
        (arriving(date(2025, 7, 2)), 0),  # no predecessor
        (arriving(date(2025, 7, 2), None), 0),  # the predecessor's end is not stated
        (arriving(date(2025, 7, 2), date(2025, 7, 10), date(2025, 8, 31)), 0),  # the later one counts: 60 days
        (arriving(date(2025, 7, 2), date(2025, 7, 31), role=Role.FIRST_SECRETARY), 0),  # another role
        (arriving(date(2025, 7, 2), date(2025, 7, 31), recalled=True), 0),  # recalled: gone already
        (arriving(date(2025, 7, 2), date(2026, 6, 1)), 0),  # stays: not replaced
    ],
)
def test_limits(facts: dict[str, Any], n: int) -> None:
    found = judged("handover_overlap", facts).violations
    assert [(v.size, v.severity) for v in found] == [(1, 16)] * n


def test_overlap_days_are_a_parameter() -> None:
    facts = arriving(date(2025, 7, 2), date(2025, 7, 31))
    assert not judged("handover_overlap", facts, {"overlap_days": 29}).violations


def test_count_holds_only_the_seats_of_the_role() -> None:
    (count,) = counts_of("handover_overlap", arriving(date(2025, 7, 2), date(2025, 7, 31)))
    assert (len(count.seats), count.upper, count.excess_price) == (1, 0, 16)

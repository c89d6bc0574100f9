"""O7: people do not exceed beds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from solver.domain.words import Role
from solver.rules.lodging import Lodging
from tests.judging import counts_of, judged

SENT = [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)]


def village(beds: int | None, *ends: date, **incumbent: Any) -> dict[str, Any]:
    return {
        "villages": [{"beds": beds}],
        "incumbents": [{"end": end, **incumbent} for end in ends],
        "candidates": [{}, {}],
        "assign": SENT,
    }


@pytest.mark.parametrize(
    ("facts", "over"),
    [
        (village(2), 0),
        (village(1), 1),
        (village(0), 2),
        (village(None), 0),
        (village(3, date(2026, 6, 1)), 0),  # 1 stays + 2
        (village(2, date(2026, 6, 1)), 1),
        (village(1, date(2026, 6, 1), date(2026, 6, 1)), 2),  # 2 stay in 1 bed: only the 2 new are too many
    ],
)
def test_limits(facts: dict[str, Any], over: int) -> None:
    assert sum(v.size for v in judged("lodging", facts).hard) == over


@pytest.mark.parametrize(("end", "over"), [(date(2025, 6, 1), 0), (date(2025, 6, 2), 1)])
def test_due_incumbents_count_while_they_are_there(end: date, over: int) -> None:
    """Due by the horizon; gone on the on-post date (2025-06-01) if the term ends that day."""
    facts = {**village(2, end), "reference": {"horizon_date": date(2025, 8, 1)}}
    assert sum(v.size for v in judged("lodging", facts, {"count_in_caps": True}).hard) == over
    assert not judged("lodging", facts).violations


def test_recalled_incumbents_leave_their_beds() -> None:
    facts = village(2, date(2026, 6, 1), recalled=True)
    assert not judged("lodging", facts, {"count_in_caps": True}).violations


def test_count_is_left_out_where_beds_are_enough() -> None:
    # 2 nominees x 2 roles = 4 seats
    assert counts_of("lodging", village(4)) == ()
    (count,) = counts_of("lodging", village(3))
    assert (len(count.seats), count.upper) == (4, 3)


def test_off_by_default() -> None:
    assert not Lodging().params.enabled

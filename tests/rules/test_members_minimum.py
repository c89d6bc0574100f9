"""M5, S3: members at least the minimum of the frozen list."""

from __future__ import annotations

import pytest

from solver.domain.words import Mode, Role
from tests.judging import counts_of, judged


@pytest.mark.parametrize(("tier", "severity"), [(1, 2 * 4 * 32), (4, 2 * 4 * 8), (6, 2 * 4 * 2)])
def test_severity_is_people_short_times_price_times_tier(tier: int, severity: int) -> None:
    """Nobody where 2 are wanted: 2 short x 4 x factor of the tier (32 for tier 1, 8 for 4, 2 for 6)."""
    (found,) = judged("members_minimum", {"posts": [{"tier": tier}]}).violations
    assert (found.size, found.severity, found.tier, found.hard) == (2, severity, tier, False)


def test_those_who_stay_count() -> None:
    assert judged("members_minimum", {"incumbents": [{}, {}]}).violations == ()
    assert counts_of("members_minimum", {"incumbents": [{}, {}]}) == ()


def test_a_shortage_that_no_seat_can_mend_is_still_counted() -> None:
    """No nominee at all: the count has no seat but keeps its severity, as the check does."""
    (count,) = counts_of("members_minimum", {"candidates": []})
    assert (len(count.seats), count.severity(0)) == (0, 2 * 4 * 16)


def test_first_secretary_alone_has_no_minimum() -> None:
    post = {"mode": Mode.FIRST_SECRETARY_ONLY}
    assert judged("members_minimum", {"posts": [post]}).violations == ()


def test_first_secretary_is_not_a_member() -> None:
    facts = {"posts": [{"members_min": 1}], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]}
    assert [v.size for v in judged("members_minimum", facts).violations] == [1]

"""A.7: people of one unit in a team."""

from __future__ import annotations

import pytest

from solver.domain.words import Role
from tests.judging import counts_of, judged

SENT = [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER), ("P3", "V1", Role.MEMBER)]
PEOPLE = [{}, {}, {"unit_id": "U2"}]


@pytest.mark.parametrize(("most", "over"), [(2, 0), (1, 1)])
def test_limit(most: int, over: int) -> None:
    """Two of U1 and one of U2."""
    facts = {"candidates": PEOPLE, "assign": SENT}
    assert sum(v.size for v in judged("unit_share_in_team", facts, {"most": most}).hard) == over


def test_those_who_stay_are_not_undone() -> None:
    """Three of U1 stay where two are allowed: content; one more of U1 is an excess of 1; one of U2 is none."""
    facts = {"incumbents": [{}, {}, {}], "candidates": PEOPLE}
    assert not judged("unit_share_in_team", facts).violations
    assert [v.size for v in judged("unit_share_in_team", {**facts, "assign": SENT[:1]}).hard] == [1]
    assert not judged("unit_share_in_team", {**facts, "assign": SENT[2:]}).violations


def test_one_count_for_each_unit_that_could_exceed() -> None:
    # U1: 2 people x 2 roles = 4 seats > 2; U2: 1 person x 2 roles = 2 seats, within 2
    (count,) = counts_of("unit_share_in_team", {"candidates": PEOPLE})
    assert (count.key, len(count.seats), count.upper) == ("unit_share_in_team@V1#U1", 4, 2)


def test_nobody_nominated() -> None:
    assert counts_of("unit_share_in_team", {"candidates": []}) == ()

"""G5: no more members than the frozen list allows."""

from __future__ import annotations

import pytest

from solver.domain.words import Role
from tests.judging import counts_of, judged

MEMBERS = [(f"P{i}", "V1", Role.MEMBER) for i in (1, 2, 3)]


@pytest.mark.parametrize(("n_sent", "size"), [(2, 0), (3, 1)])
def test_one_stays_and_three_places(n_sent: int, size: int) -> None:
    """1 stays + 2 sent = 3 of 3 places; 1 + 3 is one too many."""
    facts = {"posts": [{"members_max": 3}], "incumbents": [{}], "candidates": [{}, {}, {}], "assign": MEMBERS[:n_sent]}
    assert sum(v.size for v in judged("team_size", facts).hard) == size


def test_only_new_people_can_be_too_many() -> None:
    """3 stay where 2 are allowed: nothing to undo; one more is an excess of 1, not of 2."""
    facts = {"posts": [{"members_max": 2}], "incumbents": [{}, {}, {}]}
    assert judged("team_size", facts).violations == ()
    assert [v.size for v in judged("team_size", {**facts, "assign": MEMBERS[:1]}).hard] == [1]


def test_first_secretary_is_no_member() -> None:
    facts = {"posts": [{"members_min": 0, "members_max": 1}], "candidates": [{}, {}]}
    assign = [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)]
    assert judged("team_size", {**facts, "assign": assign}).violations == ()


def test_count_counts_those_who_stay() -> None:
    # 3 members' seats + 1 stays > 3 places
    facts = {"posts": [{"members_max": 3}], "incumbents": [{}], "candidates": [{}, {}, {}]}
    (count,) = counts_of("team_size", facts)
    assert (len(count.seats), count.base, count.hard_upper) == (3, 1, 3)
    # 2 seats + 1 stays = 3 places: cannot bind
    assert counts_of("team_size", {**facts, "candidates": [{}, {}]}) == ()

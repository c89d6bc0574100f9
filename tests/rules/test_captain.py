"""M4: at most one first secretary, who is the captain."""

from __future__ import annotations

from solver.domain.words import Mode, Role
from tests.judging import counts_of, judged

FS = Role.FIRST_SECRETARY


def test_two_new_first_secretaries_are_one_too_many() -> None:
    found = judged("captain", {"candidates": [{}, {}], "assign": [("P1", "V1", FS), ("P2", "V1", FS)]})
    assert [(v.hard, v.size, v.place) for v in found.violations] == [(True, 1, "V1")]
    assert "P1、P2" in found.violations[0].message.to("zh")


def test_two_who_stay_are_not_undone() -> None:
    """A double occupation of the past is not a fault of this plan."""
    assert judged("captain", {"incumbents": [{"role": FS}, {"role": FS}]}).violations == ()


def test_a_village_that_is_not_listed_gets_none() -> None:
    post = {"mode": Mode.NONE, "members_min": 0, "members_max": 0}
    found = judged("captain", {"posts": [post], "assign": [("P1", "V1", FS)]})
    assert [v.size for v in found.violations] == [1]
    assert "not on the frozen list" in found.violations[0].message.to("en")


def test_first_secretary_alone_is_within_the_limit() -> None:
    post = {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_max": 0}
    assert judged("captain", {"posts": [post], "assign": [("P1", "V1", FS)]}).violations == ()


def test_count_is_left_out_where_it_cannot_bind() -> None:
    # one seat of first secretary, limit 1
    assert counts_of("captain", {}) == ()
    # two nominees: two seats, limit 1
    (count,) = counts_of("captain", {"candidates": [{}, {}]})
    assert (count.key, len(count.seats), count.upper, count.excess_price) == ("captain@V1", 2, 1, None)

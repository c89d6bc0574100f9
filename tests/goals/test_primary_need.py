"""D5, G7: the primary need is covered."""

from __future__ import annotations

from solver.domain.words import Expertise, Role
from tests.judging import counts_of, judged

VILLAGE = {"primary_need": "D2c"}
ENGINEER = {"expertise": (Expertise.ENGINEERING,)}
ASSIGN = [("P1", "V1", Role.MEMBER)]


def test_those_who_stay_leave_nothing_to_earn() -> None:
    facts = {"villages": [VILLAGE], "incumbents": [{"person": ENGINEER}], "candidates": [ENGINEER], "assign": ASSIGN}
    assert judged("primary_need", facts).value == 0
    assert counts_of("primary_need", facts) == ()


def test_count_rewards_the_first_person_only() -> None:
    (count,) = counts_of("primary_need", {"villages": [VILLAGE], "candidates": [ENGINEER, ENGINEER, {}]})
    assert (len(count.seats), count.value(0), count.value(1), count.value(2)) == (4, 0, 60, 60)


def test_no_primary_need_and_nobody_able_give_no_count() -> None:
    assert counts_of("primary_need", {"candidates": [ENGINEER]}) == ()
    assert counts_of("primary_need", {"villages": [VILLAGE]}) == ()

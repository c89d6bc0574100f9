"""A.7, G7: a woman in the team."""

from __future__ import annotations

from solver.domain.words import Mode, Role, Sex
from tests.judging import counts_of, judged

WOMAN = {"sex": Sex.FEMALE}


def test_first_woman_counts_whatever_her_role() -> None:
    facts = {"candidates": [WOMAN, WOMAN], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]}
    assert judged("women_in_team", facts).value == 10
    (count,) = counts_of("women_in_team", facts)
    assert (len(count.seats), count.rewards) == (4, (10,))


def test_nothing_to_earn() -> None:
    post = {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_max": 0}
    alone = {"posts": [post], "candidates": [WOMAN], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]}
    assert judged("women_in_team", alone).value == 0
    assert counts_of("women_in_team", alone) == ()
    assert counts_of("women_in_team", {"candidates": [WOMAN], "incumbents": [{"person": WOMAN}]}) == ()
    assert counts_of("women_in_team", {"candidates": [{}, {"sex": None}]}) == ()

"""A.7: women in a team."""

from __future__ import annotations

import pytest

from solver.domain.words import Mode, Role, Sex
from tests.judging import counts_of, judged

WOMAN = {"sex": Sex.FEMALE}


@pytest.mark.parametrize(("least", "short"), [(2, 0), (3, 1)])
def test_those_who_stay_and_the_first_secretary_count(least: int, short: int) -> None:
    """One stays and one is first secretary: two women."""
    facts = {"incumbents": [{"person": WOMAN}], "candidates": [WOMAN], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]}
    found = judged("women_per_team", facts, {"least": least}).violations
    assert sum(v.size for v in found) == short
    assert sum(v.severity for v in found) == short * 16


def test_unstated_sex_is_not_counted() -> None:
    facts = {"candidates": [{"sex": None}], "assign": [("P1", "V1", Role.MEMBER)]}
    assert len(judged("women_per_team", facts).violations) == 1


def test_only_teams() -> None:
    post = {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_max": 0}
    assert not judged("women_per_team", {"posts": [post]}).violations


def test_no_count_once_those_who_stay_are_enough() -> None:
    assert counts_of("women_per_team", {"incumbents": [{"person": WOMAN}], "candidates": [WOMAN]}) == ()

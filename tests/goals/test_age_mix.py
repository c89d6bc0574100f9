"""E15: three age bands in a team."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from solver.domain.words import Mode, Role
from solver.goals.age_mix import AgeMix
from tests.judging import counts_of, judged

YOUNG, MIDDLE, OLDER = {"birth": date(1989, 6, 2)}, {"birth": date(1989, 6, 1)}, {"birth": date(1979, 6, 1)}
ASSIGN = [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER), ("P3", "V1", Role.MEMBER)]


@pytest.mark.parametrize(
    ("people", "points"),
    [
        ([YOUNG, MIDDLE, OLDER], 24),  # 35, 36, 46: three bands x 8
        ([MIDDLE, {"birth": date(1979, 6, 2)}, MIDDLE], 8),  # 36, 45, 36
        ([YOUNG, YOUNG, {"birth": None}], 8),
    ],
)
def test_bands(people: list[dict[str, date]], points: int) -> None:
    assert judged("age_mix", {"candidates": people, "assign": ASSIGN}).value == points


def test_bands_of_those_who_stay_earn_nothing_again() -> None:
    """MIDDLE stays: YOUNG and OLDER add 2 x 8."""
    facts = {"candidates": [YOUNG, MIDDLE, OLDER], "incumbents": [{"person": MIDDLE}], "assign": ASSIGN}
    assert judged("age_mix", facts).value == 16
    assert [c.part for c in counts_of("age_mix", facts)] == ["young", "older"]


def test_teams_only() -> None:
    post = {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_max": 0}
    facts = {"posts": [post], "candidates": [YOUNG], "assign": ASSIGN[:1]}
    assert judged("age_mix", facts).value == 0
    assert counts_of("age_mix", facts) == ()


def test_bands_must_be_in_order() -> None:
    assert AgeMix.Params(young_to=44).young_to == 44
    with pytest.raises(ValidationError, match="young_to"):
        AgeMix.Params(young_to=45)

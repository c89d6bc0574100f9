"""G7, D1–D4: the duties in which a village has real needs."""

from __future__ import annotations

import pytest

from solver.domain.words import Expertise, Role
from tests.judging import counts_of, judged

# D1a = 2, D1b = 3; D2b = 1; D3c = 2; D4: D4a = 1
NEEDS = (2, 3, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0)
ASSIGN = [("P1", "V1", Role.MEMBER)]


def facts(*expertise: Expertise) -> dict[str, object]:
    return {"villages": [{"needs": NEEDS}], "candidates": [{"expertise": expertise}], "assign": ASSIGN}


@pytest.mark.parametrize(
    ("expertise", "points"),
    [
        ((Expertise.PROPAGANDA,), 36),  # serves D1a = 2 only, but the duty's highest need is 3: 3 x 12
        ((Expertise.LAW,), 24),  # D3c = 2: 2 x 12
        ((Expertise.LAW, Expertise.PARTY_AFFAIRS), 60),  # one person, two duties: (2 + 3) x 12
        ((Expertise.AGRONOMY,), 0),  # D2b = 1 is under the least degree
        ((), 0),
    ],
)
def test_points(expertise: tuple[Expertise, ...], points: int) -> None:
    assert judged("duties_covered", facts(*expertise)).value == points


def test_least_need_is_a_parameter() -> None:
    """From degree 1: D2b = 1 counts, 1 x 12."""
    assert judged("duties_covered", facts(Expertise.AGRONOMY), {"least_need": 1}).value == 12


def test_one_count_a_duty_that_somebody_can_cover() -> None:
    people = [{"expertise": (Expertise.LAW,)}, {"expertise": (Expertise.PARTY_AFFAIRS,)}]
    village = {"villages": [{"needs": NEEDS}], "candidates": people}
    counts = counts_of("duties_covered", village)
    assert [(c.key, c.rewards) for c in counts] == [
        ("duties_covered@V1#D1", (36,)),
        ("duties_covered@V1#D3", (24,)),
    ]
    staying = {**village, "incumbents": [{"person": {"expertise": (Expertise.LAW,)}}]}
    assert [c.part for c in counts_of("duties_covered", staying)] == ["D1"]


def test_what_those_who_stay_cover_earns_nothing_again() -> None:
    """LAW stays: of the two duties the new person adds D1 alone, 36."""
    both = facts(Expertise.LAW, Expertise.PARTY_AFFAIRS)
    assert judged("duties_covered", {**both, "incumbents": [{"person": {"expertise": (Expertise.LAW,)}}]}).value == 36

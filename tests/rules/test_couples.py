"""A.7: spouses are not in the same village."""

from __future__ import annotations

from solver.domain.words import Role
from tests.judging import compiled, counts_of, judged

BOTH = [("P1", "V1", Role.MEMBER), ("P2", "V1", Role.MEMBER)]


def test_either_declaration_is_enough() -> None:
    for people in ([{"spouse_id": "P2"}, {}], [{}, {"spouse_id": "P1"}]):
        assert len(judged("couples", {"candidates": people, "assign": BOTH}).hard) == 1


def test_spouses_who_both_stay_are_not_undone() -> None:
    facts = {"incumbents": [{"person": {"spouse_id": "I2"}}, {}]}
    assert not judged("couples", facts).violations


def test_a_spouse_who_is_not_a_nominee_does_not_matter() -> None:
    facts = {"candidates": [{"spouse_id": "Z9"}], "assign": BOTH[:1]}
    assert not judged("couples", facts).violations
    assert counts_of("couples", {"candidates": [{"spouse_id": "Z9"}]}) == ()


def test_one_count_a_couple_where_they_could_meet() -> None:
    """Declared by both: still one count; the spouse staying in V1 bars P3 from V1 only."""
    people = [{"spouse_id": "P2"}, {"spouse_id": "P1"}, {"spouse_id": "I1"}]
    model = compiled("couples", {"villages": [{}, {}], "candidates": people, "incumbents": [{}]})
    of_v1, of_v2 = model.team_counts
    assert [(c.key, c.base, len(c.seats)) for c in of_v1] == [("couples@V1#I1+P3", 1, 2), ("couples@V1#P1+P2", 0, 4)]
    assert [(c.key, c.base, len(c.seats)) for c in of_v2] == [("couples@V2#P1+P2", 0, 4)]

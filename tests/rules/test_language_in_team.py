"""A.7: somebody speaks the village's language."""

from __future__ import annotations

from solver.domain.words import Mode, Role
from tests.judging import counts_of, judged

VILLAGE = {"language": "甲话"}
SPEAKER = {"languages": ("甲话",)}


def test_one_speaker_is_enough() -> None:
    facts = {"villages": [VILLAGE], "candidates": [SPEAKER], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]}
    assert not judged("language_in_team", facts).violations


def test_nobody_speaks_it() -> None:
    (found,) = judged("language_in_team", {"villages": [VILLAGE]}, {"severity": 3}).violations
    assert (found.size, found.severity) == (1, 3 * 16)
    assert "甲话" in found.message.to("en")


def test_villages_that_are_not_listed_are_not_concerned() -> None:
    post = {"mode": Mode.NONE, "members_min": 0, "members_max": 0}
    assert not judged("language_in_team", {"villages": [VILLAGE], "posts": [post]}).violations
    alone = {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_max": 0}
    assert len(judged("language_in_team", {"villages": [VILLAGE], "posts": [alone]}).violations) == 1


def test_counts() -> None:
    facts = {"villages": [VILLAGE], "candidates": [SPEAKER, {}]}
    (count,) = counts_of("language_in_team", facts)
    assert (len(count.seats), count.lower) == (2, 1)  # both roles of P1
    assert counts_of("language_in_team", {**facts, "incumbents": [{"person": SPEAKER}]}) == ()

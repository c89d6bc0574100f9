"""D5, G6: expertise asked for by name."""

from __future__ import annotations

from solver.domain.words import Expertise, Role
from tests.judging import compiled, judged

WANTED = {"wanted_expertise": (Expertise.AGRONOMY, Expertise.TOURISM, Expertise.AGRONOMY)}


def test_every_domain_in_common_counts_once() -> None:
    """Two domains in common, one of them named twice: 2 x 15."""
    person = {"expertise": (Expertise.TOURISM, Expertise.AGRONOMY, Expertise.LAW)}
    facts = {"villages": [WANTED], "candidates": [person], "assign": [("P1", "V1", Role.MEMBER)]}
    assert judged("wanted_expertise", facts).value == 30
    assert compiled("wanted_expertise", facts).seats.points.tolist() == [30, 30]


def test_a_domain_that_nobody_has() -> None:
    facts = {"villages": [WANTED], "candidates": [{}]}
    assert compiled("wanted_expertise", facts).seats.points.tolist() == [0, 0]

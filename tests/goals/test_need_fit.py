"""G7, E17, D5: expertise against needs."""

from __future__ import annotations

from solver.domain.words import Expertise, Role
from tests.judging import compiled, judged

# D1b = 2, D2a = 1, D2b = 3, D3c = 3, D4b = 2
NEEDS = (0, 2, 0, 1, 3, 0, 0, 0, 3, 0, 2, 0)
ASSIGN = [("P1", "V1", Role.MEMBER)]


def test_an_item_counts_once_however_many_domains_serve_it() -> None:
    """Agronomy and finance both serve D2a and D2b: (1 + 3) x 8 = 32, not twice that."""
    person = {"expertise": (Expertise.AGRONOMY, Expertise.FINANCE)}
    facts = {"villages": [{"needs": NEEDS}], "candidates": [person], "assign": ASSIGN}
    assert judged("need_fit", facts).value == 32


def test_each_person_counts() -> None:
    """Two lawyers in D3c = 3: 2 x 3 x 8 = 48."""
    facts = {
        "villages": [{"needs": NEEDS}],
        "candidates": [{"expertise": (Expertise.LAW,)}] * 2,
        "assign": [*ASSIGN, ("P2", "V1", Role.FIRST_SECRETARY)],
    }
    assert judged("need_fit", facts).value == 48


def test_weight_scales_the_points_of_every_seat() -> None:
    # civil affairs serves D2a and D4b (D3a, D3b, D4a are 0): (1 + 2) x 5 = 15, in both roles
    facts = {"villages": [{"needs": NEEDS}], "candidates": [{"expertise": (Expertise.CIVIL_AFFAIRS,)}]}
    assert compiled("need_fit", facts, {"weight": 5}).seats.points.tolist() == [15, 15]

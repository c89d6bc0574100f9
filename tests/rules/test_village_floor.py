"""A floor for every village: steps of seat points, counted per person and rounded down."""

from __future__ import annotations

import numpy as np

from solver.book.compile import compile_model
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.words import Expertise, Role
from solver.modelling.cases import build_case
from tests.strategies import seats_of

# need_fit alone, 10 points a unit of need served: agronomy serves D2a (1) and D2b (3), so 40 points a person;
# law serves none of the needs
NEEDS = (0, 0, 0, 1, 3, 0, 0, 0, 0, 0, 0, 0)
FACTS = {
    "villages": [{"needs": NEEDS}],
    "candidates": [{"expertise": (Expertise.AGRONOMY,)}] * 2 + [{"expertise": (Expertise.LAW,)}],
}


def verdict(assign: list[tuple[str, str, Role]], **params: int) -> tuple[int, int, int]:
    """Return (size, severity) by the statement, and severity by the counts."""
    plan = build_case({**FACTS, "assign": assign})
    book = RuleBook.of(
        {"village_floor": {"enabled": True, **params}},
        {"need_fit": {"weight": 10}},
        only=frozenset({"village_floor", "need_fit"}),
    )
    found = evaluate(plan, book).exceptions
    model = compile_model(plan.problem, book)
    taken = seats_of(model, plan)
    assert taken is not None
    return sum(v.size for v in found), sum(v.severity for v in found), model.evaluate(np.sort(taken))[0]


def test_steps_round_down_per_person() -> None:
    # 40 points are one step of 25 (15 left over, lost): two people bring 2 steps, not 80 // 25 = 3
    both = [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)]
    assert verdict(both, step=25, steps=2) == (0, 0, 0)
    # one step short in a village of tier 3: 1 x severity 1 x factor 16
    assert verdict(both, step=25, steps=3) == (1, 16, 16)


def test_on_and_one_past_the_floor() -> None:
    one = [("P1", "V1", Role.MEMBER)]
    assert verdict(one, step=40, steps=1) == (0, 0, 0)  # 40 points are a whole step of 40
    assert verdict(one, step=41, steps=1) == (1, 16, 16)  # and none of 41


def test_people_who_bring_nothing_do_not_count() -> None:
    # law brings 0 points: all four steps are missing, 4 x 16 = 64
    assert verdict([("P3", "V1", Role.MEMBER)], steps=4) == (4, 64, 64)


def test_nobody_sent_to_an_open_village() -> None:
    assert verdict([], steps=2) == (2, 32, 32)

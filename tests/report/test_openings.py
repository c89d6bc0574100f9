"""What ``Openings`` says of each seat, against the model evaluated anew with that seat taken."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from solver.book.compile import compile_model
from solver.domain.words import Expertise
from solver.modelling.cases import build_case
from solver.report.openings import FREE, Openings
from tests.report.samples import FS, MEMBER, NEEDS
from tests.report.stub_rules import stub_book


def _random_case(seed: int) -> dict[str, Any]:
    rng = random.Random(seed)
    n = 7
    people = [
        {
            "unit_id": f"U{rng.randrange(4)}",
            "note": rng.choice(["", "", "loud", "ill"]),
            "expertise": (rng.choice(list(Expertise)),),
            "avoid": tuple(v for v in ("V1", "V2", "V3") if rng.random() < 0.2),
        }
        for _ in range(n)
    ]
    seats = [(f"P{p}", rng.choice(["V1", "V2", "V3"]), rng.choice([FS, MEMBER])) for p in range(1, n + 1)]
    incumbents = [{"village_id": "V2", "role": rng.choice([FS, MEMBER])}]
    return {"villages": [{"needs": NEEDS}] * 3, "candidates": people, "incumbents": incumbents, "seats": seats}


@pytest.mark.parametrize("seed", range(25))
def test_each_seat_against_the_model(seed: int) -> None:
    case = _random_case(seed)
    wanted = case.pop("seats")
    book = stub_book()
    model = compile_model(build_case(case).problem, book)
    taken: list[int] = []
    assign = []
    for person_id, village_id, role in wanted:  # take what the model allows
        plan = build_case({**case, "assign": [*assign, (person_id, village_id, role)]})
        found = np.flatnonzero(Openings.of(plan, model).taken).tolist()
        try:
            model.evaluate(np.array(found, dtype=np.int64))
        except ValueError:
            continue
        if len(found) > len(taken):
            taken, assign = found, [*assign, (person_id, village_id, role)]
    openings = Openings.of(build_case({**case, "assign": assign}), model)
    before = model.evaluate(np.array(taken, dtype=np.int64))
    assert taken, "the case should take some seats"
    for seat in set(range(len(model.seats))) - set(taken):
        free = openings.linking_limit[seat] == FREE and openings.team_limit[seat] == FREE
        try:
            after = model.evaluate(np.array([*taken, seat], dtype=np.int64))
        except ValueError:
            assert not free
            continue
        assert free
        assert openings.severity[seat] == after[0] - before[0]
        assert openings.value[seat] == after[1] - before[1]


def test_seats_of_a_person() -> None:
    plan = build_case({"candidates": [{}, {}], "villages": [{}, {}]})
    model = compile_model(plan.problem, stub_book())
    openings = Openings.of(plan, model)
    for person in (0, 1):
        assert model.seats.person[openings.of_person(person)].tolist() == [person] * 4  # 2 villages x 2 roles
    assert not openings.taken.any()

"""What ``Openings`` says of each seat, against the model evaluated anew with that seat taken."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from solver.book.compile import compile_model
from solver.book.rule_book import RuleBook
from solver.domain.words import ROLES, Expertise, Level, Role
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


@pytest.mark.parametrize("counties", [1, 2])
@pytest.mark.parametrize("seed", range(25))
def test_each_seat_against_the_model(seed: int, counties: int) -> None:
    case = _random_case(seed)
    if counties == 2:
        case["villages"] = [{**village, "county": f"{i % 2}县"} for i, village in enumerate(case["villages"])]
    wanted = case.pop("seats")
    book = stub_book()
    model = compile_model(build_case(case).problem, book)
    seat_of = {
        row: s for s, row in enumerate(zip(model.seats.village, model.seats.role, model.seats.person, strict=True))
    }
    taken: list[int] = []
    assign: list[tuple[str, str, Role]] = []
    for person_id, village_id, role in wanted:  # take what the model allows
        seat = seat_of.get((int(village_id[1:]) - 1, ROLES.index(role), int(person_id[1:]) - 1))
        try:
            model.evaluate(np.array([*taken, seat] if seat is not None else [], dtype=np.int64))
        except ValueError:
            continue
        if seat is not None:
            taken.append(seat)
            assign.append((person_id, village_id, role))
    openings = Openings.of(build_case({**case, "assign": assign}), book)
    before = model.evaluate(np.array(taken, dtype=np.int64))
    assert taken, "the case should take some seats"
    found = list(zip(openings.village, openings.role, openings.person, strict=True))
    posted = {int(person_id[1:]) - 1 for person_id, _, _ in assign}
    assert set(found) == {row for row in seat_of if row[2] not in posted}
    for opening, row in enumerate(found):
        free = openings.linking_limit[opening] == FREE and openings.team_limit[opening] == FREE
        try:
            after = model.evaluate(np.array([*taken, seat_of[row]], dtype=np.int64))
        except ValueError:
            assert not free
            continue
        assert free
        assert openings.severity[opening] == after[0] - before[0]
        assert openings.value[opening] == after[1] - before[1]


def test_seats_of_a_person() -> None:
    plan = build_case({"candidates": [{}, {}], "villages": [{}, {}]})
    openings = Openings.of(plan, stub_book())
    for person in (0, 1):
        assert openings.person[openings.of_person(person)].tolist() == [person] * 4  # 2 villages x 2 roles


def test_a_limit_across_counties_counts_them_all() -> None:
    """A unit may send one, and sends one to the first county: in the second its other nominee has no place left."""
    facts = {
        "villages": [{"county": "甲县"}, {"county": "丁县"}],
        "candidates": [{"level": Level.PROVINCE}, {"level": Level.PROVINCE}],
        "units": [{"unit_id": "U1", "level": Level.PROVINCE, "quota_member": 1}],
        "assign": [("P1", "V1", MEMBER)],
    }
    openings = Openings.of(build_case(facts), RuleBook.of())
    seats = openings.of_person(1)
    as_member = seats[openings.role[seats] == ROLES.index(MEMBER)]
    assert sorted(openings.village[as_member].tolist()) == [0, 1]
    (limit,) = {openings.limits[i] for i in openings.linking_limit[as_member].tolist()}
    assert (limit.rule, limit.place, limit.n, limit.most) == ("unit_quota", "U1", 1, 1)

"""The sieve before the best-team routine: no better team is lost, and most seats of a priced village go."""

from __future__ import annotations

import numpy as np
import pytest

from solver.modelling.counts import Count
from solver.modelling.seats import FS, MEMBER, IntArray
from solver.verify import sieving, village_teams
from solver.verify.best_teams import best_team
from solver.verify.sieving import sieve
from solver.verify.team_terms import terms_of
from solver.verify.tolls import Tolls
from solver.verify.village_teams import best_of_village
from tests.verify.random_models import random_count, random_seats, role_limits
from tests.verify.test_best_team import enumerate_best, team_worth

PairList = list[tuple[IntArray, int]]


def as_tolls(pairs: PairList) -> Tolls:
    none = np.zeros(0, dtype=np.int64)
    return Tolls(
        np.concatenate([none, *(seats for seats, _ in pairs)]),
        np.repeat(np.arange(len(pairs)), [len(seats) for seats, _ in pairs]),
        np.array([toll for _, toll in pairs], dtype=np.int64),
    )


@pytest.mark.parametrize("seed", range(250))
def test_equals_enumeration(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units with limits and tolls, tolls across units, any counts; a poor first team, and every round made."""
    monkeypatch.setattr(village_teams, "PROMISING", 1 + seed % 3)
    monkeypatch.setattr(sieving, "FEW", 0)
    rng = np.random.default_rng(7000 + seed)
    seats = random_seats(rng, 1, int(rng.integers(0, 8)))
    n = len(seats)
    unit = rng.integers(0, 4, 8)[seats.person]
    counts = role_limits(seats, 0, rng) if rng.random() < 0.8 else []
    counts += [random_count(rng, f"c{i}", np.arange(n)) for i in range(rng.integers(0, 5))]
    tolls: PairList = []
    for u in range(4):
        own = np.flatnonzero((unit == u) & ((seats.role == MEMBER) | (rng.random() < 0.7)))
        if rng.random() < 0.4:
            counts.append(Count("unit", str(u), own, upper=int(rng.integers(0, 3))))
        if rng.random() < 0.7:
            tolls.append((own, int(rng.integers(-15, 60))))
    if rng.random() < 0.5:
        tolls.append((np.flatnonzero(rng.random(n) < 0.5), int(rng.integers(-10, 40))))
    a, b = int(rng.choice([0, 1, 16])), int(rng.choice([1, 5]))
    worth = a * seats.points + rng.integers(-10, 20, n)
    shift = int(rng.integers(0, 5))  # the village's seats need not be the first of the model
    moved = [Count(c.rule, c.place, c.seats + shift, c.weights, c.base, c.lower, c.shortfall_price, c.upper,
                   c.excess_price, c.rewards, c.per_village, c.part) for c in counts]  # fmt: skip
    found = best_of_village(
        worth, seats.person, seats.role, moved, shift, (a, b), as_tolls(tolls), np.ones(n, dtype=np.bool_)
    )
    assert found.left_out == ()
    assert found.value == enumerate_best(worth, seats.person, counts, a, b, tolls)
    terms = terms_of(counts, 0, a, b, tolls)
    assert found.value == team_worth(found.seats, worth, terms)
    assert len(np.unique(seats.person[found.seats])) == len(found.seats)


@pytest.mark.parametrize("seed", range(40))
def test_equals_the_routine_on_all_seats(seed: int) -> None:
    """80 people of 25 units, 1 first secretary and 3 members, dear tolls, flags that few or many people have."""
    rng = np.random.default_rng(seed)
    n = 120
    person = np.concatenate([np.arange(40), np.arange(80)])
    role = np.array([FS] * 40 + [MEMBER] * 80)
    unit = rng.integers(0, 25, 80)[person]
    counts = [
        Count("fs", "v", np.flatnonzero(role == FS), lower=1, shortfall_price=400, upper=1),
        Count("members", "v", np.flatnonzero(role == MEMBER), lower=2, shortfall_price=150, upper=3),
    ]
    for i, part in enumerate((0.05, 0.4, 0.7)):
        who = rng.random(80) < part
        counts.append(
            Count("flag", "v", np.flatnonzero(who[person]), rewards=(int(rng.integers(5, 300)),), part=f"{i}")
        )
    tolls = [(np.flatnonzero(unit == u), int(rng.integers(0, 400))) for u in range(20)]
    worth = rng.integers(-30, 100, n)
    everyone = np.ones(n, dtype=np.bool_)
    found = best_of_village(worth, person, role, counts, 0, (1, 1), as_tolls(tolls), everyone)
    whole = best_team(worth, person, role, terms_of(counts, 0, 1, 1, tolls))
    assert (found.value, found.left_out) == (whole.value, ())


def test_seats_that_cannot_matter_go() -> None:
    """Three places: with 9 and 8 a seat worth 7 makes 24, one worth 6 makes 23, which is no more than is known."""
    worth = np.array([9, 8, 7, 6, 5])
    role = np.full(5, MEMBER)
    terms = terms_of([Count("places", "v", np.arange(5), upper=3)], 0, 1, 1)
    left = sieve(worth, role, terms, as_tolls([]), np.ones(5, dtype=np.bool_), 23, np.array([0, 1]))
    assert left.tolist() == [True, True, True, False, False]
    none = sieve(worth, role, terms, as_tolls([]), np.ones(5, dtype=np.bool_), 24, np.array([0, 1, 2]))
    assert not none.any()


def test_a_toll_is_charged_once_for_its_party() -> None:
    """Toll 10 for seats 0 and 1, both worth 9: together 18 - 10 = 8, alone -1; seat 2 brings 3. Two places: 8."""
    worth = np.array([9, 9, 3])
    counts = [Count("places", "v", np.arange(3), upper=2)]
    tolls = as_tolls([(np.array([0, 1]), 10)])
    everyone = np.ones(3, dtype=np.bool_)
    found = best_of_village(worth, np.arange(3), np.full(3, MEMBER), counts, 0, (1, 1), tolls, everyone)
    assert (found.value, found.seats.tolist()) == (8, [0, 1])
    # a row that shares a seat with a dearer one is due too: 18 - 10 - 4 = 4, and 9 + 3 - 10 = 2 with seat 1 alone
    both = as_tolls([(np.array([0, 1]), 10), (np.array([0, 2]), 4)])
    found = best_of_village(worth, np.arange(3), np.full(3, MEMBER), counts, 0, (1, 1), both, everyone)
    assert (found.value, found.seats.tolist()) == (4, [0, 1])

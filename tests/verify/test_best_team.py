"""The best-team routine against enumeration of all teams of small random villages."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from solver.modelling.counts import Count
from solver.modelling.seats import FS, MEMBER, SeatSet
from solver.verify.best_teams import best_team
from solver.verify.team_terms import Term, terms_of
from tests.verify.random_models import random_count, random_seats, role_limits

Tolls = list[tuple[np.ndarray, int]]


def enumerate_best(
    worth: np.ndarray, person: np.ndarray, counts: list[Count], a: int, b: int, tolls: Tolls | None = None
) -> int:
    """Best team by trying each person in each seat or in none, straight from the counts."""
    by_person = [np.flatnonzero(person == p).tolist() for p in np.unique(person)]
    best = None
    for picks in product(*[[None, *seats] for seats in by_person]):
        team = np.array([s for s in picks if s is not None], dtype=np.int64)
        total = int(worth[team].sum()) - sum(toll for seats, toll in tolls or [] if np.isin(seats, team).any())
        for count in counts:
            hit = np.isin(count.seats, team)
            k = int(hit.sum() if count.weights is None else count.weights[hit].sum())
            n = count.base + (min(k, 1) if count.per_village else k)
            if not count.allows(n):
                break
            total += a * count.value(n) - b * count.severity(n)
        else:
            best = total if best is None else max(best, total)
    assert best is not None
    return best


def team_worth(team: np.ndarray, worth: np.ndarray, terms: tuple[Term, ...]) -> int:
    """Worth of one team; checks the hard limits."""
    chosen = np.isin(np.arange(len(worth)), team)
    for term in terms:
        assert term.room is None or term.taken(chosen) <= term.room
    return int(worth[team].sum()) + sum(term.worth(term.taken(chosen)) for term in terms)


@pytest.mark.parametrize("seed", range(300))
def test_equals_enumeration(seed: int) -> None:
    rng = np.random.default_rng(seed)
    seats = random_seats(rng, 1, int(rng.integers(0, 8)))
    counts = [random_count(rng, f"c{i}", seats.of_village(0).all()) for i in range(rng.integers(0, 6))]
    if rng.random() < 0.7:
        counts += role_limits(seats, 0, rng)
    a, b = int(rng.choice([0, 1, 1024])), int(rng.choice([0, 1, 5000]))
    worth = a * seats.points - rng.integers(-20 * max(a, b, 1), 20 * max(a, b, 1), len(seats))
    terms = terms_of(counts, 0, a, b)
    found = best_team(worth, seats.person, seats.role, terms)
    assert found.left_out == ()
    assert found.value == enumerate_best(worth, seats.person, counts, a, b)
    assert found.value == team_worth(found.seats, worth, terms)
    assert len(np.unique(seats.person[found.seats])) == len(found.seats)


@pytest.mark.parametrize("seed", range(150))
def test_groups_with_tolls_and_limits_equal_enumeration(seed: int) -> None:
    """Units as they come: disjoint groups, some limited, some with a toll, and a few tolls across them."""
    rng = np.random.default_rng(5000 + seed)
    seats = random_seats(rng, 1, int(rng.integers(1, 8)))
    unit = rng.integers(0, 4, 8)[seats.person]
    counts = role_limits(seats, 0, rng)
    counts += [random_count(rng, f"c{i}", np.arange(len(seats))) for i in range(rng.integers(0, 3))]
    tolls: Tolls = []
    for u in range(4):
        own = np.flatnonzero((unit == u) & ((seats.role == MEMBER) | (rng.random() < 0.7)))
        if rng.random() < 0.6:
            counts.append(Count("unit", str(u), own, upper=int(rng.integers(0, 3))))
        if rng.random() < 0.6:
            tolls.append((own, int(rng.integers(-15, 30))))
    if rng.random() < 0.3:
        tolls.append((np.flatnonzero(rng.random(len(seats)) < 0.5), int(rng.integers(0, 30))))
    worth = seats.points + rng.integers(-5, 15, len(seats))
    terms = terms_of(counts, 0, 1, 1, tolls)
    found = best_team(worth, seats.person, seats.role, terms)
    assert found.value == enumerate_best(worth, seats.person, counts, 1, 1, tolls)
    assert found.value == team_worth(found.seats, worth, terms)


@pytest.mark.parametrize("seed", range(60))
def test_a_table_too_small_still_bounds_from_above(seed: int) -> None:
    rng = np.random.default_rng(1000 + seed)
    seats = random_seats(rng, 1, int(rng.integers(2, 7)))
    counts = [random_count(rng, f"c{i}", seats.of_village(0).all()) for i in range(5)]
    worth = seats.points - rng.integers(-20, 20, len(seats))
    found = best_team(worth, seats.person, seats.role, terms_of(counts, 0, 1, 1), max_states=3)
    true = enumerate_best(worth, seats.person, counts, 1, 1)
    assert found.value >= true
    assert found.left_out or found.value == true


def test_many_small_limits_are_respected() -> None:
    """12 members of 3 units, at most 1 of each; worths 100, 99 …: 100 + 96 + 92 = 288 although 100 + 99 + 98 lures."""
    n = 12
    seats = SeatSet(np.arange(n), np.zeros(n, dtype=np.int64), np.full(n, MEMBER), 100 - np.arange(n), np.array([0, n]))
    unit = np.arange(n) // 4
    counts = [Count("unit", str(u), np.flatnonzero(unit == u), upper=1) for u in range(3)]
    counts.append(Count("places", "v", np.arange(n), upper=3))
    found = best_team(seats.points, seats.person, seats.role, terms_of(counts, 0, 1, 1))
    assert found.value == 288
    assert found.seats.tolist() == [0, 4, 8]


def test_a_person_takes_one_of_two_seats() -> None:
    """One person, first secretary worth 5, member worth 7; another only member, worth 4, one member place: 5 + 4."""
    worth = np.array([5, 7, 4])
    role = np.array([FS, MEMBER, MEMBER])
    counts = [Count("fs", "v", np.array([0]), upper=1), Count("m", "v", np.array([1, 2]), upper=1)]
    found = best_team(worth, np.array([0, 0, 1]), role, terms_of(counts, 0, 1, 1))
    assert (found.value, found.seats.tolist()) == (9, [0, 2])


def test_no_seats_at_all_gives_what_stays_and_what_is_short() -> None:
    """Nobody can come: two members short at 7 a piece, one of the three needed stays."""
    count = Count("members", "v", np.zeros(0, dtype=np.int64), base=1, lower=3, shortfall_price=7)
    empty = np.zeros(0, dtype=np.int64)
    assert best_team(empty, empty, empty, terms_of([count], 0, 0, 1)).value == -14

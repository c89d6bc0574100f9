"""Random tiny allocation models, with counts of all shapes, and brute force over all seat subsets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import FS, MEMBER, SeatSet


def random_seats(rng: np.random.Generator, n_villages: int, n_people: int, share: float = 0.8) -> SeatSet:
    """Seats in canonical order, each (person, village, role) with the given probability."""
    rows = [(p, v, r) for v in range(n_villages) for r in (FS, MEMBER) for p in range(n_people) if rng.random() < share]
    person, village, role = (np.array([row[i] for row in rows], dtype=np.int64) for i in range(3))
    start = np.searchsorted(village, np.arange(n_villages + 1)).astype(np.int64)
    points = rng.integers(-10, 30, len(rows)).astype(np.int64)
    return SeatSet(person, village, role, points, start)


def random_count(rng: np.random.Generator, name: str, pool: np.ndarray, *, linking: bool = False) -> Count:
    """A count of any shape over a random part of the pool of seats."""
    seats = pool[rng.random(len(pool)) < rng.choice([0.3, 0.6, 1.0])].astype(np.int64)
    rewards = sorted((int(r) for r in rng.integers(0, 20, rng.integers(0, 4))), reverse=True)
    hard = bool(rng.random() < 0.5)
    return Count(
        name,
        "x",
        seats,
        weights=rng.integers(1, 4, len(seats)).astype(np.int64) if rng.random() < 0.25 else None,
        base=int(rng.integers(0, 3)) if rng.random() < 0.4 else 0,
        lower=int(rng.integers(0, 4)) if rng.random() < 0.5 else None,
        shortfall_price=int(rng.integers(0, 15)),
        upper=int(rng.integers(0, 4)) if rng.random() < 0.6 else None,
        excess_price=None if hard else int(rng.integers(0, 15)),
        rewards=tuple(rewards),
        per_village=bool(rng.random() < (0.4 if linking else 0.1)),
    )


def role_limits(seats: SeatSet, v: int, rng: np.random.Generator) -> list[Count]:
    """At most one first secretary and a few members, as every compiled village has."""
    view = seats.of_village(v)
    return [
        Count("places_fs", str(v), view.all(FS), upper=1),
        Count("places_member", str(v), view.all(MEMBER), upper=int(rng.integers(1, 5)), base=int(rng.integers(0, 2))),
    ]


def random_model(rng: np.random.Generator, n_villages: int, n_people: int) -> AllocationModel:
    """A whole model, with one post a person and a few linking counts of any shape."""
    seats = random_seats(rng, n_villages, n_people, 0.6)
    team_counts = []
    for v in range(n_villages):
        pool = seats.of_village(v).all()
        counts = [random_count(rng, f"team{v}.{i}", pool) for i in range(rng.integers(0, 4))]
        team_counts.append(tuple(counts + (role_limits(seats, v, rng) if rng.random() < 0.8 else [])))
    everything = np.arange(len(seats), dtype=np.int64)
    linking = [
        Count("one_post_per_person", str(p), np.flatnonzero(seats.person == p), upper=1, base=int(rng.random() < 0.05))
        for p in np.unique(seats.person).tolist()
    ]
    linking += [random_count(rng, f"link{i}", everything, linking=True) for i in range(rng.integers(0, 4))]
    return AllocationModel(seats, tuple(team_counts), tuple(linking))


def all_plans(model: AllocationModel) -> Iterator[tuple[int, int]]:
    """(severity, value) of every plan that breaks no hard limit; at least the empty one."""
    n = len(model.seats)
    by_person = [np.flatnonzero(model.seats.person == p).tolist() for p in np.unique(model.seats.person)]
    for picks in product(*[[None, *seats] for seats in by_person]):
        taken = np.array(sorted(s for s in picks if s is not None), dtype=np.int64)
        assert len(taken) <= n
        try:
            yield model.evaluate(taken)
        except ValueError:
            continue

"""Random tiny allocation models with counts of every shape, and their optimum by enumeration."""

from __future__ import annotations

import random
from itertools import product

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray, SeatSet


def random_model(seed: int, n_seats: int = 9) -> AllocationModel:
    """Return a model of a few seats in three villages: one post a person, and 2–6 counts of random shape."""
    rng = random.Random(seed)
    n = rng.randint(1, n_seats)
    village = np.sort(np.array([rng.randrange(3) for _ in range(n)], dtype=np.int64))
    person = np.array([rng.randrange(5) for _ in range(n)], dtype=np.int64)
    seats = SeatSet(
        person=person,
        village=village,
        role=np.array([rng.randrange(2) for _ in range(n)], dtype=np.int64),
        points=np.array([rng.randint(-5, 20) for _ in range(n)], dtype=np.int64),
        start=np.searchsorted(village, np.arange(4)).astype(np.int64),
    )
    linking = [Count("one_post", f"P{p}", np.flatnonzero(person == p), upper=1) for p in np.unique(person)]
    linking += [random_count(rng, n, i) for i in range(rng.randint(2, 6))]
    return AllocationModel(seats, ((), (), ()), tuple(linking))


def random_count(rng: random.Random, n: int, i: int) -> Count:
    """Return a count of a random shape over some of n seats."""
    members = np.array(sorted(rng.sample(range(n), rng.randint(0, n))), dtype=np.int64)
    per_village = rng.random() < 0.25
    weighted = not per_village and rng.random() < 0.3
    rewards = tuple(sorted((rng.randint(0, 9) for _ in range(rng.randint(0, 5))), reverse=True))
    return Count(
        "random",
        f"C{i}",
        members,
        weights=np.array([rng.randint(1, 4) for _ in members], dtype=np.int64) if weighted else None,
        base=rng.randint(0, 3),
        lower=rng.choice([None, 1, 2, 3, 5]),
        shortfall_price=rng.randint(0, 9),
        upper=rng.choice([None, 1, 2, 3, 4]),
        excess_price=rng.choice([None, 0, 3, 8]),
        rewards=rewards if rng.random() < 0.6 else (),
        per_village=per_village,
    )


def best_by_enumeration(model: AllocationModel, *, severity_limit: int | None = None) -> tuple[int, int]:
    """Return (severity, value) of the lexicographic optimum, trying every subset of the seats."""
    found = []
    for pattern in product((0, 1), repeat=len(model.seats)):
        taken: IntArray = np.flatnonzero(np.array(pattern)).astype(np.int64)
        try:
            severity, value = model.evaluate(taken)
        except ValueError:
            continue
        found.append((severity, -value))
    severity, loss = min(found)
    if severity_limit is not None:
        severity, loss = 0, min(loss for s, loss in found if s <= severity_limit)
    return severity, -loss

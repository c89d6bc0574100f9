"""Random tiny allocation models with counts of every shape that rules and goals may state (§4.1).

What every compiled model has is always there: one first secretary at most, a limit on new members, one post a person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import FS, MEMBER, BoolArray, IntArray, SeatSet


@dataclass(frozen=True)
class Size:
    """How large a random model is, and how many further counts it has."""

    villages: int = 3
    people: int = 4
    team_counts: int = 5
    linking_counts: int = 4


ROLES_OF_A_VILLAGE = ((FS, MEMBER),) * 7 + ((FS,), (MEMBER,), ())
"""Now and then all places of a role, or all places, are held by people who stay."""


def random_model(seed: int, size: Size = Size()) -> AllocationModel:
    """Draw a model from a seed."""
    rng = np.random.default_rng([20210511, seed])
    seats = _seats(rng, size)
    team_counts = tuple(_team_counts(rng, seats, v, size) for v in range(size.villages))
    return AllocationModel(seats, team_counts, tuple(_linking_counts(rng, seats, size)))


def _seats(rng: np.random.Generator, size: Size) -> SeatSet:
    """Draw seats village by village: both roles, one role only, or none at all."""
    rows = []
    for v in range(size.villages):
        roles = ROLES_OF_A_VILLAGE[rng.integers(len(ROLES_OF_A_VILLAGE))]
        share = rng.choice([0.5, 0.8, 1.0])
        rows += [(p, v, r) for r in roles for p in range(size.people) if rng.random() < share]
    person, village, role = (np.array([row[i] for row in rows], dtype=np.int64) for i in range(3))
    return SeatSet(
        person=person,
        village=village,
        role=role,
        points=rng.integers(-15, 40, len(rows)).astype(np.int64),
        start=np.searchsorted(village, np.arange(size.villages + 1)).astype(np.int64),
    )


def _team_counts(rng: np.random.Generator, seats: SeatSet, v: int, size: Size) -> tuple[Count, ...]:
    view = seats.of_village(v)
    base_fs = int(rng.random() < 0.1)
    base = int(rng.integers(0, 2))
    counts = [
        Count("team_size", f"V{v}", view.all(FS), base=base_fs, upper=1, part="fs"),
        Count("team_size", f"V{v}", view.all(MEMBER), base=base, upper=base + int(rng.integers(1, 4)), part="members"),
    ]
    if rng.random() < 0.5:
        price = int(rng.integers(1, 9))
        counts.append(Count("minimum", f"V{v}", view.all(MEMBER), base=base, lower=2, shortfall_price=price))
    for i in range(rng.integers(0, size.team_counts + 1)):
        scope = [None, None, None, FS, MEMBER][rng.integers(5)]
        everybody = bool(rng.random() < 0.25)
        pool = view.all(scope) if everybody else _by_people(rng, view.all(scope), seats)
        counts.append(_shape(rng)(rng, f"t{i}", f"V{v}", pool))
    return tuple(counts)


def _by_people(rng: np.random.Generator, pool: IntArray, seats: SeatSet) -> IntArray:
    """Return the seats of some people: an attribute; now and then of any seats."""
    people = np.flatnonzero(rng.random(int(seats.person.max(initial=0)) + 1) < rng.choice([0.3, 0.5, 0.8]))
    if rng.random() < 0.15:
        return pool[rng.random(len(pool)) < 0.5]
    return pool[np.isin(seats.person[pool], people)]


Shape = Callable[[np.random.Generator, str, str, IntArray], Count]


def _reward_once(rng: np.random.Generator, rule: str, place: str, pool: IntArray) -> Count:
    return Count(rule, place, pool, base=int(rng.integers(0, 2)), rewards=(int(rng.integers(1, 25)),))


def _reward_steps(rng: np.random.Generator, rule: str, place: str, pool: IntArray) -> Count:
    steps = sorted((int(r) for r in rng.integers(0, 20, rng.integers(2, 4))), reverse=True)
    return Count(rule, place, pool, base=int(rng.integers(0, 2)), rewards=tuple(steps))


def _lower(rng: np.random.Generator, rule: str, place: str, pool: IntArray) -> Count:
    low, base = int(rng.integers(1, 4)), int(rng.integers(0, 2))
    return Count(rule, place, pool, base=base, lower=low, shortfall_price=int(rng.integers(0, 9)))


def _upper_elastic(rng: np.random.Generator, rule: str, place: str, pool: IntArray) -> Count:
    high, base = int(rng.integers(0, 3)), int(rng.integers(0, 3))
    return Count(rule, place, pool, base=base, upper=high, excess_price=int(rng.integers(0, 9)))


def _upper_hard(rng: np.random.Generator, rule: str, place: str, pool: IntArray) -> Count:
    base = int(rng.integers(0, 2))
    return Count(rule, place, pool, base=base, upper=base + int(rng.choice([0, 1, 1, 1, 1, 2, 2])))


def _weighted_hard(rng: np.random.Generator, rule: str, place: str, pool: IntArray) -> Count:
    weights = rng.integers(1, 5, len(pool)).astype(np.int64)
    return Count(rule, place, pool, weights=weights, base=int(rng.integers(0, 3)), upper=int(rng.integers(2, 8)))


def _weighted_elastic(rng: np.random.Generator, rule: str, place: str, pool: IntArray) -> Count:
    weights = rng.integers(1, 3, len(pool)).astype(np.int64)
    low, price = int(rng.integers(1, 5)), int(rng.integers(1, 5))
    return Count(rule, place, pool, weights=weights, lower=low, shortfall_price=price)


def _everything(rng: np.random.Generator, rule: str, place: str, pool: IntArray) -> Count:
    """Both limits and rewards on one count."""
    steps = sorted((int(r) for r in rng.integers(0, 12, 2)), reverse=True)
    hard = bool(rng.random() < 0.5)
    return Count(
        rule,
        place,
        pool,
        lower=int(rng.integers(1, 3)),
        shortfall_price=int(rng.integers(1, 6)),
        upper=int(rng.integers(1, 4)),
        excess_price=None if hard else int(rng.integers(1, 6)),
        rewards=tuple(steps),
    )


SHAPES: tuple[Shape, ...] = (
    _reward_once,
    _reward_once,
    _reward_steps,
    _lower,
    _lower,
    _upper_elastic,
    _upper_hard,
    _upper_hard,
    _weighted_hard,
    _weighted_elastic,
    _everything,
)


def _shape(rng: np.random.Generator) -> Shape:
    return SHAPES[rng.integers(len(SHAPES))]


def _linking_counts(rng: np.random.Generator, seats: SeatSet, size: Size) -> list[Count]:
    counts = [
        Count("one_post", f"P{p}", np.flatnonzero(seats.person == p), base=int(rng.random() < 0.05), upper=1)
        for p in np.unique(seats.person).tolist()
    ]
    unit = rng.integers(0, 3, size.people)  # 2 is nobody's unit
    if rng.random() < 0.5:
        for u in (0, 1):
            of_unit = _seats_of(seats, unit == u)
            base = int(rng.integers(0, 2))
            limit = base + int(rng.integers(0, 4))
            counts.append(Count("villages_per_unit", f"U{u}", of_unit, base=base, upper=limit, per_village=True))
    everything = np.arange(len(seats), dtype=np.int64)
    for i in range(rng.integers(0, size.linking_counts + 1)):
        pool = everything[rng.random(len(seats)) < 0.5] if rng.random() < 0.3 else _by_people(rng, everything, seats)
        count = _shape(rng)(rng, f"l{i}", "", pool)
        if count.hard_upper is not None and count.upper is not None:  # over several villages a limit leaves more room
            count = replace(count, upper=count.upper + int(rng.integers(0, 4)) * (1 if count.weights is None else 3))
        counts.append(count)
    if rng.random() < 0.3:
        weights = rng.integers(20, 90, len(seats)).astype(np.int64)
        limit = int(weights.sum() * rng.choice([0.1, 0.2, 0.3]))
        counts.append(Count("cost_cap", "", everything, weights=weights, upper=limit))
    if rng.random() < 0.25:
        pool = everything[rng.random(len(seats)) < 0.5] if rng.random() < 0.5 else _by_people(rng, everything, seats)
        counts.append(_loose_per_village(rng, pool))
    return counts


def _loose_per_village(rng: np.random.Generator, pool: IntArray) -> Count:
    """A count of villages over any people, overlapping those of units; elastic, hard or rewarded."""
    if rng.random() < 0.5:
        return Count("bound", "", pool, upper=int(rng.integers(0, 3)), per_village=True)
    rewards = tuple(sorted((int(r) for r in rng.integers(0, 15, 2)), reverse=True))
    excess = int(rng.integers(1, 6)) if rng.random() < 0.5 else None
    return Count(
        "bound",
        "",
        pool,
        lower=int(rng.integers(1, 3)),
        shortfall_price=int(rng.integers(0, 6)),
        upper=2,
        excess_price=excess,
        rewards=rewards,
        per_village=True,
    )


def _seats_of(seats: SeatSet, people: BoolArray) -> IntArray:
    return np.flatnonzero(people[seats.person])


def couples_model(seed: int, villages: int = 4, people: int = 8) -> AllocationModel:
    """Return a model full of ties: few different points, and in each village four pairs who may not serve together."""
    rng = np.random.default_rng(seed)
    person, village, role = (
        axis.reshape(-1) for axis in np.meshgrid(range(people), range(villages), (FS, MEMBER), indexing="ij")
    )
    order = np.lexsort((person, role, village))
    seats = SeatSet(
        person=person[order],
        village=village[order],
        role=role[order],
        points=rng.integers(1, 5, len(order)) * 10,
        start=np.arange(villages + 1) * 2 * people,
    )
    team_counts = []
    for v in range(villages):
        view = seats.of_village(v)
        counts = [Count("team_size", f"V{v}", view.all(role), upper=limit) for role, limit in ((FS, 1), (MEMBER, 2))]
        for _ in range(4):
            pair = rng.choice(people, 2, replace=False)
            counts.append(Count("couples", f"V{v}", view.where(np.isin(view.person, pair)), upper=1))
        named = (replace(count, part=str(i)) for i, count in enumerate(counts))
        team_counts.append(tuple(named))
    one_post = [Count("one_post", f"P{p}", np.flatnonzero(seats.person == p), upper=1) for p in range(people)]
    return AllocationModel(seats, tuple(team_counts), tuple(one_post))

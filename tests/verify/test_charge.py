"""Rows that count villages in recomputed bounds: exactly the formula, against brute force over teams and counts.

Villages as they come in practice: one first secretary and a few members; people of units, some limited in the team;
limits across units (couples); rewards and shortages; people who stay. The rows over villages have limits, bases,
rewards and prices of either sign; a seat may be in several of them.
"""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from solver.domain.certificate import Prices
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import MEMBER, IntArray, SeatSet
from solver.units import PRICE_SCALE as ONE
from solver.verify.bound import recheck_bound
from tests.verify.random_models import random_count, random_seats, role_limits

N_PEOPLE, N_UNITS = 6, 3


def rows_over_villages(rng: np.random.Generator, seats: SeatSet, unit: IntArray) -> list[Count]:
    """One row a unit, its seats in villages bound already left out; perhaps one more across units."""
    rows = []
    for u in range(N_UNITS):
        bound = rng.random(seats.n_villages) < 0.2
        own = np.flatnonzero((unit[seats.person] == u) & ~bound[seats.village])
        upper = int(rng.integers(0, 4)) if rng.random() < 0.8 else None
        soft = int(rng.integers(0, 9)) if rng.random() < 0.3 else None
        rows.append(
            Count("villages", f"U{u}", own, base=int(bound.sum()), upper=upper, excess_price=soft, per_village=True)
        )
    if rng.random() < 0.3:
        some = np.flatnonzero(rng.random(len(seats)) < 0.4)
        rows.append(Count("villages", "across", some, lower=2, shortfall_price=3, rewards=(9, 4), per_village=True))
    return rows


def village_counts(rng: np.random.Generator, seats: SeatSet, unit: IntArray, v: int) -> tuple[Count, ...]:
    """Places, limits of units with people who stay, two couples, and a few counts of any shape."""
    view = seats.of_village(v)
    counts = role_limits(seats, v, rng)
    for u in range(N_UNITS):
        if rng.random() < 0.6:
            own = view.where(unit[view.person] == u)
            counts.append(Count("share", str(v), own, base=int(rng.integers(0, 2)), upper=2, part=str(u)))
    for c in range(2):
        couple = rng.choice(N_PEOPLE, 2, replace=False)
        counts.append(Count("couple", str(v), view.where(np.isin(view.person, couple)), upper=1, part=str(c)))
    return (*counts, *(random_count(rng, f"any{i}.{v}", view.all()) for i in range(rng.integers(0, 3))))


def best_team_by_trying(model: AllocationModel, v: int, prices: dict[str, int], a: int, b: int) -> int:
    """The best of all teams of a village: points and team counts as the model says, prices as the rows say."""
    seats, view = model.seats, model.seats.of_village(v)
    alone = AllocationModel(seats, (model.team_counts[v],), ())
    own_rows = [
        (prices[c.key], set(c.seats.tolist()), c.per_village) for c in model.linking_counts if prices.get(c.key)
    ]
    best = None
    for picks in product(*[[None, *np.flatnonzero(view.person == p).tolist()] for p in np.unique(view.person)]):
        team = [view.first + s for s in picks if s is not None]
        try:
            severity, value = alone.evaluate(np.array(team, dtype=np.int64))
        except ValueError:
            continue
        worth = a * value - b * severity
        for price, own, per_village in own_rows:
            n = sum(seat in own for seat in team)
            worth -= price * (min(n, 1) if per_village else n)
        best = worth if best is None else max(best, worth)
    assert best is not None
    return best


def bound_by_trying(model: AllocationModel, prices: dict[str, int], a: int, b: int) -> int:
    """The formula of the bound, every maximum by trying all."""
    total = sum(best_team_by_trying(model, v, prices, a, b) for v in range(model.seats.n_villages))
    for c in model.linking_counts:
        most = len(set(model.seats.village[c.seats].tolist())) if c.per_village else len(c.seats)
        admitted = [n for n in range(c.base, c.base + most + 1) if c.allows(n)]
        total += max(a * c.value(n) - b * c.severity(n) + prices.get(c.key, 0) * (n - c.base) for n in admitted)
    return total


@pytest.mark.parametrize("seed", range(200))
def test_the_bound_is_the_formula(seed: int) -> None:
    rng = np.random.default_rng(seed)
    seats = random_seats(rng, int(rng.integers(1, 3)), N_PEOPLE, 0.5)
    unit = rng.integers(0, N_UNITS, N_PEOPLE).astype(np.int64)
    people = [Count("one_post_per_person", str(p), np.flatnonzero(seats.person == p), upper=1) for p in range(N_PEOPLE)]
    rows = rows_over_villages(rng, seats, unit)
    # a row that has no room at all bars its seats: what is tried here are prices, so such rows get room
    rows = [c for c in rows if c.hard_upper is None or c.hard_upper > c.base]
    teams = tuple(village_counts(rng, seats, unit, v) for v in range(seats.n_villages))
    model = AllocationModel(seats, teams, (*people, *rows))
    prices = {c.key: int(rng.integers(-3 * ONE, 12 * ONE)) for c in model.linking_counts if rng.random() < 0.8}

    a, b = ONE, int(rng.integers(0, 4 * ONE))
    allowed = int(rng.integers(0, 9))
    check = recheck_bound(model, Prices(prices, severity=b), "value", allowed)
    assert check.left_out == ()
    assert check.bound == (bound_by_trying(model, prices, a, b) + b * allowed) // ONE

    check = recheck_bound(model, Prices(prices), "severity")
    assert check.bound == max(0, -(bound_by_trying(model, prices, 0, ONE) // ONE))


def members(n_people: int, n_villages: int, points: int) -> SeatSet:
    """Everybody may be a member in every village."""
    n = n_people * n_villages
    person, village = np.tile(np.arange(n_people), n_villages), np.repeat(np.arange(n_villages), n_people)
    start = np.arange(n_villages + 1) * n_people
    return SeatSet(person, village, np.full(n, MEMBER), np.full(n, points), start)


def test_two_rows_over_one_seat_both_charge() -> None:
    """Three people worth 10 in one village. Rows {0, 1} at 12 and {1, 2} at 5.

    All three: 30 - 12 - 5 = 13; persons 0 and 1 alike pay both; only person 2: 10 - 5 = 5. The rows give back 12 and 5.
    """
    rows = [
        Count("villages", f"{i}", np.array(pair), upper=9, per_village=True) for i, pair in enumerate([(0, 1), (1, 2)])
    ]
    model = AllocationModel(members(3, 1, 10), ((),), tuple(rows))
    prices = {"villages@0": 12 * ONE, "villages@1": 5 * ONE}
    assert recheck_bound(model, Prices(prices), "value").bound == 13 + 12 + 5


def test_a_row_gives_back_no_more_villages_than_it_has() -> None:
    """Two villages, a limit of nine: the row gives back its price of 4 twice, not nine times. Teams: 2 x (20 - 4)."""
    row = Count("villages", "U", np.arange(4), upper=9, per_village=True)
    model = AllocationModel(members(2, 2, 10), ((), ()), (row,))
    assert recheck_bound(model, Prices({"villages@U": 4 * ONE}), "value").bound == 32 + 8


def test_a_unit_with_room_for_two_pays_once_for_both() -> None:
    """Nine people of three units, worth 10 to 2; at most two of a unit, four places; every unit costs 7 to bind.

    Unit 0 (10, 9, 8) and unit 1 (7, 6, 5): 19 - 7 + 13 - 7 = 18. A third of unit 0 is not admitted, and unit 2
    (4, 3, 2) is not worth its charge: 7 - 7 at most. The rows give back 3 x 7.
    """
    seats = SeatSet(np.arange(9), np.zeros(9, dtype=np.int64), np.full(9, MEMBER), 10 - np.arange(9), np.array([0, 9]))
    units = [np.arange(3 * u, 3 * u + 3) for u in range(3)]
    teams = [Count("share", "V", own, upper=2, part=str(u)) for u, own in enumerate(units)]
    teams.append(Count("places", "V", np.arange(9), upper=4))
    rows = tuple(Count("villages", f"U{u}", own, upper=1, per_village=True) for u, own in enumerate(units))
    prices = {row.key: 7 * ONE for row in rows}
    check = recheck_bound(AllocationModel(seats, (tuple(teams),), rows), Prices(prices), "value")
    assert check.bound == 18 + 21
    by_hand = max(
        sum(10 - p for p in team) - 7 * len({p // 3 for p in team})
        for size in range(5)
        for team in combinations(range(9), size)
        if max([sum(p // 3 == u for p in team) for u in range(3)]) <= 2
    )
    assert by_hand == 18

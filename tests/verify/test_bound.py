"""Recomputed bounds: valid against brute force at any prices, and equal to the formula where it can be done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from solver.domain.certificate import Prices
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import MEMBER, SeatSet
from solver.units import PRICE_SCALE as ONE
from solver.verify.bound import MAX_PRICE, recheck_bound
from tests.verify.random_models import all_plans, random_model


def two_villages_one_person(points: tuple[int, int], row: Count, team: tuple[Count, ...] = ()) -> AllocationModel:
    """Person 0 may be a member in village 0 or 1."""
    seats = SeatSet(
        np.array([0, 0]), np.array([0, 1]), np.array([MEMBER, MEMBER]), np.array(points), np.array([0, 1, 2])
    )
    return AllocationModel(seats, (team, ()), (row,))


PERSON = Count("one_post_per_person", "P1", np.array([0, 1]), upper=1)


@pytest.mark.parametrize("seed", range(200))
def test_no_plan_beats_the_bound(seed: int) -> None:
    rng = np.random.default_rng(seed)
    model = random_model(rng, int(rng.integers(1, 4)), int(rng.integers(1, 5)))
    plans = list(all_plans(model))
    keys = sorted({c.key for c in model.linking_counts})
    spread = int(rng.choice([0, 3, 20])) * ONE
    prices = {key: int(rng.integers(-spread, spread + 1)) for key in keys if rng.random() < 0.7}
    max_states = int(rng.choice([4, 1 << 12]))

    lowest = min(severity for severity, _ in plans)
    check = recheck_bound(model, Prices(prices), "severity", max_states=max_states)
    assert 0 <= check.bound <= lowest

    for allowed in (lowest, lowest + 7):
        highest = max(value for severity, value in plans if severity <= allowed)
        found = Prices(prices, severity=int(rng.choice([0, 2, 50])) * ONE)
        assert recheck_bound(model, found, "value", allowed, max_states).bound >= highest


def test_price_of_a_person_by_hand() -> None:
    """10 points in one village, 7 in the other, one person. At price 0: 10 + 7. At 7: (10-7) + 0 + 7 = 10."""
    model = two_villages_one_person((10, 7), PERSON)
    assert recheck_bound(model, Prices(), "value").bound == 17
    assert recheck_bound(model, Prices({PERSON.key: 7 * ONE}), "value").bound == 10
    # at 7.5 points the bound is 2.5 + 0 + 7.5 = 10; at 12 it is 0 + 0 + 12; at -1 it is 11 + 8 + 0
    assert recheck_bound(model, Prices({PERSON.key: 15 * ONE // 2}), "value").bound == 10
    assert recheck_bound(model, Prices({PERSON.key: 12 * ONE}), "value").bound == 12
    assert recheck_bound(model, Prices({PERSON.key: -ONE}), "value").bound == 19


def test_value_bound_is_rounded_down_and_severity_bound_up() -> None:
    """Price 7 points less 1/1024: 10 - 7 + 1/1024, 1/1024, 7 - 1/1024: 10 and 1/1024 → 10. Severity: 2.5 → 3."""
    model = two_villages_one_person((10, 7), PERSON)
    assert recheck_bound(model, Prices({PERSON.key: 7 * ONE - 1}), "value").bound == 10
    # one village needs the person at 5, and so does a row over both seats at price p: severity 5 if nobody is free
    short = Count("needed", "V1", np.array([0]), lower=1, shortfall_price=5)
    both = two_villages_one_person((0, 0), Count("row", "x", np.array([0, 1]), upper=0), (short,))
    # the hard row bars both seats, so the shortfall of 5 stands without any price
    assert recheck_bound(both, Prices(), "severity").bound == 5
    elastic = Count("row", "x", np.array([0, 1]), upper=0, excess_price=9)
    free = two_villages_one_person((0, 0), elastic, (short,))
    # price 2.5 severity: the village takes the person at -2.5, village 1 none; the row gives max(0, -9 + 2.5) = 0
    assert recheck_bound(free, Prices({"row@x": 5 * ONE // 2}), "severity").bound == 3
    # price 6: the village would rather be short: -5, the row gives max(0, -9 + 6, ...) = 0, so 5: the truth
    assert recheck_bound(free, Prices({"row@x": 6 * ONE}), "severity").bound == 5


def test_price_of_severity_by_hand() -> None:
    """A post left empty costs 5; filling it earns -3 points. At severity 0 allowed the value is at most -3."""
    short = Count("needed", "V1", np.array([0]), lower=1, shortfall_price=5)
    model = two_villages_one_person((-3, 0), PERSON, (short,))
    # without a price of severity nobody is sent: 0 points. At 1 point a unit: max(-3, -5) = -3, plus 1 x S
    assert recheck_bound(model, Prices(), "value").bound == 0
    assert recheck_bound(model, Prices(severity=ONE), "value", 0).bound == -3
    assert recheck_bound(model, Prices(severity=ONE), "value", 5).bound == 2


def test_a_row_of_villages_charges_each_village_once() -> None:
    """A unit's two people, two villages with two places, at most one village; each seat is worth 10.

    Without a price each village takes both: 40, though two posts of one person are one too many. At price 20 for a
    village: max(0, 20 - 20) twice, and the row gives back 20 for the one village it admits: 20, the truth.
    """
    seats = SeatSet(
        np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]), np.full(4, MEMBER), np.full(4, 10), np.array([0, 2, 4])
    )
    place = tuple((Count("places", str(v), np.array([2 * v, 2 * v + 1]), upper=2),) for v in range(2))
    row = Count("villages", "U1", np.arange(4), upper=1, per_village=True)
    model = AllocationModel(seats, place, (row,))
    assert recheck_bound(model, Prices(), "value").bound == 40
    assert recheck_bound(model, Prices({"villages@U1": 20 * ONE}), "value").bound == 20
    # at 12: (20 - 12) twice and 12 back
    assert recheck_bound(model, Prices({"villages@U1": 12 * ONE}), "value").bound == 28


def test_a_staying_person_is_barred_without_a_price() -> None:
    """The person holds a post already: base 1 fills the row, so neither seat can be taken."""
    stays = Count("one_post_per_person", "P1", np.array([0, 1]), base=1, upper=1)
    assert recheck_bound(two_villages_one_person((10, 7), stays), Prices(), "value").bound == 0


@pytest.mark.parametrize(
    "prices",
    [
        Prices({"nowhere@x": 1}),
        Prices({PERSON.key: MAX_PRICE + 1}),
        Prices(severity=-1),
    ],
)
def test_wild_prices_are_refused(prices: Prices) -> None:
    with pytest.raises(ValueError, match="prices"):
        recheck_bound(two_villages_one_person((1, 1), PERSON), prices, "value")

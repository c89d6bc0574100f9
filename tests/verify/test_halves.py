"""Trees of halves: they bound every plan whatever they split by, and nothing but whole trees is taken."""

from __future__ import annotations

import numpy as np
import pytest

from solver.domain.certificate import Halves, Prices, Proof
from solver.modelling.model import AllocationModel
from solver.units import PRICE_SCALE as ONE
from solver.verify.bound import MAX_PRICE, recheck_bound
from solver.verify.halves import MAX_DEPTH
from tests.verify.test_bound import PERSON, all_plans, random_model, two_villages_one_person


def random_proof(rng: np.random.Generator, model: AllocationModel, depth: int, halves: int = 0) -> Proof:
    """A tree of random splits with random prices at its leaves."""
    keys = sorted(model.seats_to_halve_by)
    if depth and keys and rng.random() < 0.8:
        key, limit = str(rng.choice(keys)), int(rng.integers(0, 3))
        return Halves(key, limit, *(random_proof(rng, model, depth - 1, halves + 1) for _ in range(2)))
    spread = int(rng.choice([1, 3, 20])) * ONE
    rows = {c.key: int(rng.integers(-spread, spread + 1)) for c in model.linking_counts if rng.random() < 0.7}
    prices = tuple(int(rng.integers(-spread, spread + 1)) for _ in range(halves))
    return Prices(rows, prices, int(rng.choice([0, 2, 50])) * ONE)


@pytest.mark.parametrize("seed", range(150))
def test_any_tree_bounds_every_plan(seed: int) -> None:
    rng = np.random.default_rng(seed)
    model = random_model(rng, int(rng.integers(1, 4)), int(rng.integers(1, 5)))
    plans = list(all_plans(model))
    lowest = min(severity for severity, _ in plans)
    proof = random_proof(rng, model, 3)
    for allowed in (lowest, lowest + 7):
        highest = max(value for severity, value in plans if severity <= allowed)
        assert recheck_bound(model, proof, "value", allowed).bound >= highest


def test_a_split_by_hand() -> None:
    """10 points in one village, 7 in the other, one person; no price on the person's row: 10 + 7 = 17.

    With at most 0 posts for the person, at a price of 10 for each: 0 + 0. With more than 0, i.e. 1 or 2, at a price of
    7: (10 - 7) + 0 + 7 x 2, as both seats might be taken; at -7: 17 + 14 - 7.
    """
    model = two_villages_one_person((10, 7), PERSON)
    none = Prices({}, (10 * ONE,))
    assert recheck_bound(model, Halves(PERSON.key, 0, none, Prices({}, (7 * ONE,))), "value").bound == 17
    assert recheck_bound(model, Halves(PERSON.key, 0, none, Prices({}, (-7 * ONE,))), "value").bound == 24
    assert recheck_bound(model, Halves(PERSON.key, 0, none, Prices({PERSON.key: 7 * ONE}, (0,))), "value").bound == 10
    assert recheck_bound(model, Halves(PERSON.key, 2, Prices({}, (0,)), none), "value").bound == 20  # 2 x 10 back


def deep(n: int) -> Proof:
    """A tree n halves deep."""
    proof: Proof = Prices({}, (0,) * n)
    for depth in range(n, 0, -1):
        proof = Halves(PERSON.key, 0, Prices({}, (0,) * depth), proof)
    return proof


@pytest.mark.parametrize(
    "proof",
    [
        Halves("nowhere@x", 0, Prices({}, (0,)), Prices({}, (0,))),
        Halves(PERSON.key, -1, Prices({}, (0,)), Prices({}, (0,))),
        Halves(PERSON.key, 0, Prices({}, (0,)), Prices()),
        Halves(PERSON.key, 0, Prices({}, (0, 0)), Prices({}, (0,))),
        Halves(PERSON.key, 0, Prices({}, (MAX_PRICE + 1,)), Prices({}, (0,))),
        Prices({}, (0,)),
        deep(MAX_DEPTH + 1),
    ],
    ids=["count", "limit", "too few prices", "too many prices", "range", "no split", "depth"],
)
def test_what_is_no_whole_tree_is_refused(proof: Proof) -> None:
    with pytest.raises(ValueError, match=r"halves|halved|half"):
        recheck_bound(two_villages_one_person((1, 1), PERSON), proof, "value")


def test_the_deepest_tree_is_taken() -> None:
    assert recheck_bound(two_villages_one_person((1, 1), PERSON), deep(MAX_DEPTH), "value").bound == 2


def test_one_half_alone_proves_nothing_of_the_other() -> None:
    """A forged half without a plan, priced out of sight, does not lower the bound of the other half."""
    model = two_villages_one_person((10, 7), PERSON)
    honest = Prices({PERSON.key: 7 * ONE}, (0,))
    for split in (Halves(PERSON.key, 0, honest, honest), Halves(PERSON.key, 1, honest, honest)):
        assert recheck_bound(model, split, "value").bound == 10

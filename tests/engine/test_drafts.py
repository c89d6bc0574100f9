"""Plans on the way keep every hard row, whatever couples the villages (§7.1)."""

from __future__ import annotations

import numpy as np
import pytest

from solver.engine import generation
from solver.engine.dive import DiveTuning, dive
from solver.engine.draft_plan import Draft, make_draft
from solver.engine.exact_core import columns_of, least_severity
from solver.engine.packing import greedy, pack
from solver.engine.pricing import Scalars
from solver.engine.relaxation import Relaxation, Subproblem
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import FS, MEMBER, SeatSet
from solver.units import PRICE_SCALE
from tests.engine.enumeration import all_plans, evaluated
from tests.engine.random_models import Size, random_model

TIGHT = Size(villages=6, people=9, team_counts=3, linking_counts=7)
"""More rows that couple the villages than a county has, most of them over many seats."""
N_RANDOM = 60


def check(model: AllocationModel, draft: Draft | None) -> None:
    assert draft is not None
    assert len({c.village for c in draft.columns}) == model.seats.n_villages
    assert model.evaluate(draft.seats) == (draft.severity, draft.value)  # raises if a hard row is broken


def test_the_models_are_tight() -> None:
    """What the plans below have to respect, in so many models."""
    seen = {"weighted": 0, "villages": 0, "elastic upper": 0, "lower": 0, "rewards": 0}
    for seed in range(N_RANDOM):
        rows = [c for c in random_model(seed, TIGHT).linking_counts if c.rule != "one_post" and len(c.seats)]
        seen["weighted"] += any(c.weights is not None and c.hard_upper is not None for c in rows)
        seen["villages"] += any(c.per_village and c.hard_upper is not None for c in rows)
        seen["elastic upper"] += any(bool(c.excess_price) for c in rows)
        seen["lower"] += any(c.lower is not None and c.shortfall_price > 0 for c in rows)
        seen["rewards"] += any(any(c.rewards[c.base :]) for c in rows)
    assert min(seen.values()) >= 20, seen


def test_greedy() -> None:
    for seed in range(N_RANDOM):
        model = random_model(seed, TIGHT)
        check(model, greedy(Relaxation(model)))


def test_packing_in_any_order_at_any_prices() -> None:
    """Also beside villages whose teams are fixed."""
    for seed in range(N_RANDOM):
        model = random_model(seed, TIGHT)
        rng = np.random.default_rng(seed)
        relaxation = Relaxation(model)
        fixed = [c for c in greedy(relaxation).columns if rng.random() < 0.3]
        part = Subproblem(relaxation, fixed)
        rows = part.linking.admissible(rng.integers(-9 * PRICE_SCALE, 20 * PRICE_SCALE, len(part.linking)))
        scalars = Scalars(PRICE_SCALE, int(rng.integers(0, 9)) * PRICE_SCALE)
        order = rng.permutation(part.villages).tolist()
        packed = pack(part, part.worths(rows, scalars), scalars, order)
        assert [c.village for c in packed] == order
        check(model, make_draft(relaxation, sorted([*fixed, *packed], key=lambda c: c.village)))


@pytest.mark.parametrize("tuning", [DiveTuning(), DiveTuning(share=1.0, rounds=1, keep=1), DiveTuning(sure=0.01)])
@pytest.mark.parametrize("points", [0, 1])
def test_dives(tuning: DiveTuning, points: int) -> None:
    for seed in range(0, N_RANDOM, 2):
        model = random_model(seed, TIGHT)
        relaxation = Relaxation(model)
        columns = dive(relaxation, greedy(relaxation).columns, 0, tuning, points=points)
        assert columns is not None
        check(model, make_draft(relaxation, columns))


def test_a_dive_among_crowded_masters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Masters that are thinned on the way: a village's weights still belong to its columns."""
    monkeypatch.setattr(generation, "CROWDED", 2)
    for seed in range(0, N_RANDOM, 3):
        model = random_model(seed, TIGHT)
        relaxation = Relaxation(model)
        check(model, make_draft(relaxation, dive(relaxation, (), 0, DiveTuning()) or ()))


def test_a_dive_stops_when_asked() -> None:
    relaxation = Relaxation(random_model(1, TIGHT))
    assert dive(relaxation, (), 0, DiveTuning(), going_on=lambda: False) is None


def test_exact_core() -> None:
    for seed in range(0, N_RANDOM, 3):
        model = random_model(seed)
        relaxation = Relaxation(model)
        found = least_severity(relaxation, greedy(relaxation), 20.0)
        check(model, found.draft)
        assert found.draft is not None
        assert found.draft.severity == found.bound == all_plans(model).best[0], seed


def test_replaced_teams_keep_the_rows_or_are_refused() -> None:
    """Teams from other plans, each good in its village, together with the plan's own: refused where a row breaks."""
    n_refused, n_taken = 0, 0
    for seed in range(120):
        model = random_model(seed)
        rng = np.random.default_rng(seed)
        relaxation, plans = Relaxation(model), all_plans(model)
        one, two = (columns_of(relaxation, np.flatnonzero(plans.taken[rng.integers(len(plans))])) for _ in range(2))
        draft = make_draft(relaxation, one)
        assert draft is not None
        for village in range(model.seats.n_villages):
            mixed = draft.with_columns(relaxation, [two[village]])
            wanted = np.zeros((1, len(model.seats)), dtype=np.bool_)
            for v in range(model.seats.n_villages):
                wanted[0, list((two if v == village else one)[v].seats)] = True
            allowed = evaluated(wanted, model.seats.points, model.seats.village, model.all_counts)
            assert (mixed is None) is (len(allowed) == 0), seed
            if mixed is not None:
                check(model, mixed)
                assert (mixed.severity, mixed.value) == (allowed.severity[0], allowed.value[0])
            n_refused += mixed is None
            n_taken += mixed is not None
    assert n_refused > 30
    assert n_taken > 100


def test_one_person_in_two_villages_is_refused() -> None:
    """Two villages that both want person 0 (9 points each); the other seat is person 1's (2 points)."""
    seats = SeatSet(
        person=np.array([0, 0, 1]),
        village=np.array([0, 1, 1]),
        role=np.array([FS, FS, MEMBER]),
        points=np.array([9, 9, 2]),
        start=np.array([0, 1, 3]),
    )
    model = AllocationModel(seats, ((), ()), (Count("one_post", "P0", np.array([0, 1]), upper=1),))
    relaxation = Relaxation(model)
    draft = make_draft(relaxation, columns_of(relaxation, np.array([0])))
    assert draft is not None
    assert draft.with_columns(relaxation, [relaxation.column(1, np.array([0, 1]))]) is None
    better = draft.with_columns(relaxation, [relaxation.column(1, np.array([1]))])
    assert better is not None
    assert (better.value, better.seats.tolist()) == (11, [0, 2])

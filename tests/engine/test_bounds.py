"""Bounds from prices: they hold at any integer prices, and meet the relaxation at the best ones (§7.4)."""

from __future__ import annotations

import numpy as np
import pytest

from solver.engine.draft_plan import make_draft
from solver.engine.exact_core import columns_of
from solver.engine.generation import generate_columns
from solver.engine.packing import greedy
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation, Subproblem
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE
from tests.engine.enumeration import Outcomes, all_plans, all_teams, tallies
from tests.engine.random_models import Size, random_model

N_RANDOM = 210
SIZE = Size(villages=3, people=4)


def random_prices(rng: np.random.Generator, subproblem: Subproblem) -> IntArray:
    """Prices of both signs, a third of them zero; charges are never negative."""
    rows = rng.integers(-8 * PRICE_SCALE, 30 * PRICE_SCALE, len(subproblem.linking))
    return subproblem.linking.admissible(rows * (rng.random(len(rows)) < 0.7))


def worth(plans: Outcomes, scalars: Scalars) -> IntArray:
    return scalars.points * plans.value - scalars.severity_price * plans.severity


@pytest.mark.parametrize("block", range(3))
def test_bounds_hold_at_random_prices(block: int) -> None:
    for seed in range(block, N_RANDOM, 3):
        rng = np.random.default_rng(seed)
        model = random_model(seed, SIZE)
        plans, whole = all_plans(model), Subproblem(Relaxation(model))
        for _ in range(2):
            rows = random_prices(rng, whole)
            for scalars in (Scalars(PRICE_SCALE, int(rng.integers(0, 30 * PRICE_SCALE))), Scalars(0, PRICE_SCALE)):
                point, _columns = whole.price(rows, scalars, 2)
                assert point.total >= worth(plans, scalars).max(), seed
                if scalars.points:
                    for severity in np.unique(plans.severity).tolist():
                        most = plans.value[plans.severity <= severity].max()
                        assert point.value_bound(severity) >= most, seed
                else:
                    assert point.severity_bound() <= plans.severity.min(), seed


def test_severity_bound_is_rounded_up() -> None:
    """No plan is below 2.0001 of severity, so none is below 3; at 2 exactly the bound is 2."""
    whole = Subproblem(Relaxation(random_model(0, SIZE)))
    point, _ = whole.price(random_prices(np.random.default_rng(0), whole), Scalars(0, PRICE_SCALE), 0)
    for total, bound in ((-2 * PRICE_SCALE - 1, 3), (-2 * PRICE_SCALE, 2), (-1, 1), (0, 0), (5000, 0)):
        assert type(point)(point.rows, point.scalars, total).severity_bound() == bound


def test_priced_columns_are_teams_with_their_figures() -> None:
    """Also that none takes a closed seat, and that usage is what the linking counts say."""
    n_columns = 0
    for seed in range(N_RANDOM):
        rng = np.random.default_rng(seed)
        model = random_model(seed, SIZE)
        whole = Subproblem(Relaxation(model))
        _, columns = whole.price(random_prices(rng, whole), Scalars(PRICE_SCALE, PRICE_SCALE), 5)
        for v, space in enumerate(whole.relaxation.spaces):
            teams = all_teams(model, v)
            figures = {
                tuple((np.flatnonzero(mask) + space.first).tolist()): (severity, value)
                for mask, severity, value in zip(teams.taken, teams.severity, teams.value, strict=True)
            }
            own = [c for c in columns if c.village == v]
            assert own
            for column in own:
                assert figures[column.seats] == (column.severity, column.value), seed
                assert whole.fits(column), seed
                check_usage(model, whole, column)
        n_columns += len(columns)
    assert n_columns > 1500


def check_usage(model: AllocationModel, whole: Subproblem, column: Column) -> None:
    taken = np.zeros((1, len(model.seats)), dtype=np.bool_)
    taken[0, list(column.seats)] = True
    used = whole.relaxation.used([column])
    expected = [int(tallies(c, taken, model.seats.village)[0]) - c.base for c in whole.linking.counts]
    assert used.tolist() == expected


def every_column(relaxation: Relaxation, model: AllocationModel) -> list[Column]:
    teams = [(v, np.flatnonzero(mask)) for v in range(len(model.team_counts)) for mask in all_teams(model, v).taken]
    return [relaxation.column(v, team) for v, team in teams]


def prices_see_everything(relaxation: Relaxation, model: AllocationModel) -> bool:
    """Whether no count is out of reach of prices: none left out, and no village counted twice, rewarded or torn."""
    counted = [c for c in relaxation.linking.counts if c.per_village]
    bonds = [int((relaxation.linking.bond == row).sum()) for row in np.flatnonzero(relaxation.linking.per_village)]
    bonded = [len(c.seats) for c in counted] == bonds
    wanted = any(c.rewards or c.shortfall_price for c in counted)
    return bonded and not wanted and not any(space.left_out for space in relaxation.spaces)


def test_generation_ends_at_the_optimum_of_the_relaxation() -> None:
    """The restricted master ends at the optimum over all teams, and the bound is that, prices rounded."""
    n_closed = 0
    for seed in range(0, N_RANDOM, 2):
        model = random_model(seed, SIZE)
        relaxation = Relaxation(model)
        whole, plans = Subproblem(relaxation), all_plans(model)
        least, most = plans.best
        columns = every_column(relaxation, model)
        for points, limit in ((0, 0), (1, least)):
            everything = whole.master(columns, limit, points)
            optimum = everything.solve().objective
            master = whole.master((), limit, points)
            made = generate_columns(whole, master, limit, points=points, tolerance=0.01)
            bound = (made.best.total + made.best.scalars.severity_price * limit) / PRICE_SCALE
            # a price is off by 1/2048 at most, times what the rows may be used and left
            rounding = sum(min(int(room), 200) for room in relaxation.linking.room.tolist()) / 1024
            assert bound >= optimum - 1e-6, seed
            assert made.duals.objective <= optimum + 1e-6, seed
            if prices_see_everything(relaxation, model):
                assert made.duals.objective >= optimum - 0.02 - rounding, seed
                assert bound <= optimum + 0.02 + rounding, seed
                n_closed += made.closed
            if points:
                assert made.best.value_bound(least) >= most, seed
            else:
                assert made.best.severity_bound() <= least, seed
    assert n_closed > N_RANDOM / 2


def test_bound_optimum_plan() -> None:
    """Each in its place: the bound, the optimum, the greedy plan; on both levels."""
    for seed in range(1, N_RANDOM, 2):
        model = random_model(seed, SIZE)
        relaxation = Relaxation(model)
        whole = Subproblem(relaxation)
        least, _ = all_plans(model).best
        draft = greedy(relaxation)
        severity = generate_columns(whole, whole.master((), 0, 0), 0, points=0).best.severity_bound()
        assert severity <= least <= draft.severity, seed
        made = generate_columns(whole, whole.master((), draft.severity), draft.severity)
        assert made.best.value_bound(draft.severity) >= draft.value, seed


@pytest.mark.parametrize("block", range(2))
def test_bounds_of_the_free_part(block: int) -> None:
    """With some villages' teams fixed, the bound holds for all plans that keep those teams."""
    for seed in range(block, N_RANDOM, 2):
        rng = np.random.default_rng(seed)
        model = random_model(seed, SIZE)
        relaxation, plans = Relaxation(model), all_plans(model)
        now = plans.taken[rng.integers(len(plans))]
        stays = rng.choice(SIZE.villages, rng.integers(1, SIZE.villages + 1), replace=False).tolist()
        fixed = [c for c in columns_of(relaxation, np.flatnonzero(now)) if c.village in stays]
        part = Subproblem(relaxation, fixed)
        assert part.villages == [v for v in range(SIZE.villages) if v not in stays]
        kept = np.isin(model.seats.village, stays)
        rest = plans.where((plans.taken[:, kept] == now[kept]).all(axis=1))
        used = relaxation.used(fixed)
        value = rest.value - sum(c.value for c in fixed) - relaxation.linking.value(used)
        severity = rest.severity - sum(c.severity for c in fixed)
        free = Outcomes(rest.taken, severity, value)
        for scalars in (Scalars(PRICE_SCALE, 5 * PRICE_SCALE), Scalars(0, PRICE_SCALE), Scalars(PRICE_SCALE, 0)):
            point, columns = part.price(random_prices(rng, part), scalars, 3)
            assert point.total >= worth(free, scalars).max(), seed
            assert all(part.fits(c) for c in columns)
        limit = int(severity.min())
        made = generate_columns(part, part.master((), limit), limit)
        assert made.best.value_bound(limit) >= value[severity <= limit].max(), seed
        # every plan that keeps these teams holds beside them, and no other does
        for mask in plans.taken[rng.integers(len(plans), size=5)]:
            others = [c for c in columns_of(relaxation, np.flatnonzero(mask)) if c.village not in stays]
            together = make_draft(relaxation, sorted([*fixed, *others], key=lambda c: c.village))
            assert part.holds(others) is (together is not None), seed

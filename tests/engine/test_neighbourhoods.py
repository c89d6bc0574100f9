"""Neighbourhoods against all plans that keep the other villages' teams (§7.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.exact_core import columns_of
from solver.engine.generation import generate_columns
from solver.engine.neighbourhood import Tuning, improve
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.modelling.model import AllocationModel
from tests.engine.enumeration import Outcomes, all_plans
from tests.engine.random_models import couples_model, random_model


@dataclass(frozen=True)
class Case:
    """A plan, the villages that are free, and all plans that leave the other villages as they are."""

    model: AllocationModel
    relaxation: Relaxation
    draft: Draft
    free: set[int]
    plans: Outcomes

    @property
    def fixed(self) -> list[int]:
        return [v for v in range(len(self.relaxation.spaces)) if v not in self.free]

    @property
    def county_prices(self) -> PricePoint:
        """Prices that bound the value of the whole county, as the search begins with."""
        whole = Subproblem(self.relaxation)
        return generate_columns(whole, whole.master((), 0), 0).best

    def improved(self, tuning: Tuning, points: int = 1, start: PricePoint | None = None) -> tuple[Draft, bool]:
        """Return the plan after one neighbourhood, and whether that is said to be the best."""
        fixed = [c for c in self.draft.columns if c.village not in self.free]
        current = [c for c in self.draft.columns if c.village in self.free]
        limit = self.draft.severity - sum(c.severity for c in fixed)
        answer = improve(Subproblem(self.relaxation, fixed), current, (), tuning, limit, points, start)
        if answer.columns is None:
            return self.draft, answer.proved
        assert {c.village for c in answer.columns} == self.free
        draft = self.draft.with_columns(self.relaxation, answer.columns)
        assert draft is not None
        return draft, answer.proved


def case(seed: int, richer: int = 1) -> Case:
    """Take a random plan of a random model, and free one, two or all three villages."""
    model = random_model(seed)
    model = replace(model, seats=replace(model.seats, points=model.seats.points * richer))
    rng = np.random.default_rng(seed)
    relaxation, plans = Relaxation(model), all_plans(model)
    now = plans.taken[rng.integers(len(plans))]
    draft = make_draft(relaxation, columns_of(relaxation, np.flatnonzero(now)))
    assert draft is not None
    free = set(rng.choice(3, rng.integers(1, 4), replace=False).tolist())
    kept = ~np.isin(model.seats.village, list(free))
    return Case(model, relaxation, draft, free, plans.where((plans.taken[:, kept] == now[kept]).all(axis=1)))


@pytest.mark.parametrize("richer", [1, 500])
def test_proved_is_the_most_value_within_the_severity(richer: int) -> None:
    """Also where a team is worth more than any price of an exception: 40 · 500 points against one of severity."""
    n_better, n_proved = 0, 0
    for seed in range(200 if richer == 1 else 60):
        c = case(seed, richer)
        found, proved = c.improved(Tuning(), start=c.county_prices if seed % 2 else None)
        assert c.model.evaluate(found.seats) == (found.severity, found.value), seed
        assert found.severity <= c.draft.severity, seed
        assert found.value >= c.draft.value, seed
        if proved:
            most = c.plans.value[c.plans.severity <= c.draft.severity].max()
            assert found.value == most, (seed, c.free)
        n_better += found.value > c.draft.value
        n_proved += proved
    assert n_better > 15
    assert n_proved > 40


def test_proved_is_the_least_severity() -> None:
    n_better = 0
    for seed in range(100):
        c = case(seed)
        found, proved = c.improved(Tuning(), points=0, start=c.county_prices if seed % 2 else None)
        assert c.model.evaluate(found.seats) == (found.severity, found.value), seed
        assert found.severity <= c.draft.severity
        assert proved
        assert found.severity == c.plans.severity.min(), (seed, c.free)
        n_better += found.severity < c.draft.severity
    assert n_better > 25


@pytest.mark.parametrize("tuning", [Tuning(teams=2), Tuning(nodes=0), Tuning(rounds=1), Tuning(2, 1, 2)])
def test_little_effort_proves_nothing_false(tuning: Tuning) -> None:
    n_unproved = 0
    for seed in range(40):
        c = case(seed)
        found, proved = c.improved(tuning)
        assert c.model.evaluate(found.seats) == (found.severity, found.value), seed
        if proved:
            assert found.value == c.plans.value[c.plans.severity <= c.draft.severity].max(), seed
        n_unproved += not proved
    if tuning.teams == 2:
        assert n_unproved > 5


def test_ties_beyond_the_list_are_not_proved_away() -> None:
    """One point below the best, with more equal teams than may be listed: a list cut short proves nothing."""
    n_unproved, n_found = 0, 0
    for seed in range(16):
        model = couples_model(seed, villages=3, people=3)
        model = replace(model, seats=replace(model.seats, points=model.seats.points // 20))
        relaxation, plans = Relaxation(model), all_plans(model)
        best = plans.value.max()
        for mask in plans.taken[plans.value == best - 1][:3]:
            draft = make_draft(relaxation, columns_of(relaxation, np.flatnonzero(mask)))
            assert draft is not None
            c = Case(model, relaxation, draft, {0, 1, 2}, plans)
            for teams in (1, 2, 2500):
                found, proved = c.improved(Tuning(teams=teams))
                assert found.value == best or not proved, (seed, teams)
                n_unproved += not proved
                n_found += found.value == best
    assert n_unproved > 8
    assert n_found > 20

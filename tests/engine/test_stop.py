"""A stop at any moment leaves a whole plan and bounds that hold (§7.5)."""

from __future__ import annotations

import pytest

from solver.engine.county import CountyResult, Progress, Stopped, solve_county
from solver.engine.dive import DiveTuning
from solver.engine.effort import Effort
from solver.modelling.model import AllocationModel
from tests.engine.claims import check_claims
from tests.engine.enumeration import all_plans
from tests.engine.random_models import random_model

SMALL_STEPS = Effort(dives=(DiveTuning(share=0.3),), batches=3, batch=2, free=1, gap=0.0)


class Stop:
    """Counts calls of ``on_progress`` and raises at one of them."""

    def __init__(self, at: int, error: type[BaseException]) -> None:
        self.at, self.error, self.calls = at, error, 0

    def __call__(self, line: Progress) -> None:
        self.calls += 1
        if self.calls > self.at:
            raise self.error


def stopped(model: AllocationModel, at: int, error: type[BaseException] = Stopped) -> CountyResult:
    return solve_county(model, SMALL_STEPS, on_progress=Stop(at, error))


def test_stop_at_each_call_in_turn() -> None:
    n_stops = 0
    for seed in range(16):
        model = random_model(seed)
        plans = all_plans(model)
        count = Stop(10**9, Stopped)
        whole = solve_county(model, SMALL_STEPS, on_progress=count)
        assert not whole.interrupted
        ranks = []
        for at in range(count.calls):
            found = stopped(model, at, (Stopped, KeyboardInterrupt)[at % 2])
            assert found.interrupted, (seed, at)
            check_claims(model, plans, found, (seed, at))
            ranks.append((found.severity, -found.value))
        assert ranks == sorted(ranks, reverse=True), seed  # the later, the better
        assert (whole.severity, -whole.value) <= ranks[-1]
        n_stops += count.calls
    assert n_stops > 80


def test_stop_in_the_first_moment() -> None:
    """Before any bound: the plan is the first one, nothing is claimed of value, and of severity only that it is ≥ 0."""
    model = random_model(5)
    found = stopped(model, 0)
    assert (found.severity_bound, found.value_bound) == (0, None)
    assert (found.severity_proved, found.value_proved) == (False, False)
    assert (found.severity_point, found.value_leaves) == (None, ())


def test_no_time_is_a_stop_too() -> None:
    model = random_model(5)
    found = solve_county(model, Effort(seconds=0.0))
    assert found.interrupted
    check_claims(model, all_plans(model), found, "no time")


def test_other_errors_are_not_swallowed() -> None:
    with pytest.raises(ZeroDivisionError):
        stopped(random_model(5), 2, ZeroDivisionError)

"""The reference model against enumeration (§7.1)."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from solver.errors import ModelError
from solver.modelling.counts import Count
from solver.modelling.cpsat import build, build_allocation
from solver.modelling.cpsat_search import Status, solve, solve_hierarchy
from solver.modelling.model import AllocationModel
from solver.modelling.seats import SeatSet
from solver.modelling.selection import Selection
from tests.modelling.random_models import best_by_enumeration, random_model

N_RANDOM = 240


def seats_of(points: list[int], village: list[int] | None = None) -> SeatSet:
    n = len(points)
    where = np.array(village or [0] * n, dtype=np.int64)
    n_villages = int(where.max()) + 1 if n else 1
    return SeatSet(
        person=np.arange(n, dtype=np.int64),
        village=where,
        role=np.ones(n, dtype=np.int64),
        points=np.array(points, dtype=np.int64),
        start=np.searchsorted(where, np.arange(n_villages + 1)).astype(np.int64),
    )


def model_of(seats: SeatSet, *counts: Count) -> AllocationModel:
    return AllocationModel(seats, ((),) * seats.n_villages, counts)


def ids(*seats: int) -> np.ndarray:
    return np.array(seats, dtype=np.int64)


@pytest.mark.parametrize("block", range(8))
def test_lexicographic_optimum_equals_enumeration(block: int) -> None:
    for seed in range(block, N_RANDOM, 8):
        model = random_model(seed)
        severity, value = best_by_enumeration(model)
        found = solve_hierarchy(Selection.of_seats(model))
        assert found.proved, seed
        assert (found.severity.severity, found.value.severity, found.value.value) == (severity, severity, value), seed
        assert model.evaluate(found.taken) == (severity, value)
        assert (found.severity.bound, found.value.bound) == (severity, value)


def test_weighted_objective_equals_enumeration() -> None:
    for seed in range(N_RANDOM, N_RANDOM + 40):
        model = random_model(seed)
        outcome = solve(build_allocation(model, "weighted"))
        assert (outcome.severity, outcome.value) == best_by_enumeration(model), seed


def test_value_within_a_severity_limit_equals_enumeration() -> None:
    for seed in range(300, 330):
        model = random_model(seed)
        least, _ = best_by_enumeration(model)
        outcome = solve(build_allocation(model, "value", severity_limit=least + 6))
        assert outcome.severity <= least + 6
        assert outcome.value == best_by_enumeration(model, severity_limit=least + 6)[1], seed
        if least > 0:
            assert solve(build_allocation(model, "value", severity_limit=least - 1)).status is Status.INFEASIBLE


def test_free_seats_only_are_changed() -> None:
    for seed in range(400, 440):
        model = random_model(seed)
        first = solve_hierarchy(Selection.of_seats(model))
        n = len(model.seats)
        free = np.arange(0, n, 2)
        worst = solve(build_allocation(model, "severity"))  # any legal selection will do
        outcome = solve(build_allocation(model, "weighted", free=free, start=worst.taken))
        assert outcome.status is Status.OPTIMAL
        kept = np.setdiff1d(worst.taken, free)
        assert np.array_equal(np.setdiff1d(outcome.taken, free), kept), seed
        assert (outcome.severity, outcome.value) == model.evaluate(outcome.taken)
        assert outcome.severity <= worst.severity
        # with every seat free it is the optimum again
        whole = solve(build_allocation(model, "weighted", free=np.arange(n), start=worst.taken))
        assert (whole.severity, whole.value) == (first.value.severity, first.value.value)


def test_hint_is_complete_and_feasible() -> None:
    """The hint names a value for each variable, and these values satisfy every row: fixing them stays feasible."""
    for seed in range(500, 530):
        model = random_model(seed)
        taken = solve_hierarchy(Selection.of_seats(model)).taken
        wrapper = build_allocation(model, "weighted", start=taken)
        proto = wrapper.program.proto
        hints = list(proto.solution_hint.values)
        assert len(hints) == len(proto.variables), seed
        for variable, hint in zip(proto.variables, hints, strict=True):
            variable.domain.clear()
            variable.domain.extend((hint, hint))
        outcome = solve(wrapper)
        assert np.array_equal(outcome.taken, np.sort(taken)), seed


def test_exactly_one_of_each_group() -> None:
    # two villages with two choices each; only one of the dear ones fits: 5 + 2 < 5 + 4 is over the limit of one
    count = Count("budget", "", ids(1, 3), upper=1)
    selection = Selection(ids(0, 5, 2, 4), ids(0, 0, 0, 0), ids(0, 0, 1, 1), (count,), (ids(0, 1), ids(2, 3)))
    outcome = solve(build(selection))
    assert outcome.taken.tolist() == [1, 2]
    assert outcome.value == 7
    with pytest.raises(ValueError, match="not exactly one"):
        selection.evaluate(ids(0, 1, 2))


def test_hard_limit_below_what_stays_is_read_as_what_stays() -> None:
    model = model_of(seats_of([9]), Count("quota", "U1", ids(0), base=3, upper=2))
    assert solve(build_allocation(model)).taken.tolist() == []


def test_no_seats_at_all() -> None:
    model = model_of(seats_of([]), Count("post", "V1", ids(), lower=1, shortfall_price=10))
    found = solve_hierarchy(Selection.of_seats(model))
    assert (found.severity.severity, found.value.value, found.taken.tolist()) == (10, 0, [])


def test_totals_past_the_exact_range_are_refused() -> None:
    model = model_of(seats_of([1 << 30]), Count("post", "V1", ids(0), lower=1, shortfall_price=1 << 20))
    assert solve(build_allocation(model, "weighted", severity_weight=1 << 30)).value == 1 << 30
    with pytest.raises(ModelError, match="one after the other"):
        build_allocation(model, "weighted", severity_weight=1 << 33)


def hard_model(n: int = 100) -> AllocationModel:
    """Ten knapsacks over the same seats, points like the weights: at 100 seats minutes from a proof."""
    rng = np.random.default_rng(1)
    weights = rng.integers(20, 1000, (10, n))
    counts = [
        Count("k", f"K{k}", np.arange(n), weights=row, upper=int(row.sum()) // 2) for k, row in enumerate(weights)
    ]
    points = weights.mean(axis=0).astype(np.int64) + rng.integers(0, 50, n)
    return model_of(seats_of(points.tolist()), *counts)


def test_spent_effort_is_reported_with_a_valid_bound() -> None:
    model = hard_model()
    outcome = solve(build_allocation(model, start=ids()), 0.05)
    assert outcome.status is Status.FEASIBLE
    assert outcome.objective == outcome.value == model.evaluate(outcome.taken)[1]
    assert outcome.bound > outcome.value
    again = solve(build_allocation(model, start=ids()), 0.05)
    assert np.array_equal(again.taken, outcome.taken)
    assert again.bound == outcome.bound


@pytest.mark.parametrize("limit", [0.0, 1e-9, 1e-6, 1e-4, 1e-3])
def test_no_effort_gives_no_false_bound(limit: float) -> None:
    model = hard_model(20)
    proved = solve(build_allocation(model)).value
    ceiling = int(model.seats.points.sum())
    for start in (None, ids()):
        outcome = solve(build_allocation(model, start=start), limit)
        assert outcome.bound >= proved
        assert outcome.bound <= ceiling


def test_stop_event_ends_the_search() -> None:
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    began = time.monotonic()
    outcome = solve(build_allocation(hard_model(), start=ids()), 1e6, stop=stop)
    assert outcome.interrupted
    assert outcome.status is Status.FEASIBLE
    assert time.monotonic() - began < 10


def test_log_lines_reach_the_callback() -> None:
    lines: list[str] = []
    solve(build_allocation(random_model(1)), log=lines.append)
    assert any("CpSolverResponse" in line for line in lines)


def test_several_workers_agree_on_the_optimum() -> None:
    model = random_model(7)
    assert solve(build_allocation(model, "weighted"), workers=2).value == best_by_enumeration(model)[1]


CHILD = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job, and its children, ignore it
from solver.modelling.cpsat import build_allocation
from solver.modelling.cpsat_search import solve
from tests.modelling.test_cpsat import hard_model, ids
model = build_allocation(hard_model(), start=ids())
print("searching", flush=True)
outcome = solve(model, 1e6)
print(outcome.status, outcome.interrupted, len(outcome.taken), flush=True)
try:
    print("waiting", flush=True)
    time.sleep(30)
except KeyboardInterrupt:
    print("handled", flush=True)
"""


def test_ctrl_c_returns_the_best_and_works_again() -> None:
    """A real SIGINT: the search stops with its best; the next Ctrl-C is Python's own again."""
    child = subprocess.Popen([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "searching\n"
    time.sleep(1.0)
    child.send_signal(signal.SIGINT)
    status, interrupted, n_taken = child.stdout.readline().split()
    assert (status, interrupted) == ("feasible", "True")
    assert int(n_taken) > 0
    assert child.stdout.readline() == "waiting\n"
    time.sleep(0.2)
    child.send_signal(signal.SIGINT)
    assert child.stdout.readline() == "handled\n"
    assert child.wait(timeout=10) == 0

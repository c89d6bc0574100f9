"""Peers answer the same problem: the MIP is the reference model row for row, and best fit bounds every plan."""

from __future__ import annotations

from itertools import product
from typing import get_args

import numpy as np
import pytest

from benchmarks.answer import Limits
from benchmarks.cases import Work
from benchmarks.peers.best_fit import best_seats, fit, places_of
from benchmarks.peers.first_come import by_county
from benchmarks.peers.mip_search import Solver, mip_two_passes, read_progress
from benchmarks.peers.mip_translation import start_of, taken_of, translate
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.county import solve_county
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE
from solver.modelling.counts import Count
from solver.modelling.cpsat import build_allocation
from solver.modelling.model import AllocationModel
from solver.modelling.seats import SeatSet
from tests.modelling.random_models import best_by_enumeration, random_model

SOLVERS: tuple[Solver, ...] = get_args(Solver)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("seed", range(15))
def test_two_passes_find_the_optimum_of_enumeration(solver: Solver, seed: int) -> None:
    model = random_model(seed, n_seats=7)
    best = best_by_enumeration(model)
    answer = mip_two_passes(model, solver, Limits(seconds=20.0))
    assert answer.taken is not None
    assert model.evaluate(answer.taken) == best
    assert (answer.severity_bound, answer.value_bound) == best
    assert answer.notes == ("severity optimal", "value optimal")


@pytest.mark.parametrize("seed", range(15))
def test_best_fit_bounds_the_value_of_every_plan(seed: int) -> None:
    model = random_model(seed, n_seats=7)
    answer = fit(model, Limits())
    assert answer.taken is None
    assert answer.value_bound is not None
    for pattern in product((0, 1), repeat=len(model.seats)):
        taken = np.flatnonzero(np.array(pattern)).astype(np.int64)
        try:
            _, value = model.evaluate(taken)
        except ValueError:
            continue
        assert value <= answer.value_bound


def small_model(*counts: Count) -> AllocationModel:
    """Two people, one village, both roles: points 10 and 8 for the first, 9 and 1 for the second, then -4."""
    seats = SeatSet(
        person=np.array([0, 1, 0, 1, 2], dtype=np.int64),
        village=np.zeros(5, dtype=np.int64),
        role=np.array([0, 0, 1, 1, 1], dtype=np.int64),
        points=np.array([10, 9, 8, 1, -4], dtype=np.int64),
        start=np.array([0, 5], dtype=np.int64),
    )
    return AllocationModel(seats, (counts,), ())


def index(*seats: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(seats, dtype=np.int64)


def test_best_fit_keeps_places_and_posts_and_sends_nobody_at_a_loss() -> None:
    one_each = [Count("one_post", f"P{p}", index(*own), upper=1) for p, own in enumerate([(0, 2), (1, 3)])]
    one_leader = Count("captain", "V", index(0, 1), upper=1)
    elastic = Count("team", "V", index(0, 1, 2, 3, 4), upper=1, excess_price=5)  # no limit of a bound
    model = small_model(*one_each, one_leader, elastic)
    places = places_of(model)
    assert places.of_person.tolist() == [1, 1, 1]
    assert places.of_role.tolist() == [[1, 3]]
    assert places.of_village.tolist() == [5]
    assert best_seats(model).tolist() == [1, 2]  # 9 + 8 = 17 beats 10 + 1; the seat of -4 stays empty


def test_best_fit_adds_every_reward_above_the_base() -> None:
    rewarded = Count("goal", "V", index(2, 3, 4), base=1, rewards=(7, 5, 3))  # the base has earned 7 already
    answer = fit(small_model(rewarded), Limits())
    assert answer.counts == {"seats_taken": 4, "seat_points": 28, "all_rewards": 8}  # 10 + 9 + 8 + 1
    assert answer.value_bound == 36


def test_a_start_is_a_whole_answer_of_the_program() -> None:
    model = random_model(3)
    built = build_allocation(model, "value", severity_limit=10_000, start=index(0))
    start = start_of(built)
    assert start is not None
    assert len(start) == len(translate(built).variables.ids)
    assert taken_of(built, start).tolist() == [0]
    assert start_of(build_allocation(model, "value")) is None


HIGHS_LINE = " L     102      50        25   0.00%   {}    {}      0.87%      670     16   1605     12445     2.6s"
SCIP_LINE = (
    "L 1.9s|     1 |     0 |  15 |   - |  rens|   0 | 400 |  60 |  71 |   1 |  1 |   0 |   0 | {} | {} |   0.80%| no"
)


@pytest.mark.parametrize(
    ("solver", "line", "found"),
    [
        ("HIGHS", HIGHS_LINE.format("13430.481461", "13314"), (13430.481461, 13314.0)),
        ("HIGHS", HIGHS_LINE.format("-inf", "-5"), (float("-inf"), -5.0)),
        ("HIGHS", HIGHS_LINE.format("13430.481461", "inf"), None),  # no answer yet
        ("HIGHS", "  Gap               0.871% (tolerance: 0.00744%)", None),
        ("GSCIP", SCIP_LINE.format("1.745925e+04", "-1.7e+04"), (17459.25, -17000.0)),
        ("GSCIP", SCIP_LINE.format("1.745925e+04", "     --     "), None),
        ("GSCIP", SCIP_LINE.format("  dualbound   ", "primalbound"), None),
    ],
)
def test_progress_is_read_off_the_logs(solver: Solver, line: str, found: tuple[float, float] | None) -> None:
    assert read_progress(solver, line) == found


def test_counties_one_after_another_break_nothing_and_share_nobody() -> None:
    instance = Instance.build(REFERENCE, **generate("prefecture-tiny", 2).tables())
    book = RuleBook.of()
    work = Work(Problem(instance, freeze_villages(instance, book).posts), book)
    answer = by_county(work, Limits(workers=1))
    assert answer.plan is not None
    people = [assignment.person_id for assignment in answer.plan.assignments]
    assert len(people) == len(set(people))
    judged = evaluate(answer.plan, book)
    assert not judged.hard
    together = solve_county(work.model)
    # one plan of all counties is never worse than the best that its counties do by themselves
    assert together.severity_bound <= judged.severity
    assert judged.severity > together.severity or judged.value <= (together.value_bound or 0)

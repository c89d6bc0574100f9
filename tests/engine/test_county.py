"""A whole county against enumeration: exceptions first, then value, and bounds that hold (§3, §7.1)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solver.book.compile import compile_model, plan_of
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.plan import Problem
from solver.engine.county import Progress, solve_county
from solver.engine.dive import DiveTuning
from solver.engine.effort import EFFORTS, Effort
from solver.engine.neighbourhood import Tuning
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import SeatSet
from tests.engine.claims import check_claims, is_closed
from tests.engine.enumeration import Outcomes, all_plans
from tests.engine.random_models import Size, random_model
from tests.strategies import random_problem

BOOK = RuleBook.of()
N_COMPILED = 204
N_RANDOM = 200

LITTLE = (
    Effort(dives=(), polish=0, batches=0),
    Effort(
        dives=(DiveTuning(share=1.0, rounds=1),), polish=0, batches=1, free=1, tuning=Tuning(3, 1, 1), core_effort=0.0
    ),
)
"""So little that plans are often not the best: then the bounds must say so."""


def solved(model: AllocationModel, plans: Outcomes, effort: Effort | None, place: object) -> tuple[bool, bool]:
    """Solve, check every claim, and return whether the plan is the optimum and whether the result says so."""
    found = solve_county(model, effort)
    assert not found.interrupted
    check_claims(model, plans, found, place)
    assert found.value_bound is not None
    best = (found.severity, found.value) == plans.best
    assert best or not is_closed(found), place
    return best, is_closed(found)


def compiled(seed: int) -> tuple[Problem, AllocationModel]:
    """Return a problem of three or four villages and six nominees, and its model: the first one that has a choice.

    Most draws have: 50 to 20,000 ways to give each nominee one of his or her seats or none.
    """
    for attempt in range(100):
        problem = random_problem(1000 * attempt + seed, n_villages=3 + seed % 2, n_people=6, spice=5)
        model = compile_model(problem, BOOK)
        if 50 <= np.prod(np.bincount(model.seats.person, minlength=1) + 1) <= 20_000:
            return problem, model
    raise AssertionError("no draw has a choice")


@pytest.mark.parametrize("block", range(4))
def test_compiled_problems(block: int) -> None:
    """The whole book, and whoever stays in the villages."""
    outcomes = []
    for seed in range(block, N_COMPILED, 4):
        problem, model = compiled(seed)
        outcomes.append(solved(model, all_plans(model), None, seed))
        if seed % 12 == 0:  # the statements agree with the counts that were solved
            found = solve_county(model)
            said = evaluate(plan_of(problem, model, found.seats), BOOK)
            assert (said.severity, said.value, len(said.hard)) == (found.severity, found.value, 0), seed
    assert all(best for best, _ in outcomes)
    assert all(closed for _, closed in outcomes)


@pytest.mark.parametrize("block", range(4))
def test_random_models(block: int) -> None:
    """Counts of every shape; at the default effort a model this small is solved, at most one in a hundred is not."""
    outcomes = []
    for seed in range(block, N_RANDOM, 4):
        model = random_model(seed)
        outcomes.append(solved(model, all_plans(model), None, seed))
    assert sum(not best for best, _ in outcomes) <= 1
    assert sum(not closed for _, closed in outcomes) <= 1


def test_little_effort_claims_little() -> None:
    outcomes = []
    for seed in range(50):
        model = random_model(seed)
        plans = all_plans(model)
        outcomes += [solved(model, plans, effort, seed) for effort in LITTLE]
    assert sum(not best for best, _ in outcomes) > 8


@pytest.mark.parametrize("factor", [500, 50_000])
def test_no_value_buys_an_exception(factor: int) -> None:
    """Points a thousand times the severity: the true hierarchy stays (§3)."""
    for seed in range(24):
        model = random_model(seed)
        model = replace(model, seats=replace(model.seats, points=model.seats.points * factor))
        plans = all_plans(model)
        best, _ = solved(model, plans, None, seed)
        assert best, seed


def test_more_villages_than_people() -> None:
    for seed in range(20):
        model = random_model(seed, Size(villages=6, people=3))
        assert solved(model, all_plans(model), None, seed)[0], seed


@pytest.mark.parametrize("name", sorted(EFFORTS))
def test_named_efforts(name: str) -> None:
    for seed in range(10):
        model = random_model(seed)
        solved(model, all_plans(model), EFFORTS[name], seed)


def none_of(n_villages: int) -> SeatSet:
    none = np.zeros(0, dtype=np.int64)
    return SeatSet(none, none, none, none, np.zeros(n_villages + 1, dtype=np.int64))


@pytest.mark.parametrize("n_villages", [0, 1, 3])
def test_nobody_to_send(n_villages: int) -> None:
    """Nothing can be done about 3 missing of 7 points of severity each, or about a county row that nobody is in."""
    nobody = np.zeros(0, dtype=np.int64)
    missing = tuple((Count("members_minimum", f"V{v}", nobody, lower=3, shortfall_price=7),) for v in range(n_villages))
    county = Count("central", "", nobody, base=1, lower=2, shortfall_price=5)
    found = solve_county(AllocationModel(none_of(n_villages), missing, (county,)))
    severity = 21 * n_villages + 5
    assert (found.severity, found.severity_bound, found.value, found.value_bound) == (severity, severity, 0, 0)
    assert found.seats.tolist() == []


def test_progress_never_takes_back() -> None:
    """Plans only get better, and the last line is the result."""
    for seed in range(24):
        model = random_model(seed)
        lines: list[Progress] = []
        found = solve_county(model, on_progress=lines.append)
        ranks = [(line.severity, -line.value) for line in lines]
        assert ranks == sorted(ranks, reverse=True), seed
        bounds = [line.severity_bound for line in lines if line.severity_bound is not None]
        assert bounds == sorted(bounds), seed
        assert (lines[-1].severity, lines[-1].value) == (found.severity, found.value)
        of_value: dict[int, list[int]] = {}
        for line in lines:
            if line.value_bound is not None:
                of_value.setdefault(line.severity, []).append(line.value_bound)
        for severity, values in of_value.items():
            assert values == sorted(values, reverse=True), (seed, severity, values)


def test_rows_of_people_in_another_order_give_as_good_a_plan() -> None:
    """Renumbering people permutes seats; severity, value and both bounds stay."""
    for seed in range(20):
        model = random_model(seed)
        turned = with_people_turned_round(model)
        one, two = solve_county(model), solve_county(turned)
        assert (one.severity, one.value) == (two.severity, two.value), seed


def with_people_turned_round(model: AllocationModel) -> AllocationModel:
    seats = model.seats
    person = seats.person.max(initial=0) - seats.person
    order = np.lexsort((person, seats.role, seats.village))
    place = np.argsort(order)

    def moved(count: Count) -> Count:
        own = place[count.seats]
        rank = np.argsort(own)
        return replace(count, seats=own[rank], weights=None if count.weights is None else count.weights[rank])

    return AllocationModel(
        replace(
            seats,
            person=person[order],
            village=seats.village[order],
            role=seats.role[order],
            points=seats.points[order],
        ),
        tuple(tuple(moved(c) for c in counts) for counts in model.team_counts),
        tuple(moved(c) for c in model.linking_counts),
    )

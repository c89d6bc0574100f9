"""All rules and goals together, on drawn problems: the book as a whole keeps what the battery shows of each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solver.book.compile import compile_model, plan_of
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.plan import Plan, Problem
from solver.domain.words import Health
from solver.modelling.cases import GOOD_CANDIDATE, build_case
from tests.strategies import problems, random_plan, random_problem, seats_of

BOOK = RuleBook.of()


def tables(instance: Instance) -> dict[str, tuple[object, ...]]:
    names = ("villages", "candidates", "units", "incumbents", "pairings", "pins", "scores")
    return {name: getattr(instance, name) for name in names}


@given(problems(spice=10), st.integers(0, 1000))
def test_seats_and_counts_say_what_the_statements_say(problem: Problem, seed: int) -> None:
    """A plan is allowed, and has the severity and value, that the statements give it."""
    plan = random_plan(problem, seed)
    model = compile_model(problem, BOOK)
    found, taken = evaluate(plan, BOOK), seats_of(model, plan)
    allowed = taken is not None and all(c.allows(model.tally(c, taken)) for c in model.all_counts)
    assert allowed is not bool(found.hard)
    if allowed and taken is not None:
        assert model.evaluate(taken) == (found.severity, found.value)
        assert plan_of(problem, model, taken) == plan


@given(problems(spice=30), st.integers(0, 1000))
def test_rows_in_another_order_change_nothing(problem: Problem, seed: int) -> None:
    rng = np.random.default_rng(seed)
    shuffled = {name: [rows[i] for i in rng.permutation(len(rows))] for name, rows in tables(problem.instance).items()}
    other = Problem(Instance.build(problem.instance.reference, **shuffled), problem.posts)
    plan = random_plan(problem, seed)
    assert evaluate(plan, BOOK) == evaluate(Plan.of(other, plan.assignments), BOOK)
    one, two = compile_model(problem, BOOK), compile_model(other, BOOK)
    assert [c.key for c in one.all_counts] == [c.key for c in two.all_counts]
    assert np.array_equal(one.seats.points, two.seats.points)


@given(problems(spice=30), st.integers(0, 1000))
def test_somebody_who_may_not_be_sent_changes_nothing(problem: Problem, seed: int) -> None:
    """One more nominee, unable: the same seats, severity and value."""
    unable = replace(
        build_case({"candidates": [{**GOOD_CANDIDATE, "person_id": "P99"}]}).problem.instance.candidates[0],
        health=Health.NO,
        unit_id="",
    )
    instance = problem.instance
    more = {**tables(instance), "candidates": (*instance.candidates, unable)}
    other = Problem(Instance.build(instance.reference, **more), problem.posts)
    one, two = compile_model(problem, BOOK), compile_model(other, BOOK)
    assert np.array_equal(one.seats.points, two.seats.points)
    assert np.array_equal(one.seats.start, two.seats.start)
    plan = random_plan(problem, seed)
    before, after = evaluate(plan, BOOK), evaluate(Plan.of(other, plan.assignments), BOOK)
    assert (before.severity, before.value) == (after.severity, after.value)


def test_mild_problems_leave_seats() -> None:
    """At a spice of 10 most people pass most rules, so tests of engines have something to choose."""
    sizes = [len(compile_model(random_problem(seed, spice=10), BOOK).seats) for seed in range(40)]
    assert np.mean([size > 0 for size in sizes]) > 0.8
    assert np.mean(sizes) > 3


def test_seats_in_groups() -> None:
    """Groups ascend by label, hold ascending seats, leave out negative labels, and split all the rest."""
    seats = compile_model(random_problem(3, n_villages=3, n_people=4), RuleBook((), ())).seats
    labels = np.array([1, -1, 0, 1], dtype=np.int64)
    groups = list(seats.groups(labels))
    assert [label for label, _ in groups] == [0, 1]
    for label, group in groups:
        assert group.tolist() == np.flatnonzero(labels[seats.person] == label).tolist()
    assert list(seats.groups(np.full(4, -1, dtype=np.int64))) == []

"""Rule book and oracle, two readings of one text, agree on every random plan; both engines find the best plan.

``VILLAGES_FIRST_LONG=1`` runs the long version (500 problems and more).
"""

from __future__ import annotations

import os

import pytest

from solver.book.compile import compile_model
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.plan import Problem
from tests.oracle.oracle import judge, oracle_best
from tests.oracle.solve import county_best, reference_best
from tests.strategies import random_plan, random_problem

LONG = bool(os.environ.get("VILLAGES_FIRST_LONG"))
N_EVALUATED = 2000 if LONG else 200
N_SOLVED = 520 if LONG else 60

BOOK = RuleBook.of()
SIZES = ((1, 7), (2, 5), (2, 6), (3, 5), (3, 6), (4, 4), (4, 5))
"""(villages, candidates): small enough that all plans can be tried."""


def problem_of(seed: int) -> Problem:
    """A random problem; every third is full of odd facts, every third nearly in order."""
    n_villages, n_people = SIZES[seed % len(SIZES)]
    return random_problem(seed, n_villages, n_people, spice=(2, 8, 30)[seed % 3])


@pytest.mark.parametrize("part", range(10))
def test_both_readings_judge_plans_alike(part: int) -> None:
    for seed in range(part, N_EVALUATED, 10):
        plan = random_plan(problem_of(seed), seed)
        found, true = evaluate(plan, BOOK), judge(plan)
        assert bool(found.hard) == true.broken, (seed, found.hard)
        assert found.severity == true.severity, (seed, found.exceptions)
        assert found.value == true.value, (seed, found.points)


@pytest.mark.parametrize("part", range(10))
def test_both_engines_find_the_oracles_best(part: int) -> None:
    for seed in range(part, N_SOLVED, 10):
        problem = problem_of(seed)
        model, best = compile_model(problem, BOOK), oracle_best(problem)
        assert reference_best(model) == best, seed
        assert county_best(model) == best, seed

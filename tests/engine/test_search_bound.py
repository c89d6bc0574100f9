"""Bounds by search against all plans: true for every plan, and often below what prices say (§7.1, §7.4)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from ortools.math_opt import model_pb2, parameters_pb2, result_pb2

from solver.engine import search_bound
from solver.engine.generation import generate_columns
from solver.engine.pricing import Scalars
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.engine.search_bound import lowered_by
from solver.modelling.seats import BoolArray, IntArray
from solver.units import PRICE_SCALE
from tests.engine.enumeration import Outcomes, all_plans
from tests.engine.random_models import random_model

MANY = 1000
"""Nodes that decide any program here."""


def relaxed(seed: int) -> tuple[Relaxation, PricePoint, Outcomes]:
    """Relax a random model of three villages."""
    model = random_model(seed)
    relaxation = Relaxation(model)
    whole = Subproblem(relaxation)
    made = generate_columns(whole, whole.master((), 0), 0, tolerance=1e-3)
    return relaxation, made.best, all_plans(model)


def lowered(relaxation: Relaxation, point: PricePoint, nodes: int = MANY, spanning: BoolArray | None = None) -> int:
    """Return by how much a bound falls, by default with no row that reaches beyond the villages."""
    tops = Subproblem(relaxation).best_worths(point)
    none = np.zeros(len(relaxation.linking), dtype=np.bool_)
    return lowered_by(relaxation, point, tops, none if spanning is None else spanning, nodes)


def given_up() -> result_pb2.SolveResultProto:
    """Return the answer of a program that was given up before its first bound."""
    result = result_pb2.SolveResultProto()
    result.termination.objective_bounds.dual_bound = math.inf
    return result


def worths(point: PricePoint, plans: Outcomes) -> IntArray:
    """Return what each plan is worth where only severity has a price."""
    worth: IntArray = PRICE_SCALE * plans.value - point.scalars.severity_price * plans.severity
    return worth


@pytest.mark.parametrize("block", range(3))
def test_no_plan_is_worth_more_at_any_prices(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever rows are paid for, however few teams are listed and however little is searched."""
    n_lower = 0
    for seed in range(block, 150, 3):
        rng = np.random.default_rng(seed)
        model = random_model(seed)
        relaxation, plans = Relaxation(model), all_plans(model)
        rows = rng.integers(-2 * PRICE_SCALE, 20 * PRICE_SCALE, len(relaxation.linking))
        scalars = Scalars(PRICE_SCALE, int(rng.integers(0, 30 * PRICE_SCALE)))
        point, _ = Subproblem(relaxation).price(relaxation.linking.admissible(rows), scalars, 0)
        monkeypatch.setattr(search_bound, "SLACK", int(rng.choice([1, 8, 100])))
        monkeypatch.setattr(search_bound, "TEAMS", int(rng.choice([12, 15_000])))
        monkeypatch.setattr(search_bound, "HANDY", int(rng.choice([0, 5_000])))
        spanning = rng.random(len(rows)) < rng.choice([0.0, 0.5, 1.0])
        found = lowered(relaxation, point, int(rng.choice([1, MANY])), spanning)
        assert found >= 0
        assert point.total - found >= worths(point, plans).max(), seed
        n_lower += found > 0
    assert n_lower > 15


@pytest.mark.parametrize("slack", [8, 10_000])
def test_the_bound_is_what_the_best_plan_is_worth(slack: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row reaches beyond the villages, and the slack grows to what the bound falls by."""
    monkeypatch.setattr(search_bound, "SLACK", slack)
    n_torn = 0
    for seed in range(60):
        relaxation, point, plans = relaxed(seed)
        best = int(worths(point, plans).max())
        # the search may stop half a point short, and rounds by a hundredth
        assert best <= point.total - lowered(relaxation, point) <= best + 0.52 * PRICE_SCALE, seed
        n_torn += point.total > best + 8 * PRICE_SCALE
    assert n_torn > 5


def test_rows_that_are_paid_for_still_have_their_hard_limits() -> None:
    """A person's post is paid for, and two villages still cannot both have them: now and then that costs something."""
    n_lower = 0
    for seed in range(60):
        relaxation, point, _ = relaxed(seed)
        every = np.ones(len(relaxation.linking), dtype=np.bool_)
        n_lower += lowered(relaxation, point, spanning=every) > 0
    assert n_lower > 0


def test_of_too_many_teams_nothing_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_bound, "TEAMS", 2)
    for seed in range(20):
        relaxation, point, _ = relaxed(seed)
        assert lowered(relaxation, point) == 0


@pytest.mark.parametrize(("asked", "handy", "searched"), [(1, True, 20), (1, False, 1), (100, True, 100)])
def test_a_program_of_few_teams_is_searched_further(
    asked: int, handy: bool, searched: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exactly as many teams as are handy, or one more."""
    seen: list[tuple[int, int]] = []

    def note(program: model_pb2.ModelProto, _: str, parameters: parameters_pb2.SolveParametersProto) -> object:
        seen.append((sum(program.variables.integers), parameters.node_limit))
        return given_up()

    monkeypatch.setattr(search_bound, "run", note)
    relaxation, point, _ = relaxed(3)
    lowered(relaxation, point)
    (n_teams, _), *_ = seen
    seen.clear()
    monkeypatch.setattr(search_bound, "HANDY", n_teams - (not handy))
    lowered(relaxation, point, asked)
    assert seen == [(n_teams, searched)]


def test_a_program_without_a_bound_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_bound, "run", lambda *_: given_up())
    relaxation, point, _ = relaxed(3)
    assert lowered(relaxation, point) == 0

"""Polishing against all plans: never worse, never more severity, and what is said to be the best is (§7.1)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solver.engine import polishing
from solver.engine.draft_plan import Draft, make_draft
from solver.engine.exact_core import columns_of
from solver.engine.neighbourhood import Answer
from solver.engine.polishing import polish
from solver.engine.pricing import Scalars
from solver.engine.relaxation import Relaxation, Subproblem
from solver.units import PRICE_SCALE
from tests.engine.enumeration import Outcomes, all_plans
from tests.engine.random_models import random_model

WEIGHTS = Scalars(PRICE_SCALE, 100 * PRICE_SCALE)


def drawn(seed: int, richer: int = 1) -> tuple[Relaxation, Draft, Outcomes]:
    """Take a random plan of a random model of three villages."""
    model = random_model(seed)
    model = replace(model, seats=replace(model.seats, points=model.seats.points * richer))
    relaxation, plans = Relaxation(model), all_plans(model)
    now = plans.taken[np.random.default_rng(seed).integers(len(plans))]
    draft = make_draft(relaxation, columns_of(relaxation, np.flatnonzero(now)))
    assert draft is not None
    return relaxation, draft, plans


def polished(relaxation: Relaxation, draft: Draft, teams: int, limit: int = 0, charge: float | None = None) -> Answer:
    """Polish a plan from prices of nothing."""
    start, _ = Subproblem(relaxation).price(np.zeros(len(relaxation.linking), dtype=np.int64), WEIGHTS, 0)
    return polish(relaxation, draft.columns, (), teams, start, limit, charge)


def test_within_a_limit_the_best_is_found_and_known() -> None:
    n_better = 0
    for seed in range(60):
        relaxation, draft, plans = drawn(seed)
        answer = polished(relaxation, draft, 2000, draft.severity)
        found = make_draft(relaxation, answer.columns or ())
        assert found is not None
        assert answer.proved, seed
        assert found.severity <= draft.severity, seed
        # all villages are free and no list is cut: the best of the plans within the limit, by counting them all
        assert found.value == plans.value[plans.severity <= draft.severity].max(), seed
        n_better += found.value > draft.value
    assert n_better > 30


@pytest.mark.parametrize("richer", [1, 500])
def test_severity_that_is_charged_is_never_sold(richer: int) -> None:
    """A team of 40 · 500 points is worth dozens of exceptions at 300 points each: still none is made."""
    n_less = 0
    for seed in range(60):
        relaxation, draft, plans = drawn(seed, richer)
        answer = polished(relaxation, draft, 2000, charge=300.0)
        found = make_draft(relaxation, answer.columns or ())
        assert found is not None
        assert found.rank <= draft.rank, seed
        if answer.proved and found.rank < draft.rank:
            assert found.value - 300 * found.severity == (plans.value - 300 * plans.severity).max(), seed
        n_less += found.severity < draft.severity
    assert n_less > (20 if richer == 1 else 0)


@pytest.mark.parametrize("small", [2, 3])
@pytest.mark.parametrize("charge", [None, 300.0])
def test_a_large_county_is_polished_in_pieces(
    monkeypatch: pytest.MonkeyPatch, charge: float | None, small: int
) -> None:
    """Three villages, two at a time, once or more often: often better, never worse, and more often the best."""
    monkeypatch.setattr(polishing, "PIECE", 2)
    monkeypatch.setattr(polishing, "SMALL", small)
    n_better = n_best = 0
    for seed in range(40):
        relaxation, draft, plans = drawn(seed)
        answer = polished(relaxation, draft, 2000, draft.severity, charge)
        found = make_draft(relaxation, answer.columns or ())
        assert found is not None
        assert not answer.proved
        assert found.rank <= draft.rank, seed
        n_better += found.rank < draft.rank
        n_best += found.value == plans.value[plans.severity <= found.severity].max()
    assert n_better > 20
    assert n_best > (20 if small == 2 else 10)


def test_the_villages_fixed_last_are_free_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one village a program, the last has its best team beside the others, which keep theirs."""
    monkeypatch.setattr(polishing, "PIECE", 1)
    n_better = 0
    for seed in range(40):
        relaxation, draft, _ = drawn(seed)
        order = np.random.default_rng(seed).permutation(len(draft.columns))
        plan = [draft.columns[village] for village in order]
        answer = polished(relaxation, replace(draft, columns=tuple(plan)), 2000, draft.severity)
        assert answer.columns is not None
        assert [c for c in answer.columns if c.village != order[-1]] == [
            c for c in draft.columns if c.village != order[-1]
        ]
        n_better += answer.columns != draft.columns
    assert n_better > 10


def test_a_program_of_few_teams_proves_less() -> None:
    """Where two teams a village are listed, a program over three villages proves what it says, or nothing."""
    n_proved = 0
    for seed in range(40):
        relaxation, draft, plans = drawn(seed)
        answer = polished(relaxation, draft, 2, draft.severity)  # teams a village: the list is cut short
        found = make_draft(relaxation, answer.columns or ())
        assert found is not None
        assert found.rank <= draft.rank, seed
        best = plans.value[plans.severity <= draft.severity].max()
        n_proved += answer.proved
        assert not answer.proved or found.value == best, seed
    assert 0 < n_proved < 40


def test_a_list_of_no_teams_leaves_the_plan() -> None:
    for seed in range(10):
        relaxation, draft, _ = drawn(seed)
        answer = polished(relaxation, draft, 0, draft.severity)
        found = make_draft(relaxation, answer.columns or ())
        assert found is not None
        assert found.rank <= draft.rank

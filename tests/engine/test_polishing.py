"""Polishing against all plans: never worse, never more severity, and what is said to be the best is (§7.1)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solver.engine import polishing
from solver.engine.draft_plan import Draft, make_draft
from solver.engine.exact_core import columns_of
from solver.engine.polishing import polish
from solver.engine.relaxation import Relaxation
from tests.engine.enumeration import Outcomes, all_plans
from tests.engine.random_models import random_model


def drawn(seed: int, richer: int = 1) -> tuple[Relaxation, Draft, Outcomes]:
    """Take a random plan of a random model of three villages."""
    model = random_model(seed)
    model = replace(model, seats=replace(model.seats, points=model.seats.points * richer))
    relaxation, plans = Relaxation(model), all_plans(model)
    now = plans.taken[np.random.default_rng(seed).integers(len(plans))]
    draft = make_draft(relaxation, columns_of(relaxation, np.flatnonzero(now)))
    assert draft is not None
    return relaxation, draft, plans


def test_within_a_limit_the_best_is_found_and_known() -> None:
    n_better = 0
    for seed in range(60):
        relaxation, draft, plans = drawn(seed)
        answer = polish(relaxation, draft.columns, (), 2000, draft.severity)
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
        answer = polish(relaxation, draft.columns, (), 2000, charge=300.0)
        found = make_draft(relaxation, answer.columns or ())
        assert found is not None
        assert found.rank <= draft.rank, seed
        if answer.proved and found.rank < draft.rank:
            assert found.value - 300 * found.severity == (plans.value - 300 * plans.severity).max(), seed
        n_less += found.severity < draft.severity
    assert n_less > (20 if richer == 1 else 0)


def test_a_county_that_is_too_large_keeps_its_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three villages, with two and with three allowed."""
    for seed in range(10):
        relaxation, draft, plans = drawn(seed)
        for most in (2, 3):
            monkeypatch.setattr(polishing, "MOST_VILLAGES", most)
            answer = polish(relaxation, draft.columns, (), 2000, draft.severity)
            found = make_draft(relaxation, answer.columns or ())
            assert found is not None
            assert answer.proved == (most == 3)
            best = plans.value[plans.severity <= draft.severity].max()
            assert found.value == (best if most == 3 else draft.value), seed


def test_a_list_of_no_teams_leaves_the_plan() -> None:
    for seed in range(10):
        relaxation, draft, _ = drawn(seed)
        answer = polish(relaxation, draft.columns, (), 0, draft.severity)
        found = make_draft(relaxation, answer.columns or ())
        assert found is not None
        assert found.rank <= draft.rank

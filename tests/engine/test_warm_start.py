"""A plan that is given: what of it is legal is kept, gaps are filled, and what comes out is bounded as ever."""

from __future__ import annotations

import numpy as np

from solver.engine.county import solve_county
from solver.engine.effort import EFFORTS
from solver.engine.relaxation import Relaxation
from solver.engine.warm_start import Ledger, legal_part, started
from solver.modelling.model import AllocationModel
from tests.engine.claims import check_claims
from tests.engine.enumeration import all_plans
from tests.engine.random_models import Size, random_model

SEEDS = range(40)
SIZE = Size()


def models() -> list[AllocationModel]:
    return [random_model(seed, SIZE) for seed in SEEDS]


def test_any_seats_become_a_plan_without_broken_limits() -> None:
    """All seats at once break nearly every limit; evaluate raises where one is broken."""
    for model in models():
        every = np.arange(len(model.seats), dtype=np.int64)
        kept = legal_part(Ledger(model), every)
        severity, value = model.evaluate(kept)
        draft = started(Relaxation(model), every)
        assert draft.rank <= (severity, -value)
        assert model.evaluate(draft.seats) == (draft.severity, draft.value)


def test_a_legal_plan_is_kept_whole() -> None:
    for model in models():
        found = solve_county(model, EFFORTS["quick"])
        assert legal_part(Ledger(model), found.seats).tolist() == found.seats.tolist()
        assert started(Relaxation(model), found.seats).rank <= (found.severity, -found.value)


def test_a_warm_start_is_never_worse_than_its_start_and_is_bounded_alike() -> None:
    """From the best plan there is: it is found again, from nothing and from everything the claims hold too."""
    for seed, model in zip(SEEDS, models(), strict=True):
        plans = all_plans(model)
        for start in (np.zeros(0, dtype=np.int64), np.arange(len(model.seats), dtype=np.int64)):
            found = solve_county(model, EFFORTS["quick"], start=start)
            check_claims(model, plans, found, seed)
            given = started(Relaxation(model), start)
            assert (found.severity, -found.value) <= given.rank
            again = solve_county(model, EFFORTS["quick"], start=start)
            assert again.seats.tolist() == found.seats.tolist()

"""Every village would keep the same few stars: nothing is cut by score, so nobody goes without (§7.1)."""

from __future__ import annotations

import numpy as np

from solver.engine.county import solve_county
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import FS, SeatSet

N_VILLAGES, N_STARS, N_OTHERS = 40, 10, 32
EMPTY = 10
"""Severity of a village without a first secretary."""


def model(kept: int) -> AllocationModel:
    """Every village needs one first secretary; of the people, the same in each, only the best ``kept`` have seats."""
    people = np.arange(kept, dtype=np.int64)
    points = np.where(people < N_STARS, 100, 30)
    seats = SeatSet(
        person=np.tile(people, N_VILLAGES),
        village=np.repeat(np.arange(N_VILLAGES), kept),
        role=np.full(N_VILLAGES * kept, FS, dtype=np.int64),
        points=np.tile(points, N_VILLAGES),
        start=np.arange(N_VILLAGES + 1) * kept,
    )

    teams = tuple(
        (
            Count("team_size", f"V{v}", np.arange(v * kept, (v + 1) * kept), upper=1, part="fs"),
            Count("minimum", f"V{v}", np.arange(v * kept, (v + 1) * kept), lower=1, shortfall_price=EMPTY),
        )
        for v in range(N_VILLAGES)
    )
    posts = tuple(Count("one_post", str(p), np.flatnonzero(seats.person == p), upper=1) for p in people.tolist())
    return AllocationModel(seats, teams, posts)


def test_every_village_has_somebody_though_all_want_the_same_ten() -> None:
    found = solve_county(model(N_STARS + N_OTHERS))
    # ten stars at 100, and thirty of the others at 30
    assert (found.severity, found.value) == (0, 10 * 100 + 30 * 30)
    assert (found.severity_bound, found.value_bound) == (0, 1900)


def test_with_the_ten_best_of_each_village_thirty_would_be_empty() -> None:
    """What a cut by score would have made of it, even if three times as many were kept."""
    assert solve_county(model(N_STARS)).severity == (N_VILLAGES - N_STARS) * EMPTY
    assert solve_county(model(3 * N_STARS)).severity == (N_VILLAGES - 3 * N_STARS) * EMPTY

"""Polishing: one exact program over all villages of a county, from a dive's plan (§7.1).

What a dive loses is spread over the county: neighbourhoods of half the villages win back half of it, all villages
together nearly all (benchmarks/studies/2026-11-29_polishing).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from solver.engine.draft_plan import make_draft
from solver.engine.neighbourhood import Answer, Tuning, improve
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation, Subproblem

MOST_VILLAGES = 220
"""Villages of one program at most; more than that are polished in as few parts as may be, one after another."""
NODES = 40
"""Branch-and-bound nodes of the program."""


def polish(
    relaxation: Relaxation,
    columns: Sequence[Column],
    pool: Sequence[Column],
    teams: int,
    severity_limit: int = 0,
    charge: float | None = None,
) -> Answer:
    """Return the plan, or a better one, and whether nothing better exists.

    Parameters
    ----------
    columns
        The plan: one a village, in order.
    pool
        Columns known so far.
    teams
        Most teams listed, a village on average.
    severity_limit, charge
        As :func:`~solver.engine.neighbourhood.improve` takes them; the limit is that of the whole plan.
    """
    best = make_draft(relaxation, columns)
    assert best is not None
    n, proved = len(best.columns), False
    order = np.random.default_rng(n).permutation(n)
    for part in np.array_split(order, max(1, math.ceil(n / MOST_VILLAGES))):
        free = set(part.tolist())
        fixed = [column for column in best.columns if column.village not in free]
        answer = improve(
            Subproblem(relaxation, fixed),
            [column for column in best.columns if column.village in free],
            [column for column in pool if column.village in free],
            Tuning(teams=teams * len(free), nodes=NODES, solver="GSCIP"),
            severity_limit - sum(column.severity for column in fixed),
            charge=charge,
        )
        # a charge could sell severity for value: that is for the planner to decide, never for the program
        better = best.with_columns(relaxation, answer.columns or ())
        if better is not None and better.rank < best.rank:
            best = better
        proved = answer.proved and not fixed
    return Answer(best.columns, proved)

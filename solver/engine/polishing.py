"""Polishing: one exact program over all villages of a county, from a dive's plan (§7.1).

What a dive loses is spread over the county: all villages together win back three quarters of it, halves half of that
(benchmarks/studies/2026-11-29_polishing).
"""

from __future__ import annotations

from collections.abc import Sequence

from solver.engine.draft_plan import make_draft
from solver.engine.neighbourhood import Answer, Tuning, improve
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation, Subproblem

MOST_VILLAGES = 220
"""Villages of a county that is polished, at most: halves of one of 240 won 7 points in 134 seconds."""
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

    A county of more than ``MOST_VILLAGES`` keeps its plan.

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
    draft = make_draft(relaxation, columns)
    assert draft is not None
    if len(columns) > MOST_VILLAGES:
        return Answer(draft.columns, proved=False)
    tuning = Tuning(teams=teams * len(columns), nodes=NODES, solver="GSCIP")
    answer = improve(Subproblem(relaxation), columns, pool, tuning, severity_limit, charge=charge)
    better = draft.with_columns(relaxation, answer.columns or ())
    # a charge could sell severity for value: that is for the planner to decide, never for the program
    if better is None or better.rank > draft.rank:
        return Answer(draft.columns, proved=False)
    return Answer(better.columns, answer.proved)

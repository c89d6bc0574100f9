"""Polishing: a dive's plan, made better by exact programs over many villages at a time (§7.1).

What a dive loses is spread over the county. One program over all its villages wins most of it back, or, where there
are many, nothing; then programs over most of a hundred do (benchmarks/studies/2026-11-29_polishing).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.effort import SEED
from solver.engine.neighbourhood import Answer, Solver, Tuning, improve
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.units import PRICE_SCALE

SMALL, MOST_VILLAGES = 140, 220
"""Villages of a county for which one program is all, and for which there is one."""
PIECE = 80
"""Villages of each further program of a larger county."""
PIECES, PATIENCE = 8, 2
"""Programs of a larger county, at most, and those in a row that may win nothing."""
NODES = 40
"""Branch-and-bound nodes of a program."""
SOLVER: Solver = "GSCIP"
"""Of the programs: it ends sooner than HiGHS where all villages of a county are free."""


def polish(
    relaxation: Relaxation,
    columns: Sequence[Column],
    pool: Sequence[Column],
    teams: int,
    start: PricePoint,
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
    start
        Prices of the relaxation, to begin with and to choose villages by.
    severity_limit, charge
        As :func:`~solver.engine.neighbourhood.improve` takes them; the limit is that of the whole plan.
    """
    draft = make_draft(relaxation, columns)
    assert draft is not None
    programs, n, proved = _Programs(relaxation, pool, teams, start, severity_limit, charge), len(columns), False
    if n <= MOST_VILLAGES:
        draft, proved = programs.improved(draft, set(range(n)))
    if n > SMALL and not proved:
        draft = programs.piece_by_piece(draft)
    return Answer(draft.columns, proved)


@dataclass(frozen=True)
class _Programs:
    """The programs of one county; see :func:`polish`."""

    relaxation: Relaxation
    pool: Sequence[Column]
    teams: int
    start: PricePoint
    severity_limit: int
    charge: float | None

    def piece_by_piece(self, draft: Draft) -> Draft:
        """Improve some villages at a time, those that lose most against the prices more often."""
        rng = np.random.default_rng(SEED)
        tops = Subproblem(self.relaxation).best_worths(self.start)
        idle = 0
        for _ in range(PIECES):
            weights = self.start.losses(tops, draft.columns) + float(PRICE_SCALE)
            free = rng.choice(len(weights), PIECE, replace=False, p=weights / weights.sum())
            better, _ = self.improved(draft, set(free.tolist()))
            idle = 0 if better.rank < draft.rank else idle + 1
            draft = better
            if idle >= PATIENCE:
                break
        return draft

    def improved(self, draft: Draft, free: set[int]) -> tuple[Draft, bool]:
        """Improve some villages by one program; return the plan and whether nothing better exists."""
        fixed = [c for c in draft.columns if c.village not in free]
        answer = improve(
            Subproblem(self.relaxation, fixed),
            [c for c in draft.columns if c.village in free],
            [c for c in self.pool if c.village in free],
            Tuning(teams=self.teams * len(free), nodes=NODES, solver=SOLVER),
            self.severity_limit - sum(c.severity for c in fixed),
            start=self.start,
            charge=self.charge,
        )
        better = draft.with_columns(self.relaxation, answer.columns or ())
        # a charge could sell severity for value: that is for the planner to decide, never for the program
        if better is None or better.rank > draft.rank:
            return draft, False
        return better, answer.proved

"""Polishing: a dive's plan, made better by exact programs over a hundred villages at a time (§7.1).

A dive fixes first what the relaxation is sure of, and loses nothing by it; what it loses, it loses with the villages
fixed last, and a program over those wins most of it back (benchmarks/studies/2026-12-01_whom-to-free). Of villages
drawn by what they lose, hardly any program does: the others hold what they would need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.duals import Duals, FloatArray
from solver.engine.neighbourhood import Answer, Solver, Tuning, improve
from solver.engine.program import SEVERITY_WORTH, Column
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem

PIECE = 100
"""Villages of a program at most."""
SMALL = 140
"""Villages of a county for which one program is all: others found nothing more."""
PROGRAMS = 8
"""Programs of a larger county, at most."""
NODES = 500
"""Branch-and-bound nodes of a program: after the root, which takes most of the time, they are cheap, and by 40 often
nothing was found."""
SOLVER: Solver = "GSCIP"
"""Of the programs: it ends sooner than HiGHS where many villages are free."""


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
        The plan: one a village, in the order in which a dive fixed them.
    pool
        Columns known so far.
    teams
        Most teams listed, a village on average.
    start
        Prices of the relaxation, to begin with.
    severity_limit, charge
        As :func:`~solver.engine.neighbourhood.improve` takes them; the limit is that of the whole plan.
    """
    last = [c.village for c in columns[::-1]]
    draft = make_draft(relaxation, columns)
    assert draft is not None
    programs, n = Programs(relaxation, pool, teams, start, severity_limit, charge), len(columns)
    draft, proved = programs.improved(draft, last[:PIECE])
    if n > SMALL:
        draft = programs.others(draft, last)
    return Answer(draft.columns, proved and n <= PIECE)


@dataclass(frozen=True)
class Programs:
    """The programs of one county; see :func:`polish`."""

    relaxation: Relaxation
    pool: Sequence[Column]
    teams: int
    start: PricePoint
    severity_limit: int
    charge: float | None

    def others(self, draft: Draft, last: list[int]) -> Draft:
        """Free those that the relaxation leaves open, the last again, those whose team it hardly takes, and so on."""
        relaxed = self._relaxed()
        for program in range(1, PROGRAMS):
            free = (_doubted(relaxed, draft), _torn(relaxed, len(last)), last)[program % 3]
            better, _ = self.improved(draft, free[:PIECE])
            if better.rank >= draft.rank:
                break
            draft = better
        return draft

    def _relaxed(self) -> Duals:
        """Solve the relaxation over the columns known so far."""
        charge = SEVERITY_WORTH if self.charge is None else self.charge
        return Subproblem(self.relaxation).master(self.pool, self.severity_limit, 1, charge).solve(1.0)

    def improved(self, draft: Draft, villages: Sequence[int]) -> tuple[Draft, bool]:
        """Improve some villages by one program; return the plan and whether nothing better exists."""
        free = set(villages)
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


def _torn(relaxed: Duals, n: int) -> list[int]:
    """Return the villages, those first whose heaviest team weighs least."""
    heaviest = np.zeros(n)
    np.maximum.at(heaviest, [c.village for c in relaxed.columns], relaxed.weights)
    return _lightest(heaviest)


def _doubted(relaxed: Duals, draft: Draft) -> list[int]:
    """Return the villages, those first whose team weighs least."""
    weights = dict(zip(relaxed.columns, relaxed.weights.tolist(), strict=True))
    return _lightest(np.array([weights.get(c, 0.0) for c in draft.columns]))


def _lightest(weights: FloatArray) -> list[int]:
    """Return places in order of weight, differences that are rounding's left out."""
    order: list[int] = np.argsort(np.round(weights, 9), kind="stable").tolist()
    return order

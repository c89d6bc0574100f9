"""Dives: fix the villages that the relaxation is sure about, price again, until every village has its team (§7.1).

The residual master is built anew at each step from the columns that still fit and are worth keeping; fixing bounds in
place was slower and worse (evidence.md §2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from solver.engine.duals import FloatArray
from solver.engine.generation import generate_columns
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation, Subproblem

POOL = 60
"""Columns a village that a dive is given to begin with, the best priced first."""


@dataclass(frozen=True)
class DiveTuning:
    """How a dive moves.

    Attributes
    ----------
    sure
        A column of at least this weight is fixed.
    share
        At least this share of the free villages is fixed at each step.
    rounds
        Rounds of column generation at each step.
    keep
        Columns of each village kept for the next step, the best priced first.
    """

    sure: float = 0.95
    share: float = 0.12
    rounds: int = 6
    keep: int = 25


def dive(
    relaxation: Relaxation,
    columns: Sequence[Column],
    severity_limit: int,
    tuning: DiveTuning,
    *,
    points: int = 1,
    going_on: Callable[[], bool] = lambda: True,
) -> list[Column] | None:
    """Return one column a village that together keep every hard row, or ``None`` if asked to stop.

    They are in the order in which they were fixed: the last are those that the relaxation was least sure of.

    Parameters
    ----------
    columns
        Columns known so far.
    severity_limit
        Severity of the whole plan above which the masters charge each unit.
    """
    fixed: list[Column] = []
    pool: Sequence[Column] = columns
    while True:
        subproblem = Subproblem(relaxation, fixed)
        if not subproblem.villages:
            return fixed
        if not going_on():
            return None
        left = severity_limit - sum(c.severity for c in fixed)
        master = subproblem.master(pool, left, points)
        made = generate_columns(
            subproblem, master, left, points=points, n_others=2, max_rounds=tuning.rounds, tolerance=0.5
        )
        fixed.extend(_choose(subproblem, made.duals.columns, made.duals.weights, tuning))
        pool = made.best.leading(master.columns, tuning.keep)


def _choose(subproblem: Subproblem, columns: Sequence[Column], weights: FloatArray, tuning: DiveTuning) -> list[Column]:
    """Choose the heaviest columns, one a village, that fit together."""
    order = np.argsort(-np.round(weights, 9), kind="stable")
    least = max(1, round(tuning.share * len(subproblem.villages)))
    linking = subproblem.linking
    used = np.zeros(len(linking), dtype=np.int64)
    chosen: list[Column] = []
    done: set[int] = set()
    for i in order.tolist():
        column = columns[i]
        if weights[i] < tuning.sure and len(chosen) >= least:
            break
        if column.village in done:
            continue
        rows = np.array(column.rows, dtype=np.int64)
        amounts = np.array(column.amounts, dtype=np.int64)
        if np.any(used[rows] + amounts > linking.limits[rows]):
            continue
        used[rows] += amounts
        done.add(column.village)
        chosen.append(column)
    return chosen

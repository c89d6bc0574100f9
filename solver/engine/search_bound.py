"""Bounds by search: how much less some villages can reach together than prices promise (§7.1, §7.4).

Prices bound each village by its best team, and best teams clash: a person stands half here and half there. An exact
program over all teams that are nearly the best says what villages reach without clashes, and how far the program was
solved bounds that. Rows that reach beyond these villages keep their prices, so what counties lose adds up: it is the
Lagrangian bound with counties for subproblems instead of single villages. No prices prove it.

References
----------
Geoffrion (1974), Lagrangean relaxation for integer programming, doi:10.1007/BFb0120690.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from ortools.math_opt import parameters_pb2

from solver.engine.linking import LinkingRows
from solver.engine.program import Column, Program, exact_parameters, run
from solver.engine.relaxation import PricePoint, Relaxation, Subproblem
from solver.modelling.seats import BoolArray, IntArray
from solver.units import PRICE_SCALE

SLACK = 8
"""Points that a team may be worth less than the best of its village to be listed, at first."""
TEAMS = 15_000
"""Teams listed at most."""
HANDY, NODES = 5_000, 20
"""Teams of a program that is searched further than asked, and its nodes then: it is nearly closed in seconds, where a
larger one wins next to nothing in minutes."""
ROUNDING = 0.01
"""Points that the program's bound may be off by rounding."""
NO_BOUND = 1e12
"""Points that stand for no bound at all: of a program that was given up before its first."""


def lowered_by(relaxation: Relaxation, point: PricePoint, tops: IntArray, spanning: BoolArray, nodes: int) -> int:
    """Return by how much a search lowers what all villages of a relaxation add to the bound of some prices.

    Parameters
    ----------
    tops
        What the best team of each village is worth at the prices: int64 array of shape (n_villages,).
    spanning
        Rows that reach beyond these villages: bool array of shape (n_rows,).
    nodes
        Branch-and-bound nodes of a program, at least.

    Returns
    -------
    In 1/PRICE_SCALE; 0 if nothing could be proved.
    """
    whole = Subproblem(relaxation)
    worths = whole.worths(point.rows, point.scalars)
    linking = _paid_for(relaxation.linking, spanning)
    program = _PricedProgram(range(len(tops)), linking, point, tops, spanning)
    constant = point.scalars.severity_price * linking.constant_severity
    by_prices = int(relaxation.linking.terms(point.rows, point.scalars)[~spanning].sum()) + constant
    lowered, slack = 0, SLACK * PRICE_SCALE
    while slack > lowered:
        teams = whole.within(worths, point.scalars, tops, slack, TEAMS)
        if teams is None:
            slack = slack * 4 // 5
            continue
        found = by_prices - _bound(program, list(dict.fromkeys([*teams, *whole.nobody()])), nodes)
        # a plan with a team that is not listed loses the slack; with more teams listed, no more than this is found
        lowered, slack = max(lowered, min(found, slack)), found if found > slack else 0
    return lowered


def _bound(program: _PricedProgram, columns: Sequence[Column], nodes: int) -> int:
    """Return what no choice of teams is worth more than, in 1/PRICE_SCALE."""
    parameters = exact_parameters("GSCIP", max(nodes, NODES) if len(columns) <= HANDY else nodes)
    parameters.heuristics = parameters_pb2.EMPHASIS_OFF  # only the bound is asked for
    bounds = run(program.finish(columns), "GSCIP", parameters).termination.objective_bounds
    return math.floor((min(float(bounds.dual_bound), NO_BOUND) + ROUNDING) * PRICE_SCALE)


class _PricedProgram(Program):
    """A program in which spanning rows are paid for, and each team is worth what it has less than the best."""

    def __init__(
        self, villages: Sequence[int], linking: LinkingRows, point: PricePoint, tops: IntArray, spanning: BoolArray
    ) -> None:
        super().__init__(villages, linking, linking.constant_severity, 1, point.scalars.severity_price / PRICE_SCALE)
        self._tops, self._prices = tops.tolist(), np.where(spanning, point.rows, 0).tolist()

    def worth(self, column: Column) -> float:
        """Return the coefficient of a column; what its severity costs is the severity row's."""
        price = sum(self._prices[row] * n for row, n in zip(column.rows, column.amounts, strict=True))
        return float(column.value * PRICE_SCALE - price - self._tops[column.village]) / PRICE_SCALE


def _paid_for(linking: LinkingRows, spanning: BoolArray) -> LinkingRows:
    """Return the rows, of which those that span have nothing but their hard limits: these villages keep them, too."""
    counts = tuple(
        replace(c, lower=None, shortfall_price=0, upper=c.hard_upper, excess_price=None, rewards=()) if paid else c
        for c, paid in zip(linking.counts, spanning.tolist(), strict=True)
    )
    return replace(linking, counts=counts, idle_severity=0)

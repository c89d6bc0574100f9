"""Exact programs over the teams of some villages: neighbourhoods that improve a plan or are proved fruitless (§7.1).

The other villages keep their teams. Column generation bounds what the free villages can reach; if that is not above what
they have, nothing in the neighbourhood is better. Otherwise every team inside the gap is listed: a better plan, if there
is one, uses only those, so a small integer program over them decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.math_opt import parameters_pb2

from solver.engine.program import Column, Program, run
from solver.engine.relaxation import PricePoint, Subproblem, generate_columns
from solver.units import PRICE_SCALE


_OPTIMAL = 1
"""TERMINATION_REASON_OPTIMAL of MathOpt."""


@dataclass(frozen=True)
class Tuning:
    """Limits of one neighbourhood; all are counts, none is a time.

    Attributes
    ----------
    teams
        Most teams listed for one village.
    nodes
        Branch-and-bound nodes of the integer program.
    rounds
        Rounds of column generation.
    """

    teams: int = 400
    nodes: int = 400
    rounds: int = 60


@dataclass(frozen=True)
class Answer:
    """What a neighbourhood found.

    Attributes
    ----------
    columns
        Better teams for the free villages, or ``None``.
    proved
        Whether nothing better than what was found exists in the neighbourhood.
    """

    columns: tuple[Column, ...] | None
    proved: bool


def improve(
    subproblem: Subproblem, current: Sequence[Column], pool: Sequence[Column], tuning: Tuning, severity_limit: int
) -> Answer:
    """Look for better teams of the free villages.

    Parameters
    ----------
    current
        The free villages' teams now; rewards of linking rows are the caller's business.
    pool
        Columns known so far, to start from.
    severity_limit
        Severity that the free villages may have together, linking rows included.
    """
    worth_now = team_value(current)
    master = subproblem.master([*pool, *current], severity_limit)
    made = generate_columns(subproblem, master, severity_limit, max_rounds=tuning.rounds, tolerance=0.5, n_others=2)
    bound = made.best.value_bound(severity_limit)
    if bound <= worth_now:
        return Answer(None, proved=True)
    listed, whole = _teams_within(subproblem, made.best, severity_limit, worth_now + 1, tuning.teams)
    columns = list(dict.fromkeys([*current, *listed]))
    chosen, optimal = solve_exactly(subproblem, columns, severity_limit, tuning.nodes)
    if chosen is None or team_value(chosen) <= worth_now:
        return Answer(None, proved=optimal and whole)
    return Answer(tuple(chosen), proved=optimal and whole)


def solve_exactly(
    subproblem: Subproblem, columns: Sequence[Column], severity_limit: int, nodes: int
) -> tuple[list[Column] | None, bool]:
    """Choose one column a village by an integer program; return the choice and whether it is proved the best."""
    program = Program(subproblem.villages, subproblem.linking, severity_limit, 1)
    first = program.n_variables
    parameters = parameters_pb2.SolveParametersProto(
        node_limit=nodes, relative_gap_tolerance=0.0, absolute_gap_tolerance=0.5, random_seed=1
    )
    parameters.highs.string_options["parallel"] = "off"
    result = run(program.finish(columns), "HIGHS", parameters)
    if not result.solutions:
        return None, False
    values = result.solutions[0].primal_solution.variable_values
    taken = [columns[i - first] for i, x in zip(values.ids, values.values, strict=True) if i >= first and x > 0.5]
    return taken, result.termination.reason == _OPTIMAL

def team_value(columns: Sequence[Column]) -> int:
    """Return the points of these teams together."""
    return sum(c.value for c in columns)


def _teams_within(
    subproblem: Subproblem, point: PricePoint, severity_limit: int, target: int, limit: int
) -> tuple[list[Column], bool]:
    """List, village by village, every team that a plan worth ``target`` or more may use.

    Where that is more than ``limit`` teams, the slack is halved until it is not, and the list is not whole.
    """
    relaxation = subproblem.relaxation
    worths = subproblem.worths(point.rows, point.scalars)
    total = point.total + point.scalars.severity_price * severity_limit
    spare = total - target * PRICE_SCALE
    listed: list[Column] = []
    whole = True
    for village in subproblem.villages:
        pricer, space = relaxation.pricers[village], relaxation.spaces[village]
        local = worths.of(space)
        best = pricer.price(local, point.scalars).bound
        slack = spare
        teams, all_of_them = pricer.within(local, point.scalars, best - slack, limit)
        while not all_of_them and slack > PRICE_SCALE:
            whole = False
            slack //= 2
            teams, all_of_them = pricer.within(local, point.scalars, best - slack, limit)
        listed.extend(relaxation.columns(village, teams))
    return listed, whole

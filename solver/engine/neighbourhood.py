"""Exact programs over the teams of some villages: neighbourhoods that improve a plan or are proved fruitless (§7.1).

The other villages keep their teams. Column generation bounds what the free villages can reach; if that is not above
what they have, nothing in the neighbourhood is better. Otherwise every team inside the gap is listed: a better plan, if
there is one, uses only those, so a small integer program over them decides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from solver.engine.generation import generate_columns
from solver.engine.program import OPTIMAL, SEVERITY_WORTH, Column, Program, exact_parameters, run
from solver.engine.relaxation import PricePoint, Subproblem
from solver.units import PRICE_SCALE

Solver = Literal["HIGHS", "GSCIP"]
"""Of integer programs, as MathOpt names it."""


@dataclass(frozen=True)
class Tuning:
    """Limits of one neighbourhood; all are counts, none is a time.

    Attributes
    ----------
    teams
        Most teams listed for all free villages together.
    nodes
        Branch-and-bound nodes of the integer program.
    rounds
        Rounds of column generation.
    solver
        Of the integer program.
    """

    teams: int = 2500
    nodes: int = 40
    rounds: int = 60
    solver: Solver = "HIGHS"


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
    subproblem: Subproblem,
    current: Sequence[Column],
    pool: Sequence[Column],
    tuning: Tuning,
    severity_limit: int,
    points: int = 1,
    start: PricePoint | None = None,
    charge: float | None = None,
) -> Answer:
    """Look for better teams of the free villages.

    Parameters
    ----------
    current
        The free villages' teams now.
    pool
        Columns known so far, to start from.
    severity_limit
        Severity that the free villages may have together, linking rows included.
    points
        1 to look for more value within that severity, 0 to look for less severity.
    start
        Prices of the whole problem, to begin with.
    charge
        Points that a unit of severity costs, where less severity is looked for and value is not to be lost for nothing;
        the limit is then not looked at.
    """

    def worth(columns: Sequence[Column]) -> float:
        value = _value(subproblem, columns) if points else 0
        return value - (0.0 if points and charge is None else charge or 1.0) * _severity(subproblem, columns)

    now, limit = worth(current), severity_limit if points and charge is None else 0
    master = subproblem.master([*pool, *current], limit, points, SEVERITY_WORTH if charge is None else charge)

    def can_win(_: int, __: float, point: PricePoint) -> bool:
        # severity that is charged costs at least its price, so this bounds what is looked for
        return (point.total + point.scalars.severity_price * limit) // PRICE_SCALE > now

    made = generate_columns(
        subproblem,
        master,
        limit,
        points=points,
        max_rounds=tuning.rounds,
        tolerance=0.5,
        n_others=2,
        start=start,
        tell=can_win,
    )
    if not can_win(0, 0.0, made.best):
        return Answer(None, proved=True)
    total = made.best.total + made.best.scalars.severity_price * limit
    listed, whole = _teams_within(subproblem, made.best, total - math.floor(now + 1) * PRICE_SCALE, tuning.teams)
    columns = list(dict.fromkeys([*current, *listed]))
    chosen, optimal = solve_exactly(subproblem, columns, limit, tuning.nodes, points, charge, tuning.solver)
    if chosen is None or worth(chosen) <= now:
        return Answer(None, proved=optimal and whole)
    return Answer(tuple(chosen), proved=optimal and whole)


def solve_exactly(
    subproblem: Subproblem,
    columns: Sequence[Column],
    severity_limit: int,
    nodes: int,
    points: int = 1,
    charge: float | None = None,
    solver: Solver = "HIGHS",
) -> tuple[list[Column] | None, bool]:
    """Choose one column a village by an integer program; return the choice and whether it is proved the best.

    With ``points`` and no charge severity may not pass the limit, whatever it would earn (§3): the columns must hold a
    choice within it.
    """
    charge = charge if points else 1.0
    program = Program(subproblem.villages, subproblem.linking, severity_limit, points, charge)
    first = program.n_variables
    result = run(program.finish(columns), solver, exact_parameters(solver, nodes))
    if not result.solutions:
        return None, False
    values = result.solutions[0].primal_solution.variable_values
    taken = [columns[i - first] for i, x in zip(values.ids, values.values, strict=True) if i >= first and x > 0.5]
    if len(taken) != len(subproblem.villages):
        return None, False
    return taken, result.termination.reason == OPTIMAL


def _value(subproblem: Subproblem, columns: Sequence[Column]) -> int:
    used = subproblem.relaxation.used(columns)
    return sum(c.value for c in columns) + subproblem.linking.value(used)


def _severity(subproblem: Subproblem, columns: Sequence[Column]) -> int:
    used = subproblem.relaxation.used(columns)
    return sum(c.severity for c in columns) + subproblem.linking.severity(used)


def _teams_within(subproblem: Subproblem, point: PricePoint, spare: int, limit: int) -> tuple[list[Column], bool]:
    """List every team within ``spare`` (scaled) of its village's best: no better plan uses any other.

    Where that is more than ``limit`` teams, the slack is cut until it is not, and the list is not whole.
    """
    worths, tops, slack = subproblem.worths(point.rows, point.scalars), subproblem.best_worths(point), spare
    teams = subproblem.within(worths, point.scalars, tops, slack, limit)
    while teams is None and slack > 0:
        slack = slack * 7 // 10
        teams = subproblem.within(worths, point.scalars, tops, slack, limit)
    return teams or [], teams is not None and slack == spare

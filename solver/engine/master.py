"""The restricted master LP over team columns, kept warm in GLOP (§7.1).

Maximise value minus the price of severity above a limit, over convex combinations of each village's columns, within the
linking rows. The basis survives when columns are added.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    model_update_pb2,
    parameters_pb2,
    result_pb2,
    solution_pb2,
)
from ortools.math_opt.core.python import solver as math_opt

from solver.engine.duals import Duals
from solver.engine.linking import LinkingRows
from solver.engine.program import OPTIMAL, SEVERITY_WORTH, Column, Program, run
from solver.errors import ModelError

LARGE = 4000
"""From this many columns on, the barrier is the better way."""


class Master:
    """Restricted master LP over the columns added so far.

    Parameters
    ----------
    points
        1 to maximise value, 0 to minimise severity alone.
    charge
        Points that each unit of severity above the limit costs.
    """

    exact = True

    def __init__(
        self,
        villages: Sequence[int],
        linking: LinkingRows,
        severity_limit: int,
        points: int = 1,
        charge: float = SEVERITY_WORTH,
    ) -> None:
        self._program = Program(villages, linking, severity_limit, points, charge)
        self._first = self._program.n_variables
        self._severity_bound = float(self._program.row_limit(severity_limit))
        self._empty()

    def _empty(self) -> None:
        """Start over with no column."""
        self.columns: list[Column] = []
        self._known: set[Column] = set()
        initializer = parameters_pb2.SolverInitializerProto()
        self._solver = math_opt.new(parameters_pb2.SOLVER_TYPE_GLOP, self._model(), initializer)

    def _model(self) -> model_pb2.ModelProto:
        """Return the whole program as it stands."""
        model = self._program.finish(self.columns, integer=False)
        model.linear_constraints.upper_bounds[self._program.severity_row] = self._severity_bound
        return model

    def keep(self, columns: Sequence[Column]) -> None:
        """Drop all columns but these."""
        self._empty()
        self.add(columns)

    def add(self, columns: Sequence[Column]) -> int:
        """Add the columns that are new; return how many were."""
        fresh = [c for c in dict.fromkeys(columns) if c not in self._known]
        if not fresh:
            return 0
        first = self._first + len(self.columns)
        self._known.update(fresh)
        self.columns.extend(fresh)
        update = model_update_pb2.ModelUpdateProto()
        ids = range(first, first + len(fresh))
        update.new_variables.ids.extend(ids)
        update.new_variables.lower_bounds.extend([0.0] * len(ids))
        update.new_variables.upper_bounds.extend([np.inf] * len(ids))
        update.new_variables.integers.extend([False] * len(ids))
        update.objective_updates.linear_coefficients.ids.extend(ids)
        update.objective_updates.linear_coefficients.values.extend(map(self._program.worth, fresh))
        entries = self._program.entries(fresh, first)
        matrix = update.linear_constraint_matrix_updates
        matrix.row_ids.extend(e[0] for e in entries)
        matrix.column_ids.extend(e[1] for e in entries)
        matrix.coefficients.extend(e[2] for e in entries)
        self._update(update)
        return len(fresh)

    def limit_severity(self, limit: int) -> None:
        """Set the severity above which each unit is charged."""
        update = model_update_pb2.ModelUpdateProto()
        update.linear_constraint_updates.upper_bounds.ids.append(self._program.severity_row)
        self._severity_bound = float(self._program.row_limit(limit))
        update.linear_constraint_updates.upper_bounds.values.append(self._severity_bound)
        self._update(update)

    def solve(self, tolerance: float = 0.0) -> Duals:
        """Solve the restricted LP to its optimum, whatever tolerance there is.

        In a large one HiGHS's barrier is several times faster than warm simplex steps (DESIGN §7.6).

        Raises
        ------
        ModelError
            If no solver finds an optimum: every village has its empty team and every row its slack, so one exists.
        """
        ways = (self._by_simplex, self._by_barrier)
        for way in reversed(ways) if len(self.columns) > LARGE else ways:
            result = way()
            if result.termination.reason == OPTIMAL and result.solutions[0].HasField("dual_solution"):
                return self._read(result.solutions[0])
        raise ModelError(f"the relaxation has no optimum: {result.termination}")

    def _by_simplex(self) -> result_pb2.SolveResultProto:
        return self._solver.solve(
            parameters_pb2.SolveParametersProto(),
            model_parameters_pb2.ModelSolveParametersProto(),
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )

    def _by_barrier(self) -> result_pb2.SolveResultProto:
        parameters = parameters_pb2.SolveParametersProto(lp_algorithm=parameters_pb2.LP_ALGORITHM_BARRIER)
        parameters.highs.string_options["parallel"] = "off"
        return run(self._model(), "HIGHS", parameters)

    def _read(self, solution: solution_pb2.SolutionProto) -> Duals:
        dual = np.zeros(self._program.severity_row + 1)
        values = solution.dual_solution.dual_values
        dual[np.fromiter(values.ids, dtype=np.int64)] = np.fromiter(values.values, dtype=np.float64)
        primal = np.zeros(self._first + len(self.columns))
        values = solution.primal_solution.variable_values
        primal[np.fromiter(values.ids, dtype=np.int64)] = np.fromiter(values.values, dtype=np.float64)
        return Duals(
            objective=solution.primal_solution.objective_value,
            rows=np.array([dual[parts].sum() for parts in self._program.parts]),
            severity_price=max(0.0, float(dual[self._program.severity_row])),
            columns=tuple(self.columns),
            weights=primal[self._first :],
            over=float(primal[self._first - 1]),  # the slack of severity is the last
        )

    def _update(self, update: model_update_pb2.ModelUpdateProto) -> None:
        if not self._solver.update(update):
            raise ModelError("the relaxation refused an update")

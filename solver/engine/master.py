"""The restricted master LP over team columns, kept warm in GLOP (§7.1).

Maximise value minus the price of severity above a limit, over convex combinations of each village's columns, within the
linking rows. GLOP is driven through MathOpt's protocol buffers, which take whole arrays: thousands of columns a second,
and the basis survives when columns are added.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    model_update_pb2,
    parameters_pb2,
)
from ortools.math_opt.core.python import solver as math_opt

from solver.engine.linking import LinkingRows
from solver.errors import ModelError
from solver.modelling.seats import IntArray

SEVERITY_WORTH = 1000.0
"""Points that one unit of severity above the limit costs in the LP: far above what any swap of people can earn."""

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Column:
    """One village's whole team: seats of the seat set, sorted, and what they are worth."""

    village: int
    seats: tuple[int, ...]
    severity: int
    value: int


@dataclass(frozen=True)
class Duals:
    """Optimum of the restricted master.

    Attributes
    ----------
    objective
        Optimal value of the restricted LP.
    rows
        float64 array of shape (n_linking_rows,): price of one unit of each row.
    severity_price
        Price of one unit of severity, in points.
    weights
        float64 array of shape (n_columns,): how much of each column is taken.
    """

    objective: float
    rows: FloatArray
    severity_price: float
    weights: FloatArray


class Master:
    """Restricted master LP: rows are villages, then linking rows in up to three parts, then severity."""

    def __init__(self, n_villages: int, linking: LinkingRows, severity_limit: int, points: int = 1) -> None:
        self.columns: list[Column] = []
        self._points = points
        self._linking = linking
        self._n_villages = n_villages
        self._known: set[tuple[int, tuple[int, ...]]] = set()
        self._variable: list[int] = []
        model = model_pb2.ModelProto()
        model.objective.maximize = True
        rows = _Rows(model)
        for _ in range(n_villages):
            rows.add(1.0, 1.0)
        self._parts: list[list[int]] = []
        for count, room in zip(linking.counts, linking.room.tolist(), strict=True):
            self._parts.append(rows.add_linking(count, room))
        self._severity_row = rows.add(-np.inf, float(severity_limit))
        rows.finish(self._severity_row, points)
        self._n_variables = rows.n_variables
        self._model = model
        self._solver = math_opt.new(
            parameters_pb2.SOLVER_TYPE_GLOP, model, parameters_pb2.SolverInitializerProto()
        )

    def add(self, columns: list[Column]) -> int:
        """Add the columns that are new; return how many were."""
        fresh = []
        for column in columns:
            if (column.village, column.seats) not in self._known:
                self._known.add((column.village, column.seats))
                fresh.append(column)
        if not fresh:
            return 0
        update = model_update_pb2.ModelUpdateProto()
        ids = list(range(self._n_variables, self._n_variables + len(fresh)))
        self._n_variables += len(fresh)
        self._variable.extend(ids)
        self.columns.extend(fresh)
        update.new_variables.ids.extend(ids)
        update.new_variables.lower_bounds.extend([0.0] * len(ids))
        update.new_variables.upper_bounds.extend([np.inf] * len(ids))
        update.new_variables.integers.extend([False] * len(ids))
        worth = [float(self._points * c.value) for c in fresh]
        update.objective_updates.linear_coefficients.ids.extend(ids)
        update.objective_updates.linear_coefficients.values.extend(worth)
        entries: list[tuple[int, int, float]] = []
        for variable, column in zip(ids, fresh, strict=True):
            entries.append((column.village, variable, 1.0))
            used, amount = self._linking.usage(np.array(column.seats, dtype=np.int64))
            for row, n in zip(used.tolist(), amount.tolist(), strict=True):
                entries.extend((part, variable, float(n)) for part in self._parts[row])
            if column.severity:
                entries.append((self._severity_row, variable, float(column.severity)))
        entries.sort()
        matrix = update.linear_constraint_matrix_updates
        matrix.row_ids.extend(e[0] for e in entries)
        matrix.column_ids.extend(e[1] for e in entries)
        matrix.coefficients.extend(e[2] for e in entries)
        self._update(update)
        return len(fresh)

    def limit_severity(self, limit: int) -> None:
        """Set the severity above which each unit costs ``SEVERITY_WORTH`` points."""
        update = model_update_pb2.ModelUpdateProto()
        update.linear_constraint_updates.upper_bounds.ids.append(self._severity_row)
        update.linear_constraint_updates.upper_bounds.values.append(float(limit))
        self._update(update)

    def solve(self) -> Duals:
        """Solve the restricted LP.

        Raises
        ------
        ModelError
            If GLOP finds no optimum: every village has its empty team and every row its slack, so one exists.
        """
        result = self._solver.solve(
            parameters_pb2.SolveParametersProto(),
            model_parameters_pb2.ModelSolveParametersProto(),
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )
        if not result.solutions or not result.solutions[0].HasField("dual_solution"):
            raise ModelError(f"the relaxation has no optimum: {result.termination}")
        solution = result.solutions[0]
        dual = np.zeros(self._severity_row + 1)
        dual[list(solution.dual_solution.dual_values.ids)] = list(solution.dual_solution.dual_values.values)
        primal = np.zeros(self._n_variables)
        primal[list(solution.primal_solution.variable_values.ids)] = list(
            solution.primal_solution.variable_values.values
        )
        return Duals(
            objective=solution.primal_solution.objective_value,
            rows=np.array([dual[parts].sum() for parts in self._parts]),
            severity_price=max(0.0, float(dual[self._severity_row])),
            weights=primal[self._variable],
        )

    def _update(self, update: model_update_pb2.ModelUpdateProto) -> None:
        if not self._solver.update(update):
            raise ModelError("the relaxation refused an update")


class _Rows:
    """Collects the rows and slack variables of a master while it is built."""

    def __init__(self, model: model_pb2.ModelProto) -> None:
        self._model = model
        self._entries: list[tuple[int, int, float]] = []
        self._severity: list[tuple[int, float]] = []
        self._n_rows = 0
        self.n_variables = 0

    def add(self, lower: float, upper: float) -> int:
        self._model.linear_constraints.ids.append(self._n_rows)
        self._model.linear_constraints.lower_bounds.append(lower)
        self._model.linear_constraints.upper_bounds.append(upper)
        self._n_rows += 1
        return self._n_rows - 1

    def _slack(self, row: int, coefficient: float, upper: float, points: float, severity: float) -> None:
        variables, variable = self._model.variables, self.n_variables
        variables.ids.append(variable)
        variables.lower_bounds.append(0.0)
        variables.upper_bounds.append(upper)
        variables.integers.append(False)
        if points:
            self._model.objective.linear_coefficients.ids.append(variable)
            self._model.objective.linear_coefficients.values.append(points)
        if severity:
            self._severity.append((variable, severity))
        self._entries.append((row, variable, coefficient))
        self.n_variables += 1

    def add_linking(self, count, room: int) -> list[int]:  # type: ignore[no-untyped-def]
        """Add the parts of a linking count: its hard or elastic upper limit, its lower limit, its rewards."""
        parts = []
        relaxed = count.per_village
        if count.hard_upper is not None:
            parts.append(self.add(-np.inf, float(room)))
        elif count.upper is not None and count.excess_price and not relaxed:
            over = max(0, count.base - count.upper)
            parts.append(self.add(-np.inf, float(count.upper - count.base + over)))
            self._slack(parts[-1], -1.0, np.inf, 0.0, float(count.excess_price))
        if count.lower is not None and count.lower > count.base and count.shortfall_price and not relaxed:
            parts.append(self.add(float(count.lower - count.base), np.inf))
            self._slack(parts[-1], 1.0, np.inf, 0.0, float(count.shortfall_price))
        if any(count.rewards[count.base :]) and not relaxed:
            parts.append(self.add(0.0, np.inf))
            for reward in count.rewards[count.base :]:
                self._slack(parts[-1], -1.0, 1.0, float(reward), 0.0)
        return parts

    def finish(self, severity_row: int, points: int) -> None:
        for variable, severity in self._severity:
            self._entries.append((severity_row, variable, severity))
        self._slack(severity_row, -1.0, np.inf, -SEVERITY_WORTH, 0.0)
        matrix = self._model.linear_constraint_matrix
        self._entries.sort()
        matrix.row_ids.extend(e[0] for e in self._entries)
        matrix.column_ids.extend(e[1] for e in self._entries)
        matrix.coefficients.extend(e[2] for e in self._entries)

"""Programs over team columns as MathOpt protocol buffers: one builder for the master LP and for small exact MIPs.

Rows: one per village (exactly one column), the linking counts in up to three parts each, and severity. Arrays go in
whole, so that thousands of columns take milliseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from ortools.math_opt import callback_pb2, model_parameters_pb2, model_pb2, parameters_pb2, result_pb2
from ortools.math_opt.core.python import solver as math_opt

from solver.engine.linking import LinkingRows
from solver.modelling.counts import Count

OPTIMAL = 1
"""TERMINATION_REASON_OPTIMAL of MathOpt."""

SEVERITY_WORTH = 100.0
"""Points that one unit of severity above the limit costs in the LP. It only steers: the hierarchy is kept by limits on
severity and by comparing plans level by level, so a larger figure adds nothing but rounds of column generation."""

UNMET = 2000.0
"""Points that each unit short of what a half of the plans must use costs in the LP; it only steers, too."""


@dataclass(frozen=True, slots=True)
class Column:
    """One village's whole team.

    Attributes
    ----------
    seats
        Seats of the seat set, sorted.
    rows, amounts
        Linking rows it uses and by how much.
    """

    village: int
    seats: tuple[int, ...]
    severity: int
    value: int
    rows: tuple[int, ...] = field(compare=False)
    amounts: tuple[int, ...] = field(compare=False)


class Program:
    """Builds the rows of a program over columns; columns come with :meth:`entries`.

    Parameters
    ----------
    villages
        The free villages, in the order of their rows.
    severity_limit
        Severity that columns and linking rows may have together before it is charged.
    points
        1 to maximise value, 0 to look at severity alone.
    charge
        Points that each unit of severity above the limit costs; ``None`` forbids it. Severity alone costs itself.
    """

    def __init__(
        self,
        villages: Sequence[int],
        linking: LinkingRows,
        severity_limit: int,
        points: int,
        charge: float | None = SEVERITY_WORTH,
    ) -> None:
        self.villages = villages
        self.model = model_pb2.ModelProto()
        self.model.objective.maximize = True
        self.points = points
        self.n_variables = 0
        self._n_rows = 0
        self._linking = linking
        self.slack_entries: list[tuple[int, int, float]] = []
        self._severe: list[tuple[int, float]] = []
        self._place = {village: self._row(1.0, 1.0) for village in villages}
        rooms = zip(linking.counts, linking.least.tolist(), linking.room.tolist(), strict=True)
        self.parts = [self._linking_rows(count, least, room) for count, least, room in rooms]
        self.severity_row = self._row(-np.inf, float(self.row_limit(severity_limit)))
        self.slack_entries.extend((self.severity_row, variable, amount) for variable, amount in self._severe)
        if charge is not None:
            self._slack(self.severity_row, -1.0, np.inf, -charge if points else -1.0, 0.0)

    def row_limit(self, severity_limit: int) -> int:
        """Return the limit of the severity row: what is left after the severity that nothing can change."""
        return severity_limit - self._linking.constant_severity

    def worth(self, column: Column) -> float:
        """Return the coefficient of a column in the objective."""
        return float(self.points * column.value)

    def entries(self, columns: Sequence[Column], first: int) -> list[tuple[int, int, float]]:
        """Return the matrix entries (row, variable, coefficient) of columns numbered from ``first``, sorted."""
        entries: list[tuple[int, int, float]] = []
        for variable, column in enumerate(columns, first):
            entries.append((self._place[column.village], variable, 1.0))
            for row, n in zip(column.rows, column.amounts, strict=True):
                entries.extend((part, variable, float(n)) for part in self.parts[row])
            if column.severity:
                entries.append((self.severity_row, variable, float(column.severity)))
        entries.sort()
        return entries

    def finish(self, columns: Sequence[Column] = (), *, integer: bool = True) -> model_pb2.ModelProto:
        """Return the model with its matrix and these columns; the program itself stays as it is."""
        model, first = model_pb2.ModelProto(), self.n_variables
        model.CopyFrom(self.model)
        entries = sorted(self.slack_entries + self.entries(columns, first))
        model.linear_constraint_matrix.row_ids.extend(e[0] for e in entries)
        model.linear_constraint_matrix.column_ids.extend(e[1] for e in entries)
        model.linear_constraint_matrix.coefficients.extend(e[2] for e in entries)
        model.variables.ids.extend(range(first, first + len(columns)))
        model.variables.lower_bounds.extend([0.0] * len(columns))
        model.variables.upper_bounds.extend([1.0] * len(columns))
        model.variables.integers.extend([integer] * len(columns))
        worth = [(first + i, value) for i, value in enumerate(map(self.worth, columns)) if value]
        model.objective.linear_coefficients.ids.extend(variable for variable, _ in worth)
        model.objective.linear_coefficients.values.extend(value for _, value in worth)
        return model

    def _row(self, lower: float, upper: float) -> int:
        self.model.linear_constraints.ids.append(self._n_rows)
        self.model.linear_constraints.lower_bounds.append(lower)
        self.model.linear_constraints.upper_bounds.append(upper)
        self._n_rows += 1
        return self._n_rows - 1

    def _slack(self, row: int, coefficient: float, upper: float, points: float, severity: float) -> None:
        variables, variable = self.model.variables, self.n_variables
        variables.ids.append(variable)
        variables.lower_bounds.append(0.0)
        variables.upper_bounds.append(upper)
        variables.integers.append(False)
        if points:
            self.model.objective.linear_coefficients.ids.append(variable)
            self.model.objective.linear_coefficients.values.append(points)
        if severity:
            self._severe.append((variable, severity))
        self.slack_entries.append((row, variable, coefficient))
        self.n_variables += 1

    def _linking_rows(self, count: Count, least: int, room: int) -> list[int]:
        """Add the parts of a linking count: its hard or elastic upper limit, its lower limits, its rewards."""
        parts = []
        if least > 0:
            parts.append(self._row(float(least), np.inf))
            self._slack(parts[-1], 1.0, np.inf, -UNMET, 0.0)
        if count.hard_upper is not None:
            parts.append(self._row(-np.inf, float(room)))
        elif count.upper is not None and count.excess_price:
            parts.append(self._row(-np.inf, float(max(count.upper, count.base) - count.base)))
            self._slack(parts[-1], -1.0, np.inf, 0.0, float(count.excess_price))
        if count.lower is not None and count.lower > count.base and count.shortfall_price:
            parts.append(self._row(float(count.lower - count.base), np.inf))
            self._slack(parts[-1], 1.0, np.inf, 0.0, float(count.shortfall_price))
        rewards = count.rewards[count.base :]
        if any(rewards):
            parts.append(self._row(0.0, np.inf))
            for reward in rewards:
                self._slack(parts[-1], -1.0, 1.0, float(self.points * reward), 0.0)
        return parts


def exact_parameters(solver: str, nodes: int) -> parameters_pb2.SolveParametersProto:
    """Return the parameters of an integer program of so many nodes at most: values are whole points, runs are alike."""
    parameters = parameters_pb2.SolveParametersProto(
        node_limit=nodes, relative_gap_tolerance=0.0, absolute_gap_tolerance=0.5, random_seed=1
    )
    if solver == "HIGHS":
        parameters.highs.string_options["parallel"] = "off"
        parameters.highs.int_options["mip_max_stall_nodes"] = nodes
    else:
        parameters.gscip.bool_params["misc/catchctrlc"] = False
    return parameters


def run(
    model: model_pb2.ModelProto, solver: str, parameters: parameters_pb2.SolveParametersProto
) -> result_pb2.SolveResultProto:
    """Solve a model once with the named solver of MathOpt (``GLOP``, ``HIGHS``, ``GSCIP`` …)."""
    return math_opt.solve(
        model,
        getattr(parameters_pb2, f"SOLVER_TYPE_{solver}"),
        parameters_pb2.SolverInitializerProto(),
        parameters,
        model_parameters_pb2.ModelSolveParametersProto(),
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        None,
    )

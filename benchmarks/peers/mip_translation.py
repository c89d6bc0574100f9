"""The reference model as a mixed integer program: row for row what CP-SAT gets, for the solvers behind MathOpt.

Booleans become binary variables, slacks and rewards stay integers, ``at_most_one`` and linear rows stay as they are,
and a clause becomes "at least one", a negated literal counting as 1 - x. Nothing is added and nothing left out, so
plans, objective and bounds mean the same in both.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from ortools.math_opt import model_pb2

from solver.errors import ModelError
from solver.modelling.cpsat import CpsatModel
from solver.modelling.seats import IntArray


@dataclass
class _Rows:
    """Rows in the making: bounds, and the matrix as triplets."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    coefficient: list[float] = field(default_factory=list)

    def linear(self, variables: list[int], coefficients: list[int], lower: float, upper: float) -> None:
        """Add ``lower ≤ Σ c x ≤ upper``."""
        self.row.extend([len(self.lower)] * len(variables))
        self.column.extend(variables)
        self.coefficient.extend(map(float, coefficients))
        self.lower.append(lower)
        self.upper.append(upper)

    def literals(self, literals: list[int], lower: float, upper: float) -> None:
        """Add ``lower ≤ number of true literals ≤ upper``; a negated literal of CP-SAT is ``-x - 1``."""
        variables = [x if x >= 0 else -x - 1 for x in literals]
        signs = [1 if x >= 0 else -1 for x in literals]
        negated = signs.count(-1)
        self.linear(variables, signs, lower - negated, upper - negated)


def translate(built: CpsatModel) -> model_pb2.ModelProto:
    """Return the program that minimises the same cost over the same variables, constants left out as there.

    Raises
    ------
    ModelError
        If the reference model has a kind of row that is not translated here.
    """
    source = built.program.proto
    model = model_pb2.ModelProto()
    bounds = [list(variable.domain) for variable in source.variables]
    variables = model.variables
    variables.ids.extend(range(len(bounds)))
    variables.lower_bounds.extend(float(b[0]) for b in bounds)
    variables.upper_bounds.extend(float(b[-1]) for b in bounds)
    variables.integers.extend([True] * len(bounds))
    model.objective.maximize = False
    costs = sorted(zip(list(source.objective.vars), list(source.objective.coeffs), strict=True))
    model.objective.linear_coefficients.ids.extend(variable for variable, _ in costs)
    model.objective.linear_coefficients.values.extend(float(cost) for _, cost in costs)
    _write(model, _rows_of(built))
    return model


def start_of(built: CpsatModel) -> list[float] | None:
    """Return the value of every variable in the plan that the reference model was given as a start."""
    hint = built.program.proto.solution_hint
    return None if not len(hint.vars) else [float(value) for value in hint.values]


def taken_of(built: CpsatModel, values: list[float]) -> IntArray:
    """Return the seats that an answer takes."""
    free = np.array(values[: len(built.free)], dtype=np.float64)
    return np.sort(np.concatenate([built.kept, built.free[free > 0.5]]))


def _rows_of(built: CpsatModel) -> _Rows:
    rows = _Rows()
    for row in built.program.proto.constraints:
        if len(row.enforcement_literal):
            raise ModelError("a row that holds only sometimes is not translated")
        if row.has_linear():
            lower, upper = row.linear.domain
            rows.linear(list(row.linear.vars), list(row.linear.coeffs), float(lower), float(upper))
        elif row.has_at_most_one():
            rows.literals(list(row.at_most_one.literals), -np.inf, 1.0)
        elif row.has_bool_or():
            rows.literals(list(row.bool_or.literals), 1.0, np.inf)
        elif row.has_exactly_one():
            rows.literals(list(row.exactly_one.literals), 1.0, 1.0)
        else:
            raise ModelError("a kind of row that is not translated")
    return rows


def _write(model: model_pb2.ModelProto, rows: _Rows) -> None:
    """Write the rows; MathOpt wants the matrix row by row, columns ascending and each once."""
    model.linear_constraints.ids.extend(range(len(rows.lower)))
    model.linear_constraints.lower_bounds.extend(rows.lower)
    model.linear_constraints.upper_bounds.extend(rows.upper)
    order = np.lexsort((rows.column, rows.row))
    model.linear_constraint_matrix.row_ids.extend(np.array(rows.row, dtype=np.int64)[order].tolist())
    model.linear_constraint_matrix.column_ids.extend(np.array(rows.column, dtype=np.int64)[order].tolist())
    model.linear_constraint_matrix.coefficients.extend(np.array(rows.coefficient)[order].tolist())

"""Which tolls to try next: cutting planes of what regions answered, within a box around the best tolls (§7.2).

What a region's relaxation is worth is convex in the tolls and in the charge for severity; each answer is a tangent of
it. The tangents' least bound, within the box, is a small linear program.

References
----------
Lemaréchal, Nemirovskii & Nesterov (1995), New variants of bundle methods, doi:10.1007/BF01585555.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2, parameters_pb2

from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.program import OPTIMAL, run
from solver.errors import ModelError
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Tolls:
    """Prices that all regions have in common.

    Attributes
    ----------
    rows
        int64 array of shape (n_rows,), in 1/PRICE_SCALE: of the shared rows; 0 elsewhere.
    charge
        Points that one unit of severity costs.
    """

    rows: IntArray
    charge: float


@dataclass(frozen=True)
class Tangent:
    """What one region answered at some tolls, in points.

    Attributes
    ----------
    worth
        Of its relaxation, tolls paid.
    usage
        float64 array of shape (n_shared,): what it takes of each shared row.
    severity
        What it leaves.
    """

    worth: float
    usage: Floats
    severity: float


class TollSearch:
    """Cutting planes over the tolls.

    Parameters
    ----------
    points
        1 for the value level, 0 for severity alone: its charge is 1.
    severity_limit
        Severity that the whole may have; of the value level.
    radius, charge_radius
        Half the box: points a unit of a row, and points a unit of severity.
    """

    def __init__(
        self,
        rows: WholeRows,
        n_regions: int,
        points: int,
        severity_limit: int,
        radius: float,
        charge_radius: float,
        least_charge: float = 1.0,
    ) -> None:
        self._rows, self._points, self._limit = rows, points, severity_limit
        self._shared = np.flatnonzero(rows.shared)
        self._cuts: list[list[tuple[float, Floats, float]]] = [[] for _ in range(n_regions)]
        self._radius, self._charge_radius, self._least_charge = radius, charge_radius, least_charge
        self.best: tuple[float, Tolls] | None = None

    def tell(self, tolls: Tolls, bound: float, tangents: Sequence[Tangent]) -> None:
        """Learn what the regions answered at some tolls, and what bound they make with the rows."""
        own = tolls.rows[self._shared] / PRICE_SCALE
        for cuts, t in zip(self._cuts, tangents, strict=True):
            cuts.append((t.worth + float(t.usage @ own) + t.severity * tolls.charge, t.usage, t.severity))
        if self.best is None or bound < self.best[0]:
            self.best = (bound, tolls)
        else:
            self._radius, self._charge_radius = self._radius / 2, self._charge_radius / 2

    def next(self) -> Tolls:
        """Return the tolls of the least bound that the tangents allow."""
        assert self.best is not None
        _, centre = self.best
        at = centre.rows[self._shared] / PRICE_SCALE
        lp = _Lp()
        free = 1.0 if self._points else 0.0
        charge = lp.variable(
            max(self._least_charge, centre.charge - free * self._charge_radius),
            centre.charge + free * self._charge_radius,
            float(self._limit) * free,
        )
        tolls = [self._toll(lp, row, float(here), charge) for row, here in zip(self._shared.tolist(), at, strict=True)]
        for cuts in self._cuts:
            theta = lp.variable(-np.inf, np.inf, 1.0)
            for constant, usage, severity in cuts:
                used = [(tolls[i], float(usage[i])) for i in np.flatnonzero(usage > 1e-9).tolist()]
                lp.at_least(constant, [(theta, 1.0), (charge, severity), *used])
        found = lp.solve()
        rows = np.zeros(len(self._rows), dtype=np.int64)
        rows[self._shared] = np.rint(found[tolls] * PRICE_SCALE).astype(np.int64)
        return Tolls(rows, float(found[charge]))

    def _toll(self, lp: _Lp, row: int, here: float, charge: int) -> int:
        """Add the toll of a row, and what the row gives back at it."""
        linking = self._rows.linking
        count, room = linking.counts[row], float(linking.room[row])
        low, high = here - self._radius, here + self._radius
        if count.hard_upper is not None and not count.rewards and count.lower is None:
            return lp.variable(max(0.0, low), max(0.0, high), room)
        toll = lp.variable(max(0.0, low) if count.per_village else low, max(0.0, high), 0.0)
        given = lp.variable(-np.inf, np.inf, 1.0)
        for n, value, severity in zip(*linking.curve(row), strict=True):
            lp.at_least(float(self._points * value), [(given, 1.0), (toll, -float(n)), (charge, float(severity))])
        return toll


class _Lp:
    """A small linear program: least cost."""

    def __init__(self) -> None:
        self._bounds: list[tuple[float, float, float]] = []
        self._rows: list[tuple[float, list[tuple[int, float]]]] = []

    def variable(self, low: float, high: float, cost: float) -> int:
        self._bounds.append((low, high, cost))
        return len(self._bounds) - 1

    def at_least(self, least: float, terms: list[tuple[int, float]]) -> None:
        self._rows.append((least, [term for term in sorted(terms) if term[1]]))

    def solve(self) -> Floats:
        model = model_pb2.ModelProto()
        n = len(self._bounds)
        model.variables.ids.extend(range(n))
        model.variables.lower_bounds.extend(low for low, _, _ in self._bounds)
        model.variables.upper_bounds.extend(high for _, high, _ in self._bounds)
        model.variables.integers.extend([False] * n)
        costs = [(i, cost) for i, (_, _, cost) in enumerate(self._bounds) if cost]
        model.objective.linear_coefficients.ids.extend(i for i, _ in costs)
        model.objective.linear_coefficients.values.extend(cost for _, cost in costs)
        model.linear_constraints.ids.extend(range(len(self._rows)))
        model.linear_constraints.lower_bounds.extend(least for least, _ in self._rows)
        model.linear_constraints.upper_bounds.extend([np.inf] * len(self._rows))
        for row, (_, terms) in enumerate(self._rows):
            model.linear_constraint_matrix.row_ids.extend([row] * len(terms))
            model.linear_constraint_matrix.column_ids.extend(i for i, _ in terms)
            model.linear_constraint_matrix.coefficients.extend(c for _, c in terms)
        result = run(model, "GLOP", parameters_pb2.SolveParametersProto())
        if result.termination.reason != OPTIMAL:
            raise ModelError(f"no tolls to try: {result.termination}")
        found = np.zeros(n)
        values = result.solutions[0].primal_solution.variable_values
        found[np.fromiter(values.ids, dtype=np.int64)] = np.fromiter(values.values, dtype=np.float64)
        return found

"""The reference model (§7.1): a selection translated to CP-SAT.

The model is written into the proto in bulk, never by one call per variable. How each part of a count is written:

- hard upper limit: ``at_most_one`` where one is left, else a linear row;
- elastic limit: an integer slack, priced in severity;
- rewards: one variable ``y`` in 0..k for each run of k equal rewards and ``Σ y ≤ n - base``; rewards do not increase,
  so the better runs fill first by themselves;
- ``per_village``: one Boolean for each village of the count stands for "a seat of it is taken here".

The proto minimises ``cost = severity_weight · severity - value_weight · value``; constants stay outside of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

import numpy as np
from ortools.sat.python import cp_model

from solver.errors import ModelError
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import BoolArray, IntArray
from solver.modelling.selection import Selection, weight_of
from solver.units import MAX_TOTAL

Target = Literal["severity", "value", "weighted"]
"""Minimise severity; maximise value; or maximise value minus weighted severity."""


@dataclass(frozen=True)
class Row:
    """A further hard row: ``least ≤ Σ coefficients · x[chosen] ≤ most``; coefficients may be negative."""

    chosen: IntArray
    coefficients: IntArray
    least: int
    most: int


@dataclass(frozen=True)
class CpsatModel:
    """A CP-SAT model with what it takes to read its answers.

    Attributes
    ----------
    program
        The CP-SAT model; its first variables are the free Booleans.
    free, kept
        Indices of the selection: those that are variables, and those that stay taken whatever the search finds.
    constant
        Cost of the kept ones and of the bases, not in the program's objective.
    lowest
        No cost is below this, whatever the rows say: the bound before any search.
    """

    program: cp_model.CpModel
    selection: Selection
    target: Target
    severity_weight: int
    free: IntArray
    kept: IntArray
    constant: int
    lowest: int

    def cost(self, severity: int, value: int) -> int:
        """Return what the program minimises, constant included."""
        if self.target == "severity":
            return severity
        return self.severity_weight * severity - value

    def shown(self, cost: int) -> int:
        """Return a cost in the sense of the target: severity as it is, value and weighted value the right way up."""
        return cost if self.target == "severity" else -cost


def build_allocation(
    model: AllocationModel,
    target: Target = "value",
    *,
    severity_weight: int | None = None,
    severity_limit: int | None = None,
    free: IntArray | None = None,
    start: IntArray | None = None,
) -> CpsatModel:
    """Build the CP-SAT model of an allocation; see :func:`build`."""
    return build(
        Selection.of_seats(model),
        target,
        severity_weight=severity_weight,
        severity_limit=severity_limit,
        free=free,
        start=start,
    )


def build(
    selection: Selection,
    target: Target = "value",
    *,
    severity_weight: int | None = None,
    severity_limit: int | None = None,
    free: IntArray | None = None,
    start: IntArray | None = None,
    rows: Sequence[Row] = (),
) -> CpsatModel:
    """Build a CP-SAT model.

    Parameters
    ----------
    target
        ``severity`` is minimised; ``value``, or ``weighted`` (value minus weighted severity), maximised.
    severity_weight
        For ``weighted``; ``None`` takes the weight that no value outweighs.
    severity_limit
        Severity may not pass it.
    free
        Indices that the search may change; ``None`` frees all. The others stay as ``start`` has them.
    start
        Indices taken in a known selection: the hint, and what the seats that are not free keep.
    rows
        Further rows that the selection has to keep.

    Raises
    ------
    ModelError
        If the totals could pass the exact range (2^52): then go by two passes.
    """
    n = len(selection)
    taken = np.zeros(n, dtype=np.bool_)
    if start is not None:
        taken[start] = True
    kept_mask = taken.copy()
    free = np.arange(n, dtype=np.int64) if free is None else np.unique(free)
    kept_mask[free] = False
    weight = 0
    if target == "weighted":
        weight = selection.safe_weight() if severity_weight is None else severity_weight
    price = 1 if target == "severity" else weight
    writer = _Writer(selection, free, kept_mask, taken, hinted=start is not None)
    writer.write(rewarded=target != "severity", priced=price > 0 or severity_limit is not None)
    if severity_limit is not None:
        writer.limit_severity(severity_limit)
    for row in rows:
        writer.add_row(row)
    constant, lowest = writer.finish(price, 0 if target == "severity" else 1)
    return CpsatModel(
        program=writer.program,
        selection=selection,
        target=target,
        severity_weight=weight,
        free=free,
        kept=np.flatnonzero(kept_mask),
        constant=constant,
        lowest=lowest,
    )


@dataclass
class _Terms:
    """A linear sum over variables, and its constant."""

    variables: list[int] = field(default_factory=list)
    coefficients: list[int] = field(default_factory=list)
    constant: int = 0


class _Writer:
    """Writes one selection into one proto."""

    def __init__(
        self, selection: Selection, free: IntArray, kept: BoolArray, taken: BoolArray, *, hinted: bool
    ) -> None:
        self.selection, self.kept, self.taken, self.free = selection, kept, taken, free
        self.program = cp_model.CpModel()
        self.proto: Any = self.program.proto
        self.variable = np.full(len(selection), -1, dtype=np.int64)
        self.variable[free] = np.arange(len(free))
        self.hint: list[int] | None = taken[free].astype(np.int64).tolist() if hinted else None
        self.upper: list[int] = [1] * len(free)
        self.severity = self._alone(selection.severity)
        self.value = self._alone(selection.points)
        self._add_booleans(len(free))

    def _alone(self, amounts: IntArray) -> _Terms:
        """Return what each Boolean adds alone."""
        of_free = amounts[self.free]
        variables = np.flatnonzero(of_free)
        return _Terms(variables.tolist(), of_free[variables].tolist(), int(amounts[self.kept].sum()))

    def write(self, *, rewarded: bool, priced: bool) -> None:
        """Write groups and counts; rewards and severity only where the target or the limit asks for them."""
        for group in self.selection.groups:
            self._exactly_one(group)
        for count in self.selection.counts:
            self._count(count, rewarded=rewarded and any(count.rewards[count.base :]), priced=priced)

    def limit_severity(self, limit: int) -> None:
        """Add the row that severity may not pass."""
        constant = self.severity.constant
        self._row(self.severity.variables, self.severity.coefficients, -constant, limit - constant)

    def add_row(self, row: Row) -> None:
        """Add a further row; what is kept counts."""
        fixed = int(row.coefficients[self.kept[row.chosen]].sum())
        is_free = self.variable[row.chosen] >= 0
        variables, coefficients = self.variable[row.chosen][is_free], row.coefficients[is_free]
        self._row(variables.tolist(), coefficients.tolist(), row.least - fixed, row.most - fixed)

    def finish(self, price: int, value_weight: int) -> tuple[int, int]:
        """Write the objective and the hint; return the constant and the lowest conceivable cost."""
        sums = ((self.severity, price), (self.value, -value_weight))
        variables = [v for terms, factor in sums if factor for v in terms.variables]
        costs = [factor * c for terms, factor in sums if factor for c in terms.coefficients]
        constant = sum(factor * terms.constant for terms, factor in sums)
        reach = [c * self.upper[v] for v, c in zip(variables, costs, strict=True)]
        largest = abs(constant) + sum(abs(r) for r in reach)
        if largest > MAX_TOTAL:
            raise ModelError(f"totals of up to {largest} are not exact: solve severity and value one after the other")
        if variables:
            self.proto.objective.vars.extend(variables)
            self.proto.objective.coeffs.extend(costs)
        if self.hint is not None:
            self.proto.solution_hint.vars.extend(range(len(self.hint)))
            self.proto.solution_hint.values.extend(self.hint)
        return constant, constant + sum(r for r in reach if r < 0)

    def _add_booleans(self, n: int) -> None:
        """Add n Booleans by doubling: copies of the first one."""
        if n == 0:
            return
        variables = self.proto.variables
        variables.add().domain.extend((0, 1))
        made = 1
        while made < n:
            copies = min(made, n - made)
            variables.extend([variables[0]] * copies)
            made += copies

    def _add(self, upper: int, hint: int) -> int:
        """Add one integer variable in 0..upper; return its index."""
        self.proto.variables.add().domain.extend((0, upper))
        self.upper.append(upper)
        if self.hint is not None:
            self.hint.append(hint)
        return len(self.upper) - 1

    def _row(self, variables: list[int], coefficients: list[int], lowest: int, highest: int) -> None:
        """Add ``lowest ≤ Σ c x ≤ highest``; an empty range makes the model infeasible, as it must."""
        row = self.proto.constraints.add().linear
        if highest < lowest:
            row.domain.extend((1, 1))
            return
        row.vars.extend(variables)
        row.coeffs.extend(coefficients)
        row.domain.extend((lowest, highest))

    def _exactly_one(self, group: IntArray) -> None:
        free = self.variable[group]
        free = free[free >= 0].tolist()
        if int(self.kept[group].sum()) == 1:
            self._row(free, [1] * len(free), 0, 0)
        else:
            self.proto.constraints.add().exactly_one.literals.extend(free)

    def _count(self, count: Count, *, rewarded: bool, priced: bool) -> None:
        """Write one count: its terms, its limits, its rewards."""
        fixed = count.base + weight_of(count, self.kept, self.selection.village)
        hinted = count.base + weight_of(count, self.taken, self.selection.village)
        wants_lower = priced and count.lower is not None and count.lower > fixed and count.shortfall_price > 0
        wants_upper = priced and count.upper is not None and bool(count.excess_price)
        if priced:
            self.severity.constant += count.severity(fixed)
        if rewarded:
            self.value.constant += count.value(fixed)
        if not (rewarded or wants_lower or wants_upper or count.hard_upper is not None):
            return
        variables, weights = self._terms(count, below=rewarded or wants_lower)
        most = sum(weights)
        if count.hard_upper is not None and fixed + most > count.hard_upper:
            self._hard_upper(variables, weights, count.hard_upper - fixed)
        if not variables:
            return
        if wants_lower and count.lower is not None:
            missing = count.lower - fixed
            self._elastic_lower(count.shortfall_price, variables, weights, missing, hinted - fixed)
        if wants_upper and count.upper is not None and fixed + most > count.upper:
            allowed = max(0, count.upper - fixed)
            self._elastic_upper(count.excess_price or 0, variables, weights, allowed, hinted - fixed)
        if rewarded:
            self._rewards(count.rewards[fixed:], variables, weights, hinted - fixed)

    def _terms(self, count: Count, *, below: bool) -> tuple[list[int], list[int]]:
        """Return variables and weights whose sum is the count above what is fixed.

        With ``below``, village Booleans may not be true without a seat (a lower limit or a reward would use that).
        """
        variables = self.variable[count.seats]
        is_free = variables >= 0
        free = variables[is_free].tolist()
        if not count.per_village:
            return free, ([1] * len(free) if count.weights is None else count.weights[is_free].tolist())
        village = self.selection.village[count.seats]
        served = set(village[self.kept[count.seats]].tolist())
        by_village: dict[int, list[int]] = {}
        for v, variable in zip(village[is_free].tolist(), free, strict=True):
            if v not in served:
                by_village.setdefault(v, []).append(variable)
        literals = [self._any_of(of_village, below=below) for of_village in by_village.values()]
        return literals, [1] * len(literals)

    def _any_of(self, literals: list[int], *, below: bool) -> int:
        """Return a Boolean that is true where one of these is (and, with ``below``, only there)."""
        if len(literals) == 1:
            return literals[0]
        is_any = self._add(1, int(self.hint is not None and any(self.hint[x] for x in literals)))
        for x in literals:
            self.proto.constraints.add().bool_or.literals.extend((-x - 1, is_any))
        if below:
            self.proto.constraints.add().bool_or.literals.extend((-is_any - 1, *literals))
        return is_any

    def _hard_upper(self, variables: list[int], weights: list[int], left: int) -> None:
        if left == 1 and max(weights) == 1:
            self.proto.constraints.add().at_most_one.literals.extend(variables)
        else:
            self._row(variables, weights, 0, left)

    def _elastic_lower(self, price: int, variables: list[int], weights: list[int], missing: int, new: int) -> None:
        # the constant holds the shortfall with nobody new; `filled` is how much of it the seats make good
        filled = self._add(min(missing, sum(weights)), min(missing, new))
        self._row([*variables, filled], [*weights, -1], 0, sum(weights))
        self.severity.variables.append(filled)
        self.severity.coefficients.append(-price)

    def _elastic_upper(self, price: int, variables: list[int], weights: list[int], allowed: int, new: int) -> None:
        # the constant holds what is over with nobody new; `over` is what the seats add to it
        most = sum(weights)
        over = self._add(most - allowed, max(0, new - allowed))
        self._row([*variables, over], [*weights, -1], allowed - most, allowed)
        self.severity.variables.append(over)
        self.severity.coefficients.append(price)

    def _rewards(self, rewards: tuple[int, ...], variables: list[int], weights: list[int], new: int) -> None:
        used, steps = 0, []
        for points, run in groupby(rewards):
            size = len(list(run))
            if points:
                step = self._add(size, min(size, max(0, new - used)))
                self.value.variables.append(step)
                self.value.coefficients.append(points)
                steps.append(step)
            used += size
        self._row([*variables, *steps], [*weights, *[-1] * len(steps)], 0, sum(weights))

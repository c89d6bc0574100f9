"""What the model that bounds speak about says of a plan and of its certificate (§7.4).

A problem of several counties is gone through county by county, once: what the best teams are worth is a sum over
villages, and of each linking row only its seats' sum is needed. A tree of halves asks for the whole model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from solver.book.compile import compile_model
from solver.book.evaluation import Evaluation
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.certificate import Certificate, Prices, Proof
from solver.domain.plan import Assignment, Plan, Problem
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.text import Text
from solver.verify.bound import (
    BoundCheck,
    Which,
    check_prices,
    implied,
    recheck_bound,
    scalars_of,
    worth_of_teams,
)
from solver.verify.linking_rows import row_gain
from solver.verify.places import taken_seats
from solver.verify.verdict import Finding, differs

_NO_SEAT: IntArray = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class ModelChecks:
    """What a model says.

    Attributes
    ----------
    judged
        Severity and value of the plan by the model's counts; a message if the model does not admit it.
    bounds
        The bound of each level, or why its prices cannot be used.
    known
        Those counts that the certificate says were left out, and that there are.
    """

    judged: tuple[int, int] | str
    bounds: dict[Which, BoundCheck | ValueError]
    known: frozenset[str]

    def findings(self, evaluation: Evaluation) -> Iterator[Finding]:
        """The model judges the plan as the statements do, or the program is at fault."""
        if isinstance(self.judged, str):
            if not evaluation.hard:
                values: dict[str, object] = {"error": self.judged}
                text = Text("模型不容许此方案：{error}。", "the model does not admit the plan: {error}.", values)
                yield Finding("counts_disagree", "", text)
            return
        for name, found, stated in zip(
            ("severity", "value"), self.judged, (evaluation.severity, evaluation.value), strict=True
        ):
            if found != stated:
                yield differs("counts_disagree", name, found, stated)


def check_by_model(plan: Plan, book: RuleBook, certificate: Certificate, severity: int) -> ModelChecks:
    """Judge a plan and recompute its bounds.

    Parameters
    ----------
    severity
        Severity up to which the value is bounded.
    """
    proofs: dict[Which, Proof] = {"severity": certificate.severity.proof, "value": certificate.value.proof}
    prices = {which: proof for which, proof in proofs.items() if isinstance(proof, Prices)}
    areas = {(village.prefecture, village.county) for village in plan.problem.instance.villages}
    if len(areas) > 1 and len(prices) == len(proofs):
        return _by_county(plan, book, prices, severity, frozenset(certificate.left_out))
    model = compile_model(plan.problem, book)
    bounds: dict[Which, BoundCheck | ValueError] = {}
    for which, proof in proofs.items():
        try:
            bounds[which] = recheck_bound(model, proof, which, severity)
        except ValueError as error:
            bounds[which] = error
    taken = taken_seats(plan.assignments, plan.problem.instance, model)
    known = frozenset(certificate.left_out) & {count.key for count in model.all_counts}
    return ModelChecks(_judged(model, taken), bounds, known)


def _judged(model: AllocationModel, taken: IntArray | None) -> tuple[int, int] | str:
    if taken is None:
        return "a seat that there is not"
    try:
        return model.evaluate(taken)
    except ValueError as error:
        return str(error)


def bounds_by_county(
    problem: Problem, book: RuleBook, prices: Mapping[Which, Prices], severity: int
) -> dict[Which, BoundCheck | ValueError]:
    """Return what prices of the whole prove, county by county: the bound of each level, or why there is none."""
    found = _Gathered(prices)
    split = Split(problem, book)
    for number in range(len(split)):
        found.add(split.compile(split.part(number)))
    found.fix(split)
    return {which: found.bound(which, severity) for which in prices}


def _by_county(
    plan: Plan, book: RuleBook, prices: Mapping[Which, Prices], severity: int, left_out: frozenset[str]
) -> ModelChecks:
    found, split = _Gathered(prices), Split(plan.problem, book)
    at_village: dict[str, list[Assignment]] = {}
    for assignment in plan.assignments:
        at_village.setdefault(assignment.village_id, []).append(assignment)
    known: set[str] = set()
    missing = False
    for number in range(len(split)):
        part = split.part(number)
        model = split.compile(part)
        instance = part.problem.instance
        here = [a for village in instance.villages for a in at_village.get(village.village_id, ())]
        taken = taken_seats(here, instance, model)
        missing |= taken is None
        found.add(model, taken)
        known |= left_out & {count.key for count in model.all_counts}
    found.fix(split)
    judged: tuple[int, int] | str = "a seat that there is not" if missing else found.judged()
    return ModelChecks(judged, {which: found.bound(which, severity) for which in prices}, frozenset(known))


@dataclass
class _Row:
    """A linking row of the whole: its count without seats, what all its seats use, and what the plan's use."""

    count: Count
    most: int = 0
    used: int = 0


@dataclass
class _Gathered:
    """Sums over counties."""

    prices: Mapping[Which, Prices]
    rows: dict[str, _Row] = field(default_factory=dict)
    severity: int = 0
    value: int = 0
    worth: dict[Which, int] = field(default_factory=dict)
    left_out: dict[Which, list[str]] = field(default_factory=dict)
    broken: dict[Which, ValueError] = field(default_factory=dict)
    broken_plan: str = ""

    def add(self, model: AllocationModel, taken: IntArray | None = None) -> None:
        """Add a county, and the seats that the plan takes there."""
        for count in model.linking_counts:
            row = self.rows.setdefault(count.key, _Row(replace(count, seats=_NO_SEAT, weights=None)))
            row.most += model.most_used(count)
            row.used += 0 if taken is None else model.tally(count, taken) - count.base
        if taken is not None:
            own = AllocationModel(model.seats, model.team_counts, ())
            try:
                severity, value = own.evaluate(taken)
            except ValueError as error:
                self.broken_plan = self.broken_plan or str(error)
            else:
                self.severity, self.value = self.severity + severity, self.value + value
        for which, prices in self.prices.items():
            try:
                worth, left_out = worth_of_teams(model, prices, (), scalars_of(prices, which))
            except ValueError as error:
                self.broken.setdefault(which, error)
            else:
                self.worth[which] = self.worth.get(which, 0) + worth
                self.left_out.setdefault(which, []).extend(left_out)

    def fix(self, split: Split) -> None:
        """Add the rows that no county has seats of."""
        for count in split.fixed(self.rows):
            self.rows[count.key] = _Row(count)

    def judged(self) -> tuple[int, int] | str:
        """Return severity and value of the plan."""
        severity, value = self.severity, self.value
        for key, row in self.rows.items():
            n = row.count.base + row.used
            if not row.count.allows(n):
                return f"{key}: {n} over the hard limit {row.count.hard_upper}"
            severity, value = severity + row.count.severity(n), value + row.count.value(n)
        return self.broken_plan or (severity, value)

    def bound(self, which: Which, severity: int) -> BoundCheck | ValueError:
        """Return the bound of a level."""
        if which in self.broken:
            return self.broken[which]
        prices = self.prices[which]
        try:
            check_prices(prices, self.rows, which)
            if prices.halves:
                raise ValueError(f"{len(prices.halves)} prices for 0 halves")
        except ValueError as error:
            return error
        scalars = scalars_of(prices, which)
        total = self.worth.get(which, 0)
        for key, row in self.rows.items():
            total += row_gain(row.count, row.most, *scalars, prices.rows.get(key, 0))
        return implied(total, prices, which, severity, self.left_out.get(which, []))

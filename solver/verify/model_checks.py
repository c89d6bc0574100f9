"""What the model that bounds speak about says of a plan and of its certificate (§7.4).

A problem of several counties is gone through county by county, once: what the best teams are worth is a sum over
villages, and of each linking row only its seats' sum is needed. A tree of halves asks for the whole model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from solver.book.compile import compile_model
from solver.book.county_answers import Tell, each_county, silent
from solver.book.evaluation import Evaluation
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.certificate import Certificate, Prices, Proof
from solver.domain.plan import Assignment, Plan, Problem
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.text import Text
from solver.verify.bound import BoundCheck, Which, check_prices, implied, recheck_bound, scalars_of
from solver.verify.county_sums import CountyQuestion, CountySums, RowShare
from solver.verify.linking_rows import row_gain
from solver.verify.places import taken_seats
from solver.verify.verdict import Finding, differs


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


def check_by_model(
    plan: Plan, book: RuleBook, certificate: Certificate, severity: int, workers: int = 1, tell: Tell = silent
) -> ModelChecks:
    """Judge a plan and recompute its bounds.

    Parameters
    ----------
    severity
        Severity up to which the value is bounded.
    workers, tell
        As for :func:`bounds_by_county`.
    """
    proofs: dict[Which, Proof] = {"severity": certificate.severity.proof, "value": certificate.value.proof}
    prices = {which: proof for which, proof in proofs.items() if isinstance(proof, Prices)}
    areas = {(village.prefecture, village.county) for village in plan.problem.instance.villages}
    if len(areas) > 1 and len(prices) == len(proofs):
        left_out = frozenset(certificate.left_out)
        return _by_county(plan, book, prices, severity, left_out, workers, tell)
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
    problem: Problem,
    book: RuleBook,
    prices: Mapping[Which, Prices],
    severity: int,
    workers: int = 1,
    tell: Tell = silent,
) -> dict[Which, BoundCheck | ValueError]:
    """Return what prices of the whole prove, county by county: the bound of each level, or why there is none.

    Parameters
    ----------
    workers
        Processes that go through counties; the answer is the same for any number.
    tell
        Told how many counties are done, and of how many.
    """
    found = _Gathered(prices)
    for sums in each_county(problem, book, CountyQuestion(prices), workers, tell):
        found.add(sums)
    found.fix(Split(problem, book))
    return {which: found.bound(which, severity) for which in prices}


def _by_county(
    plan: Plan,
    book: RuleBook,
    prices: Mapping[Which, Prices],
    severity: int,
    left_out: frozenset[str],
    workers: int,
    tell: Tell,
) -> ModelChecks:
    sent: dict[str, tuple[Assignment, ...]] = {}
    for assignment in plan.assignments:
        sent[assignment.village_id] = (*sent.get(assignment.village_id, ()), assignment)
    found = _Gathered(prices)
    known: set[str] = set()
    for sums in each_county(plan.problem, book, CountyQuestion(prices, sent, left_out), workers, tell):
        found.add(sums)
        found.judge(sums)
        known |= sums.known
    found.fix(Split(plan.problem, book))
    return ModelChecks(found.judged(), {which: found.bound(which, severity) for which in prices}, frozenset(known))


@dataclass
class _Gathered:
    """Sums over counties."""

    prices: Mapping[Which, Prices]
    rows: dict[str, RowShare] = field(default_factory=dict)
    severity: int = 0
    value: int = 0
    worth: dict[Which, int] = field(default_factory=dict)
    left_out: dict[Which, list[str]] = field(default_factory=dict)
    broken: dict[Which, ValueError] = field(default_factory=dict)
    missing: bool = False
    broken_plan: str = ""

    def add(self, sums: CountySums) -> None:
        """Add what a county says of bounds and rows."""
        for share in sums.rows:
            key = share.count.key
            known = self.rows.get(key, RowShare(share.count, 0))
            self.rows[key] = RowShare(known.count, known.most + share.most, known.used + share.used)
        for which, worth in sums.worth.items():
            self.worth[which] = self.worth.get(which, 0) + worth
            self.left_out.setdefault(which, []).extend(sums.left_out[which])
        for which, message in sums.broken.items():
            self.broken.setdefault(which, ValueError(message))

    def judge(self, sums: CountySums) -> None:
        """Add what a county's teams are worth."""
        if sums.judged is None:
            self.missing = True
        elif isinstance(sums.judged, str):
            self.broken_plan = self.broken_plan or sums.judged
        else:
            self.severity, self.value = self.severity + sums.judged[0], self.value + sums.judged[1]

    def fix(self, split: Split) -> None:
        """Add the rows that no county has seats of."""
        for count in split.fixed(self.rows):
            self.rows[count.key] = RowShare(count, 0)

    def judged(self) -> tuple[int, int] | str:
        """Return severity and value of the plan, or why the model does not admit it."""
        if self.missing:
            return "a seat that there is not"
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

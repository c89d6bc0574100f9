"""Compile, solve and re-check one case after another; say what went wrong."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from solver.book.compile import compile_model, plan_of
from solver.book.entitle import check_posts
from solver.book.evaluate import evaluate, seat_points
from solver.book.rule_book import RuleBook
from solver.domain.certificate import Certificate, Level
from solver.domain.plan import Assignment, Problem
from solver.engine.stage1 import freeze_villages
from solver.modelling.cases import build_case
from solver.modelling.model import AllocationModel
from solver.units import PRICE_SCALE
from solver.verify.bound import recheck_bound
from solver.verify.claim import Claim
from solver.verify.recheck import recheck
from tests.fuzz.cases import Case, draw_case
from tests.oracle.solve import solve_whole


@dataclass
class Summary:
    """What came of all cases."""

    n: int = 0
    with_exceptions: int = 0
    seats: int = 0
    taken: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    def line(self) -> str:
        """One line for the log."""
        return (
            f"fuzz: {self.n} instances, {self.seats} seats, {self.taken} people placed, "
            f"{self.with_exceptions} plans with exceptions, {len(self.failures)} failures, {self.seconds:.0f} s"
        )


def run_all(seeds: Iterable[int]) -> Summary:
    """Run all cases; a crash is a failure like any other and never ends the run."""
    summary, start = Summary(), time.perf_counter()
    for seed in seeds:
        case = draw_case(seed)
        summary.n += 1
        try:
            problems = run_one(case, summary)
        except Exception:  # whatever it is, the planner would see it
            problems = [traceback.format_exc(limit=-3)]
        summary.failures += [f"seed {seed} ({case.twist}): {problem}" for problem in problems]
    summary.seconds = time.perf_counter() - start
    return summary


def run_one(case: Case, summary: Summary) -> list[str]:
    """Solve a case and re-check the plan; return what is wrong with it."""
    book = RuleBook.of(case.rules, case.goals)
    problem = build_case(case.facts).problem
    if case.freeze:
        problem = Problem(problem.instance, freeze_villages(problem.instance, book).posts)
    model = compile_model(problem, book)
    found = solve_whole(model)
    severity, value = model.evaluate(found.taken)
    claim = _claim(problem, book, model, found.taken)
    verdict = recheck(problem, book, claim)
    problems = [f"{f.code} {f.to('en')} | {f.to('zh')}" for f in verdict.findings]
    if (severity, value) != (claim.severity, claim.value):
        problems.append(f"solved to {severity}, {value}; the statements say {claim.severity}, {claim.value}")
    if (found.severity.bound, found.value.bound) != (severity, value):
        problems.append("the tiny model was not solved to the end")
    summary.seats += len(model.seats)
    summary.taken += len(found.taken)
    summary.with_exceptions += bool(claim.exceptions)
    return problems


def _claim(problem: Problem, book: RuleBook, model: AllocationModel, taken: np.ndarray) -> Claim:
    """Claim what the statements say of the plan, with a certificate at drawn prices."""
    plan = plan_of(problem, model, taken)
    found = evaluate(plan, book)
    rng = np.random.default_rng(len(model.seats))
    levels = []
    for which, reached in (("severity", found.severity), ("value", found.value)):
        prices = {c.key: int(rng.integers(0, 60)) * PRICE_SCALE for c in model.linking_counts if rng.random() < 0.8}
        severity_price = 0 if which == "severity" else 3 * PRICE_SCALE
        check = recheck_bound(model, Level(0, 0, prices, severity_price), which, found.severity)  # type: ignore[arg-type]
        levels.append((Level(reached, check.bound, prices, severity_price), check.left_out))
    (severity, some), (value, more) = levels
    return Claim(
        assignments=plan.assignments,
        severity=found.severity,
        value=found.value,
        points=found.points,
        exceptions=found.exceptions,
        certificate=Certificate(severity, value, left_out=tuple({*some, *more})),
        stage1=tuple(v for v in check_posts(problem.instance, problem.posts, book) if not v.hard),
        seat_points={a: seat_points(a, plan, book) for a in plan.assignments},
        staying=tuple(Assignment(i.village_id, i.role, i.person.person_id) for i in problem.instance.staying),
        mode=problem.instance.reference.mode,
    )

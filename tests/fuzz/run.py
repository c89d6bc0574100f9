"""Compile, solve and re-check one case after another; say what went wrong."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from solver.api.certifying import keys_of, severity_prices_of, value_proof
from solver.book.compile import compile_model, plan_of
from solver.book.entitle import check_posts
from solver.book.evaluation import evaluate, seat_points
from solver.book.rule_book import RuleBook
from solver.domain.certificate import Certificate, Level, Proof
from solver.domain.plan import Assignment, Plan, Problem
from solver.engine.county import CountyResult, solve_county
from solver.engine.stage1 import freeze_villages
from solver.modelling.cases import build_case
from solver.modelling.model import AllocationModel
from solver.verify.bound import recheck_bound
from solver.verify.claim import Claim
from solver.verify.rechecking import recheck
from tests.fuzz.cases import Case, draw_case
from tests.oracle.solve import reference_best


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
    found = solve_county(model)
    severity, value = model.evaluate(found.seats)
    problems = []
    if (severity, value) != (found.severity, found.value):
        problems.append(f"claimed {found.severity}, {found.value}; the counts say {severity}, {value}")
    if (severity, value) != reference_best(model):
        problems.append(f"found {severity}, {value}; the reference model {reference_best(model)}")
    certificate, doubts = _certificate(model, found)
    claim = _claim(problem, book, plan_of(problem, model, found.seats), certificate)
    if (severity, value) != (claim.severity, claim.value):
        problems.append(f"solved to {severity}, {value}; the statements say {claim.severity}, {claim.value}")
    problems += [f"{f.code} {f.to('en')} | {f.to('zh')}" for f in recheck(problem, book, claim).findings]
    summary.seats += len(model.seats)
    summary.taken += len(found.seats)
    summary.with_exceptions += bool(claim.exceptions)
    return problems + doubts


def _certificate(model: AllocationModel, found: CountyResult) -> tuple[Certificate, list[str]]:
    """Make the certificate of a result; also say where its prices prove less than the engine claims of them."""
    levels, left_out, doubts = [], set(found.left_out), []
    drafts: tuple[tuple[Literal["severity", "value"], Proof, int], ...] = (
        ("severity", severity_prices_of(keys_of(model), found.severity_point), found.severity),
        ("value", value_proof(model, found.value_leaves), found.value),
    )
    for which, proof, reached in drafts:
        check = recheck_bound(model, proof, which, found.severity)
        levels.append(Level(reached, check.bound, proof))
        left_out |= set(check.left_out)
        if which == "severity" and found.severity_point and check.bound < found.severity_point.severity_bound():
            doubts.append(f"severity bound {found.severity_point.severity_bound()}; its prices prove {check.bound}")
        claimed = max((leaf.point.value_bound(found.severity) for leaf in found.value_leaves), default=check.bound)
        if which == "value" and check.bound > claimed:
            doubts.append(f"value bound {claimed}; its prices prove {check.bound}")
    return Certificate(levels[0], levels[1], left_out=tuple(left_out)), doubts


def _claim(problem: Problem, book: RuleBook, plan: Plan, certificate: Certificate) -> Claim:
    """Claim what the statements say of the plan."""
    found = evaluate(plan, book)
    return Claim(
        assignments=plan.assignments,
        severity=found.severity,
        value=found.value,
        points=found.points,
        exceptions=found.exceptions,
        certificate=certificate,
        stage1=tuple(v for v in check_posts(problem.instance, problem.posts, book) if not v.hard),
        seat_points={a: seat_points(a, plan, book) for a in plan.assignments},
        staying=tuple(Assignment(i.village_id, i.role, i.person.person_id) for i in problem.instance.staying),
        mode=problem.instance.reference.mode,
    )

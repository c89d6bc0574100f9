"""A small certified plan, its two documents as the report writes them, and the claim that is read back from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from solver.api.checking import claim_of
from solver.book.compile import compile_model, plan_of
from solver.book.entitle import check_posts
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.certificate import Certificate, Level, Prices
from solver.domain.plan import Problem
from solver.domain.words import Expertise, Health, PartyStatus, Sex
from solver.modelling.cases import build_case
from solver.report.certificate_file import certificate_text, read_certificate
from solver.report.plan_file import plan_text, read_plan
from solver.report.solved import Solved
from solver.text import Text
from solver.units import PRICE_SCALE
from solver.verify.bound import recheck_bound
from solver.verify.claim import Claim
from tests.verify.climb_plan import good_plan

HASHES = {"roster.xlsx": "ab12"}

FACTS: dict[str, Any] = {
    # three villages, five nominees, one of whom cannot serve anywhere: gaps are certain
    "villages": [{"primary_need": "D2b", "needs": (1, 0, 0, 2, 3, 0, 0, 1, 0, 0, 0, 2)}, {}, {"primary_need": "D3c"}],
    "candidates": [
        {"expertise": (Expertise.AGRONOMY,), "sex": Sex.FEMALE},
        {"expertise": (Expertise.LAW,)},
        {"expertise": (Expertise.PARTY_AFFAIRS,), "unit_id": "U2"},
        {"party_status": PartyStatus.NONE},
        {"health": Health.NO},
    ],
    "units": [{"unit_id": "U1", "quota_member": 2}, {"unit_id": "U2"}],
    "incumbents": [{"village_id": "V2"}],
    "posts": [{"tier": 1}, {"tier": 3}, {"tier": 5}],
}


def small_problem() -> Problem:
    """The case of ``FACTS``."""
    return build_case(FACTS).problem


def certified(problem: Problem, book: RuleBook) -> dict[str, dict[str, Any]]:
    """Documents ``plan`` and ``certificate`` as they are written."""
    solved = solved_plan(problem, book)
    return {"plan": json.loads(plan_text(solved)), "certificate": json.loads(certificate_text(solved.certificate))}


def solved_plan(problem: Problem, book: RuleBook) -> Solved:
    """A good plan with hand-made prices."""
    model = compile_model(problem, book)
    plan = plan_of(problem, model, good_plan(model))
    found = evaluate(plan, book)
    people = [count.key for count in model.linking_counts if count.rule == "one_post_per_person"]

    def level(which: Literal["severity", "value"], price: int, severity_price: int, reached: int) -> Level:
        prices = dict.fromkeys(people, price * PRICE_SCALE)
        bound = recheck_bound(model, Prices(prices, (), severity_price), which, found.severity).bound
        return Level(reached, bound, Prices(prices, (), severity_price), search_bound=reached)

    certificate = Certificate(
        severity=level("severity", 30, 0, found.severity),
        value=level("value", 41, 5 * PRICE_SCALE, found.value),
        hashes=HASHES,
    )
    return Solved(
        plan=plan,
        book=book,
        evaluation=found,
        certificate=certificate,
        scenario_text="",
        title=Text("小县", "tiny"),
        input_hashes=HASHES,
        stage1=check_posts(problem.instance, problem.posts, book),
    )


def read_claim(documents: dict[str, dict[str, Any]], folder: Path) -> Claim:
    """The claim that the documents make, read back from files."""
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return stored_claim(folder)


def stored_claim(folder: Path) -> Claim:
    """The claim that a plan folder makes."""
    return claim_of(read_plan(folder), read_certificate(folder))


def read_posts(problem: Problem, folder: Path) -> Problem:
    """The problem with the posts that the plan folder holds."""
    return read_plan(folder).onto(problem.instance).problem

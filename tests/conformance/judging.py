"""How the battery judges: the verdict of the statements beside the verdict of the encoding, one rule or goal alone."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from pydantic import ValidationError

from solver.book.compile import compile_model
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.plan import Assignment, Plan, Problem
from solver.domain.violation import Violation
from solver.domain.words import ROLES
from solver.goals import GOALS
from solver.modelling.model import AllocationModel
from solver.modelling.rule import Goal, LinkingRule, Rule, Statute, TeamRule
from solver.rules import RULES
from tests.strategies import random_problem, seats_of

S = TypeVar("S", bound=Statute)

SEEDS = range(14)
PLANS_PER_PROBLEM = 40


@dataclass(frozen=True)
class Verdict:
    """Whether a plan is within the hard limits, and the severity of its exceptions."""

    allowed: bool
    severity: int

    @property
    def content(self) -> bool:
        """Nothing to complain of."""
        return self.allowed and self.severity == 0


def kinds(kind: type[S]) -> list[type[S]]:
    """Return the rules or goals of one kind, in their order."""
    return [statute for statute in (*RULES, *GOALS) if issubclass(statute, kind)]


def variants(statute: type[Any]) -> list[Any]:
    """Return the statute switched on: with default parameters, and with those of each example."""
    given: list[dict[str, Any]] = [{}]
    given += [e.params for e in statute.examples if e.params not in given]
    switch = {"enabled": True} if issubclass(statute, Rule) else {}
    found = []
    for fields in given:
        try:
            params = statute.Params(**{**fields, **switch})
        except ValidationError:
            assert fields == {}, "only a rule that needs a planner's figure may refuse its bare defaults"
            continue
        if issubclass(statute, Goal) and params.weight == 0:
            params = params.model_copy(update={"weight": 5})
        found.append(statute(params))
    return found


def book_of(statute: Any) -> RuleBook:
    """Return a book of one rule or goal."""
    return RuleBook((statute,), ()) if isinstance(statute, Rule) else RuleBook((), (statute,))


def by_statement(statute: Any, plan: Plan) -> Verdict:
    """Judge a plan by ``admits`` and ``check``."""
    found = evaluate(plan, book_of(statute))
    return Verdict(not found.hard, found.severity)


def by_encoding(statute: Any, plan: Plan, model: AllocationModel | None = None) -> Verdict:
    """Judge a plan by the seats that exist and the counts over them."""
    model = model or compile_model(plan.problem, book_of(statute))
    taken = seats_of(model, plan)
    if taken is None:
        return Verdict(False, 0)
    severity = 0
    for count in model.all_counts:
        n = model.tally(count, taken)
        if not count.allows(n):
            return Verdict(False, 0)
        severity += count.severity(n)
    return Verdict(True, severity)


def agree(a: Verdict, b: Verdict) -> bool:
    """Whether two verdicts agree; severity matters only for plans within the hard limits."""
    return a.allowed == b.allowed and (not a.allowed or a.severity == b.severity)


FRAME: tuple[Any, ...] = tuple(r() for r in RULES if r.mandatory and issubclass(r, TeamRule | LinkingRule))
"""Rules that no plan can leave: one post a person and the like. Another rule may rely on them."""


def problem_of(seed: int) -> Problem:
    """Return the battery's problem of a seed: 1–3 villages, 1–4 people."""
    return random_problem(seed, n_villages=1 + seed % 3, n_people=1 + seed % 4)


def plans(problem: Problem, seed: int, *, framed: bool) -> Iterator[Plan]:
    """Yield plans of a problem, all of them if they are few, else a sample.

    Parameters
    ----------
    framed
        Leave out plans that a rule of the frame refuses; otherwise any set of seats may come.
    """
    open_to: list[tuple[str, Any]] = [
        (post.village_id, role)
        for v, post in enumerate(problem.posts)
        for role in ROLES
        if post.places(role) > problem.n_staying(v, role)
    ]
    people = [c.person_id for c in problem.instance.candidates]
    options: list[tuple[tuple[str, Any], ...]] = [(), *((seat,) for seat in open_to)]
    if not framed:
        options += list(itertools.combinations(open_to, 2))
    if len(options) ** len(people) <= PLANS_PER_PROBLEM:
        chosen: Iterable[tuple[tuple[tuple[str, Any], ...], ...]] = itertools.product(options, repeat=len(people))
    else:
        rng = np.random.default_rng(seed)
        chosen = (tuple(options[int(rng.integers(len(options)))] for _ in people) for _ in range(PLANS_PER_PROBLEM))
    for seats in chosen:
        plan = Plan.of(
            problem,
            [Assignment(v, role, person) for person, mine in zip(people, seats, strict=True) for v, role in mine],
        )
        if not framed or all(by_statement(rule, plan).allowed for rule in FRAME):
            yield plan


def names_in(violation: Violation, problem: Problem) -> set[str]:
    """Return the names under which a message may speak of a violation's place."""
    names = {violation.place}
    for village in problem.instance.villages:
        if village.village_id == violation.place:
            names |= {village.full_name, village.name}
    for person in (*problem.instance.candidates, *(i.person for i in problem.instance.incumbents)):
        if person.person_id == violation.place:
            names.add(person.alias)
    return names


def plain(value: Any) -> Any:
    """Return what YAML can write of a value."""
    return json.loads(value.model_dump_json())

"""Judge a case by one rule or one goal alone."""

from __future__ import annotations

from typing import Any

from solver.book.compile import compile_model
from solver.book.evaluation import Evaluation, evaluate
from solver.book.rule_book import RuleBook
from solver.modelling.cases import build_case
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.rules import RULES


def book_of(slug: str, params: dict[str, Any] | None = None) -> RuleBook:
    """Return a book with this rule (switched on) or this goal only."""
    params = dict(params or {})
    if slug in {rule.slug for rule in RULES}:
        return RuleBook.of({slug: {"enabled": True, **params}}, only=frozenset({slug}))
    return RuleBook.of(goals={slug: params} if params else {}, only=frozenset({slug}))


def judged(slug: str, facts: dict[str, Any], params: dict[str, Any] | None = None) -> Evaluation:
    """Evaluate the plan of a case by the statement of one rule or goal."""
    return evaluate(build_case(facts), book_of(slug, params))


def compiled(slug: str, facts: dict[str, Any], params: dict[str, Any] | None = None) -> AllocationModel:
    """Compile the problem of a case under one rule or goal."""
    return compile_model(build_case(facts).problem, book_of(slug, params))


def counts_of(slug: str, facts: dict[str, Any], params: dict[str, Any] | None = None) -> tuple[Count, ...]:
    """Return the counts that one rule or goal yields for the first village."""
    return compiled(slug, facts, params).team_counts[0]

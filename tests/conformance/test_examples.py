"""Every example is judged as it says: by the statement, and by the encoding."""

from __future__ import annotations

from typing import Any

import pytest

from solver.book.compile import compile_model
from solver.book.entitle import entitlements
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.words import ROLES
from solver.goals import GOALS
from solver.modelling.cases import build_case
from solver.modelling.listing import Listing
from solver.modelling.rule import EligibilityRule, Example, LinkingRule, PairRule, TeamRule, VillageRule
from solver.rules import RULES
from tests.conformance.judging import agree, book_of, by_encoding, by_statement
from tests.strategies import seats_of


def examples_of(kinds: Any) -> list[Any]:
    return [
        pytest.param(statute, example, id=f"{statute.slug}-{i}")
        for statute in (*RULES, *GOALS)
        if issubclass(statute, kinds)
        for i, example in enumerate(statute.examples, 1)
    ]


@pytest.mark.parametrize(("statute", "example"), examples_of(EligibilityRule | PairRule))
def test_admission(statute: Any, example: Example) -> None:
    """The first assignment is admitted, and its seat exists, or not."""
    rule, plan = statute(statute.Params(**example.params)), build_case(example.facts)
    instance = plan.problem.instance
    person_id, village_id, role = example.facts["assign"][0]
    person = instance.candidates[instance.candidate_index[person_id]]
    village_idx = instance.village_index[village_id]
    where = (instance,) if isinstance(rule, EligibilityRule) else (plan.problem,)
    pair = () if isinstance(rule, EligibilityRule) else (instance.villages[village_idx],)
    assert rule.admits(person, *pair, role, *where) is example.accepts
    seats = compile_model(plan.problem, book_of(rule)).seats
    exists = (
        (seats.person == instance.candidate_index[person_id])
        & (seats.village == village_idx)
        & (seats.role == ROLES.index(role))
    ).any()
    assert bool(exists) is example.accepts
    if not example.accepts:
        text = rule.refusal(person, *pair, role, *where)
        zh, en = text.placeholders()
        assert zh == en
        assert person_id in text.to("zh")
        assert person_id in text.to("en")


@pytest.mark.parametrize(("statute", "example"), examples_of(TeamRule | LinkingRule))
def test_checks(statute: Any, example: Example) -> None:
    """No violation and no severity where it accepts; the same on both sides where it does not."""
    rule, plan = statute(statute.Params(**example.params)), build_case(example.facts)
    stated, encoded = by_statement(rule, plan), by_encoding(rule, plan)
    assert stated.content is example.accepts
    assert encoded.content is example.accepts
    if seats_of(compile_model(plan.problem, book_of(rule)), plan) is not None:
        assert agree(stated, encoded)


@pytest.mark.parametrize(("statute", "example"), examples_of(VillageRule))
def test_village_checks(statute: Any, example: Example) -> None:
    """What a village is due comes from the whole book, as it does in stage 1."""
    rule, problem = statute(statute.Params(**example.params)), build_case(example.facts).problem
    due = entitlements(problem.instance, RuleBook.of({statute.slug: rule.params}))
    found = list(rule.check(Listing(problem.instance, due, problem.posts)))
    assert (not found) is example.accepts


@pytest.mark.parametrize(("goal", "example"), examples_of(tuple(GOALS)))
def test_points(goal: Any, example: Example) -> None:
    """The points of the example, from the statement and from the encoding."""
    term, plan = goal(goal.Params(**example.params)), build_case(example.facts)
    assert evaluate(plan, book_of(term)).value == example.points
    model = compile_model(plan.problem, book_of(term))
    taken = seats_of(model, plan)
    assert taken is not None, "the example takes a seat that does not exist"
    assert model.evaluate(taken) == (0, example.points)

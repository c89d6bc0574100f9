"""Every village rule: its examples, and its check against its counts on every list of each example."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from solver.book.entitle import check_posts, entitlements
from solver.book.rule_book import RuleBook
from solver.domain.words import Mode
from solver.engine.stage1 import _posts
from solver.modelling.cases import build_case
from solver.modelling.choices import build_choices
from solver.modelling.listing import Listing
from solver.modelling.rule import Example, VillageRule
from solver.modelling.selection import Selection
from solver.rules import RULES

VILLAGE_RULES = [rule for rule in RULES if issubclass(rule, VillageRule)]
EXAMPLES = [(rule, example) for rule in VILLAGE_RULES for example in rule.examples]
IDS = [f"{rule.slug}: {example.says.en}" for rule, example in EXAMPLES]


def rule_of(kind: type[VillageRule], book: RuleBook) -> VillageRule:
    (rule,) = book.rules_of(kind)
    return rule


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=IDS)
def test_example(kind: type[VillageRule], example: Example) -> None:
    problem = build_case(example.facts).problem
    book = RuleBook.of({kind.slug: example.params})
    listing = Listing(problem.instance, entitlements(problem.instance, book), problem.posts)
    violations = list(rule_of(kind, book).check(listing))
    assert (not violations) is example.accepts
    for violation in violations:
        assert violation.rule == kind.slug
        assert violation.size > 0
        assert violation.hard == (violation.severity == 0)
        assert violation.message.to("zh") != violation.message.to("en")


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=IDS)
def test_check_agrees_with_counts_on_every_list(kind: type[VillageRule], example: Example) -> None:
    instance = build_case(example.facts).problem.instance
    book = RuleBook.of({kind.slug: example.params})
    rule, due = rule_of(kind, book), entitlements(instance, book)
    choices = build_choices(instance, due)
    selection = Selection.of_choices(choices, rule.counts(instance, choices))
    for taken in product(*(choices.of_village(v).tolist() for v in range(len(due)))):
        indices = np.array(taken, dtype=np.int64)
        violations = list(rule.check(Listing(instance, due, _posts(choices, indices))))
        try:
            severity, _ = selection.evaluate(indices)
        except ValueError:
            assert any(v.hard for v in violations)
            continue
        assert severity == sum(v.severity for v in violations)
        assert not any(v.hard for v in violations)


@pytest.mark.parametrize("kind", VILLAGE_RULES, ids=[rule.slug for rule in VILLAGE_RULES])
def test_words(kind: type[VillageRule]) -> None:
    assert kind.__module__.endswith(f".{kind.slug}")
    assert kind.clauses
    assert kind.phrase
    assert len(kind.examples) >= 2
    for text in (kind.title, kind.statement):
        chinese, english = text.placeholders()
        assert chinese == english == frozenset()
    for field in kind.Params.model_fields.values():
        assert field.description
        assert " · " in field.description


def test_a_post_that_is_not_listed_is_said_to_be_missing_by_one_rule_only() -> None:
    """Weak and lifted: one exception for the first secretary (weak, the stronger tier), one for the members."""
    plan = build_case(
        {"villages": [{"types": {"weak", "lifted"}}], "posts": [{"mode": Mode.NONE, "members_target": 0}]}
    )
    instance, book = plan.problem.instance, RuleBook.of()
    listing = Listing(instance, entitlements(instance, book), plan.problem.posts)
    found = [v for rule in book.rules_of(VillageRule) for v in rule.check(listing)]
    # 40 x 32 for the first secretary; two members at 3 x 32
    assert [(v.rule, v.size, v.severity) for v in found] == [
        ("weak_coverage", 1, 1280),
        ("lifted_and_resettlement", 2, 192),
    ]


def test_a_list_edited_by_hand_is_checked() -> None:
    """Too many members, a village of no type, a budget passed: two exceptions and a broken hard rule."""
    facts = {"villages": [{}, {"types": frozenset()}], "posts": [{"members_target": 5, "members_max": 5}, {}]}
    plan = build_case({**facts, "candidates": [{}] * 30})
    book = RuleBook.of({"headcount_budget": {"total": 9}})
    found = check_posts(plan.problem.instance, plan.problem.posts, book)
    # V1: five members where three are the most; V2: a team of three where nothing is due; 6 + 4 = 10 people of 9
    assert [(v.rule, v.place, v.size, v.hard) for v in found] == [
        ("headcount_budget", "", 1, True),
        ("heavy_members", "V1", 2, False),
        ("heavy_members", "V2", 3, False),
        ("other_types", "V2", 1, False),
    ]

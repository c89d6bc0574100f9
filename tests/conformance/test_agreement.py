"""By enumeration: the encoding of each rule and goal says exactly what its statement says, on random tiny problems."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from solver.book.compile import compile_model
from solver.book.entitle import entitlements
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.village import Post
from solver.domain.words import ROLES, Level
from solver.modelling.choices import MODES, build_choices
from solver.modelling.listing import Listing
from solver.modelling.rule import (
    EligibilityRule,
    Goal,
    LinkingRule,
    PairRule,
    SeatGoal,
    TeamGoal,
    TeamRule,
    VillageRule,
)
from solver.text import LANGS, Text
from tests.conformance.judging import (
    FRAME,
    SEEDS,
    agree,
    book_of,
    by_encoding,
    by_statement,
    kinds,
    names_in,
    plans,
    problem_of,
    variants,
)
from tests.strategies import random_problem, seats_of


def each(*of: type[Any]) -> pytest.MarkDecorator:
    found = [pytest.param(s, id=s.slug) for kind in of for s in kinds(kind)]
    return pytest.mark.parametrize("statute", found)


def same_placeholders(text: Text) -> bool:
    zh, en = text.placeholders()
    return zh == en and all(same_placeholders(v) for v in text.values.values() if isinstance(v, Text))


@each(TeamRule, LinkingRule)
def test_counts_say_what_the_check_says(statute: Any) -> None:
    """Allowed, and severity, of every plan; somewhere the rule is content and somewhere it is not."""
    is_frame = statute in {type(rule) for rule in FRAME}
    seen = set()
    for rule, seed in itertools.product(variants(statute), SEEDS):
        problem = problem_of(seed)
        model = compile_model(problem, book_of(rule))
        for plan in plans(problem, seed, framed=not is_frame):
            stated, encoded = by_statement(rule, plan), by_encoding(rule, plan, model)
            assert agree(stated, encoded), (seed, rule.params, plan.assignments, stated, encoded)
            seen.add(stated.content)
    assert seen == {True, False}, "random facts do not reach both sides of this rule: add them to tests/strategies.py"


@each(TeamRule, LinkingRule)
def test_messages_name_the_place(statute: Any) -> None:
    for rule, seed in itertools.product(variants(statute), SEEDS):
        problem = problem_of(seed)
        for plan in itertools.islice(plans(problem, seed, framed=statute not in {type(r) for r in FRAME}), 10):
            for violation in evaluate(plan, book_of(rule)).violations:
                assert violation.rule == statute.slug
                assert violation.size >= 1
                assert (violation.severity == 0) is violation.hard
                assert same_placeholders(violation.message)
                for lang in LANGS:
                    sentence = violation.message.to(lang)
                    names = names_in(violation, problem)
                    if violation.place in set(Level):
                        names.add(Level._value2member_map_[violation.place].label.to(lang))  # type: ignore[attr-defined]
                    if violation.place:
                        assert any(name and name in sentence for name in names), sentence
                    else:
                        assert any(c.isdigit() for c in sentence), sentence


@each(TeamRule, LinkingRule, TeamGoal)
def test_counts_are_well_formed(statute: Any) -> None:
    """Keys are unique, seats exist, each once; rules have limits and goals rewards; a lower limit has a price."""
    for rule, seed in itertools.product(variants(statute), SEEDS):
        problem = problem_of(seed)
        model = compile_model(problem, book_of(rule))
        assert len({c.key for c in model.all_counts}) == len(model.all_counts)
        for v, counts in enumerate(model.team_counts):
            first, last = model.seats.start[v], model.seats.start[v + 1]
            for count in counts:
                assert count.place == problem.posts[v].village_id
                assert np.all((count.seats >= first) & (count.seats < last))
        for count in model.all_counts:
            assert count.rule == statute.slug
            assert count.seats.dtype == np.int64
            assert len(np.unique(count.seats)) == len(count.seats)
            assert np.all((count.seats >= 0) & (count.seats < len(model.seats)))
            assert count.lower is None or count.shortfall_price > 0
            if issubclass(statute, Goal):
                assert count.lower is None
                assert count.upper is None
            else:
                assert not count.rewards


@each(PairRule)
def test_mask_says_what_admits_says(statute: Any) -> None:
    seen = set()
    for rule, seed in itertools.product(variants(statute), range(30)):
        problem = random_problem(seed, n_villages=3, n_people=5)
        for (v, village), role in itertools.product(enumerate(problem.instance.villages), ROLES):
            mask = rule.mask(problem, v, role)
            assert mask.dtype == np.bool_
            admitted = [rule.admits(c, village, role, problem) for c in problem.instance.candidates]
            assert mask.tolist() == admitted, (seed, rule.params, village, role)
            seen |= set(admitted)
            for candidate, ok in zip(problem.instance.candidates, admitted, strict=True):
                if not ok:
                    text = rule.refusal(candidate, village, role, problem)
                    assert same_placeholders(text)
                    for lang in LANGS:
                        assert candidate.person_id in text.to(lang)
                        assert village.full_name in text.to(lang)
    assert seen == {True, False}, "random facts do not reach both sides of this rule: add them to tests/strategies.py"


@each(EligibilityRule)
def test_refusals_name_the_person(statute: Any) -> None:
    seen = set()
    for rule, seed in itertools.product(variants(statute), range(30)):
        instance = random_problem(seed, n_villages=1, n_people=6).instance
        for candidate, role in itertools.product(instance.candidates, ROLES):
            ok = rule.admits(candidate, role, instance)
            seen.add(ok)
            if not ok:
                text = rule.refusal(candidate, role, instance)
                assert same_placeholders(text)
                assert all(candidate.person_id in text.to(lang) for lang in LANGS)
    assert seen == {True, False}, "random facts do not reach both sides of this rule: add them to tests/strategies.py"


@each(SeatGoal, TeamGoal)
def test_counts_earn_what_the_score_says(statute: Any) -> None:
    """Value of the encoding = score of the teams less what those who stay earn already."""
    seen = set()
    for goal, seed in itertools.product(variants(statute), SEEDS):
        problem = problem_of(seed)
        model = compile_model(problem, book_of(goal))
        for plan in plans(problem, seed, framed=True):
            taken = seats_of(model, plan)
            assert taken is not None
            value = evaluate(plan, book_of(goal)).value
            assert model.evaluate(taken) == (0, value), (seed, goal.params, plan.assignments)
            seen.add(value != 0)
    assert seen == {True, False}, "random facts do not reach both sides of this goal: add them to tests/strategies.py"


@each(VillageRule)
def test_choices_say_what_the_check_says(statute: Any) -> None:
    """Stage 1: every frozen list of two villages, judged by the check and by the counts over choices."""
    for rule, seed in itertools.product(variants(statute), SEEDS):
        instance = random_problem(seed, n_villages=2, n_people=3).instance
        due = entitlements(instance, RuleBook.of({statute.slug: rule.params}))
        choices = build_choices(instance, due)
        counts = list(rule.counts(instance, choices))
        assert len({c.key for c in counts}) == len(counts)
        for picked in itertools.product(choices.of_village(0).tolist(), choices.of_village(1).tolist()):
            taken = np.array(picked)
            posts = tuple(
                Post(d.village_id, MODES[choices.mode[i]], *(int(choices.members[i]),) * 3, tier=d.tier)
                for d, i in zip(due, picked, strict=True)
            )
            found = list(rule.check(Listing(instance, due, posts)))
            severity, allowed = 0, True
            for count in counts:
                hit = np.isin(count.seats, taken)
                size = count.base + int(hit.sum() if count.weights is None else count.weights[hit].sum())
                allowed &= count.allows(size)
                severity += count.severity(size)
            assert allowed is not any(v.hard for v in found), (seed, rule.params, posts)
            if allowed:
                assert severity == sum(v.severity for v in found), (seed, rule.params, posts)
            for violation in found:
                assert same_placeholders(violation.message)
                assert all(violation.message.to(lang) for lang in LANGS)

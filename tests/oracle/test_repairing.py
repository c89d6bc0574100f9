"""Repairs have the effect that is told, and no limit is worth more than its price: against brute force over all plans.

A repair is one unit of one limit, one more nominee, or one term: nothing smaller of its kind exists but no change at
all, with which no plan is as light.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from solver.api.certifying import certify
from solver.api.explaining import Explainer
from solver.api.repair_questions import tried_repairs
from solver.book.compile import compile_model, plan_of
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.county import solve_county
from solver.modelling.model import AllocationModel
from solver.report.solved import Solved
from solver.report.why.ceilings import Ceilings
from solver.text import Text
from tests.oracle.plans import Judged, all_plans, best
from tests.strategies import random_problem

LONG = bool(os.environ.get("VILLAGES_FIRST_LONG"))
N = 240 if LONG else 30
PARTS = 6
BOOK = RuleBook.of()
SIZES = ((2, 4), (3, 3), (2, 3))
QUOTAS = {
    "unit_quota": {"first_secretary": "quota_first_secretary", "member": "quota_member", "all": "cap"},
    "villages_per_unit": {"": "max_villages"},
}
"""Rules whose limits stand in a field of the unit: part of the key to field."""


def problem_of(seed: int) -> Problem:
    n_villages, n_people = SIZES[seed % len(SIZES)]
    return random_problem(seed + 130_000, n_villages, n_people, spice=(4, 10, 20)[seed % 3])


def explained(problem: Problem) -> tuple[Explainer, AllocationModel]:
    """Solve a problem and open the plan to questions."""
    model = compile_model(problem, BOOK)
    found = solve_county(model)
    plan = plan_of(problem, model, found.seats)
    certificate = certify(model, found, {}, {})
    solved = Solved(plan, BOOK, evaluate(plan, BOOK), certificate, "", Text("试", "a try"))
    return Explainer(solved), model


def rebuilt(problem: Problem, **tables: object) -> Problem:
    old = problem.instance
    names = ("villages", "candidates", "units", "incumbents", "pairings", "pins", "scores")
    rows = {name: tables.get(name, getattr(old, name)) for name in names}
    return Problem(Instance.build(old.reference, **rows), problem.posts)


def raised(problem: Problem, key: str) -> Problem | None:
    """The problem with a unit's limit raised by one; ``None`` where the limit does not stand in the table of units."""
    rule, _, place = key.partition("@")
    unit_id, _, part = place.partition("#")
    name = QUOTAS.get(rule, {}).get(part)
    units = [u for u in problem.instance.units if u.unit_id == unit_id]
    if name is None or not units or getattr(units[0], name) is None:
        return None
    limit = hard_limit(problem, key)
    more = replace(units[0], **{name: limit + 1})  # above those who stay, if the table says less
    changed = rebuilt(problem, units=[more if u.unit_id == unit_id else u for u in problem.instance.units])
    return changed if hard_limit(changed, key) == limit + 1 else None  # else the rule book sets another limit


def hard_limit(problem: Problem, key: str) -> int:
    (limit,) = (c.hard_upper for c in compile_model(problem, BOOK).linking_counts if c.key == key)
    assert limit is not None
    return limit


def with_one_more(problem: Problem, person_id: str) -> list[Judged] | None:
    """All plans with one more nominee like another, in another village; ``None`` for people who are named by others."""
    old = problem.instance
    like = old.candidates[old.candidate_index[person_id]]
    named = {c.spouse_id for c in old.candidates} | {i.person.spouse_id for i in old.incumbents}
    if old.pins_by_person.get(person_id) or like.spouse_id or person_id in named:
        return None
    if any(i.person.person_id == person_id for i in old.incumbents):
        return None
    twin = replace(like, person_id=f"{person_id}~")
    scores = [*old.scores, *(replace(s, person_id=twin.person_id) for s in old.scores if s.person_id == person_id)]
    changed = rebuilt(problem, candidates=[*old.candidates, twin], scores=scores)
    both = {changed.instance.candidate_index[p] for p in (person_id, twin.person_id)}
    return [
        plan
        for plan in all_plans(changed)
        if len(places := [v for p, v, _ in plan.choices if p in both]) < 2 or places[0] != places[1]
    ]


def extended(problem: Problem, person_id: str) -> Problem:
    """The problem with somebody's term extended to the end of the new one."""
    end = problem.instance.reference.term_end
    rows = [replace(i, end=end) if i.person.person_id == person_id else i for i in problem.instance.incumbents]
    return rebuilt(problem, incumbents=rows)


@pytest.mark.parametrize("part", range(PARTS))
def test_repairs_have_the_effect_that_is_told(part: int) -> None:
    kinds: dict[object, int] = {}
    for seed in range(part, N, PARTS):
        problem = problem_of(seed)
        now = best(all_plans(problem))
        assert now is not None
        explainer, _ = explained(problem)
        if not now.severity:
            continue
        for repair in tried_repairs(explainer):
            facts = repair.facts
            plans: list[Judged] | None
            if facts["kind"] == "raise":
                assert isinstance(facts["to"], int)
                assert isinstance(facts["from"], int)
                assert facts["to"] == facts["from"] + 1
                changed = raised(problem, str(facts["limit"]))
                plans = None if changed is None else all_plans(changed)
            elif facts["kind"] == "nominate":
                plans = with_one_more(problem, str(facts["like"]))
            else:
                plans = all_plans(extended(problem, str(facts["person"])))
            if plans is None:
                continue
            kinds[facts["kind"]] = kinds.get(facts["kind"], 0) + 1
            true = best(plans)
            assert true is not None
            assert repair.least <= true.severity <= repair.severity, (seed, facts)
            assert any((p.severity, p.value) == (repair.severity, repair.value) for p in plans), (seed, facts)
            if repair.severity < explainer.desk.severity:  # what is told to help is needed for it
                assert repair.severity < now.severity, (seed, facts)
        (menu,) = explainer.repairs()
        tried = tried_repairs(explainer)
        listed = menu.figures["repairs"]
        assert isinstance(listed, list)
        assert len(listed) == sum(r.severity < explainer.desk.severity for r in tried)
        undecided = [r for r in tried if r.least < min(r.severity, explainer.desk.severity)]
        assert menu.proved == (not undecided), seed
    assert set(kinds) == {"raise", "nominate", "extend"} if LONG else kinds


def limits(ctx_problem: Problem, model: AllocationModel) -> Iterator[tuple[str, list[Judged]]]:
    """Every limit with some room that can be raised by one, with all plans there are then.

    One without room closes its seats, and no price says what opening them brings: nothing is told of it.
    """
    for count in model.linking_counts:
        if count.hard_upper is None or count.hard_upper == count.base:
            continue
        if count.rule == "one_post_per_person":
            plans = with_one_more(ctx_problem, count.place) if count.hard_upper == 1 else None
        else:
            changed = raised(ctx_problem, count.key)
            plans = None if changed is None else all_plans(changed)
        if plans is not None:
            yield count.key, plans


@pytest.mark.parametrize("part", range(PARTS))
def test_a_limit_raised_by_one_is_worth_its_price_at_most(part: int) -> None:
    """Of severity, and of points where exceptions are no heavier; a limit without a price is worth the gap at most."""
    n = 0
    for seed in range(part, N, PARTS):
        problem = problem_of(seed)
        explainer, model = explained(problem)
        ceilings = Ceilings.of(explainer.context)
        severity, value = explainer.desk.severity, explainer.desk.value
        loose = severity - explainer.solved.certificate.severity.bound
        for key, plans in limits(problem, model):
            known = ceilings.by_key.get(key)
            most, lighter = (ceilings.gap, loose) if known is None else (known.points, known.severity)
            assert severity - min(p.severity for p in plans) <= lighter, (seed, key)
            assert max(p.value for p in plans if p.severity <= severity) - value <= most, (seed, key)
            n += 1
    assert n

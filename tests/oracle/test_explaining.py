"""Explanations and replans agree with brute force over all plans, on problems judged by the oracle alone.

``VILLAGES_FIRST_LONG=1`` runs 240 problems; the normal run a part of them.
"""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import combinations

import pytest

from solver.api.replanning import vacancies_of
from solver.book.compile import compile_model, plan_of, seats_taken
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.plan import Plan, Problem
from solver.domain.words import ROLES, Role
from solver.engine.county import solve_county
from solver.engine.explaining.alternatives import next_best
from solver.engine.explaining.change import Change
from solver.engine.explaining.desk import Desk
from solver.engine.explaining.shortage import smallest_shortage
from solver.engine.replanning.mending import Mended, mend
from solver.engine.replanning.vacancies import Vacancies
from solver.modelling.cpsat_search import solve_hierarchy
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.modelling.selection import Selection
from solver.verify.shortage_count import recount
from tests.oracle.oracle import Choice, _open
from tests.oracle.plans import Judged, all_plans, best
from tests.oracle.teams import stays
from tests.strategies import random_problem

LONG = bool(os.environ.get("VILLAGES_FIRST_LONG"))
N = 240 if LONG else 30
PARTS = 6
BOOK = RuleBook.of()
SIZES = ((1, 5), (2, 4), (2, 5), (3, 4))
WHOLE = 10**9


def problem_of(seed: int) -> Problem:
    n_villages, n_people = SIZES[seed % len(SIZES)]
    return random_problem(seed + 70_000, n_villages, n_people, spice=(2, 6, 14)[seed % 3])


def choice_of(model: AllocationModel, seat: int) -> Choice:
    seats = model.seats
    return (int(seats.person[seat]), int(seats.village[seat]), ROLES[int(seats.role[seat])])


def best_seats(model: AllocationModel) -> IntArray:
    return solve_hierarchy(Selection.of_seats(model)).taken


@pytest.mark.parametrize("part", range(PARTS))
def test_why_not_costs_are_those_of_brute_force(part: int) -> None:
    for seed in range(part, N, PARTS):
        problem = problem_of(seed)
        model, plans = compile_model(problem, BOOK), all_plans(problem)
        desk = Desk(model, best_seats(model), small=WHOLE)
        true = best(plans)
        assert true is not None
        assert (desk.severity, desk.value) == (true.severity, true.value), seed
        possible = {choice for plan in plans for choice in plan.choices}
        assert possible <= {choice_of(model, s) for s in range(len(model.seats))}, seed
        for seat in range(0, len(model.seats), 1 if len(model.seats) < 8 else 3):
            wanted = choice_of(model, seat)
            forced = best(plans, lambda choices, wanted=wanted: wanted in choices)
            found = desk.reoptimise(Change((seat,)))
            assert found.proved, (seed, seat)
            assert found.impossible == (forced is None), (seed, seat)
            if forced is not None:
                assert (found.severity, found.value) == (forced.severity, forced.value), (seed, seat)


@pytest.mark.parametrize("part", range(PARTS))
def test_prices_and_neighbourhoods_enclose_the_cost_of_brute_force(part: int) -> None:
    for seed in range(part, N, PARTS):
        problem = problem_of(seed)
        model, plans = compile_model(problem, BOOK), all_plans(problem)
        solved = solve_county(model)
        points = [] if solved.severity_point is None else [((), solved.severity_point)]
        leaves = [(leaf.halves, leaf.point) for leaf in solved.value_leaves]
        desk = Desk(model, solved.seats, points, leaves, small=-1)
        for seat in range(0, len(model.seats), 3):
            wanted = choice_of(model, seat)
            forced = best(plans, lambda choices, wanted=wanted: wanted in choices)
            found = desk.reoptimise(Change((seat,)))
            if found.impossible:
                assert forced is None, (seed, seat)
                continue
            assert forced is None or found.severity_bound <= forced.severity, (seed, seat)
            if found.seats is None:
                continue
            assert seat in found.seats
            assert model.evaluate(found.seats) == (found.severity, found.value), (seed, seat)
            assert forced is not None
            assert (forced.severity, -forced.value) <= (found.severity, -found.value), (seed, seat)
            within = best([p for p in plans if p.severity <= found.severity and wanted in p.choices])
            most = max(p.value for p in plans if p.severity <= found.severity and wanted in p.choices)
            assert within is not None
            assert found.value_bound is None or most <= found.value_bound, (seed, seat)
            if found.proved:
                assert (forced.severity, forced.value) == (found.severity, found.value), (seed, seat)


@pytest.mark.parametrize("part", range(PARTS))
def test_next_best_losses_are_those_of_brute_force(part: int) -> None:
    for seed in range(part, N, PARTS):
        problem = problem_of(seed)
        model, plans = compile_model(problem, BOOK), all_plans(problem)
        desk = Desk(model, best_seats(model), small=WHOLE)
        for seat in desk.seats.tolist()[:2]:
            holder = choice_of(model, seat)
            _, v, role = holder
            others = []
            for p in range(len(problem.instance.candidates)):
                other = (p, v, role)
                if other == holder or other in {choice_of(model, s) for s in desk.seats.tolist()}:
                    continue
                plan = best(plans, lambda c, other=other, holder=holder: other in c and holder not in c)
                if plan is not None:
                    others.append(plan.rank)
            found = next_best(desk, v, ROLES.index(role), seat)
            assert found.proved, seed
            assert [(a.found.severity, -a.found.value) for a in found.alternatives] == sorted(others)[:3], seed


def without(problem: Problem, gone: str) -> Problem:
    """The problem after a person left: withdrawn as a nominee, recalled as an incumbent."""
    old = problem.instance
    instance = Instance.build(
        old.reference,
        villages=old.villages,
        candidates=[c for c in old.candidates if c.person_id != gone],
        units=old.units,
        incumbents=[replace(i, recalled=True) if i.person.person_id == gone else i for i in old.incumbents],
        pairings=old.pairings,
        pins=old.pins,
        scores=old.scores,
    )
    return Problem(instance, problem.posts)


def mending_rank(before: Plan, problem: Problem, judged: Judged) -> tuple[int, ...]:
    """The order of mended plans, from its statement: empty posts, people changed, severity, unit, value."""
    instance = problem.instance
    new = {(instance.candidates[p].person_id, instance.villages[v].village_id, role) for p, v, role in judged.choices}
    old = {(a.person_id, a.village_id, a.role) for a in before.assignments}
    now = new | {(i.person.person_id, i.village_id, i.role) for i in instance.staying}
    then = old | {(i.person.person_id, i.village_id, i.role) for i in before.problem.instance.staying}
    admitted = {c.person_id for c in instance.candidates}
    can_go_on = {seat for seat in old if seat[0] in admitted}
    unit = {c.person_id: c.unit_id for c in before.problem.instance.candidates}
    unit |= {i.person.person_id: i.person.unit_id for i in before.problem.instance.incumbents}
    vacated = [seat for seat in then if seat not in can_go_on and seat not in now]
    empty = changed = strange = 0
    for village in instance.villages:
        for role in ROLES:
            place = (village.village_id, role)
            empty += max(0, sum(s[1:] == place for s in then) - sum(s[1:] == place for s in now))
            for u in {unit[s[0]] for s in vacated if s[1:] == place} - {""}:
                held = sum(s[1:] == place and unit[s[0]] == u for s in vacated)
                held += sum(s[1:] == place and unit[s[0]] == u for s in can_go_on)
                have = sum(s[1:] == place and unit[s[0]] == u for s in new)
                strange += max(0, held - have)
    changed = len(can_go_on - new) + len({s[0] for s in new} - {s[0] for s in can_go_on})
    return (empty, changed, judged.severity, strange, -judged.value)


def check_one_more_change(
    before: Plan, now: Problem, model: AllocationModel, vacancies: Vacancies, first: Mended
) -> None:
    """With one further person to be changed: severity first among those plans, then changes, unit, value."""
    found = mend(vacancies, others=1)
    ranks = [mending_rank(before, now, judged) for judged in all_plans(now)]
    within = [r for r in ranks if r[0] == first.empty and r[1] <= first.changed + 1]
    true = min((severity, changed, strange, value) for _, changed, severity, strange, value in within)
    assert found.best
    assert (found.severity, found.changed, -found.value) == (true[0], true[1], true[3])
    assert model.evaluate(found.seats) == (found.severity, found.value)
    assert (found.fewest, found.least_changed) == (True, first.changed)


@pytest.mark.parametrize("part", range(PARTS))
def test_mended_plans_change_as_few_people_as_brute_force(part: int) -> None:
    n = 0
    for seed in range(part, N, PARTS):
        problem = problem_of(seed)
        model = compile_model(problem, BOOK)
        before = plan_of(problem, model, best_seats(model))
        posted = sorted(m.person.person_id for team in before.teams for m in team.people)
        if not posted:
            continue
        now = without(problem, posted[seed % len(posted)])
        new_model = compile_model(now, BOOK)
        vacancies = vacancies_of(before, now, new_model, frozenset())
        found = mend(vacancies)
        ranked = min(mending_rank(before, now, judged) for judged in all_plans(now))
        plan = plan_of(now, new_model, found.seats)
        mine = Judged(
            frozenset(choice_of(new_model, s) for s in seats_taken(new_model, plan).tolist()),
            found.severity,
            found.value,
        )
        assert found.fewest, seed
        assert found.best, seed
        assert (found.empty, found.changed) == ranked[:2], seed
        assert mending_rank(before, now, mine) == ranked, seed
        check_one_more_change(before, now, new_model, vacancies, found)
        n += 1
    assert n >= N // PARTS // 2


def smallest_short_set(problem: Problem, role: Role) -> int | None:
    """The fewest villages whose places of a role need more people than the units may send there, by trying all sets."""
    instance = problem.instance
    need, able = [], []
    for v, post in enumerate(problem.posts):
        least = int(post.wants_first_secretary) if role is Role.FIRST_SECRETARY else post.members_min
        held = sum(
            i.role is role and i.village_id == post.village_id for i in instance.incumbents if stays(i, instance)
        )
        need.append(max(0, least - held))
        has_place = post.places(role) > held
        people = range(len(instance.candidates))
        able.append({p for p in people if has_place and _open(problem, (p, v, role))})
    for size in range(1, len(need) + 1):
        for chosen in combinations([v for v in range(len(need)) if need[v]], size):
            people = set().union(*(able[v] for v in chosen))
            can = 0
            for unit_id in {instance.candidates[p].unit_id for p in people}:
                n = sum(instance.candidates[p].unit_id == unit_id for p in people)
                unit = next((u for u in instance.units if u.unit_id == unit_id), None)
                of_role = ("quota_first_secretary", "quota_member")[ROLES.index(role)]
                limits = [] if unit is None else [getattr(unit, of_role), unit.cap]
                can += min([n, *(limit for limit in limits if limit is not None)])
            if sum(need[v] for v in chosen) > can:
                return size
    return None


@pytest.mark.parametrize("part", range(PARTS))
def test_shortages_are_the_smallest_of_brute_force(part: int) -> None:
    rules = {"post_first_secretary": Role.FIRST_SECRETARY, "members_minimum": Role.MEMBER}
    n = 0
    for seed in range(part, 2 * N, PARTS):
        problem = random_problem(seed + 90_000, 4, 5 + seed % 3, spice=(4, 10, 20)[seed % 3])
        model = compile_model(problem, BOOK)
        for rule, role in rules.items():
            counts = [c for c in model.all_counts if c.rule == rule and c.lower and c.lower > c.base]
            (found, decided), true = smallest_shortage(model, rule, counts), smallest_short_set(problem, role)
            assert decided, (seed, rule)
            assert (found is None) == (true is None), (seed, rule)
            if found is not None:
                assert found.smallest
                assert len(found.counts) == true, (seed, rule)
                assert found.need > found.can
                again = recount(problem, BOOK, rule, [c.place for c in found.counts])
                people = {problem.instance.candidates[p].person_id for g in found.groups for p in g.people}
                assert (again.need, set(again.people)) == (found.need, people), (seed, rule)
                n += 1
    assert n >= N // PARTS

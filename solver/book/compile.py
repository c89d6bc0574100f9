"""Compile a problem under a rule book into an allocation model: seats and counts (§4.1)."""

from __future__ import annotations

import numpy as np

from solver.book.rule_book import RuleBook
from solver.domain.plan import Assignment, Plan, Problem
from solver.domain.words import ROLES
from solver.modelling.model import AllocationModel
from solver.modelling.rule import EligibilityRule, LinkingRule, PairRule, SeatGoal, TeamGoal, TeamRule
from solver.modelling.seats import BoolArray, IntArray, SeatSet


def compile_model(problem: Problem, book: RuleBook, may: BoolArray | None = None) -> AllocationModel:
    """Create the seats that eligibility and pair rules leave, their points, and all counts.

    Seats exist only where the post has a place of that role that no staying incumbent holds.

    Parameters
    ----------
    may
        bool array of shape (n_candidates, 2), as :func:`eligible` returns it, if that is known already.
    """
    seats = _seats(problem, book, eligible(problem, book) if may is None else may)
    team_rules, team_goals = book.rules_of(TeamRule), book.goals_of(TeamGoal)
    team_counts = []
    for v in range(seats.n_villages):
        view = seats.of_village(v)
        of_rules = [count for rule in team_rules for count in rule.counts(problem, view)]
        of_goals = [count for goal in team_goals for count in goal.counts(problem, view)]
        team_counts.append(tuple(of_rules + of_goals))
    linking = tuple(count for rule in book.rules_of(LinkingRule) for count in rule.counts(problem, seats))
    return AllocationModel(seats, tuple(team_counts), linking)


def eligible(problem: Problem, book: RuleBook) -> BoolArray:
    """Return who may fill which role anywhere: bool array of shape (n_candidates, 2)."""
    instance, rules = problem.instance, book.rules_of(EligibilityRule)
    return np.array(
        [[all(rule.admits(c, role, instance) for rule in rules) for role in ROLES] for c in instance.candidates],
        dtype=np.bool_,
    ).reshape(len(instance.candidates), len(ROLES))


def _seats(problem: Problem, book: RuleBook, may: BoolArray) -> SeatSet:
    pair_rules, seat_goals = book.rules_of(PairRule), book.goals_of(SeatGoal)
    n_people = len(problem.instance.candidates)
    people: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    roles: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    points: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    start = [0]
    for v, post in enumerate(problem.posts):
        n_of_village = 0
        for r, role in enumerate(ROLES):
            if post.places(role) <= problem.n_staying(v, role):
                continue
            mask = may[:, r].copy()
            for rule in pair_rules:
                mask &= rule.mask(problem, v, role)
            who = np.flatnonzero(mask)
            worth = np.zeros(n_people, dtype=np.int64)
            for goal in seat_goals:
                worth += goal.points(problem, v, role)
            people.append(who)
            roles.append(np.full(len(who), r, dtype=np.int64))
            points.append(worth[who])
            n_of_village += len(who)
        start.append(start[-1] + n_of_village)
    return SeatSet(
        person=np.concatenate(people),
        village=np.repeat(np.arange(len(problem.posts), dtype=np.int64), np.diff(start)),
        role=np.concatenate(roles),
        points=np.concatenate(points),
        start=np.array(start, dtype=np.int64),
    )


def plan_of(problem: Problem, model: AllocationModel, taken: IntArray) -> Plan:
    """Return the plan in which these seats are taken."""
    villages, candidates, seats = problem.instance.villages, problem.instance.candidates, model.seats
    return Plan.of(
        problem,
        [
            Assignment(
                villages[seats.village[s]].village_id, ROLES[seats.role[s]], candidates[seats.person[s]].person_id
            )
            for s in taken.tolist()
        ],
    )


def seats_taken(model: AllocationModel, plan: Plan) -> IntArray:
    """Return the seats that a plan takes in the model of its problem: int64 array, ascending.

    Raises
    ------
    KeyError
        If a seat of the plan does not exist in the model.
    """
    instance, seats = plan.problem.instance, model.seats
    places = zip(seats.village.tolist(), seats.role.tolist(), seats.person.tolist(), strict=True)
    number = {place: s for s, place in enumerate(places)}
    taken = [
        number[instance.village_index[a.village_id], ROLES.index(a.role), instance.candidate_index[a.person_id]]
        for a in plan.assignments
    ]
    return np.array(sorted(taken), dtype=np.int64)

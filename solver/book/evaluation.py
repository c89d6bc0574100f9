"""Evaluate a plan from the statements of the rules: no counts, no seats, no solver (§7.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from solver.book.rule_book import RuleBook
from solver.domain.plan import Assignment, Plan
from solver.domain.violation import Violation
from solver.modelling.rule import EligibilityRule, LinkingRule, PairRule, SeatGoal, TeamGoal, TeamRule


@dataclass(frozen=True)
class Evaluation:
    """What a plan is worth and what it breaks.

    Attributes
    ----------
    violations
        Hard ones first, then exceptions by severity.
    points
        Goal slug to points of the whole plan.
    """

    violations: tuple[Violation, ...]
    points: dict[str, int]

    @property
    def hard(self) -> tuple[Violation, ...]:
        """Broken hard rules; a plan that has any never leaves the program."""
        return tuple(v for v in self.violations if v.hard)

    @property
    def exceptions(self) -> tuple[Violation, ...]:
        """Exceptions to be signed."""
        return tuple(v for v in self.violations if not v.hard)

    @property
    def severity(self) -> int:
        """Severity of all exceptions together."""
        return sum(v.severity for v in self.exceptions)

    @property
    def value(self) -> int:
        """Points of all goals together."""
        return sum(self.points.values())


def evaluate(plan: Plan, book: RuleBook) -> Evaluation:
    """Check every rule and score every goal of a plan, from the statements."""
    problem = plan.problem
    found: list[Violation] = []
    for a in plan.assignments:
        found.extend(_barred(a, plan, book))
    points = {goal.slug: 0 for goal in book.goals}
    by_village: dict[str, list[int]] = {}
    for a in plan.assignments:
        of_seat = seat_points(a, plan, book)
        by_village.setdefault(a.village_id, []).append(sum(of_seat.values()))
        for slug, n in of_seat.items():
            points[slug] += n
    for team in plan.teams:
        scored = replace(team, new_points=tuple(by_village.get(team.village.village_id, ())))
        for rule in book.rules_of(TeamRule):
            found.extend(rule.check(problem, scored))
    for linking in book.rules_of(LinkingRule):
        found.extend(linking.check(plan))
    for team in plan.teams:
        for team_goal in book.goals_of(TeamGoal):
            points[team_goal.slug] += team_goal.score(problem, team) - team_goal.score(problem, team.stayers)
    return Evaluation(tuple(sorted(found, key=lambda v: v.sort_key)), points)


def seat_points(a: Assignment, plan: Plan, book: RuleBook) -> dict[str, int]:
    """Return the points of one seat, goal by goal."""
    instance = plan.problem.instance
    person = instance.candidates[instance.candidate_index[a.person_id]]
    village = instance.villages[instance.village_index[a.village_id]]
    return {g.slug: g.score(person, village, a.role, plan.problem) for g in book.goals_of(SeatGoal)}


def _barred(a: Assignment, plan: Plan, book: RuleBook) -> list[Violation]:
    """Return the eligibility and pair rules that bar an assignment, as hard violations."""
    problem = plan.problem
    instance = problem.instance
    person = instance.candidates[instance.candidate_index[a.person_id]]
    village = instance.villages[instance.village_index[a.village_id]]
    found = []
    for rule in book.rules_of(EligibilityRule):
        if not rule.admits(person, a.role, instance):
            text = rule.refusal(person, a.role, instance)
            found.append(Violation(rule.slug, a.person_id, 1, 0, text, hard=True))
    for pair in book.rules_of(PairRule):
        if not pair.admits(person, village, a.role, problem):
            text = pair.refusal(person, village, a.role, problem)
            found.append(Violation(pair.slug, a.person_id, 1, 0, text, hard=True))
    return found

"""The best plan by trying all: a second reading of the rule book, for tests only.

``judge`` evaluates any plan; ``oracle_best`` finds the least severity and the most points at that severity. The search
tries every team of every village and every combination of teams; it only skips combinations that are already worse than
the best one found.
"""

from __future__ import annotations

from collections import Counter
from itertools import product

from solver.domain.plan import Plan, Problem
from solver.domain.words import ROLES, Level, PinKind, Role
from tests.oracle.people import may_go, may_serve, paired_with, seat_points
from tests.oracle.teams import BY_TIER, Outcome, judge_team, stays

Choice = tuple[int, int, Role]
"""Position of the person, position of the village, role."""


def judge(plan: Plan) -> Outcome:
    """Judge a plan: whether a hard rule is broken, severity, value."""
    instance = plan.problem.instance
    people = {c.person_id: i for i, c in enumerate(instance.candidates)}
    villages = {v.village_id: i for i, v in enumerate(instance.villages)}
    choices = [(people[a.person_id], villages[a.village_id], a.role) for a in plan.assignments]
    teams = [_team(plan.problem, v, [c for c in choices if c[1] == v]) for v in range(len(villages))]
    whole = _across(plan.problem, choices)
    barred = any(not _open(plan.problem, c) for c in choices)
    return Outcome(
        barred or whole.broken or any(t.broken for t in teams),
        whole.severity + sum(t.severity for t in teams),
        sum(t.value for t in teams),
    )


def oracle_best(problem: Problem) -> tuple[int, int]:
    """Return the least severity of any plan, and the most points that a plan of that severity has."""
    n_villages, n_people = len(problem.instance.villages), len(problem.instance.candidates)
    teams: list[list[tuple[Outcome, list[Choice]]]] = []
    for v in range(n_villages):
        of_person = [[None, *[(p, v, role) for role in ROLES if _open(problem, (p, v, role))]] for p in range(n_people)]
        tried = [[c for c in picks if c is not None] for picks in product(*of_person)]
        judged = [(_team(problem, v, choices), choices) for choices in tried]
        teams.append([(outcome, choices) for outcome, choices in judged if not outcome.broken])
    search = _Search(problem, teams)
    search.go(0, [], 0, 0)
    return search.severity, search.value


class _Search:
    """Tries all combinations of teams, village by village."""

    def __init__(self, problem: Problem, teams: list[list[tuple[Outcome, list[Choice]]]]) -> None:
        self.problem, self.teams = problem, teams
        nobody = _across(problem, [])
        empty = [next(outcome for outcome, choices in options if not choices) for options in teams]
        self.severity = nobody.severity + sum(o.severity for o in empty)
        self.value = 0
        self.rest_severity = [0] * (len(teams) + 1)
        self.rest_value = [0] * (len(teams) + 1)
        for v in range(len(teams) - 1, -1, -1):
            self.rest_severity[v] = self.rest_severity[v + 1] + min(o.severity for o, _ in teams[v])
            self.rest_value[v] = self.rest_value[v + 1] + max(o.value for o, _ in teams[v])

    def go(self, v: int, taken: list[Choice], severity: int, value: int) -> None:
        """Try all teams of village v beside those chosen for the villages before it."""
        least, most = severity + self.rest_severity[v], value + self.rest_value[v]
        if least > self.severity or (least == self.severity and most <= self.value):
            return
        if v == len(self.teams):
            whole = _across(self.problem, taken)
            found = (-severity - whole.severity, value)
            if not whole.broken and found > (-self.severity, self.value):
                self.severity, self.value = -found[0], value
            return
        used = {p for p, _, _ in taken}
        for outcome, choices in sorted(self.teams[v], key=lambda t: (t[0].severity, -t[0].value)):
            if not any(p in used for p, _, _ in choices):
                self.go(v + 1, [*taken, *choices], severity + outcome.severity, value + outcome.value)


def _open(problem: Problem, choice: Choice) -> bool:
    """Whether the person may fill the seat by the rules on people and pairs, and does not hold a post already."""
    p, v, role = choice
    instance = problem.instance
    person = instance.candidates[p]
    held = {i.person.person_id for i in instance.incumbents if stays(i, instance)}
    free = person.person_id not in held
    return free and may_serve(person, role, instance) and may_go(person, instance.villages[v], role, instance)


def _team(problem: Problem, v: int, choices: list[Choice]) -> Outcome:
    """Judge one village, points of the single seats included."""
    people = problem.instance.candidates
    team = judge_team(problem, v, [(people[p], role) for p, _, role in choices])
    seats = sum(seat_points(people[p], problem.instance.villages[v], role, problem) for p, _, role in choices)
    return Outcome(team.broken, team.severity, team.value + seats)


def _across(problem: Problem, choices: list[Choice]) -> Outcome:
    """Judge what holds across villages: one post a person, quotas, villages of a unit, E11, named people."""
    instance = problem.instance
    people, villages = instance.candidates, instance.villages
    sent = [(people[p], villages[v].village_id, role) for p, v, role in choices]
    staying = [(i.person, i.village_id, i.role) for i in instance.incumbents if stays(i, instance)]
    held = Counter(person.person_id for person, _, _ in sent + staying)
    broken = any(held[person.person_id] > 1 for person, _, _ in sent)
    severity = 0
    for unit in instance.units:
        own = [(v, role) for person, v, role in sent if person.unit_id == unit.unit_id]
        first = sum(role is Role.FIRST_SECRETARY for _, role in own)
        limits = ((first, unit.quota_first_secretary), (len(own) - first, unit.quota_member), (len(own), unit.cap))
        broken |= any(limit is not None and n > limit for n, limit in limits)
        before = {v for person, v, _ in staying if person.unit_id == unit.unit_id}
        after = before | {v for v, _ in own}
        broken |= unit.max_villages is not None and len(after) > max(unit.max_villages, len(before))
        paired = paired_with(unit.unit_id, instance)
        if unit.level is Level.CENTRAL and paired:
            there = [
                person
                for person, v, role in sent + staying
                if person.unit_id == unit.unit_id and role is Role.FIRST_SECRETARY and v in paired
            ]
            severity += 20 * BY_TIER[0] * (not there)
    for pin in instance.pins:
        if pin.kind is PinKind.MUST:
            kept = any(
                person.person_id == pin.person_id and v == pin.village_id and pin.role in (None, role)
                for person, v, role in sent + staying
            )
            severity += 60 * BY_TIER[0] * (not kept)
    return Outcome(broken, severity, 0)

"""All plans of a tiny problem, judged by the oracle: what explanations and replans are held against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from solver.domain.plan import Problem
from solver.domain.words import ROLES
from tests.oracle.oracle import Choice, _across, _open, _team


@dataclass(frozen=True)
class Judged:
    """A legal plan: who goes where, severity and value."""

    choices: frozenset[Choice]
    severity: int
    value: int

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better."""
        return (self.severity, -self.value)


def all_plans(problem: Problem) -> list[Judged]:
    """Return every plan that breaks no hard rule."""
    n_villages, n_people = len(problem.instance.villages), len(problem.instance.candidates)
    teams = []
    for v in range(n_villages):
        of_person = [[None, *[(p, v, role) for role in ROLES if _open(problem, (p, v, role))]] for p in range(n_people)]
        tried = [[c for c in picks if c is not None] for picks in product(*of_person)]
        judged = [(choices, _team(problem, v, choices)) for choices in tried]
        teams.append([(choices, outcome) for choices, outcome in judged if not outcome.broken])
    return list(_combined(problem, teams, 0, [], 0, 0))


def _combined(
    problem: Problem, teams: list, v: int, taken: list[Choice], severity: int, value: int
) -> Iterator[Judged]:
    if v == len(teams):
        whole = _across(problem, taken)
        if not whole.broken:
            yield Judged(frozenset(taken), severity + whole.severity, value)
        return
    used = {p for p, _, _ in taken}
    for choices, outcome in teams[v]:
        if not any(p in used for p, _, _ in choices):
            more = [*taken, *choices]
            yield from _combined(problem, teams, v + 1, more, severity + outcome.severity, value + outcome.value)


def best(plans: Iterable[Judged], admits: Callable[[frozenset[Choice]], bool] = lambda _: True) -> Judged | None:
    """Return the best of the plans that a condition admits: least severity, then most value."""
    return min((plan for plan in plans if admits(plan.choices)), key=lambda plan: plan.rank, default=None)

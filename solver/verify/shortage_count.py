"""Count a shortage again from the statements of the rules: no counts, no seats, no solver (§8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solver.book.rule_book import RuleBook
from solver.domain.candidate import Candidate
from solver.domain.plan import Assignment, Plan, Problem, Team, TeamMember
from solver.domain.words import ROLES, Role
from solver.modelling.rule import EligibilityRule, LinkingRule, PairRule, TeamRule


@dataclass(frozen=True)
class Recount:
    """What places need, and who could help at each, by the statements alone.

    Attributes
    ----------
    need
        People short in all, with those alone who stay.
    able
        Place to the codes of the nominees of whom one makes the place less short; limits across villages (quotas, one
        post a person) are not looked at, see :func:`limit_binds`.
    """

    need: int
    able: dict[str, frozenset[str]]

    @property
    def people(self) -> frozenset[str]:
        """Everybody who could help anywhere."""
        return frozenset().union(*self.able.values())


def recount(problem: Problem, book: RuleBook, rule: str, villages: Sequence[str]) -> Recount:
    """Count what a team rule lacks in some villages, and who could help.

    Raises
    ------
    KeyError
        If the book has no team rule of this name.
    """
    stated = {r.slug: r for r in book.rules_of(TeamRule)}[rule]
    need, able = 0, {}
    for village_id in villages:
        v = problem.instance.village_index[village_id]
        village, post = problem.instance.villages[v], problem.posts[v]
        stayers = problem.stayers(v)
        short = _short(stated, problem, Team(village, post, stayers))
        need += short
        found = set()
        for person in problem.instance.candidates:
            for role in ROLES:
                if post.places(role) <= problem.n_staying(v, role):
                    continue
                team = Team(village, post, (*stayers, TeamMember(person, role, incumbent=False)), (0,))
                if _short(stated, problem, team) < short and admitted(problem, book, person, v, role):
                    found.add(person.person_id)
        able[village_id] = frozenset(found)
    return Recount(need, able)


def admitted(problem: Problem, book: RuleBook, person: Candidate, v: int, role: Role) -> bool:
    """Whether the rules on people and pairs let a person fill a role in a village."""
    village = problem.instance.villages[v]
    return all(r.admits(person, role, problem.instance) for r in book.rules_of(EligibilityRule)) and all(
        r.admits(person, village, role, problem) for r in book.rules_of(PairRule)
    )


def limit_binds(problem: Problem, book: RuleBook, rule: str, seats: Iterable[Assignment]) -> bool:
    """Whether a linking rule, by its statement, refuses these people together."""
    stated = {r.slug: r for r in book.rules_of(LinkingRule)}[rule]
    return any(v.hard for v in stated.check(Plan.of(problem, list(seats))))


def _short(rule: TeamRule, problem: Problem, team: Team) -> int:
    return sum(v.size for v in rule.check(problem, team) if not v.hard)

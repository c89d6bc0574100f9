"""A plan to be measured, with what several indicators look up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from solver.book.evaluation import Evaluation
from solver.book.rule_book import RuleBook
from solver.domain.certificate import Certificate, Level
from solver.domain.instance import Instance
from solver.domain.needs import serves
from solver.domain.plan import Plan, Team, TeamMember
from solver.domain.violation import Violation
from solver.domain.words import NEED_ITEMS
from solver.modelling.rule import SeatGoal, TeamGoal
from solver.report.context import Context
from solver.report.solved import Solved
from solver.text import Lang, Text


@dataclass(frozen=True)
class Subject:
    """One plan of a comparison.

    Whole teams are measured, staying people included, so that plans that send few are comparable with plans that send
    many, and with the last round, which sends nobody.

    Attributes
    ----------
    book
        Rules that the plan was made by: exceptions and costs are by these.
    yardstick
        Goals that villages are measured by: the same for all plans of a comparison.
    stage1
        Exceptions of the list of villages.
    sends
        Whether the plan sends people at all; of the last round, value and cost are not stated.
    """

    plan: Plan
    book: RuleBook
    evaluation: Evaluation
    yardstick: RuleBook
    stage1: tuple[Violation, ...] = ()
    sends: bool = True
    _contexts: dict[Lang, Context] = field(default_factory=dict, repr=False, compare=False)

    @property
    def instance(self) -> Instance:
        """All facts."""
        return self.plan.problem.instance

    def context(self, lang: Lang = "zh") -> Context:
        """Return the look-ups that the tables share, made once a language; no certificate is claimed."""
        if lang in self._contexts:
            return self._contexts[lang]
        severity, value = self.evaluation.severity, self.evaluation.value
        claimed = Certificate(Level(severity, severity), Level(value, value))
        solved = Solved(self.plan, self.book, self.evaluation, claimed, "", Text("", ""), stage1=self.stage1)
        return self._contexts.setdefault(lang, Context(solved, lang))

    @cached_property
    def listed(self) -> tuple[Team, ...]:
        """Villages that the list of posts serves."""
        return tuple(team for team in self.plan.teams if team.post.wants_first_secretary)

    @cached_property
    def people(self) -> tuple[tuple[Team, TeamMember], ...]:
        """Everybody on post under the plan, with the team."""
        return tuple((team, member) for team in self.plan.teams for member in team.people)

    @cached_property
    def fits(self) -> dict[str, tuple[int, ...]]:
        """Village ID to how well each of its people fits: degrees of need that the expertise serves, added up."""
        return {
            team.village.village_id: tuple(
                sum(
                    need
                    for need, item in zip(team.village.needs, NEED_ITEMS, strict=True)
                    if serves(member.person.expertise, item)
                )
                for member in team.people
            )
            for team in self.plan.teams
        }

    @cached_property
    def village_points(self) -> dict[str, int]:
        """Village ID to the points of its whole team by the yardstick."""
        return {team.village.village_id: self._points(team) for team in self.plan.teams}

    def _points(self, team: Team) -> int:
        problem, village = self.plan.problem, team.village
        points = 0
        for seat_goal in self.yardstick.goals_of(SeatGoal):
            points += sum(seat_goal.score(m.person, village, m.role, problem) for m in team.people)
        for team_goal in self.yardstick.goals_of(TeamGoal):
            points += team_goal.score(problem, team)
        return points

"""Somebody in the team can work on the village's main contradiction.

When to modify
    A village is allowed more than one primary need.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.needs import serves
from solver.domain.plan import Problem, Team
from solver.domain.words import Expertise, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, GoalParams, TeamGoal
from solver.modelling.seats import VillageSeats
from solver.text import Text


class PrimaryNeed(TeamGoal):
    """D5, G7."""

    slug = "primary_need"
    clauses = ("D5", "G7")
    phrase = "从派驻村实际出发，抓住主要矛盾"
    title = Text("首要需求有人承担", "Primary need covered")
    statement = Text(
        "队伍中至少有一人的专长能满足村的首要需求，计一次分。",
        "Once per village: somebody in the team has expertise that serves the primary need.",
    )
    reads = ("candidate.expertise", "village.primary_need")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=60, ge=0, le=1000, description="Points per village covered · 每村分值")

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: people who serve the primary need; the first one is rewarded, unless one stays."""
        village = problem.instance.villages[seats.village_idx]
        item = village.primary_need
        if not item:
            return
        if any(serves(m.person.expertise, item) for m in problem.stayers(seats.village_idx)):
            return  # nothing is left to earn
        able = seats.having(problem.instance.array((self.slug, item), lambda c: serves(c.expertise, item)))
        if len(able):
            yield Count(self.slug, village.village_id, able, rewards=(self.params.weight,))

    def score(self, problem: Problem, team: Team) -> int:
        """Once, if anybody serves it."""
        item = team.village.primary_need
        covered = bool(item) and any(serves(m.person.expertise, item) for m in team.people)
        return int(self.params.weight) if covered else 0

    examples = (
        Example(
            accepts=True,
            says=Text("有人承担首要需求，两人也只计一次", "covered; a second person adds nothing"),
            facts={
                "villages": [{"primary_need": "D3c"}],
                "candidates": [{"expertise": (Expertise.LAW,)}, {"expertise": (Expertise.LAW,)}],
                "assign": [("P1", "V1", Role.MEMBER), ("P2", "V1", Role.MEMBER)],
            },
            points=60,
        ),
        Example(
            accepts=False,
            says=Text("无人承担首要需求", "nobody serves it"),
            facts={
                "villages": [{"primary_need": "D3c"}],
                "candidates": [{"expertise": (Expertise.AGRONOMY,)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=0,
        ),
    )

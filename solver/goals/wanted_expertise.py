"""People go where the village has asked for their expertise by name.

When to modify
    Wanted expertise is to be counted once per team instead of once per person.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Expertise, Role
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class WantedExpertise(SeatGoal):
    """D5, G6: the column 需求专业 of the village table."""

    slug = "wanted_expertise"
    clauses = ("D5", "G6")
    phrase = "摸清选派需求"
    title = Text("需求专业", "Wanted expertise")
    statement = Text(
        "村里填报的需求专业，人选每具备一项计分。",
        "For each domain of expertise that the village asks for and the person has.",
    )
    reads = ("candidate.expertise", "village.wanted_expertise")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=15, ge=0, le=1000, description="Points per domain · 每项分值")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Add the people of each wanted domain."""
        instance = problem.instance
        having = instance.positions("expertise", lambda c: c.expertise)
        points = np.zeros(len(instance.candidates), dtype=np.int64)
        for domain in set(instance.villages[village_idx].wanted_expertise) & having.keys():
            points[having[domain]] += self.params.weight
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """Count the domains in common."""
        return int(self.params.weight) * len(frozenset(village.wanted_expertise) & frozenset(candidate.expertise))

    examples = (
        Example(
            accepts=True,
            says=Text("需求两项，具备其中一项，15分", "two domains asked for, one held: 15"),
            facts={
                "villages": [{"wanted_expertise": (Expertise.AGRONOMY, Expertise.TOURISM)}],
                "candidates": [{"expertise": (Expertise.LAW, Expertise.TOURISM)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=15,
        ),
        Example(
            accepts=False,
            says=Text("具备的专长村里没有填报", "the expertise held is not asked for"),
            facts={
                "villages": [{"wanted_expertise": (Expertise.AGRONOMY,)}],
                "candidates": [{"expertise": (Expertise.LAW,)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=0,
        ),
    )

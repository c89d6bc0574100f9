"""Who signed up goes a little before who was only recommended.

When to modify
    Signing up is to count differently by role.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Role, Route
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class Volunteer(SeatGoal):
    """E12."""

    slug = "volunteer"
    clauses = ("E12",)
    phrase = "按照个人报名和组织推荐相结合的办法"
    title = Text("个人报名", "Signed up")
    statement = Text(
        "个人报名（含个人报名又经组织推荐）的人选计分。",
        "For a person who signed up, whether or not recommended as well.",
    )
    reads = ("candidate.route",)

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=5, ge=0, le=1000, description="Points per person · 每人分值")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Mark those who signed up."""
        routes = (Route.SELF, Route.BOTH)
        points: IntArray = self.params.weight * problem.instance.array(
            self.slug, lambda c: c.route in routes, dtype=np.int64
        )
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        return int(self.params.weight) if candidate.route is Route.SELF or candidate.route is Route.BOTH else 0

    examples = (
        Example(
            accepts=True,
            says=Text("个人报名又经组织推荐", "signed up and recommended"),
            facts={"candidates": [{"route": Route.BOTH}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=5,
        ),
        Example(
            accepts=False,
            says=Text("仅组织推荐", "recommended only"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

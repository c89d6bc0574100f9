"""People who have worked in the countryside are preferred.

When to modify
    Experience is told apart by kind of work, not only by years.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Role
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class RuralExperience(SeatGoal):
    """E10."""

    slug = "rural_experience"
    clauses = ("E10",)
    phrase = "有农村工作经验的优先"
    title = Text("农村工作经验", "Rural work experience")
    statement = Text(
        "每有一年农村工作经历计分，计到规定年数为止。",
        "For each year of rural work, up to the set number of years.",
    )
    reads = ("candidate.rural_years",)

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=2, ge=0, le=1000, description="Points per year · 每年分值")
        most_years: int = Field(default=5, ge=1, le=50, description="Years counted at most · 至多计年数")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Cut the years and multiply."""
        years = problem.instance.array("rural_years", lambda c: c.rural_years, dtype=np.int64)
        points: IntArray = self.params.weight * np.minimum(years, self.params.most_years)
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        return int(self.params.weight) * min(candidate.rural_years, int(self.params.most_years))

    examples = (
        Example(
            accepts=True,
            says=Text("3年，3×2分", "3 years: 3 x 2"),
            facts={"candidates": [{"rural_years": 3}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=6,
        ),
        Example(
            accepts=True,
            says=Text("8年只计5年，5×2分", "8 years count as 5: 5 x 2"),
            facts={"candidates": [{"rural_years": 8}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=10,
        ),
        Example(
            accepts=False,
            says=Text("没有农村工作经历", "no rural work"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

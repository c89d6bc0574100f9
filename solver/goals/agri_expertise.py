"""People with agriculture-related expertise are preferred.

When to modify
    More domains come to count as agriculture-related.
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


class AgriExpertise(SeatGoal):
    """E10."""

    slug = "agri_expertise"
    clauses = ("E10",)
    phrase = "有涉农方面专业技术特长的优先"
    title = Text("涉农专长", "Agriculture-related expertise")
    statement = Text(
        "人选具备农技或畜牧林业专长的，计一次分。",
        "Once for a person with expertise in agronomy, or in livestock and forestry.",
    )
    reads = ("candidate.expertise",)

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=10, ge=0, le=1000, description="Points per person · 每人分值")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Mark those who have either."""
        agri = {Expertise.AGRONOMY, Expertise.LIVESTOCK_FORESTRY}
        able = problem.instance.array(self.slug, lambda c: not agri.isdisjoint(c.expertise), dtype=np.int64)
        points: IntArray = self.params.weight * able
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        if Expertise.AGRONOMY in candidate.expertise or Expertise.LIVESTOCK_FORESTRY in candidate.expertise:
            return int(self.params.weight)
        return 0

    examples = (
        Example(
            accepts=True,
            says=Text("农技和畜牧兼备，只计一次", "both domains count once"),
            facts={
                "candidates": [{"expertise": (Expertise.AGRONOMY, Expertise.LIVESTOCK_FORESTRY)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=10,
        ),
        Example(
            accepts=False,
            says=Text("生态环保不算涉农专长", "ecology does not count"),
            facts={"candidates": [{"expertise": (Expertise.ECOLOGY,)}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

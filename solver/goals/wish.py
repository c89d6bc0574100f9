"""People go where they asked to go.

When to modify
    Wishes come to be ranked.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate, Place
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Role
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class Wish(SeatGoal):
    """E12."""

    slug = "wish"
    clauses = ("E12",)
    phrase = "按照个人报名和组织推荐相结合的办法"
    title = Text("个人意愿", "Wishes")
    statement = Text(
        "村位于人选填报的意愿县、乡镇或村之内的，计一次分。",
        "Once if the village lies in a county, township or village that the person asked for.",
    )
    reads = ("candidate.wishes", "village.county", "village.township", "village.name")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=15, ge=0, le=1000, description="Points per wish met · 每人分值")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Look up the village's name with any of its parts left open: 7 forms, whatever the number of wishes."""
        instance = problem.instance
        wishing = instance.positions("wishes", lambda c: c.wishes)
        village = instance.villages[village_idx]
        points = np.zeros(len(instance.candidates), dtype=np.int64)
        for parts in product(*({part, ""} for part in (village.county, village.township, village.name))):
            if any(parts) and Place(*parts) in wishing:
                points[wishing[Place(*parts)]] = self.params.weight
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        names = village.county, village.township, village.name
        return int(self.params.weight) if any(place.contains(*names) for place in candidate.wishes) else 0

    examples = (
        Example(
            accepts=True,
            says=Text("意愿为本县，又为本乡镇，只计一次", "asked for the county and for the township: once"),
            facts={
                "candidates": [{"wishes": (Place("甲县"), Place("甲县", "乙镇"))}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=15,
        ),
        Example(
            accepts=True,
            says=Text("意愿只填乡镇名", "asked for the township, county left open"),
            facts={"candidates": [{"wishes": (Place("", "乙镇"),)}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=15,
        ),
        Example(
            accepts=False,
            says=Text("意愿为另一乡镇", "asked for another township"),
            facts={"candidates": [{"wishes": (Place("甲县", "丙镇"),)}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("未填意愿", "no wish stated"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

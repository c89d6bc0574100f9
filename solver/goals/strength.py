"""The strong go where the task is heavy, and to lifted villages of key counties.

When to modify
    Strength is measured by something else than the yearly appraisal; vetting is never scored.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Grade, Role, TaskWeight, VillageType
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class Strength(SeatGoal):
    """G8, E2, E16, S2."""

    slug = "strength"
    clauses = ("G8", "E2", "E16", "S2")
    phrase = "派强用好；确保选优派强；将乡村振兴重点帮扶县的脱贫村作为重点，加大选派力度"
    title = Text("派强用好", "The strong where it is hard")
    statement = Text(
        "近三年考核每有一次优秀：派往任务重的村计分，派往重点帮扶县脱贫村计分，两者兼有计两次。",
        "For each excellent grade in the last three appraisals: points in a village of heavy task, and points in a "
        "lifted village of a key county; both if it is both.",
    )
    reads = ("candidate.appraisals", "village.task_weight", "village.key_county", "village.types")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=4, ge=0, le=1000, description="Points per excellent grade · 每次优秀分值")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Multiply the number of excellent grades by what the village is."""
        village = problem.instance.villages[village_idx]
        is_heavy = village.task_weight is TaskWeight.HEAVY
        is_key = village.key_county and VillageType.LIFTED in village.types
        excellent = problem.instance.array(
            self.slug, lambda c: c.appraisals[-3:].count(Grade.EXCELLENT), dtype=np.int64
        )
        points: IntArray = self.params.weight * (int(is_heavy) + int(is_key)) * excellent
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """Add up grade by grade."""
        points = 0
        for grade in candidate.appraisals[-3:]:
            if grade is not Grade.EXCELLENT:
                continue
            if village.task_weight is TaskWeight.HEAVY:
                points += self.params.weight
            if village.key_county and VillageType.LIFTED in village.types:
                points += self.params.weight
        return points

    _TWO_OF_THREE = {"appraisals": (Grade.EXCELLENT, Grade.COMPETENT, Grade.EXCELLENT)}
    examples = (
        Example(
            accepts=True,
            says=Text("两次优秀，派往任务重的村，2×4分", "two excellent grades, a village of heavy task: 2 x 4"),
            facts={
                "villages": [{"task_weight": TaskWeight.HEAVY}],
                "candidates": [_TWO_OF_THREE],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=8,
        ),
        Example(
            accepts=True,
            says=Text(
                "两次优秀，派往重点县任务重的脱贫村，2×2×4分",
                "two excellent grades, a lifted village of heavy task in a key county: 2 x 2 x 4",
            ),
            facts={
                "villages": [{"task_weight": TaskWeight.HEAVY, "key_county": True}],
                "candidates": [_TWO_OF_THREE],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=16,
        ),
        Example(
            accepts=False,
            says=Text("任务一般的村不计", "a village of normal task"),
            facts={"candidates": [_TWO_OF_THREE], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

"""A filled post is worth something in itself, more where the task is heavy.

When to modify
    Head count beyond the minimum is to be valued otherwise than per person.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Role, TaskWeight
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class PostFilled(SeatGoal):
    """M6, S2: people up to the maximum of the post are worth sending, not only the minimum."""

    slug = "post_filled"
    clauses = ("M6", "S2")
    phrase = "任务重的可适当增加人数"
    title = Text("岗位有人", "Posts filled")
    statement = Text(
        "每派出一人计分；派往任务重的村另加分。",
        "Points for each person posted, and extra points in a village with a heavy task.",
    )
    reads = ("village.task_weight",)

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=40, ge=0, le=1000, description="Points per person posted · 每派一人分值")
        heavy_extra: int = Field(
            default=20, ge=0, le=1000, description="More in a village with a heavy task · 任务重的村另加分值"
        )

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Give everybody the same."""
        heavy = problem.instance.villages[village_idx].task_weight is TaskWeight.HEAVY
        worth = self.params.weight + (self.params.heavy_extra if heavy else 0)
        return np.full(len(problem.instance.candidates), worth, dtype=np.int64)

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        if village.task_weight is TaskWeight.HEAVY:
            return int(self.params.weight + self.params.heavy_extra)
        return int(self.params.weight)

    examples = (
        Example(
            accepts=True,
            says=Text("任务一般的村派1人，40分", "one person in a village of normal task: 40"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            points=40,
        ),
        Example(
            accepts=True,
            says=Text("任务重的村派1人，40+20分", "one person in a village of heavy task: 40 + 20"),
            facts={"villages": [{"task_weight": TaskWeight.HEAVY}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=60,
        ),
        Example(
            accepts=False,
            says=Text("无人派出", "nobody is posted"),
            facts={},
            points=0,
        ),
    )

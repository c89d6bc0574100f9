"""People go where their expertise serves what the village needs most.

When to modify
    The table of needs and expertise (``domain.needs``) changes, or needs are weighed otherwise than 0–3.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.needs import serves
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import NEED_ITEMS, Expertise, Role
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class NeedFit(SeatGoal):
    """G7, E17, D5."""

    slug = "need_fit"
    clauses = ("G7", "E17", "D5")
    phrase = "根据不同类型村的需要，对人选进行科学搭配、优化组合"
    title = Text("需求匹配", "Fit to needs")
    statement = Text(
        "人选专长能满足的需求项，按该项需求程度（0–3）乘以分值计分。",
        "For each need item that the person's expertise serves: the village's need (0–3) times the weight.",
    )
    reads = ("candidate.expertise", "village.needs")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=8, ge=0, le=1000, description="Points per unit of need served · 每级需求分值")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Multiply the people × items matrix by the village's needs."""
        instance = problem.instance
        served = instance.remember(
            ("goal", self.slug),
            lambda: np.array(
                [[serves(c.expertise, item) for item in NEED_ITEMS] for c in instance.candidates], dtype=np.int64
            ).reshape(len(instance.candidates), len(NEED_ITEMS)),
        )
        needs = np.array(instance.villages[village_idx].needs, dtype=np.int64)
        points: IntArray = self.params.weight * (served @ needs)
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """Add up the needs served, item by item."""
        served = (
            need for need, item in zip(village.needs, NEED_ITEMS, strict=True) if serves(candidate.expertise, item)
        )
        return int(self.params.weight) * sum(served)

    examples = (
        Example(
            accepts=True,
            says=Text(
                "农技人员到产业需求为3的村：农技也服务监测帮扶(1)，(3+1)×8", "an agronomist, needs D2b=3 and D2a=1"
            ),
            # agronomy serves D2a (1) and D2b (3): (1 + 3) x 8 = 32
            facts={
                "villages": [{"needs": (0, 0, 0, 1, 3, 0, 0, 0, 0, 0, 0, 0)}],
                "candidates": [{"expertise": (Expertise.AGRONOMY,)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=32,
        ),
        Example(
            accepts=False,
            says=Text("专长与需求无关", "expertise that serves none of the needs"),
            facts={
                "villages": [{"needs": (0, 0, 0, 1, 3, 0, 0, 0, 0, 0, 0, 0)}],
                "candidates": [{"expertise": (Expertise.LAW,)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=0,
        ),
    )

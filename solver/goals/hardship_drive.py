"""People with family hardship are not sent to the most remote villages if others can go.

When to modify
    The roster comes to hold each person's own drive time from home.
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


class HardshipDrive(SeatGoal):
    """A.7: hardship of the person, remoteness of the village."""

    slug = "hardship_drive"
    clauses = ("A.7",)
    phrase = "照顾家庭困难的干部，就近选派"
    title = Text("困难干部就近", "Hardship and drive time")
    statement = Text(
        "家庭困难的人选，村距县城车程每满30分钟扣分，扣到规定次数为止；其他人选默认不扣，以免偏远村无人可派。",
        "For each full 30 minutes of drive from the county seat, a person with the hardship flag loses points, up to "
        "the set number of steps; others lose none by default, so that remote villages are not left empty.",
    )
    reads = ("candidate.hardship", "village.drive_min")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=6, ge=0, le=1000, description="Points lost per 30 minutes · 每30分钟扣分")
        others: int = Field(default=0, ge=0, le=1000, description="The same for all others · 其他人选每30分钟扣分")
        most_steps: int = Field(default=6, ge=1, le=48, description="Steps of 30 minutes at most · 至多扣几次")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Multiply the steps by what each person loses."""
        minutes = problem.instance.villages[village_idx].drive_min or 0
        steps = min(minutes // 30, self.params.most_steps)
        hardship = problem.instance.array("hardship", lambda c: c.hardship)
        points: IntArray = -steps * np.where(hardship, self.params.weight, self.params.others).astype(np.int64)
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        if village.drive_min is None:
            return 0
        per_step = self.params.weight if candidate.hardship else self.params.others
        return -int(per_step) * min(village.drive_min // 30, int(self.params.most_steps))

    examples = (
        Example(
            accepts=True,
            says=Text("家庭困难，车程59分钟，扣一次6分", "hardship, 59 minutes: one step of 6"),
            facts={
                "villages": [{"drive_min": 59}],
                "candidates": [{"hardship": True}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=-6,
        ),
        Example(
            accepts=True,
            says=Text("家庭困难，车程60分钟，扣两次", "hardship, 60 minutes: two steps"),
            facts={
                "villages": [{"drive_min": 60}],
                "candidates": [{"hardship": True}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=-12,
        ),
        Example(
            accepts=False,
            says=Text("无家庭困难", "no hardship"),
            facts={"villages": [{"drive_min": 60}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("家庭困难，车程29分钟", "hardship, 29 minutes"),
            facts={
                "villages": [{"drive_min": 29}],
                "candidates": [{"hardship": True}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=0,
        ),
    )

"""Nobody, or nobody with family hardship, is sent farther than a drive time.

When to modify
    Drive time is to be measured from the person's home instead of the county seat.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Hardness, Role
from solver.modelling.rule import Example, PairRule, RuleParams
from solver.modelling.seats import BoolArray
from solver.text import Text


class DriveTime(PairRule):
    """A.7: off by default."""

    slug = "drive_time"
    clauses = ("A.7",)
    phrase = "路程照顾"
    title = Text("车程上限", "Drive time limit")
    statement = Text(
        "只派往距县城车程不超过上限的村，适用于所有人或仅家庭困难者；村的车程未填时不受限。",
        "People are sent only to villages within the drive time from the county seat; it binds everybody, or those "
        "with family hardship; where a village's drive time is not stated, it does not bind.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.hardship", "village.drive_min")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        max_min: int = Field(default=180, ge=0, le=1000, description="Minutes · 车程上限(分钟)")
        applies_to: Literal["all", "hardship"] = Field(default="hardship", description="Who is bound · 适用对象")

    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        """Everybody where the village is near, else those who are not bound."""
        drive_min = problem.instance.villages[village_idx].drive_min
        hardship = problem.instance.array("hardship", lambda c: c.hardship)
        if drive_min is None or drive_min <= self.params.max_min:
            return np.ones(len(hardship), dtype=np.bool_)
        mask: BoolArray = np.zeros_like(hardship) if self.params.applies_to == "all" else ~hardship
        return mask

    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        """See the statement."""
        is_bound = candidate.hardship or self.params.applies_to == "all"
        is_far = village.drive_min is not None and village.drive_min > self.params.max_min
        return not (is_bound and is_far)

    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        """Name person and village, and the drive time with its limit."""
        return Text(
            "{person}不能派往{village}：车程{drive}分钟，上限{limit}分钟。",
            "{person} cannot go to {village}: drive {drive} min, the limit is {limit} min.",
            {
                "person": candidate.person_id,
                "village": village.full_name,
                "drive": village.drive_min,
                "limit": self.params.max_min,
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("家庭困难者，车程180分钟", "family hardship, 180 minutes"),
            facts={
                "villages": [{"drive_min": 180}],
                "candidates": [{"hardship": True}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("家庭困难者，车程181分钟", "family hardship, 181 minutes"),
            facts={
                "villages": [{"drive_min": 181}],
                "candidates": [{"hardship": True}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("无家庭困难者，车程181分钟", "no hardship, 181 minutes"),
            facts={"villages": [{"drive_min": 181}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("适用于所有人时，车程181分钟", "everybody bound, 181 minutes"),
            facts={"villages": [{"drive_min": 181}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"applies_to": "all"},
        ),
        Example(
            accepts=True,
            says=Text("车程未填", "drive time not stated"),
            facts={"candidates": [{"hardship": True}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

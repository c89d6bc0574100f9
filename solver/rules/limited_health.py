"""People of limited health go to villages that are near and not too high.

When to modify
    A locality counts remoteness otherwise than by drive time and altitude.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Hardness, Health, Role
from solver.modelling.rule import Example, PairRule, RuleParams
from solver.modelling.seats import BoolArray
from solver.text import Text


class LimitedHealth(PairRule):
    """E4, the option for limited condition."""

    slug = "limited_health"
    clauses = ("E4",)
    phrase = "具备正常履职的身体条件"
    title = Text("身体受限者不去远高村", "Limited health: near and low villages")
    statement = Text(
        "身体受限者只派往车程和海拔均不超过上限的村（默认90分钟、2500米）；村的车程或海拔未填时该项不限。",
        "People of limited health go only to villages within the limits of drive time and altitude (90 minutes, "
        "2500 m by default); where a village's figure is not stated, it does not bind.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.health", "village.drive_min", "village.altitude")

    class Params(RuleParams):
        """Parameters."""

        max_drive_min: int = Field(default=90, ge=0, le=1000, description="Minutes · 车程上限(分钟)")
        max_altitude: int = Field(default=2500, ge=0, le=6000, description="Metres · 海拔上限(米)")

    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        """Everybody where the village is within the limits, else all but the limited."""
        village = problem.instance.villages[village_idx]
        too_far = (village.drive_min or 0) > self.params.max_drive_min
        too_high = (village.altitude or 0) > self.params.max_altitude
        limited = problem.instance.array("limited_health", lambda c: c.health is Health.LIMITED)
        mask: BoolArray = ~limited if too_far or too_high else np.ones(len(limited), dtype=np.bool_)
        return mask

    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        """See the statement."""
        if candidate.health is not Health.LIMITED:
            return True
        near = village.drive_min is None or village.drive_min <= self.params.max_drive_min
        low = village.altitude is None or village.altitude <= self.params.max_altitude
        return bool(near and low)

    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        """Name person and village, and both figures with their limits."""
        unknown = Text("未填", "not stated")
        return Text(
            "{person}身体受限，不能派往{village}：车程（分钟）{drive}，上限{max_drive}；"
            "海拔（米）{altitude}，上限{max_altitude}。",
            "{person} is of limited health and cannot go to {village}: minutes of drive {drive}, limit {max_drive}; "
            "metres of altitude {altitude}, limit {max_altitude}.",
            {
                "person": candidate.person_id,
                "village": village.full_name,
                "drive": unknown if village.drive_min is None else village.drive_min,
                "max_drive": self.params.max_drive_min,
                "altitude": unknown if village.altitude is None else village.altitude,
                "max_altitude": self.params.max_altitude,
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("受限者到车程90分钟、海拔2500米的村", "limited, 90 minutes and 2500 m"),
            facts={
                "villages": [{"drive_min": 90, "altitude": 2500}],
                "candidates": [{"health": Health.LIMITED}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("受限者到车程91分钟的村", "limited, 91 minutes"),
            facts={
                "villages": [{"drive_min": 91}],
                "candidates": [{"health": Health.LIMITED}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("受限者到海拔2501米的村", "limited, 2501 m"),
            facts={
                "villages": [{"altitude": 2501}],
                "candidates": [{"health": Health.LIMITED}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("身体正常者到远村", "an able person in a remote village"),
            facts={"villages": [{"drive_min": 300, "altitude": 4000}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("车程和海拔未填", "neither figure stated"),
            facts={"candidates": [{"health": Health.LIMITED}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

"""Nobody, or nobody with family hardship, is sent farther than a drive time.

When to modify
    A table of distances between counties, or from homes, comes with the rosters.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate, Place
from solver.domain.instance import Instance
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
        "只派往车程不超过上限的村，适用于所有人或仅家庭困难者；车程自县城起算，可改为自家庭所在地起算："
        "本乡镇不限，本县其他乡镇加该乡镇各村到县城的平均车程，外县另加规定分钟，未填按县城；村的车程未填时不受限。",
        "People are sent only to villages within the drive time; it binds everybody, or those with family hardship. It "
        "is measured from the county seat or, by choice, from the home by way of the county seat: the home township is "
        "always near; another township of the county adds the mean drive of its villages, another county a set number "
        "of minutes, an unstated home nothing. Where a village's drive time is not stated, it does not bind.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.hardship", "candidate.home", "village.drive_min", "village.township")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        max_min: int = Field(default=180, ge=0, le=1000, description="Minutes · 车程上限(分钟)")
        applies_to: Literal["all", "hardship"] = Field(default="hardship", description="Who is bound · 适用对象")
        measured_from: Literal["county_seat", "home"] = Field(
            default="county_seat", description="Where the drive begins · 自县城或家庭所在地起算"
        )
        other_county_min: int = Field(
            default=90, ge=0, le=1000, description="Minutes to the county seat from elsewhere · 外县到县城(分钟)"
        )

    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        """Everybody where the village is near, else those who are not bound."""
        instance, village = problem.instance, problem.instance.villages[village_idx]
        hardship = instance.array("hardship", lambda c: c.hardship)
        bound = np.ones_like(hardship) if self.params.applies_to == "all" else hardship
        if village.drive_min is None:
            return np.ones(len(hardship), dtype=np.bool_)
        if self.params.measured_from == "county_seat":
            minutes = np.full(len(hardship), village.drive_min, dtype=np.int64)
        else:
            key = (self.slug, "leg", self.params.other_county_min, village.county)
            legs = instance.array(key, lambda c: self._leg(c, village.county, instance), dtype=np.int64)
            homes = instance.array(
                (self.slug, "township"), lambda c: f"{c.home.county}/{c.home.township}", dtype=object
            )
            near = homes == f"{village.county}/{village.township}" if village.township else np.zeros_like(hardship)
            minutes = np.where(near, 0, legs + village.drive_min)
        mask: BoolArray = ~(bound & (minutes > self.params.max_min))
        return mask

    def _leg(self, candidate: Candidate, county: str, instance: Instance) -> int:
        """Return the minutes from the home to the seat of a county; 0 if the home is not known well enough."""
        home = candidate.home
        if home.county and home.county != county:
            return int(self.params.other_county_min)
        drives = [
            v.drive_min
            for v in instance.villages
            if home.county and (v.county, v.township) == (county, home.township) and v.drive_min is not None
        ]
        return -(-sum(drives) // len(drives)) if drives else 0

    def _minutes(self, candidate: Candidate, village: Village, problem: Problem) -> int:
        """Return the drive that counts, of a village whose drive time is stated."""
        home, drive = candidate.home, village.drive_min or 0
        if self.params.measured_from == "county_seat":
            return drive
        if home.township and (home.county, home.township) == (village.county, village.township):
            return 0
        return drive + self._leg(candidate, village.county, problem.instance)

    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        """See the statement."""
        is_bound = candidate.hardship or self.params.applies_to == "all"
        if not is_bound or village.drive_min is None:
            return True
        return self._minutes(candidate, village, problem) <= int(self.params.max_min)

    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        """Name person and village, and the drive time with its limit."""
        return Text(
            "{person}不能派往{village}：车程{drive}分钟，上限{limit}分钟。",
            "{person} cannot go to {village}: drive {drive} min, the limit is {limit} min.",
            {
                "person": candidate.person_id,
                "village": village.full_name,
                "drive": self._minutes(candidate, village, problem),
                "limit": self.params.max_min,
            },
        )

    # two villages of one county: 60 minutes to the seat from the home township, 50 from the other
    _FROM_HOME = {
        "villages": [
            {"county": "甲县", "township": "乙镇", "drive_min": 60},
            {"county": "甲县", "township": "丙镇", "drive_min": 50},
        ],
        "candidates": [{"hardship": True, "home": Place("甲县", "乙镇")}],
    }
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
            says=Text("自家庭所在地起算：60+50分钟，上限110", "from home: 60 and 50 minutes, the limit is 110"),
            facts={**_FROM_HOME, "assign": [("P1", "V2", Role.MEMBER)]},
            params={"max_min": 110, "measured_from": "home"},
        ),
        Example(
            accepts=False,
            says=Text("自家庭所在地起算：60+50分钟，上限109", "from home: 60 and 50 minutes, the limit is 109"),
            facts={**_FROM_HOME, "assign": [("P1", "V2", Role.MEMBER)]},
            params={"max_min": 109, "measured_from": "home"},
        ),
        Example(
            accepts=True,
            says=Text("自家庭所在地起算：本乡镇不限", "from home: the home township is near"),
            facts={**_FROM_HOME, "assign": [("P1", "V1", Role.MEMBER)]},
            params={"max_min": 30, "measured_from": "home"},
        ),
        Example(
            accepts=False,
            says=Text("自家庭所在地起算：外县另加90分钟", "from home: another county adds 90 minutes"),
            facts={
                **_FROM_HOME,
                "candidates": [{"hardship": True, "home": Place("丁县")}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            params={"max_min": 149, "measured_from": "home"},
        ),
        Example(
            accepts=True,
            says=Text("车程未填", "drive time not stated"),
            facts={"candidates": [{"hardship": True}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

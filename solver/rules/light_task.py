"""Lifted and resettlement villages of light task may have fewer members.

When to modify
    A locality reduces further, or also in key counties. The first secretary always stays: the policy cuts numbers only.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.village import Village
from solver.domain.words import Hardness, Mode, TaskWeight, VillageType
from solver.modelling.coverage import CoverageParams, CoverageRule
from solver.modelling.listing import Demand
from solver.modelling.rule import Example
from solver.text import Text

LIGHT = {"task_weight": TaskWeight.LIGHT}
NO_POST = {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0, "tier": 4}
ONE_MEMBER = {"members_min": 1, "members_target": 1, "members_max": 1, "tier": 4}


class LightTask(CoverageRule):
    """S3."""

    slug = "light_task"
    clauses = ("S3",)
    phrase = "对其中巩固脱贫攻坚成果任务较轻的村，可从实际出发适当缩减选派人数"
    title = Text("任务较轻的村缩减人数", "Fewer people where the task is light")
    statement = Text(
        "任务较轻的脱贫村、安置村仍须有第一书记，队员可减至规定的人数（或只派第一书记）；重点县默认不减。",
        "Lifted and resettlement villages of light task keep their first secretary and may have fewer members "
        "(or none); by default not in key counties.",
    )
    hardness = Hardness.OPTION
    reads = ("village.types", "village.task_weight", "village.key_county")

    class Params(CoverageParams):
        """Parameters."""

        members_min: int = Field(default=1, ge=1, le=4, description="Members at least · 队员下限")
        members_max: int = Field(default=2, ge=1, le=6, description="Members at most · 队员上限")
        mode: Literal["team", "first_secretary_only"] = Field(
            default="team", description="Team, or the first secretary alone · 派工作队或只派第一书记"
        )
        allow_in_key_county: bool = Field(default=False, description="Also in key counties · 重点县是否也可缩减")

    def demand(self, village: Village, instance: Instance) -> Demand | None:
        """Take the place of the full demand by a reduced one; tier 4."""
        concerned = bool(village.types & {VillageType.LIFTED, VillageType.RESETTLEMENT})
        spared = village.key_county and not self.params.allow_in_key_county
        if not concerned or village.task_weight is not TaskWeight.LIGHT or spared:
            return None
        team = self.params.mode == "team"
        least = self.params.members_min if team else 0
        most = max(least, self.params.members_max) if team else 0
        return Demand(
            self.slug,
            first_secretary=True,
            team=team,
            allows_first_secretary_only=not team,
            allows_team=team,
            members_min=least,
            members_max=most,
            coverage="full",
            tier=4,
            reason=Text(
                "任务较轻：须有第一书记，队员减为{least}–{most}人。",
                "Light task: a first secretary is due, members reduced to {least}–{most}.",
                {"least": least, "most": most},
            ),
            replaces=("lifted_and_resettlement", "key_county"),
        )

    examples = (
        Example(
            accepts=True,
            says=Text("任务轻的村派1名队员", "one member in a light village"),
            facts={"villages": [LIGHT], "posts": [ONE_MEMBER]},
        ),
        Example(
            accepts=False,
            says=Text("任务轻的村也不能没有第一书记", "a light village left out"),
            facts={"villages": [LIGHT], "posts": [NO_POST]},
        ),
        Example(
            accepts=False,
            says=Text("下限2人而只派1人", "one member where two are asked"),
            facts={"villages": [LIGHT], "posts": [ONE_MEMBER]},
            params={"members_min": 2},
        ),
        Example(
            accepts=True,
            says=Text("只派第一书记", "the first secretary alone, where that is the choice"),
            facts={"villages": [LIGHT], "posts": [{**NO_POST, "mode": Mode.FIRST_SECRETARY_ONLY}]},
            params={"mode": "first_secretary_only"},
        ),
    )

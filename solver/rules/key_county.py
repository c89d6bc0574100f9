"""Lifted villages in key counties for rural revitalisation come first and may have more members.

When to modify
    A locality strengthens key counties by a number of its own.
"""

from __future__ import annotations

from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.village import Village
from solver.domain.words import Hardness, Mode, VillageType
from solver.modelling.coverage import CoverageParams, CoverageRule
from solver.modelling.listing import Demand
from solver.modelling.rule import Example
from solver.text import Text

NO_POST = {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0, "tier": 2}
KEY = {"key_county": True}


class KeyCounty(CoverageRule):
    """S2."""

    slug = "key_county"
    clauses = ("S2",)
    phrase = "将乡村振兴重点帮扶县的脱贫村作为重点，加大选派力度"
    title = Text("重点帮扶县脱贫村加强", "Key counties strengthened")
    statement = Text(
        "乡村振兴重点帮扶县的脱贫村优先列入（第二档），队员下限和上限可各增若干人。",
        "Lifted villages in key counties come in tier 2; their minimum and maximum of members may be raised.",
    )
    hardness = Hardness.HARD_ELASTIC
    reads = ("village.types", "village.key_county")

    class Params(CoverageParams):
        """Parameters."""

        members_min: int = Field(default=2, ge=1, le=6, description="Members at least · 队员下限")
        members_max: int = Field(default=4, ge=1, le=10, description="Members at most · 队员上限")
        extra_members: int = Field(
            default=0, ge=0, le=4, description="Raises both limits, “one more each” · 每村增派队员数"
        )

    def demand(self, village: Village, instance: Instance) -> Demand | None:
        """First secretary and a stronger team; tier 2."""
        if VillageType.LIFTED not in village.types or not village.key_county:
            return None
        least = self.params.members_min + self.params.extra_members
        most = max(least, self.params.members_max + self.params.extra_members)
        return Demand(
            self.slug,
            first_secretary=True,
            team=True,
            allows_first_secretary_only=False,
            allows_team=True,
            members_min=least,
            members_max=most,
            coverage="full",
            tier=2,
            reason=Text(
                "重点帮扶县的脱贫村：重点加强，队员{least}–{most}人。",
                "Lifted village in a key county: strengthened, {least}–{most} members.",
                {"least": least, "most": most},
            ),
        )

    examples = (
        Example(
            accepts=True,
            says=Text("重点县脱贫村派2名队员", "two members in a key county"),
            facts={"villages": [KEY], "posts": [{"members_target": 2, "members_max": 2}]},
        ),
        Example(
            accepts=False,
            says=Text("每村增派1人后仍只有2名队员", "two members where one more each was asked"),
            facts={"villages": [KEY], "posts": [{"members_target": 2, "members_max": 2}]},
            params={"extra_members": 1},
        ),
        Example(
            accepts=False,
            says=Text("重点县脱贫村未列入", "a lifted village of a key county left out"),
            facts={"villages": [KEY], "posts": [NO_POST]},
        ),
        Example(
            accepts=True,
            says=Text("不在重点县，不归本条", "not in a key county: not of this rule"),
            facts={"posts": [NO_POST]},
        ),
    )

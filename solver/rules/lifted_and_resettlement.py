"""Villages lifted out of poverty and resettlement villages have a first secretary and a team.

When to modify
    A locality asks for more members, or counts smaller resettlement sites as posts of their own.
"""

from __future__ import annotations

from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.village import Village
from solver.domain.words import Hardness, Mode, VillageType
from solver.modelling.coverage import CoverageParams, CoverageRule
from solver.modelling.listing import Demand, Row
from solver.modelling.rule import Example
from solver.text import Text

RESETTLEMENT = frozenset({VillageType.RESETTLEMENT})
NO_POST = {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0}


class LiftedAndResettlement(CoverageRule):
    """S1, M5."""

    slug = "lifted_and_resettlement"
    clauses = ("S1", "M5")
    phrase = "对脱贫村、易地扶贫搬迁安置村（社区），继续选派第一书记和工作队；队员一般不少于2人"
    title = Text("脱贫村和安置村选派第一书记和工作队", "First secretary and team in lifted and resettlement villages")
    statement = Text(
        "脱贫村和达到人口规模的易地扶贫搬迁安置村都列入名单，选派第一书记和工作队，队员一般不少于2人；"
        "人口未填的安置村视为达到规模。",
        "Every lifted village, and every resettlement village of a minimum population (unknown counts as reached), is "
        "listed for a first secretary and a team of generally no fewer than two members.",
    )
    hardness = Hardness.HARD_ELASTIC
    reads = ("village.types", "village.population")

    class Params(CoverageParams):
        """Parameters."""

        members_min: int = Field(default=2, ge=1, le=6, description="Members at least · 队员下限")
        lifted_members_max: int = Field(default=3, ge=1, le=10, description="Most members, lifted · 脱贫村队员上限")
        resettlement_members_max: int = Field(
            default=4, ge=1, le=10, description="Most members, resettlement · 安置村队员上限"
        )
        min_population: int = Field(
            default=800, ge=0, description="Population from which a resettlement site is a post · 安置村人口下限"
        )

    def demand(self, village: Village, instance: Instance) -> Demand | None:
        """First secretary and team; tier 2 for resettlement, 3 for lifted."""
        lifted = VillageType.LIFTED in village.types
        large = village.population is None or village.population >= self.params.min_population
        resettlement = VillageType.RESETTLEMENT in village.types and large
        if not (lifted or resettlement):
            return None
        most = [self.params.lifted_members_max] * lifted + [self.params.resettlement_members_max] * resettlement
        least = self.params.members_min
        kind = (VillageType.RESETTLEMENT if resettlement else VillageType.LIFTED).label
        return Demand(
            self.slug,
            first_secretary=True,
            team=True,
            allows_first_secretary_only=False,
            allows_team=True,
            members_min=least,
            members_max=max(least, *most),
            coverage="full",
            tier=2 if resettlement else 3,
            reason=Text(
                "{kind}：须选派第一书记和工作队，队员{least}–{most}人。",
                "Village type “{kind}”: a first secretary and a team of {least}–{most} members are due.",
                {"kind": kind, "least": least, "most": max(least, *most)},
            ),
        )

    def remark(self, row: Row, instance: Instance) -> Text | None:
        """Say where a resettlement site is too small to be a post of its own."""
        people, least = row.village.population, self.params.min_population
        if VillageType.RESETTLEMENT not in row.village.types or people is None or people >= least:
            return None
        return Text(
            "安置点人口{people}，不足{least}，不按安置村单独选派。",
            "Resettlement site of {people} people, fewer than {least}: not a post of its own.",
            {"people": people, "least": least},
        )

    examples = (
        Example(
            accepts=True,
            says=Text("第一书记和2名队员", "a first secretary and two members"),
            facts={"posts": [{"members_min": 2, "members_target": 2, "members_max": 2}]},
        ),
        Example(
            accepts=False,
            says=Text("只有1名队员", "one member only"),
            facts={"posts": [{"members_min": 1, "members_target": 1, "members_max": 1}]},
        ),
        Example(
            accepts=False,
            says=Text("只派第一书记", "a first secretary alone"),
            facts={"posts": [{**NO_POST, "mode": Mode.FIRST_SECRETARY_ONLY}]},
        ),
        Example(accepts=False, says=Text("脱贫村未列入", "a lifted village left out"), facts={"posts": [NO_POST]}),
        Example(
            accepts=False,
            says=Text("800人的安置村未列入", "a resettlement site of 800 people left out"),
            facts={"villages": [{"types": RESETTLEMENT, "population": 800}], "posts": [NO_POST]},
        ),
        Example(
            accepts=True,
            says=Text("799人的安置点可不单独列入", "a site of 799 people need not be a post"),
            facts={"villages": [{"types": RESETTLEMENT, "population": 799}], "posts": [NO_POST]},
        ),
    )

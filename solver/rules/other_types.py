"""Villages of other types, as the county arranges.

When to modify
    A locality names the types that it serves (border, demonstration, thin collective economy …).
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, VillageType
from solver.modelling.choices import ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Demand, Listing
from solver.modelling.rule import Example, RuleParams, VillageRule
from solver.text import Text

POLICY_TYPES = frozenset({VillageType.WEAK, VillageType.LIFTED, VillageType.HEAVY})
OTHER = frozenset({VillageType.OTHER})
NO_POST = {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0, "tier": 6}
ALONE = {**NO_POST, "mode": Mode.FIRST_SECRETARY_ONLY}


class OtherTypes(VillageRule):
    """S6."""

    slug = "other_types"
    clauses = ("S6",)
    phrase = "对其他类型村，各地可根据实际需要作出选派安排"
    title = Text("其他类型村", "Other types of village")
    statement = Text(
        "其他类型村（抵边、示范、集体经济薄弱等，可限定类型）和县里申报了选派方式而无其他政策的村，名额和人选有余时列入；其余的村不列入。",
        "Villages of other types (border, demonstration, thin collective economy …; the types may be limited) and "
        "those of no other policy for which the county's table asks are listed where budgets and supply leave room; "
        "other villages are not.",
    )
    hardness = Hardness.OPTION
    reads = ("village.types", "village.custom_types", "village.demanded_mode")

    class Params(RuleParams):
        """Parameters."""

        types: tuple[str, ...] = Field(
            default=(), strict=False, description="Local types served; none named: all · 列入的其他类型，不填为全部"
        )
        members_max: int = Field(default=2, ge=0, le=6, description="Members at most, 0: no team · 队员上限")
        severity: int = Field(
            default=3, ge=1, le=100, description="Severity of a village of no type · 无类别村的严重度"
        )
        points: int = Field(default=30, ge=0, le=1000, description="Points of a village listed · 列入一村的分值")

    def demand(self, village: Village, instance: Instance) -> Demand | None:
        """May be listed; tier 6."""
        named = [t for t in village.custom_types if t in self.params.types or not self.params.types]
        typed = bool(named) or (VillageType.OTHER in village.types and not self.params.types)
        asked = village.demanded_mode not in (None, Mode.NONE) and not village.types & POLICY_TYPES
        if not (typed or asked):
            return None
        most = self.params.members_max
        kinds: object = named or [VillageType.OTHER.label] if typed else [Text("县里申报", "asked for by the county")]
        return Demand(
            self.slug,
            first_secretary=False,
            team=False,
            allows_first_secretary_only=True,
            allows_team=most > 0,
            members_min=min(2, most),
            members_max=most,
            coverage="local",
            tier=6,
            reason=Text(
                "其他类型（{kinds}）：可根据实际需要安排。",
                "Other type ({kinds}): as the county likes.",
                {"kinds": kinds},
            ),
        )

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """One reward for each village listed under this rule alone."""
        listed = choices.listed > 0
        for v, due in enumerate(choices.due):
            if due.coverage == "local" and self.params.points:
                worth = self.params.points + sum(instance.villages[v].needs)
                yield Count(self.slug, due.village_id, choices.of_village(v, listed), rewards=(worth,))

    def check(self, listing: Listing) -> Iterator[Violation]:
        """A village listed for no reason at all, as a list edited by hand may have; where somebody stays it may be."""
        for row in listing.rows:
            stays = row.village.village_id in listing.instance.staying_by_village
            if row.listed and row.due.coverage == "none" and not stays:
                yield self.exception(
                    row,
                    1,
                    Text(
                        "{village}不属于规定类别，县里也没有申报，却列入了名单。",
                        "{village} is listed, but is of none of the types and not asked for by the county.",
                        {"village": row.village.full_name},
                    ),
                )

    examples = (
        Example(
            accepts=True,
            says=Text("列入其他类型村", "a village of another type listed"),
            facts={"villages": [{"types": OTHER}], "posts": [ALONE]},
        ),
        Example(
            accepts=True,
            says=Text("也可以不列入", "or left out"),
            facts={"villages": [{"types": OTHER}], "posts": [NO_POST]},
        ),
        Example(
            accepts=False,
            says=Text("没有类别、县里也没申报的村列入了名单", "a village of no type, not asked for, is listed"),
            facts={"villages": [{"types": frozenset()}], "posts": [ALONE]},
        ),
    )

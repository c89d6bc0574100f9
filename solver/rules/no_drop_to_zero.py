"""A lifted village that is assisted now keeps at least somebody: the four no-removals (四个不摘).

When to modify
    A locality reads the four no-removals more widely, e.g. no fewer people than now.
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
from solver.modelling.listing import Listing
from solver.modelling.rule import Example, RuleParams, VillageRule, tier_price
from solver.text import Text

NO_POST = {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0}
ALONE = {**NO_POST, "mode": Mode.FIRST_SECRETARY_ONLY}


class NoDropToZero(VillageRule):
    """G2."""

    slug = "no_drop_to_zero"
    clauses = ("G2",)
    phrase = "严格落实脱贫地区“四个不摘”要求"
    title = Text("四个不摘：帮扶不归零", "Help is not withdrawn altogether")
    statement = Text(
        "现有帮扶（有人在岗或有帮扶单位）的脱贫村可以减人，不可减到零。",
        "A lifted village that is assisted now (people on post or a unit) may have fewer people, but not none.",
    )
    hardness = Hardness.HARD_ELASTIC
    reads = ("village.types", "village.assisted", "village.lead_unit", "incumbent.village_id")

    class Params(RuleParams):
        """Parameters."""

        severity: int = Field(default=3, ge=1, le=100, description="Severity of a village dropped · 归零的严重度")

    def _concerns(self, village: Village, instance: Instance) -> bool:
        assisted = village.assisted or bool(village.lead_unit) or village.village_id in instance.incumbents_by_village
        return VillageType.LIFTED in village.types and assisted

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """One count a village: listed, at least once."""
        listed = choices.listed > 0
        for v, village in enumerate(instance.villages):
            if self._concerns(village, instance):
                price = tier_price(self.params.severity, int(choices.tier[v]))
                yield Count(
                    self.slug, village.village_id, choices.of_village(v, listed), lower=1, shortfall_price=price
                )

    def check(self, listing: Listing) -> Iterator[Violation]:
        """An assisted lifted village with nobody."""
        for row in listing.rows:
            if not row.listed and self._concerns(row.village, listing.instance):
                yield self.exception(
                    row,
                    1,
                    Text(
                        "{village}是现有帮扶的脱贫村，却不再派人（四个不摘）。",
                        "{village} is a lifted village assisted now, but nobody would be sent any more.",
                        {"village": row.village.full_name},
                    ),
                )

    examples = (
        Example(
            accepts=False,
            says=Text("现有帮扶的脱贫村减到零", "an assisted lifted village dropped to nobody"),
            facts={"villages": [{"assisted": True}], "posts": [NO_POST]},
        ),
        Example(
            accepts=True,
            says=Text("减到只有第一书记", "reduced to a first secretary"),
            facts={"villages": [{"assisted": True}], "posts": [ALONE]},
        ),
        Example(
            accepts=True,
            says=Text("现在没有帮扶，不归本条", "not assisted now: not of this rule"),
            facts={"villages": [{"assisted": False}], "posts": [NO_POST]},
        ),
        Example(
            accepts=False,
            says=Text("有人在岗（已到期）也算现有帮扶", "people on post, though due, are assistance"),
            facts={"incumbents": [{"recalled": True}], "posts": [NO_POST]},
        ),
    )

"""A batch of villages with heavy revitalisation tasks is chosen as demonstration.

When to modify
    A locality sets the size of its batch, or what is sent there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, VillageType
from solver.modelling.choices import ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Demand, Entitlement, Listing
from solver.modelling.rule import Example, RuleParams, VillageRule, tier_price
from solver.text import Text

HEAVY: dict[str, Any] = {"types": frozenset({VillageType.HEAVY})}
NO_POST = {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0, "tier": 5}
ALONE = {**NO_POST, "mode": Mode.FIRST_SECRETARY_ONLY}
TIER = 5


class HeavyBatch(VillageRule):
    """S4."""

    slug = "heavy_batch"
    clauses = ("S4", "M6")
    phrase = "各地要选择一批乡村振兴任务重的村，选派第一书记或工作队，发挥示范带动作用"
    title = Text("任务重的村选一批", "A batch of villages of heavy task")
    statement = Text(
        "在不属于前四档的乡村振兴任务重的村中选一批（按个数或比例；都不填时名额和人选允许多少选多少），"
        "需求程度高的优先，派第一书记或工作队。",
        "Of the villages of heavy task that no stronger policy lists, a batch is chosen (a count or a share; without "
        "either as many as budgets and supply allow), those of greater need first, for a first secretary or a team.",
    )
    hardness = Hardness.QUOTA
    reads = ("village.types", "village.needs")

    class Params(RuleParams):
        """Parameters."""

        count: int | None = Field(default=None, ge=0, description="Villages in the batch · 选派村数")
        share: int | None = Field(default=None, ge=0, le=100, description="Or their share in % · 或选派比例(%)")
        mode: Literal["fs_only", "team", "solver"] = Field(default="solver", description="What is sent · 选派方式")
        members_min: int = Field(default=2, ge=1, le=6, description="Members at least · 队员下限")
        members_max: int = Field(default=4, ge=1, le=10, description="Members at most · 队员上限")
        severity: int = Field(default=10, ge=1, le=100, description="Severity of one short or over · 每差一村的严重度")
        points: int = Field(default=60, ge=0, le=1000, description="Points of a village listed · 列入一村的分值")

    def demand(self, village: Village, instance: Instance) -> Demand | None:
        """May be chosen; tier 5."""
        if VillageType.HEAVY not in village.types:
            return None
        team, alone = self.params.mode != "fs_only", self.params.mode != "team"
        return Demand(
            self.slug,
            first_secretary=False,
            team=False,
            allows_first_secretary_only=alone,
            allows_team=team,
            members_min=self.params.members_min if team else 0,
            members_max=max(self.params.members_min, self.params.members_max) if team else 0,
            coverage="chosen",
            tier=TIER,
            reason=Text("乡村振兴任务重的村：可选入一批示范村。", "Heavy revitalisation task: may be chosen."),
        )

    def _pool(self, due: tuple[Entitlement, ...]) -> list[int]:
        """Return the villages the batch is chosen from."""
        return [v for v, of_village in enumerate(due) if of_village.tier == TIER and of_village.coverage == "chosen"]

    def _size(self, n_pool: int) -> int | None:
        """Return how many villages the batch has, or None if it is open."""
        if self.params.count is not None:
            return min(int(self.params.count), n_pool)
        return None if self.params.share is None else -(-n_pool * int(self.params.share) // 100)

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """One count of the whole batch; one of each village's merit."""
        pool, listed = self._pool(choices.due), choices.listed > 0
        size = self._size(len(pool))
        if pool and size is not None:
            price = tier_price(self.params.severity, TIER)
            seats = np.concatenate([choices.of_village(v, listed) for v in pool])
            yield Count(
                self.slug, "", seats, lower=size, shortfall_price=price, upper=size, excess_price=price, part="batch"
            )
        for v in pool:
            village = instance.villages[v]
            worth = self.params.points + sum(village.needs) if self.params.points else 0
            yield Count(self.slug, village.village_id, choices.of_village(v, listed), rewards=(worth,))

    def check(self, listing: Listing) -> Iterator[Violation]:
        """A batch that is too small or too large."""
        pool = [row for row in listing.rows if row.due.tier == TIER and VillageType.HEAVY in row.village.types]
        size, n = self._size(len(pool)), sum(row.listed for row in pool)
        if size is not None and n != size:
            yield Violation(
                self.slug,
                "",
                size=abs(n - size),
                severity=abs(n - size) * tier_price(self.params.severity, TIER),
                message=Text(
                    "乡村振兴任务重的村列入{n}个，应为{size}个。",
                    "{n} villages of heavy task are listed, the batch should have {size}.",
                    {"n": n, "size": size},
                ),
                tier=TIER,
            )

    examples = (
        Example(
            accepts=True,
            says=Text("两村选一", "one of two"),
            facts={"villages": [HEAVY, HEAVY], "posts": [ALONE, NO_POST]},
            params={"count": 1},
        ),
        Example(
            accepts=False,
            says=Text("应选两村只选一村", "one where two are asked"),
            facts={"villages": [HEAVY, HEAVY], "posts": [ALONE, NO_POST]},
            params={"count": 2},
        ),
        Example(
            accepts=False,
            says=Text("应选一村却选两村", "two where one is asked"),
            facts={"villages": [HEAVY, HEAVY], "posts": [ALONE, ALONE]},
            params={"share": 50},
        ),
        Example(
            accepts=True,
            says=Text("未定个数，可以不选", "no size set"),
            facts={"villages": [HEAVY], "posts": [NO_POST]},
        ),
    )

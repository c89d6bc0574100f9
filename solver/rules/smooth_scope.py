"""Villages keep the posts they have, unless there is a reason: orderly linkage, smooth transition.

When to modify
    A locality wants the list redrawn from the beginning (0 points), or changed as little as possible.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, Role
from solver.modelling.choices import ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Listing, Row
from solver.modelling.rule import Example, RuleParams, VillageRule
from solver.text import Text

NO_POST = {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0}


class SmoothScope(VillageRule):
    """G1, G3."""

    slug = "smooth_scope"
    clauses = ("G1", "G3")
    phrase = "坚持有序衔接、平稳过渡；合理调整选派范围"
    title = Text("选派范围平稳调整", "The list changes smoothly")
    statement = Text(
        "现有人在岗的村尽量继续列入，队员尽量不少于现有人数；新增、退出、增减的村逐村注明。",
        "Villages with people on post stay on the list and keep their number of members where possible; villages "
        "added, dropped or resized say so.",
    )
    hardness = Hardness.SOFT
    reads = ("incumbent.village_id", "incumbent.role")

    class Params(RuleParams):
        """Parameters."""

        points_listed: int = Field(default=20, ge=0, le=1000, description="Points of a village kept · 继续列入一村")
        points_member: int = Field(default=5, ge=0, le=1000, description="Points of a member kept · 保持一名队员名额")

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """Rewards for staying on the list and for each member up to the present number."""
        for v, village in enumerate(instance.villages):
            now = instance.incumbents_by_village.get(village.village_id, ())
            members = sum(i.role is Role.MEMBER for i in now)
            if now and self.params.points_listed:
                seats = choices.of_village(v, choices.listed > 0)
                yield Count(self.slug, village.village_id, seats, rewards=(self.params.points_listed,), part="listed")
            if members and self.params.points_member:
                seats = choices.of_village(v, choices.members > 0)
                kept = np.minimum(choices.members[seats], members).astype(np.int64)
                rewards = (int(self.params.points_member),) * members
                yield Count(self.slug, village.village_id, seats, weights=kept, rewards=rewards, part="members")

    def check(self, listing: Listing) -> Iterator[Violation]:
        """Nothing: it is a preference."""
        return iter(())

    def remark(self, row: Row, instance: Instance) -> Text | None:
        """Say what changes against the present, once there is a present at all."""
        if not instance.incumbents:
            return None
        now = instance.incumbents_by_village.get(row.village.village_id, ())
        if not now:
            return Text("较上一轮新增。", "New on the list.") if row.listed else None
        if not row.listed:
            return Text("较上一轮退出。", "Dropped from the list.")
        if len(now) == row.heads:
            return None
        return Text(
            "上一轮在岗{before}人，本轮定{after}人。",
            "{before} people now, {after} decided.",
            {"before": len(now), "after": row.heads},
        )

    examples = (
        Example(
            accepts=True,
            says=Text("现有人在岗的村继续列入", "a village with people on post stays listed"),
            facts={"incumbents": [{}]},
        ),
        Example(
            accepts=True,
            says=Text("退出也可以，但要注明", "it may be dropped, and says so"),
            facts={"incumbents": [{"recalled": True}], "posts": [NO_POST]},
        ),
    )

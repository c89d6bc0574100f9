"""What the county's own table asks for is respected where the rules allow it.

When to modify
    The county's entries should weigh more, or be mere information (0 points).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode
from solver.modelling.choices import MODES, TEAM, ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Listing, Row
from solver.modelling.rule import Example, RuleParams, VillageRule
from solver.text import Text

ASKED = {"demanded_mode": Mode.TEAM, "demanded_members": 2}


class DemandedPost(VillageRule):
    """G6, D.1."""

    slug = "demanded_post"
    clauses = ("G6",)
    phrase = "由县级党委和政府摸清选派需求"
    title = Text("县里申报", "The county's own demand")
    statement = Text(
        "需求表里填写的选派方式和队员名额，在规定和名额允许时照办；不一致的逐村注明。",
        "Mode and number of members asked for in the demand table are followed where rules and budgets allow; where "
        "they are not, the village says so.",
    )
    hardness = Hardness.SOFT
    reads = ("village.demanded_mode", "village.demanded_members")

    class Params(RuleParams):
        """Parameters."""

        points_mode: int = Field(default=40, ge=0, le=1000, description="Points of the mode asked for · 方式一致")
        points_members: int = Field(default=30, ge=0, le=1000, description="Points of the number asked for · 人数一致")

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """Rewards for the choices that are as asked."""
        for v, village in enumerate(instance.villages):
            of_village = choices.of_village(v)
            if village.demanded_mode is not None and self.params.points_mode:
                as_asked = of_village[choices.mode[of_village] == MODES.index(village.demanded_mode)]
                yield self._reward(village, as_asked, self.params.points_mode, "mode")
            if village.demanded_members and village.demanded_mode in (None, Mode.TEAM) and self.params.points_members:
                # half the points for one more or less
                for distance, points in (
                    (0, -(-self.params.points_members // 2)),
                    (1, self.params.points_members // 2),
                ):
                    near = abs(choices.members[of_village] - village.demanded_members) <= distance
                    seats = of_village[near & (choices.mode[of_village] == TEAM)]
                    yield self._reward(village, seats, points, f"members{distance}")

    def _reward(
        self, village: Village, seats: np.ndarray[tuple[int], np.dtype[np.int64]], points: int, part: str
    ) -> Count:
        return Count(self.slug, village.village_id, seats, rewards=(points,), part=part)

    def check(self, listing: Listing) -> Iterator[Violation]:
        """Nothing: it is a wish."""
        return iter(())

    def remark(self, row: Row, instance: Instance) -> Text | None:
        """Say where the post is not what the county asked for."""
        mode, members = row.village.demanded_mode, row.village.demanded_members
        other_mode = mode is not None and mode is not row.post.mode
        other_number = bool(members) and row.post.mode is Mode.TEAM and members != row.members
        if not (other_mode or other_number):
            return None
        return Text(
            "县里申报：{mode}，队员{members}；与所定不一致。",
            "The county asked for: {mode}, members {members}; the decision differs.",
            {
                "mode": mode.label if mode else Text("未填方式", "no mode"),
                "members": Text("未填", "not stated") if members is None else Text("{n}人", "{n}", {"n": members}),
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("照申报派2名队员", "two members as asked"),
            facts={"villages": [ASKED], "posts": [{"members_target": 2, "members_max": 2}]},
        ),
        Example(
            accepts=True,
            says=Text("与申报不同也可以，但要注明", "another number is allowed, and said"),
            facts={"villages": [ASKED], "posts": [{"members_target": 3, "members_max": 3}]},
        ),
    )

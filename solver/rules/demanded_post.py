"""What the county's own table asks for is respected where the rules allow it.

When to modify
    The county's entries should weigh more, or be mere information (0 points).
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode
from solver.modelling.choices import MODES, TEAM, ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Entitlement, Listing, Row
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
        points_members: int = Field(default=60, ge=0, le=1000, description="Points of the number asked for · 人数一致")

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """Rewards for the mode asked for, and for the number of members nearest to the one asked for."""
        for v, village in enumerate(instance.villages):
            of_village = choices.of_village(v)
            if village.demanded_mode is not None and self.params.points_mode:
                seats = of_village[choices.mode[of_village] == MODES.index(village.demanded_mode)]
                rewards = (int(self.params.points_mode),)
                yield Count(self.slug, village.village_id, seats, rewards=rewards, part="mode")
            members = self._nearest(village, choices.due[v])
            if members is not None and self.params.points_members:
                seats = of_village[(choices.mode[of_village] == TEAM) & (choices.members[of_village] == members)]
                rewards = (int(self.params.points_members),)
                yield Count(self.slug, village.village_id, seats, rewards=rewards, part="members")

    def _nearest(self, village: Village, due: Entitlement) -> int | None:
        """Return the number of members within the limits that is nearest to what was asked for, if it was."""
        asked = village.demanded_members
        if village.demanded_mode not in (None, Mode.TEAM):
            asked = 0 if due.team else None  # no team asked for, but one is due: the smallest
        return None if asked is None else min(max(asked, due.members_min), due.members_max)

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

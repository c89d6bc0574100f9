"""Where the task is heavy the team may be larger; members above the minimum are spread by task weight.

When to modify
    A locality caps teams otherwise, or wants extra members spread by another order.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role, TaskWeight
from solver.modelling.choices import TEAM, ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Demand, Listing
from solver.modelling.rule import Example, RuleParams, VillageRule
from solver.text import Text


class HeavyMembers(VillageRule):
    """M6."""

    slug = "heavy_members"
    clauses = ("M6", "S2")
    phrase = "任务重的可适当增加人数"
    title = Text("任务重的村可增加人数", "More members where the task is heavy")
    statement = Text(
        "派工作队的任务重的村，队员上限提高，各村队员不超过上限；超出下限的队员按任务轻重先后分配，同一村越多越往后。",
        "In villages of heavy task that get a team the maximum is raised; no village passes its maximum; members above "
        "the minimum go to heavy tasks first, then normal, then light, each further one in the same village counting "
        "less.",
    )
    hardness = Hardness.OPTION
    reads = ("village.task_weight", "incumbent.role")

    class Params(RuleParams):
        """Parameters."""

        members_max: int = Field(default=4, ge=1, le=10, description="Most members, heavy task · 任务重的村队员上限")
        severity: int = Field(default=3, ge=1, le=100, description="Severity of a member over · 每超一名的严重度")
        points_heavy: int = Field(default=16, ge=0, le=1000, description="First extra member, heavy · 任务重首名增员")
        points_normal: int = Field(default=10, ge=0, le=1000, description="First extra member, normal · 一般村首名增员")
        points_light: int = Field(default=4, ge=0, le=1000, description="First extra member, light · 任务轻首名增员")

    def demand(self, village: Village, instance: Instance) -> Demand | None:
        """Raise the maximum; demands nothing by itself."""
        if village.task_weight is not TaskWeight.HEAVY:
            return None
        most = self.params.members_max
        return Demand(
            self.slug,
            first_secretary=False,
            team=False,
            allows_first_secretary_only=False,
            allows_team=False,
            members_min=0,
            members_max=most,
            coverage="extends",
            tier=6,
            reason=Text(
                "任务重：派工作队的，队员可增至{most}人。",
                "Heavy task: a team may have up to {most} members.",
                {"most": most},
            ),
        )

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """One reward a village: members above the required minimum, each worth less than the one before."""
        first = {
            TaskWeight.HEAVY: self.params.points_heavy,
            TaskWeight.NORMAL: self.params.points_normal,
            TaskWeight.LIGHT: self.params.points_light,
        }
        for v, due in enumerate(choices.due):
            points = first[instance.villages[v].task_weight]
            above = choices.members - due.required_members
            seats = choices.of_village(v, (choices.mode == TEAM) & (above > 0)) if points else np.zeros(0, np.int64)
            if len(seats):
                rewards = tuple(points // k for k in range(1, int(above[seats].max()) + 1))
                yield Count(self.slug, due.village_id, seats, weights=above[seats].astype(np.int64), rewards=rewards)

    def check(self, listing: Listing) -> Iterator[Violation]:
        """More members than type and task weight allow, as a list edited by hand may have; who stays may stay."""
        for row in listing.rows:
            staying = listing.instance.staying_by_village.get(row.village.village_id, ())
            most = max(row.due.members_max, sum(i.role is Role.MEMBER for i in staying))
            if row.members > most:
                over = row.members - most
                yield self.exception(
                    row,
                    over,
                    Text(
                        "{village}定{n}名队员，超过上限{most}名。",
                        "{village} is given {n} members, over the maximum of {most}.",
                        {"village": row.village.full_name, "n": row.members, "most": most},
                    ),
                )

    examples = (
        Example(
            accepts=True,
            says=Text("任务重的村派4名队员", "four members in a village of heavy task"),
            facts={
                "villages": [{"task_weight": TaskWeight.HEAVY}],
                "posts": [{"members_target": 4, "members_max": 4}],
            },
        ),
        Example(
            accepts=False,
            says=Text("任务一般的脱贫村派4名队员", "four where the task is normal"),
            facts={"posts": [{"members_target": 4, "members_max": 4}]},
        ),
        Example(
            accepts=True,
            says=Text("任务重也可只派2名", "or two"),
            facts={
                "villages": [{"task_weight": TaskWeight.HEAVY}],
                "posts": [{"members_target": 2, "members_max": 2}],
            },
        ),
    )

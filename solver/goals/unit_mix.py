"""Teams of one unit, or joint teams, as the county prefers.

When to modify
    Single and mixed are to be judged otherwise than by the village's lead unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.words import Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, GoalParams, TeamGoal
from solver.modelling.seats import VillageSeats
from solver.text import Text


class UnitMix(TeamGoal):
    """O3: off (weight 0) unless the county prefers one of the two."""

    slug = "unit_mix"
    clauses = ("O3",)
    phrase = "派出单位与第一书记和工作队所在村实行责任捆绑"
    title = Text("单一单位或联合组队", "One unit or joint teams")
    statement = Text(
        "有现帮扶单位的村：单一组队时，该单位每人计分；联合组队时，其他单位的前两人各计分。",
        "Where a unit assists the village now: with “single”, for each person of that unit; with “mixed”, for each of "
        "the first two people of other units. Staying people are included.",
    )
    reads = ("candidate.unit_id", "village.lead_unit")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=0, ge=0, le=1000, description="Points per person · 每人分值")
        style: Literal["single", "mixed"] = Field(
            default="mixed", description="One unit or joint teams · 单一或联合组队"
        )

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: people of the lead unit, or of other units."""
        instance = problem.instance
        lead = instance.villages[seats.village_idx].lead_unit
        if not lead:
            return
        single = self.params.style == "single"
        stayers = problem.stayers(seats.village_idx)
        base = sum(m.person.unit_id != "" and (m.person.unit_id == lead) is single for m in stayers)
        people = instance.array((self.slug, lead, single), lambda c: c.unit_id != "" and (c.unit_id == lead) is single)
        of_village = seats.having(people)
        n_rewarded = base + len(of_village) if single else 2
        if len(of_village) and base < n_rewarded:
            yield Count(
                self.slug,
                problem.posts[seats.village_idx].village_id,
                of_village,
                base=base,
                rewards=(self.params.weight,) * n_rewarded,
            )

    def score(self, problem: Problem, team: Team) -> int:
        """Count the people of the lead unit, or up to two of others."""
        lead = team.village.lead_unit
        if not lead:
            return 0
        units = [p.person.unit_id for p in team.people if p.person.unit_id]
        n_lead = units.count(lead)
        n = n_lead if self.params.style == "single" else min(2, len(units) - n_lead)
        return int(self.params.weight) * n

    _THREE = {
        "villages": [{"lead_unit": "U1"}],
        "candidates": [{}, {"unit_id": "U2"}, {"unit_id": "U3"}, {"unit_id": "U4"}],
    }
    examples = (
        Example(
            accepts=True,
            says=Text("联合组队，外单位三人只计两人，2×10分", "mixed: three of other units count as two: 2 x 10"),
            facts={
                **_THREE,
                "assign": [
                    ("P2", "V1", Role.FIRST_SECRETARY),
                    ("P3", "V1", Role.MEMBER),
                    ("P4", "V1", Role.MEMBER),
                ],
            },
            params={"weight": 10, "style": "mixed"},
            points=20,
        ),
        Example(
            accepts=True,
            says=Text("单一组队，帮扶单位一人，10分", "single: one person of the lead unit: 10"),
            facts={**_THREE, "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)]},
            params={"weight": 10, "style": "single"},
            points=10,
        ),
        Example(
            accepts=False,
            says=Text("村没有帮扶单位", "no unit assists the village"),
            facts={"assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
            params={"weight": 10, "style": "single"},
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("默认不计分", "off by default"),
            facts={**_THREE, "assign": [("P2", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

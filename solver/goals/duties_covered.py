"""Each duty in which the village has a real need has somebody who can work on it.

When to modify
    Duties are to be covered by more than one person, or by item.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.needs import DUTIES, duty_of, serves
from solver.domain.plan import Problem, Team
from solver.domain.village import Village
from solver.domain.words import NEED_ITEMS, Expertise, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, GoalParams, TeamGoal
from solver.modelling.seats import VillageSeats
from solver.text import Text


class DutiesCovered(TeamGoal):
    """G7, D1–D4."""

    slug = "duties_covered"
    clauses = ("G7", "D1", "D2", "D3", "D4")
    phrase = "因村派人、科学组队"
    title = Text("四项职责有人承担", "Duties covered")
    statement = Text(
        "四项职责中，村有需求达到规定程度的，队伍中（含留任）有人专长能满足其中一项，即按该职责最高需求程度乘以分值计一次。",
        "Once for each of the four duties in which the village has a need of at least the set degree and somebody in "
        "the team (staying people included) serves such a need: the highest need of that duty times the weight.",
    )
    reads = ("candidate.expertise", "village.needs")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=12, ge=0, le=1000, description="Points per degree of the highest need · 每级分值")
        least_need: int = Field(default=2, ge=1, le=3, description="Degree from which a need counts · 需求程度起点")

    def _items(self, village: Village, duty: int) -> dict[str, int]:
        """Return the need items of a duty that count, with their degrees."""
        return {
            item: need
            for item, need in zip(NEED_ITEMS, village.needs, strict=True)
            if duty_of(item) == duty and need >= self.params.least_need
        }

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count a duty: people who serve an item of it; the first one is rewarded."""
        instance = problem.instance
        village, stayers = instance.villages[seats.village_idx], problem.stayers(seats.village_idx)
        for duty in range(1, len(DUTIES) + 1):
            needs = self._items(village, duty)
            items = tuple(needs)

            def can(c: Candidate, items: tuple[str, ...] = items) -> bool:
                return any(serves(c.expertise, item) for item in items)

            if not needs or any(can(m.person) for m in stayers):
                continue
            able = seats.having(instance.array((self.slug, items), can))
            if len(able):
                reward = self.params.weight * max(needs.values())
                yield Count(self.slug, village.village_id, able, rewards=(reward,), part=f"D{duty}")

    def score(self, problem: Problem, team: Team) -> int:
        """Add up duty by duty: the highest need, if anybody serves one that counts."""
        points = 0
        for duty in range(1, len(DUTIES) + 1):
            needs = self._items(team.village, duty)
            if any(serves(p.person.expertise, item) for item in needs for p in team.people):
                points += self.params.weight * max(needs.values())
        return points

    # needs: D1b = 2, D2b = 3, D3c = 1 (too low to count)
    _VILLAGE = {"needs": (0, 2, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0)}
    examples = (
        Example(
            accepts=True,
            says=Text("两项职责都有人承担，(2+3)×12分", "two duties covered: (2 + 3) x 12"),
            facts={
                "villages": [_VILLAGE],
                "candidates": [{"expertise": (Expertise.PARTY_AFFAIRS,)}, {"expertise": (Expertise.AGRONOMY,)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
            points=60,
        ),
        Example(
            accepts=True,
            says=Text("两人承担同一职责，只计一次，3×12分", "two people for the same duty count once: 3 x 12"),
            facts={
                "villages": [_VILLAGE],
                "candidates": [{"expertise": (Expertise.TOURISM,)}, {"expertise": (Expertise.AGRONOMY,)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
            points=36,
        ),
        Example(
            accepts=False,
            says=Text("只能满足程度为1的需求", "serves only a need of degree 1"),
            facts={
                "villages": [_VILLAGE],
                "candidates": [{"expertise": (Expertise.LAW,)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("留任者已承担该职责", "a staying incumbent covers the duty already"),
            facts={
                "villages": [_VILLAGE],
                "incumbents": [{"person": {"expertise": (Expertise.AGRONOMY,)}}],
                "candidates": [{"expertise": (Expertise.AGRONOMY,)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=0,
        ),
    )

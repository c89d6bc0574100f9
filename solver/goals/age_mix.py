"""Old, middle-aged and young work together in a team.

When to modify
    The bands change, or a share is wanted instead of one of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Self

from pydantic import Field, model_validator

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem, Team
from solver.domain.words import Mode, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, GoalParams, TeamGoal
from solver.modelling.seats import VillageSeats
from solver.text import Text
from solver.units import complete_years


class AgeMix(TeamGoal):
    """E15."""

    slug = "age_mix"
    clauses = ("E15", "G7")
    phrase = "充分考虑年龄、专业、经历等因素"
    title = Text("老中青搭配", "Mixed ages")
    statement = Text(
        "派工作队的村，青年、中年、年长三个年龄段（到岗日周岁），队中（含留任）每有一段计一次分；出生年月未填的不计。",
        "Where a team is sent: once for each of the three age bands (complete years on the on-post date) found in it, "
        "staying people included; a person whose birth is not stated is of no band.",
    )
    reads = ("candidate.birth", "reference.on_post_date", "post.mode")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=8, ge=0, le=1000, description="Points per band · 每段分值")
        young_to: int = Field(default=35, ge=18, le=70, description="Young: up to this age · 青年年龄上限")
        middle_to: int = Field(default=45, ge=18, le=70, description="Middle: up to this age · 中年年龄上限")

        @model_validator(mode="after")
        def _in_order(self) -> Self:
            if self.young_to >= self.middle_to:
                raise ValueError("young_to must be less than middle_to")
            return self

    def _band(self, birth: date | None, on_post: date) -> int:
        """Return 0 for young, 1 for middle, 2 for older, -1 if the birth is not stated."""
        if birth is None:
            return -1
        age = complete_years(birth, on_post)
        return int(age > self.params.young_to) + int(age > self.params.middle_to)

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count a band that those who stay do not have: the first person is rewarded."""
        instance, post = problem.instance, problem.posts[seats.village_idx]
        if post.mode is not Mode.TEAM:
            return
        on_post = instance.reference.on_post_date

        def band(c: Candidate) -> int:
            return self._band(c.birth, on_post)

        bands = instance.array((self.slug, self.params.young_to, self.params.middle_to), band, dtype=int)
        there = {band(m.person) for m in problem.stayers(seats.village_idx)}
        for i, name in enumerate(("young", "middle", "older")):
            of_band = seats.having(bands == i)
            if i not in there and len(of_band):
                yield Count(self.slug, post.village_id, of_band, rewards=(self.params.weight,), part=name)

    def score(self, problem: Problem, team: Team) -> int:
        """Count the bands found."""
        if team.post.mode is not Mode.TEAM:
            return 0
        on_post = problem.instance.reference.on_post_date
        found = {self._band(p.person.birth, on_post) for p in team.people}
        return int(self.params.weight) * len(found - {-1})

    examples = (
        Example(
            accepts=True,
            says=Text("35岁、36岁、46岁各一人，三段", "aged 35, 36 and 46: three bands"),
            # on the on-post date, 2025-06-01
            facts={
                "candidates": [
                    {"birth": date(1989, 6, 2)},
                    {"birth": date(1989, 6, 1)},
                    {"birth": date(1979, 6, 1)},
                ],
                "assign": [
                    ("P1", "V1", Role.MEMBER),
                    ("P2", "V1", Role.MEMBER),
                    ("P3", "V1", Role.FIRST_SECRETARY),
                ],
            },
            points=24,
        ),
        Example(
            accepts=True,
            says=Text("45岁和36岁同为中年，一段", "aged 45 and 36: one band"),
            facts={
                "candidates": [{"birth": date(1979, 6, 2)}, {"birth": date(1989, 6, 1)}],
                "assign": [("P1", "V1", Role.MEMBER), ("P2", "V1", Role.MEMBER)],
            },
            points=8,
        ),
        Example(
            accepts=False,
            says=Text("留任者已是同一年龄段", "a staying incumbent is of the same band"),
            facts={"incumbents": [{}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("出生年月未填", "birth not stated"),
            facts={"candidates": [{"birth": None}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

"""A team with a woman in it reaches women in the village better.

When to modify
    More than the first woman is to count; a hard number is the rule ``women_per_team``.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.words import Mode, Role, Sex
from solver.modelling.counts import Count
from solver.modelling.rule import Example, GoalParams, TeamGoal
from solver.modelling.seats import VillageSeats
from solver.text import Text


class WomenInTeam(TeamGoal):
    """A.7, G7."""

    slug = "women_in_team"
    clauses = ("A.7", "G7")
    phrase = "科学组队；队中有女干部"
    title = Text("队中有女干部", "A woman in the team")
    statement = Text(
        "派工作队的村，队中（含留任）有女干部的，计一次分。",
        "Where a team is sent: once if there is a woman in it, staying people included.",
    )
    reads = ("candidate.sex", "post.mode")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=10, ge=0, le=1000, description="Points per team · 每队分值")

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: women; the first one is rewarded, unless one stays."""
        post = problem.posts[seats.village_idx]
        if post.mode is not Mode.TEAM or any(m.person.sex is Sex.FEMALE for m in problem.stayers(seats.village_idx)):
            return
        women = seats.having(problem.instance.array(("sex", Sex.FEMALE), lambda c: c.sex is Sex.FEMALE))
        if len(women):
            yield Count(self.slug, post.village_id, women, rewards=(self.params.weight,))

    def score(self, problem: Problem, team: Team) -> int:
        """Once, if there is one."""
        found = team.post.mode is Mode.TEAM and Sex.FEMALE in {p.person.sex for p in team.people}
        return int(self.params.weight) if found else 0

    examples = (
        Example(
            accepts=True,
            says=Text("两名女干部也只计一次", "two women count once"),
            facts={
                "candidates": [{"sex": Sex.FEMALE}, {"sex": Sex.FEMALE}],
                "assign": [("P1", "V1", Role.MEMBER), ("P2", "V1", Role.MEMBER)],
            },
            points=10,
        ),
        Example(
            accepts=False,
            says=Text("队中没有女干部", "no woman in the team"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("已有女干部留任", "a woman stays already"),
            facts={
                "incumbents": [{"person": {"sex": Sex.FEMALE}}],
                "candidates": [{"sex": Sex.FEMALE}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=0,
        ),
    )

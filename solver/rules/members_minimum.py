"""A team has the members that the frozen list asks for at least.

When to modify
    The price of a missing member changes, or the captain comes to count as one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule, tier_price
from solver.modelling.seats import MEMBER, VillageSeats
from solver.text import Text


class MembersMinimum(TeamRule):
    """M5, S3: stage 1 has written the minimum (2, or fewer in a light village) into the post."""

    slug = "members_minimum"
    clauses = ("M5", "S3")
    phrase = "队员一般不少于2人；任务较轻的村，可从实际出发适当缩减选派人数"
    title = Text("队员不少于最低人数", "Members at least the minimum")
    statement = Text(
        "派工作队的村，队员（不含第一书记，含留任）一般不少于定村时确定的最低人数；每缺一人列为例外，须签字。",
        "Where a team is sent, members (besides the first secretary, staying ones included) are generally not fewer "
        "than the minimum of the frozen list; each one missing is an exception to sign.",
    )
    hardness = Hardness.ELASTIC
    reads = ("post.mode", "post.members_min", "incumbent.role")

    class Params(RuleParams):
        """Parameters."""

        severity: int = Field(default=4, ge=1, le=100, description="Severity of each one missing · 每缺一人的严重度")

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: members, at least the minimum."""
        post = problem.posts[seats.village_idx]
        base = problem.n_staying(seats.village_idx, Role.MEMBER)
        if post.mode is not Mode.TEAM or base >= post.members_min:
            return
        yield Count(
            self.slug,
            post.village_id,
            seats.all(MEMBER),
            base=base,
            lower=post.members_min,
            shortfall_price=tier_price(self.params.severity, post.tier),
        )

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """A team with too few members."""
        n = len(team.of_role(Role.MEMBER))
        short = team.post.members_min - n
        if team.post.mode is not Mode.TEAM or short <= 0:
            return
        yield self.exception(
            team,
            short,
            Text(
                "{village}有{n}名队员，一般不少于{least}名，缺{short}名。",
                "Members in {village}: {n}, generally not fewer than {least}; {short} short.",
                {"village": team.village.full_name, "n": n, "least": team.post.members_min, "short": short},
            ),
        )

    examples = (
        Example(
            accepts=True,
            says=Text("最低2名，留任1名、新派1名", "at least 2: one stays, one is sent"),
            facts={"incumbents": [{}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("最低2名，第一书记不算，只有1名队员", "at least 2; the first secretary does not count: one"),
            facts={
                "candidates": [{}, {}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("任务较轻、最低1名的村派1名", "a light village with a minimum of 1 gets one"),
            facts={"posts": [{"members_min": 1}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("单独选派第一书记的村没有队员", "no member where only a first secretary is sent"),
            facts={
                "posts": [{"mode": Mode.FIRST_SECRETARY_ONLY, "members_max": 0}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
    )

"""Every village that stage 1 lists has a first secretary.

When to modify
    The price of a missing first secretary changes against that of a missing member.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule, tier_price
from solver.modelling.seats import FS, VillageSeats
from solver.text import Text


class PostFirstSecretary(TeamRule):
    """S1, S5: coverage with first secretaries."""

    slug = "post_first_secretary"
    clauses = ("S1", "S5")
    phrase = "继续选派第一书记和工作队；继续全覆盖选派第一书记"
    title = Text("选派村须有第一书记", "A first secretary in every listed village")
    statement = Text(
        "列入选派名单的村应有第一书记；无人可派时列为例外，须签字。",
        "Every village on the frozen list has a first secretary; where nobody can be sent it is an exception to sign.",
    )
    hardness = Hardness.HARD_ELASTIC
    reads = ("post.mode", "incumbent.role")

    class Params(RuleParams):
        """Parameters."""

        severity: int = Field(default=10, ge=1, le=100, description="Severity of a missing one · 缺一名的严重度")

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: first secretaries, at least one."""
        post = problem.posts[seats.village_idx]
        if post.mode is Mode.NONE:
            return
        yield Count(
            self.slug,
            post.village_id,
            seats.all(FS),
            base=problem.n_staying(seats.village_idx, Role.FIRST_SECRETARY),
            lower=1,
            shortfall_price=tier_price(self.params.severity, post.tier),
        )

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """A listed village without a first secretary."""
        if team.post.mode is Mode.NONE or team.of_role(Role.FIRST_SECRETARY):
            return
        yield self.exception(
            team,
            1,
            Text(
                "{village}没有第一书记。",
                "{village} has no first secretary.",
                {"village": team.village.full_name},
            ),
        )

    examples = (
        Example(
            accepts=True,
            says=Text("新派一名第一书记", "a new first secretary"),
            facts={"assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=True,
            says=Text("任期未满的第一书记留任", "the first secretary in mid-term stays"),
            facts={"incumbents": [{"role": Role.FIRST_SECRETARY}]},
        ),
        Example(
            accepts=False,
            says=Text("只有队员，没有第一书记", "a member but no first secretary"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("不选派的村", "a village that is not listed"),
            facts={"posts": [{"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0}]},
        ),
    )

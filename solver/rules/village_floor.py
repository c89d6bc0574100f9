"""Fairness: the people newly sent to a village bring at least so many points, so that no village is left with the rest.

When to modify
    Fairness is to look at whole teams instead of the points of seats, or to come before the sum (maximin).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule, tier_price
from solver.modelling.seats import VillageSeats
from solver.text import Text

MOST_STEPS = 8
"""Steps that a floor in points is counted in at most: few enough for the engine to count them exactly."""

_FULL = {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_target": 0, "members_max": 0}


def in_steps(floor: int) -> tuple[int, int]:
    """Return the points of a step and the number of steps of a floor; together they may be a little more than it.

    >>> in_steps(112), in_steps(113)
    ((14, 8), (15, 8))
    """
    step = -(-floor // MOST_STEPS)
    return step, -(-floor // step)


class VillageFloor(TeamRule):
    """E17, §5: a floor on the worst village."""

    slug = "village_floor"
    clauses = ("E17",)
    phrase = "科学搭配、优化组合，发挥选派力量的最大效能"
    title = Text("各村保底匹配", "A floor for every village")
    statement = Text(
        "有空缺的选派村，新派人员的岗位分合计不低于保底档数；每人按档（默认25分一档）向下取整计算。",
        "In every listed village with an open place, the seat points of the people newly sent add up to the "
        "floor; each "
        "person's points count in whole steps (25 points by default), rounded down.",
    )
    hardness = Hardness.OPTION
    reads = ("post.mode", "incumbent.role")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        step: int = Field(default=25, ge=1, le=10_000, description="Points of one step · 每档分值")
        steps: int = Field(default=4, ge=1, le=12, description="Steps that every village must reach · 保底档数")
        severity: int = Field(default=1, ge=1, le=100, description="Severity of each step short · 每差一档的严重度")

    def _has_room(self, problem: Problem, village_idx: int) -> bool:
        post = problem.posts[village_idx]
        return any(post.places(role) > problem.n_staying(village_idx, role) for role in Role)

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count a village: steps brought by the seats taken."""
        post = problem.posts[seats.village_idx]
        if not self._has_room(problem, seats.village_idx):
            return
        steps = np.maximum(seats.points, 0) // self.params.step
        yield Count(
            self.slug,
            post.village_id,
            seats.where(steps > 0),
            weights=steps[steps > 0],
            lower=self.params.steps,
            shortfall_price=tier_price(self.params.severity, post.tier),
        )

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """A village whose new people bring less than the floor."""
        if not self._has_room(problem, problem.instance.village_index[team.village.village_id]):
            return
        reached = sum(points // self.params.step for points in team.new_points if points > 0)
        short = self.params.steps - reached
        if short > 0:
            yield self.exception(
                team,
                short,
                Text(
                    "{village}新派人员的岗位分合计{reached}档，低于保底{steps}档（每档{step}分）。",
                    "{village}: the people newly sent bring {reached} steps of {step} points, the floor is {steps}.",
                    {
                        "village": team.village.full_name,
                        "reached": reached,
                        "steps": self.params.steps,
                        "step": self.params.step,
                    },
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("没有空缺的村不计", "a village with no open place"),
            facts={"posts": [_FULL], "incumbents": [{"role": Role.FIRST_SECRETARY}]},
        ),
        Example(
            accepts=False,
            says=Text("有空缺而无人新派的村", "a village with an open place to which nobody is sent"),
            facts={},
        ),
    )

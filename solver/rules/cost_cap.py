"""The allowances of the people sent stay within the budget.

When to modify
    Rates depend on the level of the person, or a budget is given by county.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from pydantic import Field, model_validator

from solver.domain.instance import Reference
from solver.domain.plan import Plan, Problem
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import ROLES, Hardness, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, Lax, LinkingRule, RuleParams, Whole
from solver.modelling.seats import SeatSet
from solver.text import Text


class CostCap(LinkingRule):
    """O5: off by default."""

    slug = "cost_cap"
    clauses = ("O5",)
    phrase = (
        "可参照差旅费中伙食补助费标准给予生活补助，安排通信补贴，派往艰苦边远地区的，"
        "还可参照……地区性津贴标准给予相应补助"
    )
    title = Text("经费上限", "Budget cap")
    statement = Text(
        "本轮新派人员整个任期的生活补助、通信补贴和艰苦边远补助合计不超过预算（金额，或补满全部空岗所需经费的百分比，"
        "两者都填的取低）；留任者的经费已列入以往预算，不计。",
        "Living allowance, phone subsidy and hardship allowance of the people newly sent, for the whole term, are at "
        "most the budget (a sum, or a percentage of what filling every open post costs; the lower of both); what "
        "people who stay cost is in the budget of their own round.",
    )
    hardness = Hardness.OPTION
    reads = ("village.hardship_class", "reference.term_months", "post.members_max")

    class Params(RuleParams):
        """Parameters, money in yuan."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        budget: int | None = Field(default=None, ge=0, description="Yuan, whole term · 预算(元)")
        percent_of_full: int | None = Field(
            default=None, ge=0, le=100, description="Or % of what all open posts cost · 或按补满空岗经费的百分比"
        )
        meal_per_day: int = Field(default=100, ge=0, le=10_000, description="Yuan a day · 生活补助(元/天)")
        phone_month: int = Field(default=100, ge=0, le=10_000, description="Yuan a month · 通信补贴(元/月)")
        hardship_table: dict[Lax[int], Whole] = Field(
            default_factory=dict, description="Hardship class to yuan a day · 艰苦边远补助(元/天)"
        )
        days_per_year: int = Field(default=220, ge=1, le=366, description="Days on post a year · 年驻村天数")

        @model_validator(mode="after")
        def _needs_budget(self) -> Any:
            if self.enabled and self.budget is None and self.percent_of_full is None:
                raise ValueError("cost_cap is on but has no budget · 启用经费上限须填预算")
            return self

    def _cost(self, village: Village, reference: Reference) -> int:
        """Return what one person costs in a village in a whole term, in yuan, days rounded up."""
        days = -(-self.params.days_per_year * reference.term_months // 12)
        per_day = self.params.meal_per_day + self.params.hardship_table.get(village.hardship_class, 0)
        return int(days * per_day + reference.term_months * self.params.phone_month)

    def _budget(self, problem: Problem, costs: Sequence[int]) -> int | None:
        """Return the budget in yuan.

        Parameters
        ----------
        costs
            What one person costs in each village.
        """
        limits = [] if self.params.budget is None else [int(self.params.budget)]
        if self.params.percent_of_full is not None:
            places = (
                sum(max(0, post.places(role) - problem.n_staying(v, role)) for role in ROLES)
                for v, post in enumerate(problem.posts)
            )
            full = sum(cost * n for cost, n in zip(costs, places, strict=True))
            limits.append(full * self.params.percent_of_full // 100)
        return min(limits, default=None)

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """One count: yuan; seats that cost nothing are left out."""
        instance = problem.instance
        cost = np.array([self._cost(v, instance.reference) for v in instance.villages], dtype=np.int64)
        budget = self._budget(problem, cost.tolist())
        if budget is None:
            return
        of_seat = cost[seats.village]
        paid = np.flatnonzero(of_seat > 0)
        yield Count(self.slug, "", paid, weights=of_seat[paid], upper=budget)

    def check(self, plan: Plan) -> Iterator[Violation]:
        """More spent than the budget."""
        instance, params = plan.problem.instance, self.params
        months = instance.reference.term_months
        days = (params.days_per_year * months + 11) // 12

        def spent(village: Village) -> int:
            hardship = params.hardship_table.get(village.hardship_class, 0)
            return int(days * params.meal_per_day + days * hardship + months * params.phone_month)

        villages = [instance.villages[instance.village_index[a.village_id]] for a in plan.assignments]
        total, budget = sum(map(spent, villages)), params.budget
        if params.percent_of_full is not None:
            full = 0
            for team in plan.teams:
                for role in ROLES:
                    free = team.post.places(role) - len(team.stayers.of_role(role))
                    full += max(0, free) * spent(team.village)
            share = full * params.percent_of_full // 100
            budget = share if budget is None else min(budget, share)
        if budget is not None and total > budget:
            yield Violation(
                self.slug,
                "",
                size=total - budget,
                severity=0,
                hard=True,
                message=Text(
                    "新派{n}人任期内经费{total}元，超过预算{budget}元。",
                    "The {n} people newly sent cost {total} yuan in their term, over the budget of {budget} yuan.",
                    {"n": len(villages), "total": total, "budget": budget},
                ),
            )

    # 24 months: 440 days at 100 yuan and 24 months at 100 yuan are 46,400 yuan; class 2 adds 440 x 30 = 13,200 yuan
    examples = (
        Example(
            accepts=True,
            says=Text("一人24个月46400元，预算46400元", "one person for 24 months: 46,400 of 46,400 yuan"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            params={"budget": 46_400},
        ),
        Example(
            accepts=False,
            says=Text("预算46399元", "a budget of 46,399 yuan"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            params={"budget": 46_399},
        ),
        Example(
            accepts=False,
            says=Text("二类艰苦村另加13200元", "hardship class 2 adds 13,200 yuan"),
            facts={"villages": [{"hardship_class": 2}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"budget": 59_599, "hardship_table": {1: 15, 2: 30}},
        ),
        Example(
            # 221 days a year for 30 months are 552.5, so 553 days: 55,300 + 30 x 100 = 58,300 yuan
            accepts=True,
            says=Text("30个月，天数进位：58300元", "30 months, days rounded up: 58,300 yuan"),
            facts={"reference": {"term_months": 30}, "assign": [("P1", "V1", Role.MEMBER)]},
            params={"budget": 58_300, "days_per_year": 221},
        ),
        Example(
            accepts=False,
            says=Text("30个月，天数进位，预算58299元", "30 months, days rounded up, a budget of 58,299 yuan"),
            facts={"reference": {"term_months": 30}, "assign": [("P1", "V1", Role.MEMBER)]},
            params={"budget": 58_299, "days_per_year": 221},
        ),
        Example(
            # one first secretary and three members are open by default: 4 x 46,400; half of it pays for two
            accepts=True,
            says=Text("补满经费的50%：4个空岗派2人", "half of the full cost: two people for four open posts"),
            facts={
                "candidates": [{}, {}],
                "posts": [{"members_max": 3}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
            params={"percent_of_full": 50},
        ),
        Example(
            accepts=False,
            says=Text("补满经费的49%：4个空岗派2人", "49 % of the full cost: two people for four open posts"),
            facts={
                "candidates": [{}, {}],
                "posts": [{"members_max": 3}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
            params={"percent_of_full": 49},
        ),
        Example(
            accepts=True,
            says=Text("留任者不计", "who stays is not counted"),
            facts={"incumbents": [{}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"budget": 46_400},
        ),
    )

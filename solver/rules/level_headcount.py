"""Each level of government sends at most the people it has budgeted.

When to modify
    Budgets are given by role or by sector.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.plan import Plan, Problem
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Level, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, Lax, LinkingRule, RuleParams, Whole
from solver.modelling.seats import SeatSet
from solver.text import Text

LEVELS: tuple[Level, ...] = tuple(Level)


class LevelHeadcount(LinkingRule):
    """G4, G6: forces of all levels; off by default."""

    slug = "level_headcount"
    clauses = ("G4", "G6")
    phrase = "统筹各级选派力量"
    title = Text("各级选派人数", "Head count of each level")
    statement = Text(
        "中央、省、市、县、乡各级本轮新派人数不超过设定的上限；未设定的层级不限，留任者不计。",
        "The people newly sent by a level (central, province, prefecture, county, township) are at most its limit; a "
        "level without one is not bound, and people who stay are not counted.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.level", "unit.level")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        max: dict[Lax[Level], Whole] = Field(default_factory=dict, description="People by level · 各级上限")

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """One count a level that has a limit."""
        of_level = problem.instance.array(
            self.slug,
            lambda c: -1 if (level := problem.instance.level_of(c)) is None else LEVELS.index(level),
            dtype=np.int64,
        )
        for index, group in seats.groups(of_level):
            limit = self.params.max.get(LEVELS[index])
            if limit is not None:
                yield Count(self.slug, LEVELS[index].value, group, upper=limit)

    def check(self, plan: Plan) -> Iterator[Violation]:
        """A level that sends more than its limit."""
        instance = plan.problem.instance
        sent = Counter(
            instance.level_of(instance.candidates[instance.candidate_index[a.person_id]]) for a in plan.assignments
        )
        for level, limit in self.params.max.items():
            if sent[level] > limit:
                yield Violation(
                    self.slug,
                    level.value,
                    size=sent[level] - limit,
                    severity=0,
                    hard=True,
                    message=Text(
                        "{level}级新派{n}人，上限{limit}人。",
                        "The {level} level sends {n}, the limit is {limit}.",
                        {"level": level.label, "n": sent[level], "limit": limit},
                    ),
                )

    examples = (
        Example(
            accepts=True,
            says=Text("省级上限1人，派1人", "province limit of one: one sent"),
            facts={
                "candidates": [{"level": Level.PROVINCE}, {}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
            params={"max": {"province": 1}},
        ),
        Example(
            accepts=False,
            says=Text("省级上限1人，派2人", "province limit of one: two sent"),
            facts={
                "candidates": [{"level": Level.PROVINCE}, {"level": Level.PROVINCE}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
            params={"max": {"province": 1}},
        ),
        Example(
            accepts=True,
            says=Text("留任者不计", "who stays is not counted"),
            facts={"incumbents": [{}], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
            params={"max": {"county": 1}},
        ),
        Example(
            accepts=False,
            says=Text("县级上限0人，派1人", "county limit of none: one sent"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            params={"max": {"county": 0}},
        ),
    )

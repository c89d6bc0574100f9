"""People come mainly from the sources that the policy names.

When to modify
    A locality names other sources, e.g. township cadres; the named ones are those of E9.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Category, Level, Role
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text
from solver.units import complete_years

ORGANS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
OTHER_NAMED = (Category.INSTITUTION, Category.ENTERPRISE, Category.STEPPED_DOWN)


class SourcePreference(SeatGoal):
    """E9."""

    slug = "source_preference"
    clauses = ("E9",)
    phrase = (
        "主要从省市县机关优秀干部、年轻干部，国有企业、事业单位优秀人员和以往因年龄原因从领导岗位上调整下来、"
        "尚未退休的干部中选派"
    )
    title = Text("人选来源", "Named sources")
    statement = Text(
        "省市县机关公务员、事业单位和国有企业人员、退出领导岗位的干部计分；其中机关年轻干部另加分。",
        "For civil servants of province, prefecture and county organs, people of public institutions and state-owned "
        "enterprises, and cadres who stepped down from leading posts; extra for young cadres of those organs.",
    )
    reads = ("candidate.category", "candidate.level", "candidate.birth", "reference.on_post_date")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=6, ge=0, le=1000, description="Points for a named source · 来源分值")
        young_extra: int = Field(default=4, ge=0, le=1000, description="More for a young cadre · 年轻干部另加分值")
        young_to: int = Field(default=35, ge=18, le=60, description="Age of the young at most · 年轻干部年龄上限")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Compute once for all villages: it depends on the person alone."""
        on_post = problem.instance.reference.on_post_date
        key = (self.slug, self.params.weight, self.params.young_extra, self.params.young_to)
        points: IntArray = problem.instance.array(key, lambda c: self._of(c, on_post), dtype=np.int64)
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        return self._of(candidate, problem.instance.reference.on_post_date)

    def _of(self, candidate: Candidate, on_post: date) -> int:
        """Return the points of one person."""
        if candidate.category in OTHER_NAMED:
            return int(self.params.weight)
        if candidate.category is not Category.CIVIL_SERVANT or candidate.level not in ORGANS:
            return 0
        birth = candidate.birth
        is_young = birth is not None and complete_years(birth, on_post) <= self.params.young_to
        return int(self.params.weight + (self.params.young_extra if is_young else 0))

    examples = (
        Example(
            accepts=True,
            says=Text("县直机关公务员，38岁", "a civil servant of a county organ, aged 38"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            points=6,
        ),
        Example(
            accepts=True,
            says=Text("到岗日仍为35岁的机关公务员，6+4分", "a civil servant still aged 35 on the on-post date: 6 + 4"),
            # turns 36 on 2025-06-02, the day after the on-post date
            facts={"candidates": [{"birth": date(1989, 6, 2)}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=10,
        ),
        Example(
            accepts=True,
            says=Text("到岗日满36岁", "aged 36 on the on-post date"),
            facts={"candidates": [{"birth": date(1989, 6, 1)}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=6,
        ),
        Example(
            accepts=False,
            says=Text("乡镇公务员不在所列来源", "a township civil servant is not of a named source"),
            facts={"candidates": [{"level": Level.TOWNSHIP}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("编外聘用人员不在所列来源", "contract staff are not of a named source"),
            facts={"candidates": [{"category": Category.CONTRACT}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

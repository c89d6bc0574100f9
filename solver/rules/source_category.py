"""People come from the sources that the policy names.

When to modify
    A new source category appears in rosters, or the policy names township cadres.
"""

from __future__ import annotations

from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Category, Hardness, Level, Role
from solver.modelling.rule import EligibilityRule, Example, Lax, RuleParams
from solver.text import Text


class SourceCategory(EligibilityRule):
    """E9."""

    slug = "source_category"
    clauses = ("E9",)
    phrase = (
        "主要从省市县机关优秀干部、年轻干部，国有企业、事业单位优秀人员"
        "和以往因年龄原因从领导岗位上调整下来、尚未退休的干部中选派"
    )
    title = Text("人选来源", "Where people come from")
    statement = Text(
        "只从允许的人员类别和单位层级中选派；默认除编外聘用外均可，各层级均可；类别或层级未填者可派。",
        "People come from the allowed categories and levels of unit; by default all but contract staff, from all "
        "levels; a category or level that is not stated does not bar.",
    )
    hardness = Hardness.HARD
    reads = ("candidate.category", "candidate.level", "unit.level")

    class Params(RuleParams):
        """Parameters."""

        allowed: Lax[tuple[Lax[Category], ...]] = Field(
            default=tuple(c for c in Category if c is not Category.CONTRACT),
            description="Categories · 允许的人员类别",
        )
        allowed_levels: Lax[tuple[Lax[Level], ...]] = Field(
            default=tuple(Level), description="Levels of unit · 允许的单位层级"
        )

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        category, level = candidate.category, instance.level_of(candidate)
        return (category is None or category in self.params.allowed) and (
            level is None or level in self.params.allowed_levels
        )

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person, the category and the level."""
        level, unknown = instance.level_of(candidate), Text("未填", "not stated")
        return Text(
            "{person}不在选派来源内：人员类别“{category}”，单位层级“{level}”。",
            "{person} is not from an allowed source: category “{category}”, level “{level}”.",
            {
                "person": candidate.person_id,
                "category": candidate.category.label if candidate.category else unknown,
                "level": level.label if level else unknown,
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("退出领导岗位的干部", "somebody who stepped down from a leading post"),
            facts={"candidates": [{"category": Category.STEPPED_DOWN}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("编外聘用人员", "contract staff"),
            facts={"candidates": [{"category": Category.CONTRACT}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("类别未填", "category not stated"),
            facts={"candidates": [{"category": None}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("不以乡镇干部为来源时的乡镇干部", "township cadre, where townships are not a source"),
            facts={"candidates": [{"level": Level.TOWNSHIP}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"allowed_levels": ["central", "province", "prefecture", "county"]},
        ),
        Example(
            accepts=False,
            says=Text("花名册未填层级，按单位表为乡镇", "level as the unit's row has it: township"),
            facts={
                "candidates": [{"level": None}],
                "units": [{"unit_id": "U1", "level": Level.TOWNSHIP}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            params={"allowed_levels": ["central", "province", "prefecture", "county"]},
        ),
    )

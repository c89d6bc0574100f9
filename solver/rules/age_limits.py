"""Local age limits for first secretaries and members.

When to modify
    A locality sets limits for other groups, such as by level or by rank.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Hardness, Role, Sex
from solver.modelling.rule import EligibilityRule, Example, RuleParams
from solver.text import Text
from solver.units import complete_years

Limit = int | None


class AgeLimits(EligibilityRule):
    """E15, A.7: off by default, the policy names no limit."""

    slug = "age_limits"
    clauses = ("E15", "A.7")
    phrase = "充分考虑年龄、专业、经历等因素"
    title = Text("年龄上限", "Age limits")
    statement = Text(
        "至到岗之日的周岁不超过上限：第一书记、男队员、女队员分别设定，空为不限；有上限而出生年月未填者不派；性别未填的队员按较低的上限。",
        "The age in complete years on the on-post date is at most the limit for first secretaries, for men and for "
        "women among the members; an open limit does not bind; where one binds, nobody of unstated birth is sent; a "
        "member of unstated sex is held to the lower of both.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.birth", "candidate.sex", "reference.on_post_date")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        max_first_secretary: Limit = Field(default=50, ge=18, le=80, description="First secretary · 第一书记")
        max_member_male: Limit = Field(default=55, ge=18, le=80, description="Men among members · 男队员")
        max_member_female: Limit = Field(default=50, ge=18, le=80, description="Women among members · 女队员")

    def _limit(self, candidate: Candidate, role: Role) -> int | None:
        """Return the limit that binds a person, or None."""
        if role is Role.FIRST_SECRETARY:
            limits = [self.params.max_first_secretary]
        else:
            by_sex = {Sex.MALE: self.params.max_member_male, Sex.FEMALE: self.params.max_member_female}
            limits = [limit for sex, limit in by_sex.items() if candidate.sex in (sex, None)]
        return min((limit for limit in limits if limit is not None), default=None)

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        limit = self._limit(candidate, role)
        if limit is None:
            return True
        return candidate.birth is not None and (
            complete_years(candidate.birth, instance.reference.on_post_date) <= limit
        )

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person, the age and the limit."""
        birth = candidate.birth
        age = complete_years(birth, instance.reference.on_post_date) if birth else Text("未知", "unknown")
        return Text(
            "{person}不能任{role}：年龄{age}，上限{limit}周岁。",
            "{person} cannot be {role}: age {age}, the limit is {limit}.",
            {"person": candidate.person_id, "role": role.label, "age": age, "limit": self._limit(candidate, role)},
        )

    examples = (
        Example(
            accepts=True,
            says=Text("第一书记50周岁，到次日满51", "a first secretary of 50 who turns 51 the next day"),
            facts={
                "candidates": [{"birth": date(1974, 6, 2)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("第一书记到岗当日满51周岁", "a first secretary who turns 51 on the day"),
            facts={
                "candidates": [{"birth": date(1974, 6, 1)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=True,
            says=Text("男队员55周岁", "a man of 55 as member"),
            facts={"candidates": [{"birth": date(1969, 6, 2)}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("男队员满56周岁", "a man of 56 as member"),
            facts={"candidates": [{"birth": date(1969, 6, 1)}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("女队员50周岁", "a woman of 50 as member"),
            facts={
                "candidates": [{"birth": date(1974, 6, 2), "sex": Sex.FEMALE}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("女队员满51周岁", "a woman of 51 as member"),
            facts={
                "candidates": [{"birth": date(1974, 6, 1), "sex": Sex.FEMALE}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("出生年月未填", "birth not stated"),
            facts={"candidates": [{"birth": None}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("队员不设上限时，出生年月可未填", "no limit for members: birth need not be stated"),
            facts={"candidates": [{"birth": None}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"max_member_male": None, "max_member_female": None},
        ),
    )

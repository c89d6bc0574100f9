"""A first secretary has been a full member of the Party for at least a year.

When to modify
    The policy changes the length, its start, or the roles covered.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Hardness, Role
from solver.modelling.rule import EligibilityRule, Example, RuleParams
from solver.text import Text
from solver.units import complete_months


class PartyStanding(EligibilityRule):
    """E6."""

    slug = "party_standing"
    clauses = ("E6",)
    phrase = "具有1年以上党龄"
    title = Text("第一书记党龄满1年", "First secretary has a year of Party standing")
    statement = Text(
        "第一书记自转正之日起至到岗之日须满12个月（含当日；可改为按基准日计算，月数只可调高）；转正时间未填者不得任第一书记。",
        "A first secretary has been a full member for 12 complete months on the on-post date, the day itself included "
        "(by choice on the reference date; the months may only be raised); nobody whose date is not stated may be one.",
    )
    hardness = Hardness.HARD
    mandatory = True
    reads = ("candidate.full_member_since", "reference.on_post_date", "reference.reference_date")

    class Params(RuleParams):
        """Parameters."""

        min_months: int = Field(default=12, ge=12, le=600, description="Months of standing · 党龄月数")
        as_of: Literal["on_post_date", "reference_date"] = Field(
            default="on_post_date", description="Day on which it is counted · 计算日"
        )

    def _day(self, instance: Instance) -> date:
        reference = instance.reference
        return reference.on_post_date if self.params.as_of == "on_post_date" else reference.reference_date

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        if role is not Role.FIRST_SECRETARY:
            return True
        since = candidate.full_member_since
        return since is not None and complete_months(since, self._day(instance)) >= int(self.params.min_months)

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person, the date found and the months needed."""
        return Text(
            "{person}不能任第一书记：转正时间为{since}，至{day}须满{months}个月。",
            "{person} cannot be first secretary: full member since {since}, {months} months needed by {day}.",
            {
                "person": candidate.person_id,
                "since": candidate.full_member_since or Text("未填", "(not stated)"),
                "day": self._day(instance),
                "months": self.params.min_months,
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("到岗当日正好满12个月", "twelve months on the very day"),
            facts={
                "candidates": [{"full_member_since": date(2024, 6, 1)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("到岗时差1天满12个月", "one day short of twelve months"),
            facts={
                "candidates": [{"full_member_since": date(2024, 6, 2)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("转正时间未填", "date not stated"),
            facts={"candidates": [{"full_member_since": None}], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=True,
            says=Text("刚转正者任工作队员", "a new full member as team member"),
            facts={
                "candidates": [{"full_member_since": date(2025, 5, 1)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("按基准日(2025-04-01)计算则未满", "short by the reference date, 2025-04-01"),
            facts={
                "candidates": [{"full_member_since": date(2024, 6, 1)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
            params={"as_of": "reference_date"},
        ),
        Example(
            accepts=True,
            says=Text("按基准日(2025-04-01)正好满", "twelve months on the reference date itself"),
            facts={
                "candidates": [{"full_member_since": date(2024, 4, 1)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
            params={"as_of": "reference_date"},
        ),
    )

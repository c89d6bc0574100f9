"""A first secretary has worked for at least two years.

When to modify
    The policy changes the length or binds it to members too (localities may: raise ``member_months``).
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Hardness, Role
from solver.modelling.rule import EligibilityRule, Example, RuleParams
from solver.text import Text
from solver.units import complete_months


class WorkExperience(EligibilityRule):
    """E7."""

    slug = "work_experience"
    clauses = ("E7",)
    phrase = "2年以上工作经历"
    title = Text("第一书记工作满2年", "First secretary has two years of work")
    statement = Text(
        "第一书记至到岗之日工作须满24个月（含当日，月数只可调高）；工作队员默认不作要求，各地可另定；参加工作时间未填者，有要求的职务不得担任。",
        "A first secretary has 24 complete months of work on the on-post date, the day itself included (may only be "
        "raised); members need none unless a locality sets it; a date that is not stated bars a role that needs it.",
    )
    hardness = Hardness.HARD
    mandatory = True
    reads = ("candidate.work_start", "reference.on_post_date")

    class Params(RuleParams):
        """Parameters."""

        first_secretary_months: int = Field(default=24, ge=24, le=600, description="First secretary · 第一书记月数")
        member_months: int = Field(default=0, ge=0, le=600, description="Member · 队员月数")

    def _needed(self, role: Role) -> int:
        first = role is Role.FIRST_SECRETARY
        return int(self.params.first_secretary_months if first else self.params.member_months)

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        needed, start = self._needed(role), candidate.work_start
        if needed == 0:
            return True
        return start is not None and complete_months(start, instance.reference.on_post_date) >= needed

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person, the date found and the months needed."""
        return Text(
            "{person}不能任{role}：参加工作时间为{start}，至{day}须满{months}个月。",
            "{person} cannot be {role}: at work since {start}, {months} months needed by {day}.",
            {
                "person": candidate.person_id,
                "role": role.label,
                "start": candidate.work_start or Text("未填", "(not stated)"),
                "day": instance.reference.on_post_date,
                "months": self._needed(role),
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("到岗当日正好工作满2年", "two years on the very day"),
            facts={
                "candidates": [{"work_start": date(2023, 6, 1)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("差1天满2年", "one day short of two years"),
            facts={
                "candidates": [{"work_start": date(2023, 6, 2)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("参加工作时间未填者任第一书记", "date not stated"),
            facts={"candidates": [{"work_start": None}], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=True,
            says=Text("参加工作时间未填者任队员", "date not stated, as team member"),
            facts={"candidates": [{"work_start": None}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("本地要求队员工作满1年，差1天", "members need a year locally: one day short"),
            facts={"candidates": [{"work_start": date(2024, 6, 2)}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"member_months": 12},
        ),
        Example(
            accepts=True,
            says=Text("本地要求队员工作满1年，正好满", "members need a year locally: exactly a year"),
            facts={"candidates": [{"work_start": date(2024, 6, 1)}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"member_months": 12},
        ),
    )

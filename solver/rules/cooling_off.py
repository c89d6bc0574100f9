"""Some months lie between two postings of one person.

When to modify
    A locality counts from another day than the end of the last term.
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


class CoolingOff(EligibilityRule):
    """A.7: off by default."""

    slug = "cooling_off"
    clauses = ("A.7",)
    phrase = "两次派驻之间须间隔一定时间"
    title = Text("两次派驻间隔", "Cooling-off between postings")
    statement = Text(
        "上一任期结束至到岗之日须满规定月数（含当日）；没有上一任期或未填者不受限。",
        "The end of an earlier term lies at least so many complete months before the on-post date, the day itself "
        "included; whoever has none on record is free.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.last_term_end", "reference.on_post_date")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        min_months: int = Field(default=12, ge=1, le=240, description="Months between · 间隔月数")

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        end = candidate.last_term_end
        return end is None or complete_months(end, instance.reference.on_post_date) >= int(self.params.min_months)

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person, the end of the last term and the months needed."""
        return Text(
            "{person}不能派驻：上一任期于{end}结束，至{day}未满{months}个月。",
            "{person} cannot be sent: the last term ended on {end}, less than {months} months before {day}.",
            {
                "person": candidate.person_id,
                "end": candidate.last_term_end,
                "day": instance.reference.on_post_date,
                "months": self.params.min_months,
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("正好间隔12个月", "exactly twelve months"),
            facts={"candidates": [{"last_term_end": date(2024, 6, 1)}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("差1天满12个月", "one day short of twelve months"),
            facts={"candidates": [{"last_term_end": date(2024, 6, 2)}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("没有上一任期", "no earlier term"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

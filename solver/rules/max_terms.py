"""Nobody serves more than so many terms.

When to modify
    Terms shall be counted by role or by village.
"""

from __future__ import annotations

from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Hardness, Role
from solver.modelling.rule import EligibilityRule, Example, RuleParams
from solver.text import Text


class MaxTerms(EligibilityRule):
    """A.7, M2: off by default. Incumbents who stay on are governed by the extension policy."""

    slug = "max_terms"
    clauses = ("A.7", "M2")
    phrase = "同一人累计派驻不超过规定任期数"
    title = Text("任期数上限", "Most terms of one person")
    statement = Text(
        "已任届数加本届不超过上限（默认2届）；未填视为没有任过。",
        "Terms served and the new one together are at most the limit (2 by default); none on record counts as none "
        "served.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.terms_served",)

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        max_terms: int = Field(default=2, ge=1, le=10, description="Terms in all, the new one included · 届数上限")

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        return candidate.terms_served + 1 <= int(self.params.max_terms)

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person and the terms."""
        return Text(
            "{person}不能派驻：已任{served}届，累计上限{limit}届。",
            "{person} cannot be sent: {served} term(s) served, the limit is {limit} in all.",
            {"person": candidate.person_id, "served": candidate.terms_served, "limit": self.params.max_terms},
        )

    examples = (
        Example(
            accepts=True,
            says=Text("第二届", "a second term"),
            facts={"candidates": [{"terms_served": 1}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("第三届", "a third term"),
            facts={"candidates": [{"terms_served": 2}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

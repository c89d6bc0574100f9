"""Whoever is sent has passed the five gates: politics, character, ability, style, integrity.

When to modify
    The gates change in number or name. Their results are read as pass, pending or fail and are never scored (§4.5).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Gate, Hardness, Role
from solver.modelling.rule import EligibilityRule, Example, RuleParams
from solver.text import Text

GATES: tuple[Text, ...] = (
    Text("政治关", "politics"),
    Text("品行关", "character"),
    Text("能力关", "ability"),
    Text("作风关", "style"),
    Text("廉洁关", "integrity"),
)
PASS, PENDING, FAIL = Gate.PASS, Gate.PENDING, Gate.FAIL


class VettingGates(EligibilityRule):
    """E1, E2, E3, E14."""

    slug = "vetting_gates"
    clauses = ("E1", "E2", "E3", "E14")
    phrase = "严把人选政治关、品行关、能力关、作风关、廉洁关"
    title = Text("五关通过", "All five gates passed")
    statement = Text(
        "政治、品行、能力、作风、廉洁五关均须通过；任一关不通过者不派；待定（含未填）者仅在草案中可排，定稿时不得排。",
        "All five gates are passed: politics, character, ability, style, integrity. Whoever fails one is not sent; a "
        "pending gate (or one not stated) is allowed in a draft only, never in a final plan.",
    )
    hardness = Hardness.HARD
    mandatory = True
    reads = ("candidate.vetting", "reference.mode")

    class Params(RuleParams):
        """Parameters."""

        pending: Literal["allow_in_draft", "exclude"] = Field(
            default="allow_in_draft", description="Pending gates · 待定如何处理"
        )

    def _results(self, candidate: Candidate) -> tuple[Gate, ...]:
        """Return the five results; a gate that is not stated is pending."""
        return (candidate.vetting + (PENDING,) * len(GATES))[: len(GATES)]

    def _may_pend(self, instance: Instance) -> bool:
        return bool(instance.reference.mode == "draft" and self.params.pending == "allow_in_draft")

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        results = self._results(candidate)
        return FAIL not in results and (PENDING not in results or self._may_pend(instance))

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person and the gates that are not passed."""
        bad = tuple(
            Text("{gate}{result}", "{gate}: {result}", {"gate": gate, "result": result.label})
            for gate, result in zip(GATES, self._results(candidate), strict=True)
            if result is FAIL or (result is PENDING and not self._may_pend(instance))
        )
        return Text(
            "{person}不能派驻：{gates}。",
            "{person} cannot be sent: {gates}.",
            {"person": candidate.person_id, "gates": bad},
        )

    examples = (
        Example(
            accepts=True,
            says=Text("五关均通过", "all five passed"),
            facts={"reference": {"mode": "final"}, "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("一关不通过", "one gate failed"),
            facts={
                "candidates": [{"vetting": (PASS, PASS, PASS, PASS, FAIL)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("草案中一关待定", "one gate pending in a draft"),
            facts={
                "candidates": [{"vetting": (PASS, PENDING, PASS, PASS, PASS)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("定稿时一关待定", "one gate pending in a final plan"),
            facts={
                "reference": {"mode": "final"},
                "candidates": [{"vetting": (PASS, PENDING, PASS, PASS, PASS)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("定稿时只填了四关，第五关视为待定", "four gates stated in a final plan: the fifth is pending"),
            facts={
                "reference": {"mode": "final"},
                "candidates": [{"vetting": (PASS,) * 4}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("草案也排除待定者", "pending people excluded from the draft too"),
            facts={"candidates": [{"vetting": ()}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"pending": "exclude"},
        ),
    )

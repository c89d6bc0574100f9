"""A final plan holds only people whom their unit has confirmed.

When to modify
    The workflow 提名 → 备案 → 研究确定 gets another step, or a locality files after it decides.
"""

from __future__ import annotations

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Hardness, Role, State
from solver.modelling.rule import EligibilityRule, Example
from solver.text import Text


class NominationState(EligibilityRule):
    """E13."""

    slug = "nomination_state"
    clauses = ("E13",)
    phrase = "由派出单位组织人事部门提出人选……派出单位党委（党组）研究确定"
    title = Text("提名状态", "State of the nomination")
    statement = Text(
        "定稿只排“研究确定”的人选，状态未填者不排；草案从提名起均可排，状态未填视为提名。",
        "A final plan holds confirmed people only, and nobody whose state is not stated; a draft holds people from "
        "nomination on, and whoever is on the roster without a state counts as nominated.",
    )
    hardness = Hardness.HARD
    mandatory = True
    reads = ("candidate.state", "reference.mode")

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        return instance.reference.mode == "draft" or candidate.state is State.CONFIRMED

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person and the state found."""
        return Text(
            "{person}不能列入定稿：状态为“{state}”，须为“研究确定”。",
            "{person} cannot be in a final plan: the nomination is “{state}”, it must be “confirmed”.",
            {
                "person": candidate.person_id,
                "state": candidate.state.label if candidate.state else Text("未填", "not stated"),
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("定稿：研究确定", "final plan: confirmed"),
            facts={"reference": {"mode": "final"}, "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("定稿：仅备案", "final plan: filed only"),
            facts={
                "reference": {"mode": "final"},
                "candidates": [{"state": State.FILED}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("定稿：状态未填", "final plan: state not stated"),
            facts={
                "reference": {"mode": "final"},
                "candidates": [{"state": None}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("草案：提名", "draft: proposed"),
            facts={"candidates": [{"state": State.PROPOSED}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

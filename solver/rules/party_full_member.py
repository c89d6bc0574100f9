"""A first secretary must be a full member of the Party.

When to modify
    The policy changes who may be first secretary; probationary members are refused by its word 正式.
"""

from __future__ import annotations

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Hardness, PartyStatus, Role
from solver.modelling.rule import EligibilityRule, Example
from solver.text import Text


class PartyFullMember(EligibilityRule):
    """E5."""

    slug = "party_full_member"
    clauses = ("E5",)
    phrase = "第一书记必须是中共正式党员"
    title = Text("第一书记须为正式党员", "First secretary is a full Party member")
    statement = Text(
        "第一书记必须是中共正式党员；预备党员、非党员和党员身份不明者不得任第一书记。",
        "A first secretary must be a full member of the Party; probationary members, non-members and people whose "
        "membership is not stated may not be first secretary.",
    )
    hardness = Hardness.HARD
    mandatory = True
    reads = ("candidate.party_status",)

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        return role is not Role.FIRST_SECRETARY or candidate.party_status is PartyStatus.FULL

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person and the status found."""
        status = candidate.party_status
        return Text(
            "{person}不能任第一书记：政治面貌为“{status}”，须为中共正式党员。",
            "{person} cannot be first secretary: Party status is “{status}”, a full member is required.",
            {"person": candidate.person_id, "status": status.label if status else Text("未填", "not stated")},
        )

    examples = (
        Example(
            accepts=True,
            says=Text("正式党员任第一书记", "a full member as first secretary"),
            facts={"assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=False,
            says=Text("预备党员任第一书记", "a probationary member as first secretary"),
            facts={
                "candidates": [{"party_status": PartyStatus.PROBATIONARY}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("政治面貌未填者任第一书记", "a person of unstated status as first secretary"),
            facts={"candidates": [{"party_status": None}], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=True,
            says=Text("非党员任工作队员", "a non-member as team member"),
            facts={
                "candidates": [{"party_status": PartyStatus.NONE}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
    )

"""Nobody gets a role that he or she was not nominated for: 拟任.

When to modify
    A nomination as first secretary shall also cover membership of a team.
"""

from __future__ import annotations

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Hardness, Role
from solver.modelling.rule import EligibilityRule, Example
from solver.text import Text


class NominatedRole(EligibilityRule):
    """E12, E13: what the unit recommended the person for."""

    slug = "nominated_role"
    clauses = ("E12", "E13")
    phrase = "按照个人报名和组织推荐相结合的办法……提出人选"
    title = Text("按拟任职务使用", "Only in the nominated role")
    statement = Text(
        "只任花名册“拟任”一栏所列的职务（第一书记、队员或均可）；拟任未填者不派。",
        "A person fills only a role named in the nomination (first secretary, member or both); nobody without one is "
        "sent.",
    )
    hardness = Hardness.HARD
    reads = ("candidate.roles",)

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        return role in candidate.roles

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person, the role refused and the roles nominated for."""
        nominated = tuple(r.label for r in Role if r in candidate.roles) or Text("未填", "not stated")
        return Text(
            "{person}不能任{role}：拟任为“{nominated}”。",
            "{person} cannot be {role}: nominated for “{nominated}”.",
            {"person": candidate.person_id, "role": role.label, "nominated": nominated},
        )

    examples = (
        Example(
            accepts=True,
            says=Text("拟任队员者任队员", "nominated as member, a member"),
            facts={"candidates": [{"roles": frozenset({Role.MEMBER})}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("拟任队员者任第一书记", "nominated as member, a first secretary"),
            facts={
                "candidates": [{"roles": frozenset({Role.MEMBER})}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("拟任第一书记者任队员", "nominated as first secretary, a member"),
            facts={
                "candidates": [{"roles": frozenset({Role.FIRST_SECRETARY})}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("拟任未填", "nomination names no role"),
            facts={"candidates": [{"roles": frozenset()}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

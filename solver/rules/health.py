"""Whoever is sent can do the work physically.

When to modify
    The roster records physical condition otherwise than yes, limited or no; a diagnosis is never recorded.
"""

from __future__ import annotations

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Hardness, Role
from solver.domain.words import Health as Condition
from solver.modelling.rule import EligibilityRule, Example
from solver.text import Text


class Health(EligibilityRule):
    """E4; the limits for people of limited health are in ``limited_health``."""

    slug = "health"
    clauses = ("E4",)
    phrase = "具备正常履职的身体条件"
    title = Text("身体条件", "Physically able")
    statement = Text(
        "身体条件为“不能履职”或未填者不派任何职务；“受限”者可派，另受车程和海拔限制。",
        "Nobody who is unable, or whose condition is not stated, fills any role; limited people may, with limits of "
        "drive time and altitude of their own.",
    )
    hardness = Hardness.HARD
    mandatory = True
    reads = ("candidate.health",)

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        return candidate.health in (Condition.OK, Condition.LIMITED)

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person and the condition found."""
        return Text(
            "{person}不能派驻：身体条件为“{health}”。",
            "{person} cannot be sent: physical condition is “{health}”.",
            {
                "person": candidate.person_id,
                "health": candidate.health.label if candidate.health else Text("未填", "not stated"),
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("身体正常", "able"),
            facts={"assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=True,
            says=Text("身体受限者可派", "limited people may be sent"),
            facts={"candidates": [{"health": Condition.LIMITED}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("不能履职", "unable"),
            facts={"candidates": [{"health": Condition.NO}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("身体条件未填", "condition not stated"),
            facts={"candidates": [{"health": None}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

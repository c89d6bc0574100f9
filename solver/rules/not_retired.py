"""Nobody is sent who will have retired by the day of arrival.

When to modify
    The policy asks that the whole term be served before retirement as a condition; as a general rule that is
    another rule, with exceptions.
"""

from __future__ import annotations

from datetime import date

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.words import Hardness, Role
from solver.modelling.rule import EligibilityRule, Example
from solver.text import Text


class NotRetired(EligibilityRule):
    """E9b."""

    slug = "not_retired"
    clauses = ("E9b",)
    phrase = "尚未退休"
    title = Text("尚未退休", "Not yet retired")
    statement = Text(
        "预计退休时间须晚于到岗之日；未填者不推断，视为尚未退休。",
        "The expected retirement lies after the on-post date; one that is not stated is not inferred from the age, and "
        "the person counts as not retired.",
    )
    hardness = Hardness.HARD
    reads = ("candidate.retire", "reference.on_post_date")

    def admits(self, candidate: Candidate, role: Role, instance: Instance) -> bool:
        """See the statement."""
        return candidate.retire is None or candidate.retire > instance.reference.on_post_date

    def refusal(self, candidate: Candidate, role: Role, instance: Instance) -> Text:
        """Name the person and both dates."""
        return Text(
            "{person}不能派驻：预计{retire}退休，到岗日为{day}。",
            "{person} cannot be sent: retires on {retire}, arrival is on {day}.",
            {
                "person": candidate.person_id,
                "retire": candidate.retire,
                "day": instance.reference.on_post_date,
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("到岗次日退休", "retires the day after arrival"),
            facts={"candidates": [{"retire": date(2025, 6, 2)}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("到岗当日退休", "retires on the day of arrival"),
            facts={"candidates": [{"retire": date(2025, 6, 1)}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("退休时间未填，不推断", "retirement not stated: nothing is inferred"),
            facts={
                "candidates": [{"retire": None, "birth": date(1960, 1, 1)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
    )

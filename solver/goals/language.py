"""People go where they speak the language.

When to modify
    Understanding and speaking are told apart; it is a skill, never an inference from a person's origin.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Role
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class Language(SeatGoal):
    """A.7, G9: able to integrate."""

    slug = "language"
    clauses = ("A.7", "G9")
    phrase = "融得进；懂当地语言"
    title = Text("懂当地语言", "Speaks the local language")
    statement = Text(
        "人选会说村里填报的语言的，计分；村里未填的不计。",
        "For a person who speaks the language that the village states; nothing if it states none.",
    )
    reads = ("candidate.languages", "village.language")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=12, ge=0, le=1000, description="Points per person · 每人分值")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Mark the speakers."""
        instance = problem.instance
        speaking = instance.positions("languages", lambda c: c.languages)
        points = np.zeros(len(instance.candidates), dtype=np.int64)
        language = instance.villages[village_idx].language
        if language and language in speaking:
            points[speaking[language]] = self.params.weight
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        return int(self.params.weight) if village.language and village.language in candidate.languages else 0

    examples = (
        Example(
            accepts=True,
            says=Text("会说当地语言", "speaks the language"),
            facts={
                "villages": [{"language": "甲话"}],
                "candidates": [{"languages": ("甲话", "乙话")}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=12,
        ),
        Example(
            accepts=False,
            says=Text("只会另一种语言", "speaks another one only"),
            facts={
                "villages": [{"language": "甲话"}],
                "candidates": [{"languages": ("乙话",)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("村里未填语言", "the village states none"),
            facts={"candidates": [{"languages": ("甲话",)}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

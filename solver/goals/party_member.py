"""For team members, Party members are preferred, as the policy says.

When to modify
    The policy changes whom it prefers as team member; nothing else about Party membership is ever scored.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import PartyStatus, Role
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class PartyMember(SeatGoal):
    """E8; for first secretaries membership is a condition (E5) and earns nothing."""

    slug = "party_member"
    clauses = ("E8",)
    phrase = "工作队员应优先选派中共党员"
    title = Text("队员优先选派党员", "Party members preferred as members")
    statement = Text(
        "派任工作队员的中共党员（含预备党员）计分。",
        "For a team member who is a full or probationary member of the Party.",
    )
    reads = ("candidate.party_status",)

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=8, ge=0, le=1000, description="Points per team member · 每名队员分值")

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Mark those of either status."""
        instance = problem.instance
        if role is not Role.MEMBER:
            return np.zeros(len(instance.candidates), dtype=np.int64)
        statuses = (PartyStatus.FULL, PartyStatus.PROBATIONARY)
        points: IntArray = self.params.weight * instance.array(
            self.slug, lambda c: c.party_status in statuses, dtype=np.int64
        )
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        is_party = candidate.party_status is PartyStatus.FULL or candidate.party_status is PartyStatus.PROBATIONARY
        return int(self.params.weight) if role is Role.MEMBER and is_party else 0

    examples = (
        Example(
            accepts=True,
            says=Text("预备党员任队员", "a probationary member as team member"),
            facts={
                "candidates": [{"party_status": PartyStatus.PROBATIONARY}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=8,
        ),
        Example(
            accepts=False,
            says=Text("非党员任队员", "a non-member as team member"),
            facts={"candidates": [{"party_status": PartyStatus.NONE}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("正式党员任第一书记不另计分", "a full member as first secretary earns nothing"),
            facts={"assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
            points=0,
        ),
    )

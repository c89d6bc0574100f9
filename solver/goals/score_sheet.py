"""The marks that an interview panel, or village and person together, gave to a seat.

When to modify
    The sheet comes to hold marks of several panels that are not to be added.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.domain.posting import Score
from solver.domain.village import Village
from solver.domain.words import ROLES, Role
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class ScoreSheet(SeatGoal):
    """G7: 评分表, 双向选择; may be the only goal, with all other weights 0."""

    slug = "score_sheet"
    clauses = ("G7", "E12")
    phrase = "评分表；双向选择"
    title = Text("评分表", "Score sheet")
    statement = Text(
        "评分表中该人、该村、该角色的分数乘以权重；未注明角色的行对两种角色有效，有注明角色的行时以其为准。",
        "The marks on the score sheet for this person, village and role, times the weight; a row without a role holds "
        "for both roles unless there is a row for the role.",
    )
    reads = ("score.points", "score.role")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=1, ge=0, le=1000, description="Points per mark · 每一评分的分值")

    def _rows(self, instance: Instance) -> dict[str, dict[str, list[Score]]]:
        """Return village ID to person ID to the rows of the sheet."""

        def compute() -> dict[str, dict[str, list[Score]]]:
            rows: dict[str, dict[str, list[Score]]] = {}
            for row in instance.scores:
                if row.person_id in instance.candidate_index:
                    rows.setdefault(row.village_id, {}).setdefault(row.person_id, []).append(row)
            return rows

        rows: dict[str, dict[str, list[Score]]] = instance.remember((self.slug, "rows"), compute)
        return rows

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Write the marks of both kinds of row into arrays; those of the role win."""
        instance = problem.instance
        n = len(instance.candidates)
        marks = {kind: np.zeros(n, dtype=np.int64) for kind in (*ROLES, None)}
        has_role = np.zeros(n, dtype=np.bool_)
        for person_id, rows in self._rows(instance).get(instance.villages[village_idx].village_id, {}).items():
            i = instance.candidate_index[person_id]
            for row in rows:
                marks[row.role][i] += row.points
                has_role[i] |= row.role is role
        points: IntArray = self.params.weight * np.where(has_role, marks[role], marks[None])
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """See the statement."""
        rows = self._rows(problem.instance).get(village.village_id, {}).get(candidate.person_id, [])
        of_role = [row.points for row in rows if row.role is role]
        of_both = [row.points for row in rows if row.role is None]
        return int(self.params.weight) * sum(of_role or of_both)

    examples = (
        Example(
            accepts=True,
            says=Text("未注明角色的一行，85分", "one row without a role: 85"),
            facts={
                "scores": [{"person_id": "P1", "village_id": "V1", "role": None, "points": 85}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=85,
        ),
        Example(
            accepts=True,
            says=Text("有注明角色的行，以90分为准", "the row for the role holds: 90"),
            facts={
                "scores": [
                    {"person_id": "P1", "village_id": "V1", "role": None, "points": 85},
                    {"person_id": "P1", "village_id": "V1", "role": Role.FIRST_SECRETARY, "points": 90},
                ],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
            points=90,
        ),
        Example(
            accepts=False,
            says=Text("评分只给第一书记，派任队员", "marks for first secretary only, posted as member"),
            facts={
                "scores": [{"person_id": "P1", "village_id": "V1", "role": Role.FIRST_SECRETARY, "points": 90}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            points=0,
        ),
    )

"""The unit that is bound to a village goes on sending its people there.

When to modify
    A unit's binding is read from elsewhere, or newly formed bindings are to be valued too.
"""

from __future__ import annotations

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Role
from solver.modelling.rule import Example, GoalParams, SeatGoal
from solver.modelling.seats import IntArray
from solver.text import Text


class PairingContinuity(SeatGoal):
    """O3, G1."""

    slug = "pairing_continuity"
    clauses = ("O3", "G1")
    phrase = "派出单位与第一书记和工作队所在村实行责任捆绑；坚持有序衔接、平稳过渡"
    title = Text("结对关系延续", "Pairing kept")
    statement = Text(
        "人选的单位是村的现帮扶单位，或与该村结对的，计分；任第一书记的按第一书记分值计。",
        "For a person whose unit assists the village now or is paired with it; a first secretary earns more.",
    )
    reads = ("candidate.unit_id", "village.lead_unit", "pairing.village_id", "unit.paired_villages")

    class Params(GoalParams):
        """Parameters."""

        weight: int = Field(default=12, ge=0, le=1000, description="Points per member · 每名队员分值")
        first_secretary: int = Field(
            default=25, ge=0, le=1000, description="Points of a first secretary · 第一书记分值"
        )

    def _bound_units(self, instance: Instance) -> dict[str, set[str]]:
        """Return village ID to the units bound to it."""

        def compute() -> dict[str, set[str]]:
            bound = {village.village_id: {village.lead_unit} - {""} for village in instance.villages}
            named = [(p.village_id, p.unit_id) for p in instance.pairings]
            named += [(village_id, unit.unit_id) for unit in instance.units for village_id in unit.paired_villages]
            for village_id, unit_id in named:
                if village_id in bound:
                    bound[village_id].add(unit_id)
            return bound

        bound: dict[str, set[str]] = instance.remember((self.slug, "bound"), compute)
        return bound

    def points(self, problem: Problem, village_idx: int, role: Role) -> IntArray:
        """Mark the people of the bound units."""
        instance = problem.instance
        people = instance.positions("unit", lambda c: (c.unit_id,))
        worth = self.params.first_secretary if role is Role.FIRST_SECRETARY else self.params.weight
        points = np.zeros(len(instance.candidates), dtype=np.int64)
        for unit_id in self._bound_units(instance)[instance.villages[village_idx].village_id] & people.keys():
            points[people[unit_id]] = worth
        return points

    def score(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> int:
        """Look for the unit in each of the three places where a binding may stand."""
        instance, unit_id, village_id = problem.instance, candidate.unit_id, village.village_id
        if not unit_id:
            return 0
        unit = instance.unit_by_id.get(unit_id)
        is_bound = (
            village.lead_unit == unit_id
            or (unit is not None and village_id in unit.paired_villages)
            or any(p.village_id == village_id for p in instance.pairings_by_unit.get(unit_id, ()))
        )
        worth = self.params.first_secretary if role is Role.FIRST_SECRETARY else self.params.weight
        return int(worth) if is_bound else 0

    examples = (
        Example(
            accepts=True,
            says=Text("现帮扶单位派队员", "a member from the unit that assists the village now"),
            facts={"villages": [{"lead_unit": "U1"}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=12,
        ),
        Example(
            accepts=True,
            says=Text("结对表所列单位派第一书记", "a first secretary from a unit of the pairing table"),
            facts={
                "pairings": [{"unit_id": "U1", "county": "甲县", "village_id": "V1"}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
            points=25,
        ),
        Example(
            accepts=False,
            says=Text("另有帮扶单位", "another unit assists the village"),
            facts={"villages": [{"lead_unit": "U2"}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
        Example(
            accepts=False,
            says=Text("村和人选都未填单位", "neither village nor person states a unit"),
            facts={"candidates": [{"unit_id": ""}], "assign": [("P1", "V1", Role.MEMBER)]},
            points=0,
        ),
    )

"""First secretaries of central units go where their unit has its paired-assistance task.

When to modify
    Central units may send first secretaries beyond the paired county.
"""

from __future__ import annotations

import numpy as np

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Hardness, Level, Role
from solver.modelling.rule import Example, PairRule
from solver.modelling.seats import BoolArray
from solver.text import Text

CENTRAL_UNIT = {"unit_id": "U1", "level": Level.CENTRAL, "paired_county": "甲县"}


class CentralPairing(PairRule):
    """E11: where; that each unit sends one is ``central_unit_first_secretary``."""

    slug = "central_pairing"
    clauses = ("E11",)
    phrase = "有定点帮扶和对口支援结对任务的，每个单位至少选派1名优秀干部到村任第一书记"
    title = Text("中央单位第一书记到结对县", "Central first secretaries in the paired county")
    statement = Text(
        "有结对任务的中央单位派出的第一书记，只到其结对县的村（结对表指定了村的，只到该村）任职。",
        "A first secretary from a central unit with a pairing goes only to villages of the paired county, or only to "
        "the village where the pairing names one.",
    )
    hardness = Hardness.HARD
    reads = ("unit.level", "unit.paired_county", "unit.paired_villages", "pairing.county", "pairing.village_id")

    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        """Number the paired central units, and keep people of those that are paired with this village."""
        instance = problem.instance
        if role is not Role.FIRST_SECRETARY:
            return np.ones(len(instance.candidates), dtype=np.bool_)
        village_id = instance.villages[village_idx].village_id
        paired = instance.remember(("pair", self.slug), lambda: _paired_central(instance))
        number = {unit_id: i for i, unit_id in enumerate(paired)}
        of_unit = instance.array((self.slug, "unit"), lambda c: number.get(c.unit_id, -1), dtype=np.int64)
        # the last entry stands for people of no such unit: position -1
        open_to = np.array([village_id in villages for villages in paired.values()] + [True], dtype=np.bool_)
        mask: BoolArray = open_to[of_unit]
        return mask

    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        """See the statement."""
        instance = problem.instance
        unit = instance.unit_by_id.get(candidate.unit_id)
        if role is not Role.FIRST_SECRETARY or unit is None or unit.level is not Level.CENTRAL:
            return True
        return unit.unit_id not in instance.paired_villages or (
            village.village_id in instance.paired_villages[unit.unit_id]
        )

    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        """Name person, village and unit, and where the unit is paired."""
        villages = sorted(problem.instance.paired_villages[candidate.unit_id])
        counties = {v.county for v in problem.instance.villages if v.village_id in villages}
        return Text(
            "{person}不能到{village}任第一书记：中央单位{unit}的结对范围为{where}。",
            "{person} cannot be first secretary in {village}: the central unit {unit} is paired with {where}.",
            {
                "person": candidate.person_id,
                "village": village.full_name,
                "unit": candidate.unit_id,
                "where": tuple(villages if len(villages) == 1 else sorted(counties))
                or Text("本次选派范围之外的地方", "a place outside this round"),
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("到结对县", "in the paired county"),
            facts={"units": [CENTRAL_UNIT], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=False,
            says=Text("到其他县", "in another county"),
            facts={
                "villages": [{"county": "丁县"}],
                "units": [CENTRAL_UNIT],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("到结对县中非指定的村", "in the paired county, but the pairing names another village"),
            facts={
                "villages": [{}, {}],
                "units": [{"unit_id": "U1", "level": Level.CENTRAL}],
                "pairings": [{"unit_id": "U1", "county": "甲县", "village_id": "V2"}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=True,
            says=Text("到结对表指定的村", "in the village that the pairing names"),
            facts={
                "villages": [{}, {}],
                "units": [{"unit_id": "U1", "level": Level.CENTRAL}],
                "pairings": [{"unit_id": "U1", "county": "甲县", "village_id": "V2"}],
                "assign": [("P1", "V2", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=True,
            says=Text("中央单位队员不受限", "a member from a central unit"),
            facts={
                "villages": [{"county": "丁县"}],
                "units": [CENTRAL_UNIT],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("没有结对任务的中央单位不受限", "a central unit without a pairing"),
            facts={
                "units": [{"unit_id": "U1", "level": Level.CENTRAL}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=True,
            says=Text("省级单位结对外县，不受此条限制", "a province unit paired elsewhere is not bound by this"),
            facts={
                "units": [{"unit_id": "U1", "level": Level.PROVINCE, "paired_county": "丁县"}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
    )


def _paired_central(instance: Instance) -> dict[str, frozenset[str]]:
    """Return the paired villages of each central unit that has a pairing."""
    return {
        unit.unit_id: instance.paired_villages[unit.unit_id]
        for unit in instance.units
        if unit.level is Level.CENTRAL and unit.unit_id in instance.paired_villages
    }

"""People of a county serve in their county, people of a prefecture in theirs.

When to modify
    People of one county are lent to another as a rule, and not by a named decision.
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


class ServiceArea(PairRule):
    """G4, G6."""

    slug = "service_area"
    clauses = ("G4", "G6")
    phrase = "县级统筹、精准选派"
    title = Text("派驻范围", "Where people of a level serve")
    statement = Text(
        "县、乡级单位的人员只在单位所在县派驻，市级单位的人员只在所在市州派驻，省级和中央单位不限；单位或村的所在地未填时不受限。",
        "People of county and township units serve in the unit's county, people of prefecture units in its prefecture, "
        "people of province and central units anywhere; where the unit's or the village's place is not stated, it does "
        "not bind.",
    )
    hardness = Hardness.HARD
    reads = (
        "candidate.level",
        "unit.level",
        "unit.county",
        "unit.prefecture",
        "village.county",
        "village.prefecture",
    )

    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        """Compare areas as arrays, once per county."""
        village = problem.instance.villages[village_idx]
        return self.reach(problem.instance, village.prefecture, village.county)

    def reach(self, instance: Instance, prefecture: str, county: str) -> BoolArray:
        """Say the same of a county: all its villages are alike here."""
        mask: BoolArray = instance.remember(
            ("pair", self.slug, prefecture, county),
            lambda: _inside(instance, 0, prefecture) & _inside(instance, 1, county),
        )
        return mask

    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        """See the statement."""
        unit = problem.instance.unit_by_id.get(candidate.unit_id)
        level = problem.instance.level_of(candidate)
        if unit is None or level not in (Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP):
            return True
        if unit.prefecture and village.prefecture and unit.prefecture != village.prefecture:
            return False
        if level is Level.PREFECTURE or not unit.county or not village.county:
            return True
        return unit.county == village.county

    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        """Name person and village, and the area of the unit."""
        unit = problem.instance.unit_by_id[candidate.unit_id]
        level = problem.instance.level_of(candidate)
        area = unit.prefecture if level is Level.PREFECTURE else unit.prefecture + unit.county
        return Text(
            "{person}不能派往{village}：{level}级单位{unit}的人员只在{area}派驻。",
            "{person} cannot go to {village}: people of the {level} unit {unit} serve in {area} only.",
            {
                "person": candidate.person_id,
                "village": village.full_name,
                "level": level.label if level else "",
                "unit": unit.unit_id,
                "area": area,
            },
        )

    examples = (
        Example(
            accepts=True,
            says=Text("县级单位人员派往本县", "county people in their county"),
            facts={
                "units": [{"unit_id": "U1", "level": Level.COUNTY, "county": "甲县"}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("县级单位人员派往外县", "county people in another county"),
            facts={
                "units": [{"unit_id": "U1", "level": Level.COUNTY, "county": "丁县"}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("外市州的同名县", "a county of the same name in another prefecture"),
            facts={
                "villages": [{"prefecture": "丙州"}],
                "units": [{"unit_id": "U1", "level": Level.COUNTY, "county": "甲县", "prefecture": "己市"}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("市级单位人员派往本市另一县", "prefecture people in another county of the prefecture"),
            facts={
                "villages": [{"prefecture": "丙州"}],
                "candidates": [{"level": Level.PREFECTURE}],
                "units": [{"unit_id": "U1", "county": "丁县", "prefecture": "丙州"}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("市级单位人员派往外市州", "prefecture people in another prefecture"),
            facts={
                "villages": [{"prefecture": "丙州"}],
                "candidates": [{"level": Level.PREFECTURE}],
                "units": [{"unit_id": "U1", "prefecture": "己市"}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("省级单位人员不限", "province people anywhere"),
            facts={
                "candidates": [{"level": Level.PROVINCE}],
                "units": [{"unit_id": "U1", "county": "丁县"}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("单位所在县未填", "the unit's county is not stated"),
            facts={"units": [{"unit_id": "U1"}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )


def _area(candidate: Candidate, instance: Instance) -> tuple[str, str]:
    """Return the prefecture and county that bind a person, empty where open."""
    unit, level = instance.unit_by_id.get(candidate.unit_id), instance.level_of(candidate)
    if unit is None or level in (None, Level.PROVINCE, Level.CENTRAL):
        return "", ""
    return unit.prefecture, "" if level is Level.PREFECTURE else unit.county


def _inside(instance: Instance, part: int, name: str) -> BoolArray:
    """Return whose prefecture (part 0) or county (part 1) is open or is this one: (n_candidates,)."""
    areas = instance.array(("service_area", part), lambda c: _area(c, instance)[part], dtype=object)
    inside: BoolArray = np.ones(len(areas), dtype=np.bool_) if not name else (areas == "") | (areas == name)
    return inside

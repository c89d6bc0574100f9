"""A unit is bound to no more villages than it can look after.

When to modify
    A unit shall also be bound where it is the lead unit but has nobody in the village.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.plan import Plan, Problem
from solver.domain.village import Unit
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, LinkingRule, RuleParams
from solver.modelling.seats import SeatSet
from solver.text import Text


class VillagesPerUnit(LinkingRule):
    """O3: responsibility binding; argued for by the yearly visit of O3b."""

    slug = "villages_per_unit"
    clauses = ("O3", "O3b")
    phrase = "派出单位与第一书记和工作队所在村实行责任捆绑"
    title = Text("单位捆绑村数", "Villages bound to a unit")
    statement = Text(
        "一个单位有人派驻（含留任者）的村数不超过其“最多捆绑村数”；单位表未填时用情景的默认值，均未填则不限。",
        "The villages in which a unit has people, those who stay included, are at most its limit of villages; where "
        "the table has none the scenario's default applies, and without either there is no limit.",
    )
    hardness = Hardness.QUOTA
    reads = ("unit.max_villages", "candidate.unit_id", "incumbent.village_id")

    class Params(RuleParams):
        """Parameters."""

        max_villages: int | None = Field(
            default=None, ge=0, le=1000, description="For units whose row has none · 单位表未填时的上限"
        )

    def _limit(self, unit: Unit) -> int | None:
        limit = unit.max_villages if unit.max_villages is not None else self.params.max_villages
        return None if limit is None else int(limit)

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """One count a unit: villages bound anew, on top of those bound by people who stay."""
        instance = problem.instance
        limits = {unit.unit_id: self._limit(unit) for unit in instance.units}
        bound: dict[str, set[int]] = {}
        for incumbent in instance.staying:
            if incumbent.village_id in instance.village_index:
                village = instance.village_index[incumbent.village_id]
                bound.setdefault(incumbent.person.unit_id, set()).add(village)
        units = [unit_id for unit_id, limit in limits.items() if limit is not None]
        number = {unit_id: u for u, unit_id in enumerate(units)}
        key = (self.slug, "unit", self.params.max_villages)
        of_unit = instance.array(key, lambda c: number.get(c.unit_id, -1), dtype=np.int64)
        for u, group in seats.groups(of_unit):
            already = bound.get(units[u], set())
            anew = group[~np.isin(seats.village[group], sorted(already))] if already else group
            yield Count(self.slug, units[u], anew, base=len(already), upper=limits[units[u]], per_village=True)

    def check(self, plan: Plan) -> Iterator[Violation]:
        """A unit that new people bind to too many villages."""
        before: dict[str, set[str]] = {}
        after: dict[str, set[str]] = {}
        for team in plan.teams:
            for member in team.people:
                after.setdefault(member.person.unit_id, set()).add(team.village.village_id)
                if member.incumbent:
                    before.setdefault(member.person.unit_id, set()).add(team.village.village_id)
        for unit in plan.problem.instance.units:
            limit = self._limit(unit)
            villages, already = after.get(unit.unit_id, set()), before.get(unit.unit_id, set())
            if limit is None or len(villages) <= max(limit, len(already)):
                continue
            yield Violation(
                self.slug,
                unit.unit_id,
                size=len(villages) - max(limit, len(already)),
                severity=0,
                hard=True,
                message=Text(
                    "{unit}捆绑{n}个村（{villages}），上限{limit}个。",
                    "{unit} is bound to {n} villages ({villages}), the limit is {limit}.",
                    {"unit": unit.unit_id, "n": len(villages), "villages": tuple(sorted(villages)), "limit": limit},
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("上限1村，两人在同一村", "limit of one village, two people in it"),
            facts={
                "candidates": [{}, {}],
                "units": [{"unit_id": "U1", "max_villages": 1}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("上限1村，两人在两村", "limit of one village, people in two"),
            facts={
                "villages": [{}, {}],
                "candidates": [{}, {}],
                "units": [{"unit_id": "U1", "max_villages": 1}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V2", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("上限1村，留任者已在另一村", "limit of one village, and somebody stays in another"),
            facts={
                "villages": [{}, {}],
                "units": [{"unit_id": "U1", "max_villages": 1}],
                "incumbents": [{"village_id": "V2"}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("上限1村，新派到留任者所在村", "limit of one village: sent where somebody stays"),
            facts={
                "villages": [{}, {}],
                "units": [{"unit_id": "U1", "max_villages": 1}],
                "incumbents": [{"village_id": "V2"}],
                "assign": [("P1", "V2", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("留任者已在两村，不再新增村", "people stay in two villages, none is added"),
            facts={
                "villages": [{}, {}],
                "units": [{"unit_id": "U1", "max_villages": 1}],
                "incumbents": [{"village_id": "V1"}, {"village_id": "V2"}],
                "assign": [("P1", "V2", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("单位表未填，情景默认1村", "no limit in the table, one by the scenario"),
            facts={
                "villages": [{}, {}],
                "candidates": [{}, {}],
                "assign": [("P1", "V1", Role.MEMBER), ("P2", "V2", Role.MEMBER)],
            },
            params={"max_villages": 1},
        ),
    )

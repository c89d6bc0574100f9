"""Every central unit with a paired-assistance task sends a first secretary to its paired county.

When to modify
    The policy counts per paired county instead of per unit.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.plan import Plan, Problem
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Level, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, LinkingRule, RuleParams, tier_price
from solver.modelling.seats import FS, IntArray, SeatSet
from solver.text import Text

CENTRAL_UNIT = {"unit_id": "U1", "level": Level.CENTRAL, "paired_county": "甲县"}


class CentralUnitFirstSecretary(LinkingRule):
    """E11: that each sends one; where he or she may go is ``central_pairing``."""

    slug = "central_unit_first_secretary"
    clauses = ("E11",)
    phrase = "有定点帮扶和对口支援结对任务的，每个单位至少选派1名优秀干部到村任第一书记"
    title = Text("中央单位至少派1名第一书记", "A first secretary from each central unit")
    statement = Text(
        "在本次范围内有结对县（村）的每个中央单位，至少有1名第一书记在结对县的村（含留任者）；没有则列为例外，须签字。",
        "Each central unit paired with a county (or village) of this round has at least one first secretary in a "
        "village of it, those who stay included; where it has none it is an exception to sign.",
    )
    hardness = Hardness.HARD_ELASTIC
    reads = ("unit.level", "unit.paired_county", "unit.paired_villages", "pairing.county", "candidate.unit_id")

    class Params(RuleParams):
        """Parameters."""

        minimum: int = Field(default=1, ge=1, le=10, description="First secretaries per unit · 每单位至少")
        severity: int = Field(default=20, ge=1, le=100, description="Severity of each one short · 缺一名的严重度")

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """One count a unit: first secretaries in paired villages, at least one; also where nobody was nominated."""
        instance = problem.instance
        units = _obliged(instance)
        number = {unit_id: u for u, unit_id in enumerate(units)}
        of_unit = instance.array((self.slug, "unit"), lambda c: number.get(c.unit_id, -1), dtype=np.int64)
        groups = dict(seats.groups(of_unit, seats.role == FS))
        nobody: IntArray = np.zeros(0, dtype=np.int64)
        for u, (unit_id, villages) in enumerate(units.items()):
            group = groups.get(u, nobody)
            inside = np.isin(seats.village[group], [instance.village_index[v] for v in sorted(villages)])
            base = sum(
                i.role is Role.FIRST_SECRETARY and i.person.unit_id == unit_id
                for village_id in villages
                for i in instance.staying_by_village.get(village_id, ())
            )
            yield Count(
                self.slug,
                unit_id,
                group[inside],
                base=base,
                lower=self.params.minimum,
                shortfall_price=tier_price(self.params.severity, 0),
            )

    def check(self, plan: Plan) -> Iterator[Violation]:
        """A paired central unit with too few first secretaries where it is paired."""
        instance = plan.problem.instance
        posted: dict[str, list[str]] = {}
        for team in plan.teams:
            for member in team.of_role(Role.FIRST_SECRETARY):
                posted.setdefault(member.person.unit_id, []).append(team.village.village_id)
        for unit in instance.units:
            villages = instance.paired_villages.get(unit.unit_id)
            if unit.level is not Level.CENTRAL or not villages:
                continue
            n = sum(village_id in villages for village_id in posted.get(unit.unit_id, ()))
            short = self.params.minimum - n
            if short <= 0:
                continue
            nominees = sum(c.unit_id == unit.unit_id and Role.FIRST_SECRETARY in c.roles for c in instance.candidates)
            yield Violation(
                self.slug,
                unit.unit_id,
                size=short,
                severity=short * tier_price(self.params.severity, 0),
                message=Text(
                    "中央单位{unit}在结对县有{n}名第一书记，应至少{minimum}名（该单位提名第一书记人选{nominees}名）。",
                    "The central unit {unit} has {n} first secretaries in its paired county, at least {minimum} due "
                    "({nominees} nominated by the unit).",
                    {"unit": unit.unit_id, "n": n, "minimum": self.params.minimum, "nominees": nominees},
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("派1名第一书记到结对县", "one first secretary in the paired county"),
            facts={"units": [CENTRAL_UNIT], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=False,
            says=Text("未提名人选", "the unit has nominated nobody"),
            facts={"candidates": [], "units": [CENTRAL_UNIT]},
        ),
        Example(
            accepts=False,
            says=Text("只派了队员", "a member only"),
            facts={"units": [CENTRAL_UNIT], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("派到了其他县", "sent to another county"),
            facts={
                "villages": [{}, {"county": "丁县"}],
                "units": [CENTRAL_UNIT],
                "assign": [("P1", "V2", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=True,
            says=Text("该单位第一书记留任", "the unit's first secretary stays"),
            facts={"units": [CENTRAL_UNIT], "incumbents": [{"role": Role.FIRST_SECRETARY}]},
        ),
        Example(
            accepts=True,
            says=Text("结对县不在本次范围", "paired with a county outside this round"),
            facts={"units": [{**CENTRAL_UNIT, "paired_county": "外县"}]},
        ),
        Example(
            accepts=True,
            says=Text("省级单位结对不适用", "a paired province unit is not obliged"),
            facts={"units": [{**CENTRAL_UNIT, "level": Level.PROVINCE}]},
        ),
    )


def _obliged(instance: Instance) -> dict[str, frozenset[str]]:
    """Return the paired villages of each central unit that is paired with a place of this instance."""
    return {
        unit.unit_id: instance.paired_villages[unit.unit_id]
        for unit in instance.units
        if unit.level is Level.CENTRAL and instance.paired_villages.get(unit.unit_id)
    }

"""Few villages change the unit that leads them.

When to modify
    A pairing counts as kept when any member of the team, not the first secretary, is from the lead unit.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.plan import Plan, Problem
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, LinkingRule, RuleParams, tier_price
from solver.modelling.seats import FS, SeatSet
from solver.text import Text


class PairingChanges(LinkingRule):
    """G1: off by default."""

    slug = "pairing_changes"
    clauses = ("G1", "O3")
    phrase = "坚持有序衔接、平稳过渡"
    title = Text("结对变动上限", "Changes of pairings")
    statement = Text(
        "有现帮扶单位的村中，新派第一书记来自其他单位（或单位未填）的村数，一般不超过上限；超过的列为例外。",
        "Of the villages that have a lead unit, generally at most so many get a new first secretary from another unit "
        "(or of unstated unit); more are exceptions to sign.",
    )
    hardness = Hardness.OPTION
    reads = ("village.lead_unit", "candidate.unit_id")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        max_changed: int = Field(default=0, ge=0, le=100_000, description="Villages · 变动村数上限")
        severity: int = Field(default=2, ge=1, le=100, description="Severity of each one over · 每超一村的严重度")

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """One count: new first secretaries from another unit than the village's lead unit."""
        instance = problem.instance
        names = {unit_id: i for i, unit_id in enumerate(sorted({c.unit_id for c in instance.candidates}))}
        of_person = instance.array((self.slug, "unit"), lambda c: names[c.unit_id], dtype=np.int64)
        # -2: a lead unit that nominates nobody; -1: no lead unit
        lead = np.array([names.get(v.lead_unit, -2) if v.lead_unit else -1 for v in instance.villages], dtype=np.int64)
        of_seat = lead[seats.village]
        changed = np.flatnonzero((seats.role == FS) & (of_seat != -1) & (of_person[seats.person] != of_seat))
        yield Count(
            self.slug,
            "",
            changed,
            upper=self.params.max_changed,
            excess_price=tier_price(self.params.severity, 0),
        )

    def check(self, plan: Plan) -> Iterator[Violation]:
        """More villages with a new first secretary from another unit than the limit."""
        changed = [
            team.village.village_id
            for team in plan.teams
            for member in team.of_role(Role.FIRST_SECRETARY)
            if team.village.lead_unit and not member.incumbent and member.person.unit_id != team.village.lead_unit
        ]
        over = len(changed) - self.params.max_changed
        if over > 0:
            yield Violation(
                self.slug,
                "",
                size=over,
                severity=over * tier_price(self.params.severity, 0),
                message=Text(
                    "{n}个村的结对单位变动（{villages}），上限{limit}个。",
                    "{n} villages change their lead unit ({villages}), the limit is {limit}.",
                    {"n": len(changed), "villages": tuple(changed), "limit": self.params.max_changed},
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("第一书记来自现帮扶单位", "the first secretary is from the lead unit"),
            facts={"villages": [{"lead_unit": "U1"}], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=False,
            says=Text("第一书记来自其他单位，不许变动", "from another unit, no change allowed"),
            facts={"villages": [{"lead_unit": "U2"}], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
        Example(
            accepts=True,
            says=Text("允许变动1村", "one change allowed"),
            facts={"villages": [{"lead_unit": "U2"}], "assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
            params={"max_changed": 1},
        ),
        Example(
            accepts=False,
            says=Text("允许变动1村，变动2村", "one change allowed, two made"),
            facts={
                "villages": [{"lead_unit": "U2"}, {"lead_unit": "U2"}],
                "candidates": [{}, {}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V2", Role.FIRST_SECRETARY)],
            },
            params={"max_changed": 1},
        ),
        Example(
            accepts=True,
            says=Text("队员来自其他单位不算变动", "a member from another unit is no change"),
            facts={"villages": [{"lead_unit": "U2"}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("没有现帮扶单位的村", "a village without a lead unit"),
            facts={"assign": [("P1", "V1", Role.FIRST_SECRETARY)]},
        ),
    )

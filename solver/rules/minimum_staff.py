"""A unit keeps enough staff to do its own work.

When to modify
    A locality counts temporary staff, or keeps a number instead of a share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.plan import Plan, Problem
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, LinkingRule, RuleParams
from solver.modelling.seats import SeatSet
from solver.text import Text


class MinimumStaff(LinkingRule):
    """A.7: off by default."""

    slug = "minimum_staff"
    clauses = ("A.7",)
    phrase = "单位留足在岗人员"
    title = Text("单位留岗人数", "Staff left in a unit")
    statement = Text(
        "单位在编人数减去已在外人数（按单位表，含留任者）和本轮新派人数，不低于在编人数的规定比例；在编人数未填者不限。",
        "Staff less those already out (as the table of units counts them, who stay included) less those newly sent is "
        "at least the given share of the staff; a unit whose staff is not stated is not bound.",
    )
    hardness = Hardness.OPTION
    reads = ("unit.staff", "unit.already_out", "candidate.unit_id")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        keep_percent: int = Field(default=85, ge=0, le=100, description="Share kept, percent · 留岗比例(%)")

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """One count a unit: newly sent people."""
        units = problem.instance.units
        number = {unit.unit_id: i for i, unit in enumerate(units) if unit.staff is not None}
        key = (self.slug, "unit")
        of_unit = problem.instance.array(key, lambda c: number.get(c.unit_id, -1), dtype=np.int64)
        for u, group in seats.groups(of_unit):
            # whole people n with 100 (staff - out - n) >= keep * staff
            spare = (units[u].staff or 0) * (100 - self.params.keep_percent) - 100 * units[u].already_out
            yield Count(self.slug, units[u].unit_id, group, upper=max(0, spare // 100))

    def check(self, plan: Plan) -> Iterator[Violation]:
        """A unit that sends people though too few remain."""
        instance = plan.problem.instance
        sent = Counter(instance.candidates[instance.candidate_index[a.person_id]].unit_id for a in plan.assignments)
        for unit in instance.units:
            n = sent[unit.unit_id]
            if unit.staff is None or n == 0:
                continue
            left = unit.staff - unit.already_out - n
            if left * 100 >= self.params.keep_percent * unit.staff:
                continue
            needed = -(-self.params.keep_percent * unit.staff // 100)
            yield Violation(
                self.slug,
                unit.unit_id,
                size=min(needed - left, n),
                severity=0,
                hard=True,
                message=Text(
                    "{unit}在编{staff}人，派出后只留{left}人，至少须留{needed}人。",
                    "{unit} has {staff} staff and keeps {left}, at least {needed} must stay.",
                    {"unit": unit.unit_id, "staff": unit.staff, "left": left, "needed": needed},
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("在编10人、留80%：派2人留8人", "staff of ten, 80 %: two sent, eight left"),
            facts={
                "candidates": [{}, {}],
                "units": [{"unit_id": "U1", "staff": 10}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
            params={"keep_percent": 80},
        ),
        Example(
            accepts=False,
            says=Text("在编10人、留80%：已在外1人，又派2人", "staff of ten, 80 %: one out already, two sent"),
            facts={
                "candidates": [{}, {}],
                "units": [{"unit_id": "U1", "staff": 10, "already_out": 1}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
            params={"keep_percent": 80},
        ),
        Example(
            accepts=False,
            says=Text("在编4人、留85%即4人：派1人", "staff of four, 85 % is four: one sent"),
            facts={"units": [{"unit_id": "U1", "staff": 4}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("在编人数未填", "staff not stated"),
            facts={"units": [{"unit_id": "U1"}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

"""A unit sends no more people than its quota of this round.

When to modify
    Quotas are given by sector or by county instead of by unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.plan import Plan, Problem, TeamMember
from solver.domain.village import Unit
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, LinkingRule, RuleParams, Whole
from solver.modelling.seats import FS, MEMBER, SeatSet
from solver.text import Text

LABELS: dict[str, Text] = {
    "first_secretary": Text("第一书记名额", "quota of first secretaries"),
    "member": Text("工作队员名额", "quota of members"),
    "all": Text("总名额", "cap"),
}
"""The three limits of a unit, by part."""


class UnitQuota(LinkingRule):
    """E13, A.7: the 派出单位名额表."""

    slug = "unit_quota"
    clauses = ("E13", "A.7")
    phrase = "派出单位名额（第一书记、队员、上限）"
    title = Text("单位名额", "Quota of a unit")
    statement = Text(
        "每个派出单位本轮新派的第一书记、工作队员和总人数不超过其名额；留任者默认不占本轮名额；未填的名额不限。",
        "A unit newly sends at most its quota of first secretaries, of members, and in all its cap; incumbents who "
        "stay are not counted unless the cap shall count them; a quota that is not stated does not bind.",
    )
    hardness = Hardness.QUOTA
    reads = ("unit.quota_first_secretary", "unit.quota_member", "unit.cap", "unit.staff", "candidate.unit_id")

    class Params(RuleParams):
        """Parameters."""

        count_staying: bool = Field(default=False, description="Cap counts those who stay · 上限计入留任者")
        caps: dict[str, Whole] = Field(
            default_factory=dict, description="Caps that replace the table's, by unit · 替换的上限"
        )
        exempt_below_staff: int = Field(
            default=0,
            ge=0,
            le=10_000,
            description="Units with fewer staff send nobody, unless in caps · 编制少于此数的单位免派",
        )

    def _limits(self, unit: Unit) -> dict[str, int]:
        """Return the limits of a unit by part; parts without a limit are left out."""
        is_exempt = unit.staff is not None and unit.staff < self.params.exempt_below_staff
        cap = self.params.caps.get(unit.unit_id, 0 if is_exempt else unit.cap)
        limits = {"first_secretary": unit.quota_first_secretary, "member": unit.quota_member, "all": cap}
        return {part: limit for part, limit in limits.items() if limit is not None}

    def _units(self, instance: Instance) -> list[Unit]:
        """Return the units, and those that only ``caps`` names."""
        return [*instance.units, *(Unit(u) for u in sorted(set(self.params.caps) - set(instance.unit_by_id)))]

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """Up to three counts a unit: first secretaries, members, all."""
        instance, units = problem.instance, self._units(problem.instance)
        number = {unit.unit_id: i for i, unit in enumerate(units)}
        key = (self.slug, "unit", *sorted(self.params.caps))
        of_unit = instance.array(key, lambda c: number.get(c.unit_id, -1), dtype=np.int64)
        staying = Counter(i.person.unit_id for i in instance.staying if self.params.count_staying)
        for part, where in (("first_secretary", seats.role == FS), ("member", seats.role == MEMBER), ("all", None)):
            for u, group in seats.groups(of_unit, where):
                limit = self._limits(units[u]).get(part)
                if limit is None:
                    continue
                base = staying[units[u].unit_id] if part == "all" else 0
                yield Count(self.slug, units[u].unit_id, group, base=base, upper=limit, part=part)

    def check(self, plan: Plan) -> Iterator[Violation]:
        """A unit that sends more than it may. People who stay are never too many by themselves."""
        of_unit: dict[str, list[TeamMember]] = {}
        for team in plan.teams:
            for member in team.people:
                of_unit.setdefault(member.person.unit_id, []).append(member)
        for unit in self._units(plan.problem.instance):
            people = of_unit.get(unit.unit_id, [])
            new = [m for m in people if not m.incumbent]
            sent = {
                "first_secretary": sum(m.role is Role.FIRST_SECRETARY for m in new),
                "member": sum(m.role is Role.MEMBER for m in new),
                "all": len(people) if self.params.count_staying else len(new),
            }
            for part, limit in self._limits(unit).items():
                over = min(sent[part] - limit, len(new))
                if over > 0:
                    yield Violation(
                        self.slug,
                        unit.unit_id,
                        size=over,
                        severity=0,
                        hard=True,
                        message=Text(
                            "{unit}派出{n}人，超过{label}{limit}人。",
                            "{unit} sends {n}, over its {label} of {limit}.",
                            {"unit": unit.unit_id, "n": sent[part], "label": LABELS[part], "limit": limit},
                        ),
                    )

    examples = (
        Example(
            accepts=True,
            says=Text("第一书记名额1，派1名；队员名额1，派1名", "both quotas of one used up"),
            facts={
                "candidates": [{}, {}],
                "units": [{"unit_id": "U1", "quota_first_secretary": 1, "quota_member": 1}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("第一书记名额1，派2名", "two first secretaries on a quota of one"),
            facts={
                "villages": [{}, {}],
                "candidates": [{}, {}],
                "units": [{"unit_id": "U1", "quota_first_secretary": 1}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V2", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("队员名额0，派1名", "one member on a quota of none"),
            facts={"units": [{"unit_id": "U1", "quota_member": 0}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("总名额1，派第一书记和队员各1名", "a first secretary and a member on a cap of one"),
            facts={
                "candidates": [{}, {}],
                "units": [{"unit_id": "U1", "cap": 1}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("留任者不占本轮名额", "who stays is not counted"),
            facts={
                "units": [{"unit_id": "U1", "cap": 1}],
                "incumbents": [{}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("上限计入留任者", "who stays is counted in the cap"),
            facts={
                "units": [{"unit_id": "U1", "cap": 1}],
                "incumbents": [{}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            params={"count_staying": True},
        ),
        Example(
            accepts=True,
            says=Text("留任者已超上限，不再新派", "those who stay exceed the cap, nobody new"),
            facts={"units": [{"unit_id": "U1", "cap": 1}], "incumbents": [{}, {}]},
            params={"count_staying": True},
        ),
        Example(
            accepts=False,
            says=Text("情景把上限改为0", "a scenario sets the cap to none"),
            facts={"units": [{"unit_id": "U1", "cap": 5}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"caps": {"U1": 0}},
        ),
        Example(
            accepts=False,
            says=Text("编制9人，10人以下免派", "staff of nine, units under ten exempt"),
            facts={"units": [{"unit_id": "U1", "staff": 9}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"exempt_below_staff": 10},
        ),
        Example(
            accepts=True,
            says=Text("编制10人，10人以下免派", "staff of ten, units under ten exempt"),
            facts={"units": [{"unit_id": "U1", "staff": 10}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"exempt_below_staff": 10},
        ),
    )

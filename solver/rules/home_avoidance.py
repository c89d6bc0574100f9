"""Nobody is sent to the village (township, county) of his or her home: 回避.

When to modify
    A locality words the avoidance otherwise; it is never inferred, only read from the declared home.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from solver.domain.candidate import Candidate, Place
from solver.domain.plan import Problem
from solver.domain.village import Village
from solver.domain.words import Hardness, Role
from solver.modelling.rule import Example, PairRule, RuleParams
from solver.modelling.seats import BoolArray
from solver.text import Text

HOME = Place("甲县", "乙镇", "1村")


class HomeAvoidance(PairRule):
    """A.7."""

    slug = "home_avoidance"
    clauses = ("A.7",)
    phrase = "回避（原籍、成长地）"
    title = Text("原籍回避", "Home avoidance")
    statement = Text(
        "不派回申报的原籍或家庭所在村（可改为乡镇、县）；未申报的不推断。",
        "Nobody is sent to the declared home village (by choice: township, county); nothing undeclared is inferred.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.home", "village.county", "village.township", "village.name")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        scope: Literal["village", "township", "county"] = Field(default="village", description="Scope · 回避范围")

    def _home(self, candidate: Candidate) -> Place | None:
        """Return the declared home cut to the scope, or None if not declared that finely."""
        home, scope = candidate.home, self.params.scope
        depth = {"county": 1, "township": 2, "village": 3}[scope]
        parts = (home.county, home.township, home.village)
        return Place(*parts[:depth]) if parts[depth - 1] else None

    def mask(self, problem: Problem, village_idx: int, role: Role) -> BoolArray:
        """Compare each declared home with the village's key at the scope."""
        depth = {"county": 1, "township": 2, "village": 3}[self.params.scope]
        homes = problem.instance.array(
            (self.slug, depth),
            lambda c: (
                "/".join((c.home.county, c.home.township, c.home.village)[:depth])
                if (c.home.county, c.home.township, c.home.village)[depth - 1]
                else ""
            ),
            dtype=object,
        )
        village = problem.instance.villages[village_idx]
        key = "/".join((village.county, village.township, village.name)[:depth])
        mask: BoolArray = homes != key
        return mask

    def admits(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> bool:
        """See the statement."""
        home = self._home(candidate)
        return home is None or not home.contains(village.county, village.township, village.name)

    def refusal(self, candidate: Candidate, village: Village, role: Role, problem: Problem) -> Text:
        """Name the person and the village."""
        return Text(
            "{person}不能派往{village}：属原籍回避。",
            "{person} cannot go to {village}: it is in the area of the declared home.",
            {"person": candidate.person_id, "village": village.full_name},
        )

    examples = (
        Example(
            accepts=False,
            says=Text("派回原籍村", "sent to the home village"),
            facts={"candidates": [{"home": HOME}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=True,
            says=Text("派往同乡镇另一村", "sent to another village of the home township"),
            facts={
                "villages": [{}, {}],
                "candidates": [{"home": HOME}],
                "assign": [("P1", "V2", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("按乡镇回避时派往同乡镇", "township scope: another village of the home township"),
            facts={
                "villages": [{}, {}],
                "candidates": [{"home": HOME}],
                "assign": [("P1", "V2", Role.MEMBER)],
            },
            params={"scope": "township"},
        ),
        Example(
            accepts=True,
            says=Text("未申报原籍", "home not declared"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

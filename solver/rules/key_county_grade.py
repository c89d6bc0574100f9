"""Lifted villages of key counties get first secretaries of proven strength: a floor on the last appraisal.

When to modify
    The floor is set by something else than the yearly appraisal grade, or for members too.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem, Team
from solver.domain.village import Village
from solver.domain.violation import Violation
from solver.domain.words import Grade, Hardness, Role, VillageType
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule, tier_price
from solver.modelling.seats import FS, VillageSeats
from solver.text import Text

BEST_FIRST: tuple[Grade, ...] = (Grade.EXCELLENT, Grade.COMPETENT, Grade.BASIC, Grade.UNQUALIFIED)


class KeyCountyGrade(TeamRule):
    """S2."""

    slug = "key_county_grade"
    clauses = ("S2",)
    phrase = "将乡村振兴重点帮扶县的脱贫村作为重点，加大选派力度"
    title = Text("重点县脱贫村第一书记考核等次", "Appraisal floor in key counties")
    statement = Text(
        "新派到重点帮扶县脱贫村的第一书记，最近一年考核不低于规定等次；考核未填的列为例外。",
        "A first secretary newly sent to a lifted village of a key county has a last appraisal of at least the set "
        "grade; one whose appraisal is not stated is an exception.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.appraisals", "village.key_county", "village.types")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        grade: Grade = Field(default=Grade.EXCELLENT, strict=False, description="Lowest grade · 最低等次")
        severity: int = Field(default=1, ge=1, le=100, description="Severity of each person · 每人的严重度")

    def _concerns(self, village: Village) -> bool:
        return village.key_county and VillageType.LIFTED in village.types

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: first secretaries below the grade, none without an exception."""
        village, post = problem.instance.villages[seats.village_idx], problem.posts[seats.village_idx]
        if not self._concerns(village):
            return
        worst = BEST_FIRST.index(self.params.grade)

        def is_below(c: Candidate) -> bool:
            return not c.appraisals or BEST_FIRST.index(c.appraisals[-1]) > worst

        of_village = seats.having(problem.instance.array((self.slug, worst), is_below), role=FS)
        if len(of_village):
            price = tier_price(self.params.severity, post.tier)
            yield Count(self.slug, village.village_id, of_village, upper=0, excess_price=price)

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """A new first secretary whose last grade is not among the grades that will do."""
        enough = BEST_FIRST[: BEST_FIRST.index(self.params.grade) + 1]
        for member in team.of_role(Role.FIRST_SECRETARY):
            last = member.person.appraisals[-1] if member.person.appraisals else None
            if member.incumbent or not self._concerns(team.village) or last in enough:
                continue
            yield self.exception(
                team,
                1,
                Text(
                    "{person}派往重点县脱贫村{village}任第一书记，最近一年考核为“{last}”，要求不低于“{grade}”。",
                    "{person} is to be first secretary of {village}, a lifted village of a key county; the last "
                    "appraisal is “{last}”, at least “{grade}” is asked for.",
                    {
                        "person": member.person.person_id,
                        "village": team.village.full_name,
                        "last": last.label if last else Text("未填", "not stated"),
                        "grade": self.params.grade.label,
                    },
                ),
            )

    _SENT = [("P1", "V1", Role.FIRST_SECRETARY)]
    examples = (
        Example(
            accepts=True,
            says=Text("最近一年优秀", "excellent last year"),
            facts={
                "villages": [{"key_county": True}],
                "candidates": [{"appraisals": (Grade.COMPETENT, Grade.EXCELLENT)}],
                "assign": _SENT,
            },
        ),
        Example(
            accepts=False,
            says=Text("最近一年称职", "competent last year"),
            facts={
                "villages": [{"key_county": True}],
                "candidates": [{"appraisals": (Grade.EXCELLENT, Grade.COMPETENT)}],
                "assign": _SENT,
            },
        ),
        Example(
            accepts=False,
            says=Text("考核未填", "no appraisal stated"),
            facts={"villages": [{"key_county": True}], "assign": _SENT},
        ),
        Example(
            accepts=True,
            says=Text("不在重点县", "not in a key county"),
            facts={"candidates": [{"appraisals": (Grade.COMPETENT,)}], "assign": _SENT},
        ),
    )

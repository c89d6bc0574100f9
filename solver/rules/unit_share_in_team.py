"""Not too many people of one unit in one team, where the county wants joint teams.

When to modify
    The limit differs by level of the unit, e.g. a province team of three from one unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule
from solver.modelling.seats import VillageSeats
from solver.text import Text


class UnitShareInTeam(TeamRule):
    """A.7."""

    slug = "unit_share_in_team"
    clauses = ("A.7",)
    phrase = "同一单位在一队中的人数上限"
    title = Text("同队同单位人数上限", "At most so many of one unit in a team")
    statement = Text(
        "同一村中，同一派出单位的人员（含留任）不超过规定人数。",
        "In one village, people of one sending unit (staying ones included) do not exceed the set number.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.unit_id",)

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        most: int = Field(
            default=2, ge=1, le=20, description="People of one unit in a team at most · 每队同单位至多人数"
        )

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count a unit that could exceed the number: its people, at most so many."""
        village_id = problem.posts[seats.village_idx].village_id
        staying = Counter(m.person.unit_id for m in problem.stayers(seats.village_idx))
        unit_names = sorted({c.unit_id for c in problem.instance.candidates})
        number = {unit_id: i for i, unit_id in enumerate(unit_names)}
        unit_of = problem.instance.array((self.slug, "unit"), lambda c: number[c.unit_id], dtype=np.int64)
        of_seats = unit_of[seats.person]
        # Only units with more seats than the number need a row: a row is a dimension of the search.
        n_seats = np.bincount(of_seats, minlength=len(unit_names))
        for i in np.flatnonzero(n_seats):
            unit_id = unit_names[i]
            base = staying[unit_id]
            if unit_id and base + int(n_seats[i]) > self.params.most:
                mask = of_seats == i
                yield Count(self.slug, village_id, seats.where(mask), base=base, upper=self.params.most, part=unit_id)

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """Units with too many people in the team, some of them new."""
        of_unit = Counter(p.person.unit_id for p in team.people if p.person.unit_id)
        staying = Counter(p.person.unit_id for p in team.people if p.incumbent)
        for unit_id, n in sorted(of_unit.items()):
            # What stays is never undone: only new people can be too many.
            limit = max(self.params.most, staying[unit_id])
            if n > limit:
                yield Violation(
                    self.slug,
                    team.village.village_id,
                    size=n - limit,
                    severity=0,
                    hard=True,
                    tier=team.post.tier,
                    message=Text(
                        "{village}有{n}人来自{unit}，至多{most}人。",
                        "People of {unit} in {village}: {n}; at most {most}.",
                        {
                            "village": team.village.full_name,
                            "n": n,
                            "unit": unit_id,
                            "most": self.params.most,
                        },
                    ),
                )

    _THREE = [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER), ("P3", "V1", Role.MEMBER)]
    examples = (
        Example(
            accepts=True,
            says=Text("三人中两人同单位", "two of three are of one unit"),
            facts={"candidates": [{}, {}, {"unit_id": "U2"}], "assign": _THREE},
        ),
        Example(
            accepts=False,
            says=Text("三人同单位", "three of one unit"),
            facts={"candidates": [{}, {}, {}], "assign": _THREE},
        ),
        Example(
            accepts=False,
            says=Text("限一人时两人同单位", "two of one unit where the limit is one"),
            facts={"candidates": [{}, {}], "assign": _THREE[:2]},
            params={"most": 1},
        ),
        Example(
            accepts=False,
            says=Text("同单位留任一人又派两人", "one of the unit stays and two are sent"),
            facts={"incumbents": [{}], "candidates": [{}, {}], "assign": _THREE[:2]},
        ),
        Example(
            accepts=True,
            says=Text("单位不明者不计", "people of no stated unit are not counted"),
            facts={"candidates": [{"unit_id": ""}] * 3, "assign": _THREE},
        ),
    )

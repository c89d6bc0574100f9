"""Spouses do not serve in the same village.

When to modify
    The county wants couples kept near each other instead, or apart by township.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule
from solver.modelling.seats import VillageSeats
from solver.text import Text


class Couples(TeamRule):
    """A.7."""

    slug = "couples"
    clauses = ("A.7",)
    phrase = "夫妻不在同一村任职"
    title = Text("夫妻回避", "Spouses apart")
    statement = Text(
        "申报为夫妻的两人（一人申报即可）不派在同一个村，含留任。",
        "Two people declared as spouses (by either) are not in the same village, staying ones included.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.spouse_id",)

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")

    def _couples(self, instance: Instance) -> list[tuple[str, str]]:
        """Return the declared couples among nominees and staying incumbents, sorted, each once."""

        def compute() -> list[tuple[str, str]]:
            people = [*instance.candidates, *(i.person for i in instance.staying)]
            return sorted({(min(a, b), max(a, b)) for a, b in ((p.person_id, p.spouse_id) for p in people) if b})

        couples: list[tuple[str, str]] = instance.remember((self.slug, "couples"), compute)
        return couples

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count a couple that could meet here: both people's seats, at most one."""
        instance = problem.instance
        village_id = problem.posts[seats.village_idx].village_id
        staying = {m.person.person_id for m in problem.stayers(seats.village_idx)}
        present = {instance.candidates[i].person_id for i in np.unique(seats.person)}
        for a, b in self._couples(instance):
            base = (a in staying) + (b in staying)
            sendable = [instance.candidate_index[p] for p in (a, b) if p in present]
            if sendable and base + len(sendable) > 1:
                of_couple = seats.where(np.isin(seats.person, sendable))
                yield Count(self.slug, village_id, of_couple, base=base, upper=1, part=f"{a}+{b}")

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """Each couple in the team of whom one is new."""
        for a, b in combinations(team.people, 2):
            one, other = a.person, b.person
            are_spouses = one.spouse_id == other.person_id or other.spouse_id == one.person_id
            if are_spouses and not (a.incumbent and b.incumbent):
                yield Violation(
                    self.slug,
                    team.village.village_id,
                    size=1,
                    severity=0,
                    hard=True,
                    tier=team.post.tier,
                    message=Text(
                        "{one}与{other}是夫妻，不能同在{village}。",
                        "{one} and {other} are spouses and cannot both be in {village}.",
                        {"one": one.person_id, "other": other.person_id, "village": team.village.full_name},
                    ),
                )

    _BOTH = [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)]
    examples = (
        Example(
            accepts=False,
            says=Text("夫妻同村", "spouses in one village"),
            facts={"candidates": [{"spouse_id": "P2"}, {"spouse_id": "P1"}], "assign": _BOTH},
        ),
        Example(
            accepts=False,
            says=Text("配偶在该村留任", "the spouse stays in that village"),
            facts={"candidates": [{"spouse_id": "I1"}], "incumbents": [{}], "assign": _BOTH[:1]},
        ),
        Example(
            accepts=True,
            says=Text("夫妻分在两村", "spouses in two villages"),
            facts={
                "villages": [{}, {}],
                "candidates": [{"spouse_id": "P2"}, {}],
                "assign": [("P1", "V1", Role.MEMBER), ("P2", "V2", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("两人不是夫妻", "two people who are not spouses"),
            facts={"candidates": [{}, {}], "assign": _BOTH},
        ),
    )

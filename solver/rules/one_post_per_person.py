"""A person fills one post only, and works full time in the village.

When to modify
    Never: 不承担派出单位工作 leaves no second post.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from solver.domain.plan import Plan, Problem
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, LinkingRule
from solver.modelling.seats import SeatSet
from solver.text import Text


class OnePostPerPerson(LinkingRule):
    """M8."""

    slug = "one_post_per_person"
    clauses = ("M8",)
    phrase = "不承担派出单位工作"
    title = Text("一人一岗", "One post a person")
    statement = Text(
        "每人只在一个村担任一个职务；留任者不再另派。",
        "Each person fills one role in one village; a staying incumbent is not sent elsewhere.",
    )
    hardness = Hardness.HARD
    mandatory = True
    reads = ("candidate.person_id", "incumbent.person_id")

    def counts(self, problem: Problem, seats: SeatSet) -> Iterator[Count]:
        """One count a person: seats taken, staying seat included, at most one."""
        staying = Counter(i.person.person_id for i in problem.instance.staying)
        candidates = problem.instance.candidates
        for person, of_person in seats.groups(np.arange(len(candidates), dtype=np.int64)):
            person_id = candidates[person].person_id
            yield Count(self.slug, person_id, of_person, base=staying[person_id], upper=1)

    def check(self, plan: Plan) -> Iterator[Violation]:
        """A person with more than one seat, one of them new: what stays is never undone."""
        posts = Counter(p.person.person_id for team in plan.teams for p in team.people)
        new = Counter(a.person_id for a in plan.assignments)
        for person_id in sorted(new):
            n = posts[person_id]
            if n > 1:
                yield Violation(
                    self.slug,
                    person_id,
                    size=min(n - 1, new[person_id]),
                    severity=0,
                    hard=True,
                    message=Text("{person}同时有{n}个岗位。", "{person} has {n} posts.", {"person": person_id, "n": n}),
                )

    examples = (
        Example(
            accepts=True,
            says=Text("一人一村一职", "one person, one village, one role"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("一人兼两村第一书记", "first secretary of two villages"),
            facts={
                "villages": [{}, {}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P1", "V2", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("留任者又派往他村", "a staying incumbent sent elsewhere"),
            facts={
                "villages": [{}, {}],
                "incumbents": [{"person": {"person_id": "P1"}, "village_id": "V1"}],
                "assign": [("P1", "V2", Role.MEMBER)],
            },
        ),
    )

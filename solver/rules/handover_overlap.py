"""Old and new overlap: nobody's late arrival eats up the weeks of handover.

When to modify
    The length of the overlap changes, or handover is tied to a named predecessor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import ROLES, Hardness, Role
from solver.modelling.cases import ON_POST
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule, tier_price
from solver.modelling.seats import VillageSeats
from solver.text import Text


class HandoverOverlap(TeamRule):
    """M3: only what a person's own late arrival costs; a batch that comes late as a whole is the scenario's matter."""

    slug = "handover_overlap"
    clauses = ("M3",)
    phrase = "压茬交接"
    title = Text("压茬交接", "Overlapping handover")
    statement = Text(
        "新派人员因到岗晚于统一到岗日，使其与同岗到期人员的交接期少于规定天数的，列为例外。",
        "A newly posted person who arrives after the common on-post date, and thereby has less than the set days of "
        "overlap with the due incumbent of the same role, is an exception.",
    )
    hardness = Hardness.ELASTIC
    reads = (
        "candidate.available_from",
        "incumbent.end",
        "incumbent.role",
        "incumbent.recalled",
        "reference.on_post_date",
    )

    class Params(RuleParams):
        """Parameters."""

        overlap_days: int = Field(default=30, ge=0, le=365, description="Days of overlap · 交接天数")
        severity: int = Field(default=1, ge=1, le=100, description="Severity of each person · 每人的严重度")

    def _last_day(self, problem: Problem, village_id: str, role: Role) -> date | None:
        """Return the latest end of term of the due incumbents of a role; recalled ones are gone already."""
        leaving = problem.instance.leaving_by_village.get(village_id, ())
        ends = [i.end for i in leaving if i.role is role and not i.recalled and i.end is not None]
        return max(ends, default=None)

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: late people with too little overlap left, none without an exception."""
        instance, post = problem.instance, problem.posts[seats.village_idx]
        on_post = instance.reference.on_post_date.toordinal()
        arrival = instance.array(
            (self.slug, "arrival"),
            lambda c: on_post if c.available_from is None else max(on_post, c.available_from.toordinal()),
            dtype=np.int64,
        )
        late = []
        for r, role in enumerate(ROLES):
            last = self._last_day(problem, post.village_id, role)
            if last is None:
                continue
            kept = np.maximum(last.toordinal() - arrival, 0)
            possible = max(last.toordinal() - on_post, 0)
            late.append(seats.having((kept < self.params.overlap_days) & (kept < possible), role=r))
        of_village = np.concatenate(late) if late else np.zeros(0, dtype=np.int64)
        if len(of_village):
            price = tier_price(self.params.severity, post.tier)
            yield Count(self.slug, post.village_id, of_village, upper=0, excess_price=price)

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """Each new person whose late arrival leaves too little of the handover."""
        on_post = problem.instance.reference.on_post_date
        for member in team.people:
            arrival = member.person.available_from
            last = self._last_day(problem, team.village.village_id, member.role)
            if member.incumbent or arrival is None or arrival <= on_post or last is None or last <= on_post:
                continue
            if last >= arrival + timedelta(days=self.params.overlap_days):
                continue
            yield self.exception(
                team,
                1,
                Text(
                    "{person}最早{arrival}到{village}，前任{last}届满，交接不足{days}天。",
                    "{person} can arrive in {village} only on {arrival}; the predecessor's term ends on {last}: less "
                    "than {days} days of handover.",
                    {
                        "person": member.person.person_id,
                        "arrival": arrival.isoformat(),
                        "village": team.village.full_name,
                        "last": last.isoformat(),
                        "days": self.params.overlap_days,
                    },
                ),
            )

    # The predecessor is due 60 days after the on-post date, and by the horizon.
    _DUE = {
        "reference": {"horizon_date": ON_POST + timedelta(days=90)},
        "incumbents": [{"end": ON_POST + timedelta(days=60)}],
        "assign": [("P1", "V1", Role.MEMBER)],
    }
    examples = (
        Example(
            accepts=True,
            says=Text("晚到30天，仍有30天交接", "30 days late, 30 days of overlap are left"),
            facts={**_DUE, "candidates": [{"available_from": ON_POST + timedelta(days=30)}]},
        ),
        Example(
            accepts=False,
            says=Text("晚到31天，只剩29天交接", "31 days late, 29 days of overlap are left"),
            facts={**_DUE, "candidates": [{"available_from": ON_POST + timedelta(days=31)}]},
        ),
        Example(
            accepts=True,
            says=Text("前任任期在统一到岗日前届满，晚到不再减少交接", "no overlap was left even on the on-post date"),
            facts={
                "incumbents": [{"end": ON_POST}],
                "candidates": [{"available_from": ON_POST + timedelta(days=31)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text(
                "前任是第一书记，与队员不交接", "the predecessor was first secretary, the new person is a member"
            ),
            facts={
                **_DUE,
                "incumbents": [{"end": ON_POST + timedelta(days=60), "role": Role.FIRST_SECRETARY}],
                "candidates": [{"available_from": ON_POST + timedelta(days=31)}],
            },
        ),
    )

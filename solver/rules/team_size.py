"""Stage 2 keeps to the head count that stage 1 froze: villages first, then people.

When to modify
    Stage 2 is allowed to send more members than the frozen list says.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, TeamRule
from solver.modelling.seats import MEMBER, VillageSeats
from solver.text import Text


class TeamSize(TeamRule):
    """G5."""

    slug = "team_size"
    clauses = ("G5",)
    phrase = "按照先定村、再定人原则"
    title = Text("队员不超过定村名额", "No more members than the frozen list allows")
    statement = Text(
        "派工作队的村，队员（含留任）不超过定村时确定的上限；不派工作队的村不派队员。",
        "Where a team is sent, members (staying ones included) do not exceed the maximum of the frozen list; where no "
        "team is sent, no member is sent.",
    )
    hardness = Hardness.HARD
    mandatory = True
    reads = ("post.mode", "post.members_max", "incumbent.role")

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: members, at most the places of the post."""
        post = problem.posts[seats.village_idx]
        of_role = seats.all(MEMBER)
        base = problem.n_staying(seats.village_idx, Role.MEMBER)
        limit = post.places(Role.MEMBER)
        if base + len(of_role) > limit:
            yield Count(self.slug, post.village_id, of_role, base=base, upper=limit)

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """More members than the maximum, some of them new."""
        members = team.of_role(Role.MEMBER)
        n_new = sum(not p.incumbent for p in members)
        most = team.post.members_max if team.post.mode is Mode.TEAM else 0
        # What stays is never undone: only new people can be too many.
        if n_new and len(members) > most:
            yield Violation(
                self.slug,
                team.village.village_id,
                size=min(n_new, len(members) - most),
                severity=0,
                hard=True,
                tier=team.post.tier,
                message=Text(
                    "{village}有{n}名队员，定村名额至多{most}名。",
                    "Members in {village}: {n}; the frozen list allows {most}.",
                    {"village": team.village.full_name, "n": len(members), "most": most},
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("名额上限2名，派2名", "at most 2, and 2 are sent"),
            facts={
                "posts": [{"members_max": 2}],
                "candidates": [{}, {}],
                "assign": [("P1", "V1", Role.MEMBER), ("P2", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("名额上限2名，留任1名又派2名", "at most 2; one stays and two are sent"),
            facts={
                "posts": [{"members_max": 2}],
                "incumbents": [{}],
                "candidates": [{}, {}],
                "assign": [("P1", "V1", Role.MEMBER), ("P2", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("留任者已超过上限，不再新派", "those who stay exceed the maximum, nobody new is sent"),
            facts={"posts": [{"members_min": 0, "members_max": 1}], "incumbents": [{}, {}]},
        ),
        Example(
            accepts=False,
            says=Text("单独选派第一书记的村派了队员", "a member for a village with a first secretary only"),
            facts={
                "posts": [
                    {
                        "mode": Mode.FIRST_SECRETARY_ONLY,
                        "members_min": 0,
                        "members_target": 0,
                        "members_max": 0,
                    }
                ],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
    )

"""A village has one first secretary, who is the captain of its team.

When to modify
    The policy lets a team have a captain who is not the first secretary.
"""

from __future__ import annotations

from collections.abc import Iterator

from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, TeamRule
from solver.modelling.seats import FS, VillageSeats
from solver.text import Text

TOO_MANY = Text(
    "{village}的第一书记不止一名：{people}；队长只能由一名第一书记兼任。",
    "{village} has more than one first secretary: {people}; one of them only can be the captain.",
)
NOT_LISTED = Text(
    "{village}未列入选派名单，却派了第一书记：{people}。",
    "{village} is not on the frozen list, yet a first secretary is sent: {people}.",
)


class Captain(TeamRule):
    """M4: since the captain is the first secretary, there is one captain if there is one first secretary."""

    slug = "captain"
    clauses = ("M4",)
    phrase = "同步选派第一书记和工作队的村，队长由第一书记兼任"
    title = Text("队长由第一书记兼任", "The first secretary is the captain")
    statement = Text(
        "每村至多一名第一书记（含留任），有工作队的由其兼任队长；未列入选派名单的村不派第一书记。",
        "A village has at most one first secretary (a staying one included), who is the captain where there is a team; "
        "a village that is not on the list gets none.",
    )
    hardness = Hardness.HARD
    mandatory = True
    reads = ("post.mode", "incumbent.role")

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: first secretaries, at most the places of the post."""
        post = problem.posts[seats.village_idx]
        of_role = seats.all(FS)
        base = problem.n_staying(seats.village_idx, Role.FIRST_SECRETARY)
        limit = post.places(Role.FIRST_SECRETARY)
        if base + len(of_role) > limit:
            yield Count(self.slug, post.village_id, of_role, base=base, upper=limit)

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """More than one first secretary, or any new one where none is to be sent."""
        secretaries = team.of_role(Role.FIRST_SECRETARY)
        n_new = sum(not p.incumbent for p in secretaries)
        listed = team.post.mode is not Mode.NONE
        over = len(secretaries) - int(listed)
        # What stays is never undone: only new people can be too many.
        if n_new and over > 0:
            yield Violation(
                self.slug,
                team.village.village_id,
                size=min(over, n_new),
                severity=0,
                hard=True,
                tier=team.post.tier,
                message=(TOO_MANY if listed else NOT_LISTED).with_values(
                    village=team.village.full_name, people=tuple(p.person.person_id for p in secretaries)
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("一名第一书记（队长）和一名队员", "one first secretary, the captain, and a member"),
            facts={
                "candidates": [{}, {}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("一村两名第一书记", "two first secretaries in one village"),
            facts={
                "candidates": [{}, {}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("第一书记留任，又派一名", "the first secretary stays and another is sent"),
            facts={
                "incumbents": [{"role": Role.FIRST_SECRETARY}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=False,
            says=Text("未列入名单的村派了第一书记", "a first secretary for a village that is not on the list"),
            facts={
                "posts": [{"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
        Example(
            accepts=True,
            says=Text(
                "只有队员、没有第一书记（另列例外）", "members without a first secretary (an exception elsewhere)"
            ),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

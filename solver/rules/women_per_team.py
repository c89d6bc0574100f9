"""A team has a woman in it, where the county asks for that.

When to modify
    The county asks for something else than a least number and company at remote sites.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.village import Post, Village
from solver.domain.violation import Violation
from solver.domain.words import ROLES, Hardness, Mode, Role, Sex
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule, tier_price
from solver.modelling.seats import VillageSeats
from solver.text import Text


class WomenPerTeam(TeamRule):
    """A.7."""

    slug = "women_per_team"
    clauses = ("A.7",)
    phrase = "每队至少一名女干部"
    title = Text("队中女干部人数", "Women in a team")
    statement = Text(
        "派工作队的村，队中（含第一书记和留任者）女干部不少于规定人数；可另定：偏远村只派一人的，不派女干部单独驻村。",
        "Where a team is sent, it has at least the set number of women, first secretary and staying people included; "
        "by choice, no woman is sent alone to a remote village whose post is for one person.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.sex", "post.mode", "village.drive_min")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        least: int = Field(default=1, ge=1, le=10, description="Women in each team at least · 每队女干部至少人数")
        severity: int = Field(default=1, ge=1, le=100, description="Severity of each one missing · 每缺一人的严重度")
        not_alone_from_min: int | None = Field(
            default=None, ge=0, le=1000, description="Remote from so many minutes · 偏远村：车程不少于(分钟)"
        )

    def _is_lonely(self, village: Village, post: Post, n_staying: int) -> bool:
        """Whether the village is remote and its post is for one person, with nobody there."""
        limit = self.params.not_alone_from_min
        if limit is None or village.drive_min is None or n_staying:
            return False
        return village.drive_min >= limit and sum(post.places(role) for role in ROLES) == 1

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: women, at least so many; or none, where somebody would be alone."""
        post, stayers = problem.posts[seats.village_idx], problem.stayers(seats.village_idx)
        if self._is_lonely(problem.instance.villages[seats.village_idx], post, len(stayers)):
            alone = problem.instance.array(("sex", Sex.FEMALE), lambda c: c.sex is Sex.FEMALE)
            yield Count(self.slug, post.village_id, seats.having(alone), upper=0, part="alone")
        base = sum(m.person.sex is Sex.FEMALE for m in stayers)
        if post.mode is not Mode.TEAM or base >= self.params.least:
            return
        women = problem.instance.array(("sex", Sex.FEMALE), lambda c: c.sex is Sex.FEMALE)
        yield Count(
            self.slug,
            post.village_id,
            seats.having(women),
            base=base,
            lower=self.params.least,
            shortfall_price=tier_price(self.params.severity, post.tier),
        )

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """A team with fewer women; a woman alone far away."""
        new = [p for p in team.people if not p.incumbent]
        if self._is_lonely(team.village, team.post, len(team.people) - len(new)):
            for member in new:
                if member.person.sex is Sex.FEMALE:
                    yield Violation(
                        self.slug,
                        team.village.village_id,
                        size=1,
                        severity=0,
                        hard=True,
                        tier=team.post.tier,
                        message=Text(
                            "{person}不单独派往{village}：车程{drive}分钟，只派一人。",
                            "{person} is not sent alone to {village}: drive {drive} min, a post for one person.",
                            {
                                "person": member.person.person_id,
                                "village": team.village.full_name,
                                "drive": team.village.drive_min,
                            },
                        ),
                    )
        n = len([p for p in team.people if p.person.sex is Sex.FEMALE])
        if team.post.mode is Mode.TEAM and n < self.params.least:
            short = self.params.least - n
            yield self.exception(
                team,
                short,
                Text(
                    "{village}的工作队有{n}名女干部，要求至少{least}名。",
                    "Women in the team of {village}: {n}; at least {least} asked for.",
                    {"village": team.village.full_name, "n": n, "least": self.params.least},
                ),
            )

    _ALONE = {
        "posts": [{"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_max": 0}],
        "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
    }
    examples = (
        Example(
            accepts=True,
            says=Text("队员中有一名女干部", "one member is a woman"),
            facts={"candidates": [{"sex": Sex.FEMALE}], "assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("队中没有女干部", "no woman in the team"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
        ),
        Example(
            accepts=False,
            says=Text("要求两名，留任一名、新派为男", "two asked for: one stays, the new person is a man"),
            facts={"incumbents": [{"person": {"sex": Sex.FEMALE}}], "assign": [("P1", "V1", Role.MEMBER)]},
            params={"least": 2},
        ),
        Example(
            accepts=False,
            says=Text("偏远村(车程90分钟)只派一人，派女干部", "a woman alone at 90 minutes, the limit is 90"),
            facts={
                **_ALONE,
                "villages": [{"drive_min": 90}],
                "candidates": [{"sex": Sex.FEMALE}],
            },
            params={"not_alone_from_min": 90},
        ),
        Example(
            accepts=True,
            says=Text("车程89分钟", "at 89 minutes"),
            facts={
                **_ALONE,
                "villages": [{"drive_min": 89}],
                "candidates": [{"sex": Sex.FEMALE}],
            },
            params={"not_alone_from_min": 90},
        ),
        Example(
            accepts=True,
            says=Text("偏远村派男干部", "a man alone far away"),
            facts={**_ALONE, "villages": [{"drive_min": 90}]},
            params={"not_alone_from_min": 90},
        ),
        Example(
            accepts=True,
            says=Text("单独选派第一书记的村不适用", "not asked where only a first secretary is sent"),
            facts={
                "posts": [{"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_max": 0}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY)],
            },
        ),
    )

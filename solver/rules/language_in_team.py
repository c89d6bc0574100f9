"""Somebody in the team speaks the language of the village.

When to modify
    A county needs more than one speaker, or the first secretary to be one.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, Role
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule, tier_price
from solver.modelling.seats import VillageSeats
from solver.text import Text


class LanguageInTeam(TeamRule):
    """A.7: a language skill; never an inference from a person's origin."""

    slug = "language_in_team"
    clauses = ("A.7",)
    phrase = "队中至少一人懂当地语言"
    title = Text("队中有人懂当地语言", "Somebody speaks the local language")
    statement = Text(
        "村里填报了语言的，在村人员（含留任）中至少一人会说该语言。",
        "Where a village states its language, at least one of the people there (staying ones included) speaks it.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.languages", "village.language", "post.mode")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        severity: int = Field(default=1, ge=1, le=100, description="Severity of a village without one · 每村的严重度")

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: people who speak the language, at least one."""
        village, post = problem.instance.villages[seats.village_idx], problem.posts[seats.village_idx]
        language = village.language
        if post.mode is Mode.NONE or not language:
            return
        if any(language in m.person.languages for m in problem.stayers(seats.village_idx)):
            return
        speakers = problem.instance.array(("language", language), lambda c: language in c.languages)
        price = tier_price(self.params.severity, post.tier)
        yield Count(self.slug, village.village_id, seats.having(speakers), lower=1, shortfall_price=price)

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """A listed village in which nobody speaks its language."""
        language = team.village.language
        if team.post.mode is Mode.NONE or not language:
            return
        if language not in {spoken for p in team.people for spoken in p.person.languages}:
            yield self.exception(
                team,
                1,
                Text(
                    "{village}无人会说{language}。",
                    "Nobody in {village} speaks {language}.",
                    {"village": team.village.full_name, "language": language},
                ),
            )

    examples = (
        Example(
            accepts=True,
            says=Text("两人中一人会说当地语言", "one of two speaks it"),
            facts={
                "villages": [{"language": "甲话"}],
                "candidates": [{"languages": ("乙话", "甲话")}, {}],
                "assign": [("P1", "V1", Role.MEMBER), ("P2", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=False,
            says=Text("无人会说当地语言", "nobody speaks it"),
            facts={
                "villages": [{"language": "甲话"}],
                "candidates": [{"languages": ("乙话",)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
        ),
        Example(
            accepts=True,
            says=Text("留任者会说当地语言", "a staying incumbent speaks it"),
            facts={"villages": [{"language": "甲话"}], "incumbents": [{"person": {"languages": ("甲话",)}}]},
        ),
        Example(
            accepts=True,
            says=Text("村里未填语言", "the village states no language"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
        ),
    )

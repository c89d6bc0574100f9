"""The county demands an expertise in certain villages: an agronomist in every heavy one, for example.

When to modify
    Demands are to select villages by other facts than type and task weight.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ConfigDict, Field

from solver.domain.candidate import Candidate
from solver.domain.plan import Problem, Team
from solver.domain.village import Post, Village
from solver.domain.violation import Violation
from solver.domain.words import ROLES, Expertise, Hardness, Role, TaskWeight, VillageType
from solver.modelling.counts import Count
from solver.modelling.rule import Example, Params, RuleParams, TeamRule, tier_price
from solver.modelling.seats import VillageSeats
from solver.text import Text


class ExpertiseDemand(Params):
    """One demand: in such villages, at least so many people with one of these domains of expertise."""

    model_config = ConfigDict(strict=False)  # YAML names the vocabularies by their keys

    expertise: tuple[Expertise, ...] = Field(min_length=1, description="Any of these domains · 任一专长")
    village_types: tuple[VillageType, ...] = Field(default=(), description="Empty: all types · 村类型（空为全部）")
    task_weight: TaskWeight | None = Field(default=None, description="Empty: any weight · 任务轻重（空为不限）")
    role: Role | None = Field(default=None, description="Empty: either role · 角色（空为不限）")
    least: int = Field(default=1, ge=1, le=10, strict=True, description="People at least · 至少人数")
    severity: int = Field(default=2, ge=1, le=100, strict=True, description="Severity of each one missing · 严重度")

    def concerns(self, village: Village, post: Post) -> bool:
        """Whether the demand holds in a village: its facts fit, and there is a place for such a person."""
        return (
            (not self.village_types or not village.types.isdisjoint(self.village_types))
            and self.task_weight in (None, village.task_weight)
            and any(post.places(role) for role in ([self.role] if self.role else ROLES))
        )

    def has(self, candidate: Candidate) -> bool:
        """Whether a person has one of the domains."""
        return not set(self.expertise).isdisjoint(candidate.expertise)


class RequiredExpertise(TeamRule):
    """D5, G7."""

    slug = "required_expertise"
    clauses = ("D5", "G7")
    phrase = "从派驻村实际出发，抓住主要矛盾；因村派人"
    title = Text("指定专长", "Required expertise")
    statement = Text(
        "对所列每项要求：符合条件的村中，具备任一所列专长的人（含留任，可限定角色）不少于规定人数。",
        "For each demand listed: in every village it concerns, at least the set number of people (staying ones "
        "included, of one role if so set) have one of the domains of expertise.",
    )
    hardness = Hardness.OPTION
    reads = ("candidate.expertise", "village.types", "village.task_weight", "post.mode")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        demands: tuple[ExpertiseDemand, ...] = Field(default=(), strict=False, description="The demands · 要求")

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count a demand: people who meet it, at least so many."""
        instance, post = problem.instance, problem.posts[seats.village_idx]
        for i, demand in enumerate(self.params.demands, 1):
            if not demand.concerns(instance.villages[seats.village_idx], post):
                continue
            wanted = frozenset(demand.expertise)
            stayers = problem.stayers(seats.village_idx)
            base = sum(demand.role in (None, m.role) and demand.has(m.person) for m in stayers)
            if base >= demand.least:
                continue
            able = instance.array(("any_expertise", wanted), demand.has)
            yield Count(
                self.slug,
                post.village_id,
                seats.having(able, role=None if demand.role is None else ROLES.index(demand.role)),
                base=base,
                lower=demand.least,
                shortfall_price=tier_price(demand.severity, post.tier),
                part=str(i),
            )

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """Each demand that a concerned village does not meet."""
        for demand in self.params.demands:
            if not demand.concerns(team.village, team.post):
                continue
            people = team.people if demand.role is None else team.of_role(demand.role)
            n = len([p for p in people if any(domain in demand.expertise for domain in p.person.expertise)])
            if n >= demand.least:
                continue
            yield Violation(
                self.slug,
                team.village.village_id,
                size=demand.least - n,
                severity=(demand.least - n) * tier_price(demand.severity, team.post.tier),
                tier=team.post.tier,
                message=Text(
                    "{village}具备所列专长之一（{expertise}）的{role}有{n}名，要求至少{least}名。",
                    "{village}, {role} with one of these domains ({expertise}): {n}; at least {least} asked for.",
                    {
                        "village": team.village.full_name,
                        "n": n,
                        "role": demand.role.label if demand.role else Text("人员", "either role"),
                        "expertise": tuple(domain.label for domain in demand.expertise),
                        "least": demand.least,
                    },
                ),
            )

    _HEAVY_AGRONOMIST = {"demands": [{"task_weight": "heavy", "expertise": ["agronomy"]}]}
    _WEAK_SECRETARY = {
        "demands": [{"village_types": ["weak"], "role": "first_secretary", "expertise": ["party_affairs", "law"]}]
    }
    examples = (
        Example(
            accepts=True,
            says=Text("任务重的村有农技人员", "an agronomist in a heavy village"),
            facts={
                "villages": [{"task_weight": TaskWeight.HEAVY}],
                "candidates": [{"expertise": (Expertise.AGRONOMY,)}],
                "assign": [("P1", "V1", Role.MEMBER)],
            },
            params=_HEAVY_AGRONOMIST,
        ),
        Example(
            accepts=False,
            says=Text("任务重的村没有农技人员", "no agronomist in a heavy village"),
            facts={"villages": [{"task_weight": TaskWeight.HEAVY}], "assign": [("P1", "V1", Role.MEMBER)]},
            params=_HEAVY_AGRONOMIST,
        ),
        Example(
            accepts=True,
            says=Text("任务一般的村不要求", "not asked of a village of normal weight"),
            facts={"assign": [("P1", "V1", Role.MEMBER)]},
            params=_HEAVY_AGRONOMIST,
        ),
        Example(
            accepts=False,
            says=Text(
                "软弱涣散村要求第一书记懂党务或政法，只有队员懂",
                "a weak village wants a first secretary of Party affairs or law; only a member has it",
            ),
            facts={
                "villages": [{"types": frozenset({VillageType.WEAK})}],
                "candidates": [{}, {"expertise": (Expertise.LAW,)}],
                "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)],
            },
            params=_WEAK_SECRETARY,
        ),
    )

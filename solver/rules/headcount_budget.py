"""Head-count budgets: how many first secretaries, members and people there may be, in all and by county.

When to modify
    Budgets are issued for other areas than counties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Mode, Role
from solver.modelling.choices import ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Listing
from solver.modelling.rule import Example, Params, RuleParams, VillageRule
from solver.modelling.seats import IntArray
from solver.text import Text

ALONE = {"mode": Mode.FIRST_SECRETARY_ONLY, "members_min": 0, "members_target": 0, "members_max": 0}
KINDS: dict[str, Text] = {
    "first_secretaries": Text("第一书记", "first secretaries"),
    "members": Text("队员", "members"),
    "total": Text("总人数", "people in all"),
}


class Budget(Params):
    """Limits of one area; what is left open is not limited."""

    first_secretaries: int | None = Field(default=None, ge=0, description="First secretaries · 第一书记名额")
    members: int | None = Field(default=None, ge=0, description="Members · 队员名额")
    total: int | None = Field(default=None, ge=0, description="Both together · 总名额")


class HeadcountBudget(VillageRule):
    """B.2, D.3."""

    slug = "headcount_budget"
    clauses = ("G4", "G6")
    phrase = "县级统筹、精准选派；统筹各级选派力量"
    title = Text("名额预算", "Head-count budget")
    statement = Text(
        "第一书记、队员和总人数不超过下达的名额（全域和各县），留任者计入；名额少于留任者时以留任者为限。",
        "First secretaries, members and both together stay within the budgets (of the whole area and of each county), "
        "incumbents who stay included; a budget below what stays is read as what stays.",
    )
    hardness = Hardness.HARD
    reads = ("village.county", "incumbent.end")

    class Params(RuleParams):
        """Parameters."""

        first_secretaries: int | None = Field(default=None, ge=0, description="First secretaries, all · 第一书记总名额")
        members: int | None = Field(default=None, ge=0, description="Members, all · 队员总名额")
        total: int | None = Field(default=None, ge=0, description="People, all · 总名额")
        counties: dict[str, Budget] = Field(default_factory=dict, description="Budgets by county · 各县名额")

    def _limits(self) -> Iterator[tuple[str, str, int]]:
        """Yield (county or "", kind, limit) of every budget that is set."""
        areas: list[tuple[str, object]] = [("", self.params), *sorted(self.params.counties.items())]
        for county, budget in areas:
            for kind in KINDS:
                limit = getattr(budget, kind)
                if limit is not None:
                    yield county, kind, limit

    @staticmethod
    def _staying(instance: Instance) -> Counter[tuple[str, str]]:
        """Return what no budget can undo, by (county, kind), "" for all: who stays, and the leader of who stays."""
        found: Counter[tuple[str, str]] = Counter()
        for village in instance.villages:
            staying = instance.staying_by_village.get(village.village_id, ())
            if staying:
                members = sum(i.role is Role.MEMBER for i in staying)
                for county in {"", village.county}:
                    found[county, "first_secretaries"] += 1
                    found[county, "members"] += members
                    found[county, "total"] += 1 + members
        return found

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """One hard count for each budget that is set."""
        heads = {"first_secretaries": choices.listed, "members": choices.members, "total": choices.heads}
        counties = np.array([v.county for v in instance.villages], dtype=object)
        staying = self._staying(instance)
        for county, kind, limit in self._limits():
            weights: IntArray = heads[kind]
            inside = (counties == county)[choices.village] if county else np.ones(len(choices), dtype=np.bool_)
            seats = np.flatnonzero(inside & (weights > 0)).astype(np.int64)
            upper = max(limit, staying[county, kind])
            yield Count(self.slug, county, seats, weights=weights[seats], upper=upper, part=kind)

    def check(self, listing: Listing) -> Iterator[Violation]:
        """A budget that is passed."""
        staying = self._staying(listing.instance)
        given: Counter[tuple[str, str]] = Counter()
        for row in listing.rows:
            for area in {"", row.village.county}:
                given[area, "first_secretaries"] += row.listed
                given[area, "members"] += row.members
                given[area, "total"] += row.heads
        for county, kind, budget in self._limits():
            n = given[county, kind]
            limit = max(budget, staying[county, kind])
            if n > limit:
                yield Violation(
                    self.slug,
                    county,
                    size=n - limit,
                    severity=0,
                    hard=True,
                    message=Text(
                        "{area}{kind}定{n}名，超过名额{limit}名。",
                        "{area}: {n} {kind}, over the budget of {limit}.",
                        {"area": county or Text("全域", "whole area"), "kind": KINDS[kind], "n": n, "limit": limit},
                    ),
                )

    examples = (
        Example(
            accepts=True,
            says=Text("两村各1名第一书记，名额2", "two first secretaries, budget two"),
            facts={"villages": [{}, {}], "posts": [ALONE, ALONE]},
            params={"first_secretaries": 2},
        ),
        Example(
            accepts=False,
            says=Text("名额1", "budget one"),
            facts={"villages": [{}, {}], "posts": [ALONE, ALONE]},
            params={"first_secretaries": 1},
        ),
        Example(
            accepts=False,
            says=Text("本县总名额3，1名第一书记加3名队员", "1 + 3 people, county total three"),
            facts={"posts": [{"members_target": 3, "members_max": 3}]},
            params={"counties": {"甲县": {"total": 3}}},
        ),
        Example(
            accepts=True,
            says=Text("名额0，但第一书记任期未满，留任", "budget zero, but the first secretary stays"),
            facts={"incumbents": [{"role": Role.FIRST_SECRETARY}], "posts": [ALONE]},
            params={"first_secretaries": 0},
        ),
    )

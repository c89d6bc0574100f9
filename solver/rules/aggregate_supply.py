"""The list of villages is not larger than the people there are; full coverage is never cut for want of people.

When to modify
    A locality keeps another reserve of nominees, or counts its people by other areas than counties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from pydantic import Field

from solver.domain.candidate import Candidate
from solver.domain.instance import Instance
from solver.domain.village import Unit
from solver.domain.violation import Violation
from solver.domain.words import Gate, Hardness, Health, PartyStatus, Role, State
from solver.modelling.choices import ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Entitlement, Listing
from solver.modelling.rule import Example, RuleParams, VillageRule, tier_price
from solver.modelling.seats import IntArray
from solver.text import Text

NO_UNIT = Unit("")
THREE = {"members_target": 3, "members_max": 3}


class Need(NamedTuple):
    """People of a village that are not a matter of choice: by policy, or because somebody stays."""

    heads: int
    secretary: int
    staying: int
    staying_secretary: int


class AggregateSupply(VillageRule):
    """G5, G6."""

    slug = "aggregate_supply"
    clauses = ("G5", "G6")
    phrase = "按照先定村、再定人原则；统筹各级选派力量"
    title = Text("可派人数", "People available")
    statement = Text(
        "按县合计：可选的岗位（选一批的村、其他类型村、超出下限的队员）"
        "只占用全覆盖之外的可派人数（总数留出备选比例，能任第一书记的按实有数）；全覆盖的岗位不因人数不足而减，缺口在派人时列出。",
        "County by county in sum: posts that are a matter of choice (batch, other types, members above the minimum) "
        "use only the people whom full coverage leaves (less a reserve of the total; of those who could be first "
        "secretary all count); full coverage is never cut for want of people: gaps show when people are placed.",
    )
    hardness = Hardness.ELASTIC
    reads = (
        "candidate.roles",
        "candidate.party_status",
        "candidate.health",
        "candidate.vetting",
        "candidate.state",
        "unit.county",
    )

    class Params(RuleParams):
        """Parameters."""

        percent: int = Field(
            default=85, ge=1, le=100, description="Share of the people that posts may use in % · 可安排比例，其余备选"
        )
        severity: int = Field(default=5, ge=1, le=100, description="Severity of a person over · 每超一人的严重度")

    def _usable(self, candidate: Candidate, instance: Instance) -> bool:
        """Whether a person may be sent at all, as far as can be said without a village."""
        final = instance.reference.mode == "final"
        gates = all(g is Gate.PASS for g in candidate.vetting) if final else Gate.FAIL not in candidate.vetting
        confirmed = candidate.state is State.CONFIRMED or not final
        return bool(candidate.roles) and gates and confirmed and candidate.health is not Health.NO

    def _people(self, instance: Instance, *, secretaries: bool) -> Counter[tuple[str, str]]:
        """Count the usable people (who could be first secretary) by (county, prefecture) of their unit."""
        staying = {i.person.person_id for i in instance.staying}
        found: Counter[tuple[str, str]] = Counter()
        for person in instance.candidates:
            able = Role.FIRST_SECRETARY in person.roles and person.party_status is PartyStatus.FULL
            if (able or not secretaries) and person.person_id not in staying and self._usable(person, instance):
                unit = instance.unit_by_id.get(person.unit_id, NO_UNIT)
                found[unit.county, unit.prefecture] += 1
        return found

    @staticmethod
    def _supply(people: Counter[tuple[str, str]], county: str, prefecture: str) -> int:
        """Return how many an area can draw on: its own and those who serve a wider area; "" is the whole area."""
        own = sum(n for (of_county, _), n in people.items() if of_county and of_county == county)
        wider = sum(n for (of_county, of_pref), n in people.items() if not of_county and of_pref in ("", prefecture))
        return own + wider if county else people.total()

    def _need(self, instance: Instance, due: Entitlement) -> Need:
        roles = [i.role for i in instance.staying_by_village.get(due.village_id, ())]
        n_fs, n_members = roles.count(Role.FIRST_SECRETARY), roles.count(Role.MEMBER)
        full = due.coverage == "full"
        secretary = int(full or bool(roles))
        heads = secretary + max(n_members, due.required_members if full else 0)
        return Need(heads, secretary, n_fs + n_members, n_fs)

    def _areas(self, instance: Instance) -> dict[tuple[str, str], list[int]]:
        """Return the villages of each (county, prefecture), and of the whole if there is more than one."""
        areas: dict[tuple[str, str], list[int]] = {}
        for v, village in enumerate(instance.villages):
            areas.setdefault((village.county, village.prefecture), []).append(v)
        if len(areas) > 1:
            areas["", ""] = list(range(len(instance.villages)))
        return dict(sorted(areas.items()))

    def _limits(
        self, instance: Instance, due: tuple[Entitlement, ...]
    ) -> Iterator[tuple[str, list[int], list[Need], int, int]]:
        """Yield (area, its villages, their needs, people left for choice, first secretaries left for choice)."""
        everybody = self._people(instance, secretaries=False)
        able = self._people(instance, secretaries=True)
        need_of = [self._need(instance, of_village) for of_village in due]
        for (county, prefecture), inside in self._areas(instance).items():
            needs = [need_of[v] for v in inside]
            needed = sum(need.heads - need.staying for need in needs)
            needed_fs = sum(need.secretary - need.staying_secretary for need in needs)
            people = self._supply(everybody, county, prefecture) * int(self.params.percent) // 100
            secretaries = self._supply(able, county, prefecture)
            yield prefecture + county, inside, needs, max(0, people - needed), max(0, secretaries - needed_fs)

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """Two counts an area: people of choice, and first secretaries of choice."""
        price = tier_price(self.params.severity, 0)
        for area, inside, needs, people, secretaries in self._limits(instance, choices.due):
            heads, fs = np.zeros(len(choices.tier), np.int64), np.ones(len(choices.tier), np.int64)
            heads[inside], fs[inside] = [n.heads for n in needs], [n.secretary for n in needs]
            in_area = np.isin(choices.village, inside)
            for part, of_choice, limit in (
                ("people", choices.heads - heads[choices.village], people),
                ("first_secretaries", choices.listed - fs[choices.village], secretaries),
            ):
                seats = np.flatnonzero(in_area & (of_choice > 0)).astype(np.int64)
                weights: IntArray = of_choice[seats]
                yield Count(self.slug, area, seats, weights=weights, upper=limit, excess_price=price, part=part)

    def check(self, listing: Listing) -> Iterator[Violation]:
        """More posts of choice than people left for them."""
        for area, inside, needs, people, secretaries in self._limits(listing.instance, listing.due):
            rows = [listing.rows[v] for v in inside]
            extra = sum(max(0, row.heads - need.heads) for row, need in zip(rows, needs, strict=True))
            extra_fs = sum(max(0, int(row.listed) - need.secretary) for row, need in zip(rows, needs, strict=True))
            for kind, n, limit in (
                (Text("人员", "people"), extra, people),
                (Text("第一书记", "first secretaries"), extra_fs, secretaries),
            ):
                if n > limit:
                    yield Violation(
                        self.slug,
                        area,
                        size=n - limit,
                        severity=(n - limit) * tier_price(self.params.severity, 0),
                        message=Text(
                            "{area}可选岗位用{kind}{n}名，全覆盖之外只剩{limit}名可派。",
                            "{area}: posts of choice use {n} {kind}, full coverage leaves {limit}.",
                            {"area": area or Text("全域", "whole area"), "kind": kind, "n": n, "limit": limit},
                        ),
                    )

    examples = (
        Example(
            accepts=True,
            says=Text("4人可派，脱贫村定第一书记和3名队员", "four people: a first secretary and three members"),
            facts={"candidates": [{}] * 4, "posts": [THREE]},
            params={"percent": 100},
        ),
        Example(
            accepts=False,
            says=Text("3人可派，超出下限的1名队员无人", "three people: the member above the minimum has nobody"),
            facts={"candidates": [{}] * 3, "posts": [THREE]},
            params={"percent": 100},
        ),
        Example(
            accepts=True,
            says=Text("无人可派，全覆盖照列", "nobody at all: full coverage stays listed"),
            facts={"candidates": [], "posts": [{"members_target": 2, "members_max": 2}]},
        ),
        Example(
            accepts=False,
            says=Text("4人留两成备选，只可安排3人", "four people, a fifth in reserve: three posts"),
            facts={"candidates": [{}] * 4, "posts": [THREE]},
            params={"percent": 80},
        ),
    )

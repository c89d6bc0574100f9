"""Nobody is sent to a village that has no bed for him or her.

When to modify
    Lodging is counted otherwise than in beds, e.g. by rooms for men and for women.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from solver.domain.plan import Problem, Team
from solver.domain.violation import Violation
from solver.domain.words import Hardness, Role
from solver.modelling.cases import ON_POST
from solver.modelling.counts import Count
from solver.modelling.rule import Example, RuleParams, TeamRule, tier_price
from solver.modelling.seats import VillageSeats
from solver.text import Text
from solver.units import add_months


class Lodging(TeamRule):
    """O7, M3b."""

    slug = "lodging"
    clauses = ("O7", "M3b")
    phrase = "所在县乡提供必要工作和生活条件"
    title = Text("住宿床位够用", "Enough beds")
    statement = Text(
        "村里填报了床位的，在村人数（留任和新派，可选含交接期内未离村的到期人员）不超过床位数；可改为超出的列为例外（另找住处）。",
        "Where a village states its beds, the people there (staying and new and, by choice, due incumbents who have "
        "not left on the on-post date) do not exceed them; by choice, who has none is an exception (other lodging is "
        "found).",
    )
    hardness = Hardness.OPTION
    reads = ("village.beds", "incumbent.end", "incumbent.recalled", "reference.on_post_date")

    class Params(RuleParams):
        """Parameters."""

        enabled: bool = Field(default=False, description="Whether the rule is on · 是否启用")
        count_in_caps: bool = Field(
            default=False,
            description="Whether due incumbents count while they hand over · 交接期内到期人员是否占床位",
        )
        severity: int | None = Field(
            default=None,
            ge=1,
            le=100,
            description="Severity of each one without a bed; none: nobody is sent · 缺一床的严重度，不填则不派",
        )

    def _handing_over(self, problem: Problem, village_id: str) -> int:
        """Return how many due incumbents are still there on the on-post date, if they are to be counted."""
        if not self.params.count_in_caps:
            return 0
        leaving = problem.instance.leaving_by_village.get(village_id, ())
        on_post = problem.instance.reference.on_post_date
        return sum(not i.recalled and i.end is not None and i.end > on_post for i in leaving)

    def counts(self, problem: Problem, seats: VillageSeats) -> Iterator[Count]:
        """One count: people in the village, at most the beds."""
        village = problem.instance.villages[seats.village_idx]
        if village.beds is None:
            return
        base = len(problem.stayers(seats.village_idx)) + self._handing_over(problem, village.village_id)
        if base + len(seats.person) > village.beds:
            # what is short before anybody is sent is nobody's exception
            limit, price, tier = max(village.beds, base), self.params.severity, problem.posts[seats.village_idx].tier
            excess = None if price is None else tier_price(price, tier)
            yield Count(self.slug, village.village_id, seats.all(), base=base, upper=limit, excess_price=excess)

    def check(self, problem: Problem, team: Team) -> Iterator[Violation]:
        """More people than beds, some of them new."""
        beds = team.village.beds
        n = len(team.people) + self._handing_over(problem, team.village.village_id)
        n_new = sum(not p.incumbent for p in team.people)
        if beds is None or not n_new or n <= beds:
            return
        short = min(n_new, n - beds)
        message = Text(
            "{village}在村{n}人，床位只有{beds}张。",
            "People in {village}: {n}; beds: {beds}.",
            {"village": team.village.full_name, "n": n, "beds": beds},
        )
        if self.params.severity is not None:
            yield self.exception(team, short, message)
            return
        yield Violation(
            self.slug,
            team.village.village_id,
            size=short,
            severity=0,
            hard=True,
            tier=team.post.tier,
            message=message,
        )

    _TWO = {"candidates": [{}, {}], "assign": [("P1", "V1", Role.FIRST_SECRETARY), ("P2", "V1", Role.MEMBER)]}
    # Due one month after the on-post date: still there when the new people come.
    _HANDING_OVER = {
        "reference": {"horizon_date": add_months(ON_POST, 3)},
        "incumbents": [{"end": add_months(ON_POST, 1)}],
    }
    examples = (
        Example(
            accepts=True,
            says=Text("2张床位，派2人", "2 beds, 2 people"),
            facts={**_TWO, "villages": [{"beds": 2}]},
        ),
        Example(
            accepts=False,
            says=Text("2张床位，留任1人又派2人", "2 beds; one stays and two are sent"),
            facts={**_TWO, "villages": [{"beds": 2}], "incumbents": [{}]},
        ),
        Example(
            accepts=False,
            says=Text("1张床位，派2人，列为例外", "1 bed, 2 people: an exception where that is the choice"),
            facts={**_TWO, "villages": [{"beds": 1}]},
            params={"severity": 2},
        ),
        Example(
            accepts=True,
            says=Text("床位未填", "beds are not stated"),
            facts=_TWO,
        ),
        Example(
            accepts=True,
            says=Text("2张床位，到期1人尚未离村，按默认不占床位", "2 beds, a due one not gone, not counted by default"),
            facts={**_TWO, **_HANDING_OVER, "villages": [{"beds": 2}]},
        ),
        Example(
            accepts=False,
            says=Text("2张床位，到期1人尚未离村并占床位", "2 beds, a due one not gone and counted"),
            facts={**_TWO, **_HANDING_OVER, "villages": [{"beds": 2}]},
            params={"count_in_caps": True},
        ),
    )

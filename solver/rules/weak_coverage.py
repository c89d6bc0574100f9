"""Every village with a weak Party organisation has a first secretary.

When to modify
    A locality sends teams of another size to weak villages, or keeps the post after the village leaves the list.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.village import Village
from solver.domain.words import Hardness, Mode, VillageType
from solver.modelling.coverage import CoverageParams, CoverageRule
from solver.modelling.listing import Demand
from solver.modelling.rule import Example
from solver.text import Text
from solver.units import add_months

WEAK = frozenset({VillageType.WEAK})
NO_POST = {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0, "tier": 1}
ALONE = {**NO_POST, "mode": Mode.FIRST_SECRETARY_ONLY}


class WeakCoverage(CoverageRule):
    """S5."""

    slug = "weak_coverage"
    clauses = ("S5",)
    phrase = "对党组织软弱涣散村…继续全覆盖选派第一书记"
    title = Text("软弱涣散村全覆盖", "Full coverage of weak villages")
    statement = Text(
        "党组织软弱涣散村都列入名单、选派第一书记，可另派工作队；退出认定后可保留若干个月。",
        "Every village with a weak Party organisation is listed for a first secretary; a team may be sent too; the "
        "post may be kept for some months after the village leaves the list.",
    )
    hardness = Hardness.HARD_ELASTIC
    reads = ("village.types", "village.weak_since")

    class Params(CoverageParams):
        """Parameters."""

        members_max: int = Field(default=2, ge=0, le=6, description="Members at most, 0: no team · 队员上限")
        keep_after_exit_months: int = Field(
            default=0, ge=0, le=60, description="Months the post is kept after the year of the list · 退出后保留月数"
        )

    def demand(self, village: Village, instance: Instance) -> Demand | None:
        """First secretary required, team optional; first priority."""
        if VillageType.WEAK in village.types:
            reason = Text("党组织软弱涣散村：须选派第一书记。", "Weak Party organisation: a first secretary is due.")
        elif self._kept(village, instance):
            reason = Text(
                "{year}年认定的软弱涣散村，整顿后保留第一书记。",
                "On the weak list of {year}: the first secretary is kept for a while.",
                {"year": village.weak_since},
            )
        else:
            return None
        most = self.params.members_max
        return Demand(
            self.slug,
            first_secretary=True,
            team=False,
            allows_first_secretary_only=True,
            allows_team=most > 0,
            members_min=min(2, most),
            members_max=most,
            coverage="full",
            tier=1,
            reason=reason,
        )

    def _kept(self, village: Village, instance: Instance) -> bool:
        """Whether the village left the list (at the end of its year) not longer ago than the post is kept."""
        if village.weak_since is None:
            return False
        last = add_months(date(village.weak_since, 12, 31), self.params.keep_after_exit_months)
        return self.params.keep_after_exit_months > 0 and last >= instance.reference.on_post_date

    examples = (
        Example(
            accepts=True,
            says=Text("单独选派第一书记", "a first secretary alone"),
            facts={"villages": [{"types": WEAK}], "posts": [ALONE]},
        ),
        Example(
            accepts=False,
            says=Text("软弱涣散村未列入", "a weak village left out"),
            facts={"villages": [{"types": WEAK}], "posts": [NO_POST]},
        ),
        Example(
            accepts=False,
            says=Text("2024年底退出，保留6个月至2025年6月底", "left at the end of 2024, kept six months: June is in"),
            facts={"villages": [{"types": frozenset(), "weak_since": 2024}], "posts": [NO_POST]},
            params={"keep_after_exit_months": 6},
        ),
        Example(
            accepts=True,
            says=Text("2024年底退出，保留5个月：5月底到期", "kept five months: over at the end of May"),
            facts={"villages": [{"types": frozenset(), "weak_since": 2024}], "posts": [NO_POST]},
            params={"keep_after_exit_months": 5},
        ),
    )

"""What the coverage rules of stage 1 share (S1, S2, S3, S5): they differ in whom they concern and what they demand.

Where several of them concern a village, one answers for a missing first secretary and one for missing members
(``Entitlement.fs_rule``, ``Entitlement.team_rule``): a planner signs each exception once.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydantic import Field

from solver.domain.instance import Instance
from solver.domain.violation import Violation
from solver.modelling.choices import TEAM, ChoiceSet
from solver.modelling.counts import Count
from solver.modelling.listing import Listing, Row
from solver.modelling.rule import RuleParams, VillageRule, tier_price
from solver.text import Text


class CoverageParams(RuleParams):
    """Severity of what is missing, before the factor of the tier.

    The defaults keep the tiers in order: a weak village left out (32 · 40 = 1,280) weighs more than a village of tier 2
    left out with three members due and assistance withdrawn (24 · (40 + 3 · 3 + 3) = 1,248), and every first secretary
    of full coverage (8 · 40 = 320 and more) more than a member short of the minimum (24 · 3 = 72 and less).
    """

    severity: int = Field(
        default=40, ge=1, le=100, description="Severity of a village without first secretary · 缺第一书记的严重度"
    )
    severity_member: int = Field(
        default=3, ge=1, le=100, description="Severity of a member short of the minimum · 缺一名队员的严重度"
    )


class CoverageRule(VillageRule):
    """A rule that demands a first secretary, a team, or both; derive and state the demand."""

    class Params(CoverageParams):
        """Severities only."""

    def counts(self, instance: Instance, choices: ChoiceSet) -> Iterator[Count]:
        """For each village it answers for: listed, at least once; members, at least the minimum."""
        listed, team = choices.listed > 0, choices.mode == TEAM
        for v, due in enumerate(choices.due):
            if due.fs_rule == self.slug:
                price = tier_price(self.params.severity, due.tier)
                yield Count(self.slug, due.village_id, choices.of_village(v, listed), lower=1, shortfall_price=price)
            if due.team_rule == self.slug:
                seats = choices.of_village(v, team)
                yield Count(
                    self.slug,
                    due.village_id,
                    seats,
                    weights=choices.members[seats].astype(np.int64),
                    lower=due.members_min,
                    shortfall_price=tier_price(self.params.severity_member, due.tier),
                    part="members",
                )

    def check(self, listing: Listing) -> Iterator[Violation]:
        """A village that is not listed, or has fewer members than it is due."""
        for row in listing.rows:
            no_fs = int(row.due.fs_rule == self.slug and not row.listed)
            short = max(0, row.due.members_min - row.members) if row.due.team_rule == self.slug else 0
            if no_fs or short:
                fs_price = tier_price(self.params.severity, row.due.tier)
                member_price = tier_price(self.params.severity_member, row.due.tier)
                yield Violation(
                    self.slug,
                    row.village.village_id,
                    size=no_fs + short,
                    severity=no_fs * fs_price + short * member_price,
                    message=self._message(row, short),
                    tier=row.due.tier,
                )

    def _message(self, row: Row, short: int) -> Text:
        values: dict[str, object] = {"village": row.village.full_name, "rule": self.title}
        if not row.listed:
            return Text("{village}未列入选派名单（{rule}）。", "{village} is not on the list ({rule}).", values)
        return Text(
            "{village}定{given}名队员，比规定的{due}名少{short}名（{rule}）。",
            "{village} is given {given} members, {short} fewer than the {due} due ({rule}).",
            {**values, "given": row.members, "due": row.due.members_min, "short": short},
        )

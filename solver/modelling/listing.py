"""What each village is due in stage 1 (domain.md A.2), and a list of posts to hold against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from solver.domain.instance import Instance
from solver.domain.village import Post, Village
from solver.domain.words import Mode
from solver.text import Text

Coverage = Literal["none", "extends", "local", "chosen", "full"]
"""``full``: every such village must be served; ``chosen``: a batch; ``local``: as the county likes; ``extends``: only
widens what other demands give; ``none``: nothing is due."""

_STRENGTH: dict[Coverage, int] = {"none": 0, "extends": 0, "local": 1, "chosen": 2, "full": 3}
LOWEST_TIER = 6


@dataclass(frozen=True)
class Demand:
    """What one policy entitles or obliges a village to in stage 1 (domain.md A.2, one row of the table).

    Attributes
    ----------
    first_secretary, team
        Whether it is required; if not, ``allows_*`` says whether it may be given.
    members_min, members_max
        Members besides the first secretary if a team is sent.
    tier
        Stage-1 priority, 1 to 6.
    replaces
        Slugs of rules whose demand this one takes the place of; where none of them demands anything, nor does this.
    """

    rule: str
    first_secretary: bool
    team: bool
    allows_first_secretary_only: bool
    allows_team: bool
    members_min: int
    members_max: int
    coverage: Coverage
    tier: int
    reason: Text
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entitlement:
    """All demands of one village put together: the strongest requirement of each kind (domain.md A.2, overlaps).

    Attributes
    ----------
    demands
        Demands that apply, strongest tier first, without the replaced ones.
    members_min
        Members if a team is sent: the largest minimum of those that require a team, or else of those that allow it.
    fs_rule, team_rule
        The rule that answers for a missing first secretary and for missing members, so that each is one exception.
    """

    village_id: str
    demands: tuple[Demand, ...] = ()
    coverage: Coverage = "none"
    first_secretary: bool = False
    team: bool = False
    allows_first_secretary_only: bool = False
    allows_team: bool = False
    members_min: int = 0
    members_max: int = 0
    tier: int = LOWEST_TIER
    fs_rule: str = ""
    team_rule: str = ""

    @property
    def required_members(self) -> int:
        """Members that must be there, by policy."""
        return self.members_min if self.team else 0

    @classmethod
    def of(cls, village_id: str, demands: Iterable[Demand]) -> Entitlement:
        """Put the demands of a village together."""
        every = tuple(demands)
        made = {demand.rule for demand in every}
        given = tuple(d for d in every if not d.replaces or made & set(d.replaces))
        replaced = {slug for demand in given for slug in demand.replaces}
        active = tuple(sorted((d for d in given if d.rule not in replaced), key=lambda d: (d.tier, d.rule)))
        served = [d for d in active if _STRENGTH[d.coverage] > 0]
        if not served:
            return cls(village_id)
        coverage = max((d.coverage for d in served), key=lambda c: _STRENGTH[c])
        requiring, allowing = [d for d in served if d.team], [d for d in served if d.allows_team or d.team]
        secretaries = [d for d in served if d.first_secretary]
        minimum = max((d.members_min for d in requiring or allowing), default=0)
        return cls(
            village_id,
            active,
            coverage,
            first_secretary=bool(secretaries),
            team=bool(requiring),
            allows_first_secretary_only=not requiring and any(d.allows_first_secretary_only for d in served),
            allows_team=bool(allowing),
            members_min=minimum,
            members_max=max((d.members_max for d in active), default=0) if allowing else 0,
            tier=min(d.tier for d in served),
            fs_rule=secretaries[0].rule if secretaries else "",
            team_rule=next((d.rule for d in requiring if d.members_min == minimum), ""),
        )


@dataclass(frozen=True)
class Row:
    """One village of a listing: what it is, what it is due, what it is given."""

    village: Village
    due: Entitlement
    post: Post

    @property
    def listed(self) -> bool:
        """Whether the village is on the frozen list."""
        return self.post.mode is not Mode.NONE

    @property
    def members(self) -> int:
        """Members decided for the village."""
        return self.post.members_target if self.post.mode is Mode.TEAM else 0

    @property
    def heads(self) -> int:
        """People decided for the village, first secretary included."""
        return int(self.listed) + self.members


@dataclass(frozen=True)
class Listing:
    """A list of posts held against what the villages are due: what village rules check."""

    instance: Instance
    due: tuple[Entitlement, ...]
    posts: tuple[Post, ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """One row a village, in the order of the villages."""
        return tuple(Row(v, d, p) for v, d, p in zip(self.instance.villages, self.due, self.posts, strict=True))

"""Which heavy needs of villages the people of the plan can serve, need item by need item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solver.domain.needs import serves
from solver.domain.plan import Team
from solver.domain.words import NEED_ITEMS
from solver.report.handovers import HEAVY_NEED


@dataclass(frozen=True)
class NeedMet:
    """One need item over some villages.

    Attributes
    ----------
    wanted
        Villages on the list that have the need at degree 2 or 3.
    met
        Those of them where somebody's expertise serves it.
    unmet
        IDs of the others.
    """

    item: str
    wanted: int
    met: int
    unmet: tuple[str, ...]


def needs_met(teams: Iterable[Team]) -> tuple[NeedMet, ...]:
    """Count every need item over the listed villages among these teams, in the order of the items."""
    listed = [team for team in teams if team.post.wants_first_secretary]
    found = []
    for position, item in enumerate(NEED_ITEMS):
        heavy = [team for team in listed if team.village.needs[position] >= HEAVY_NEED]
        unmet = tuple(
            t.village.village_id for t in heavy if not any(serves(m.person.expertise, item) for m in t.people)
        )
        found.append(NeedMet(item, len(heavy), len(heavy) - len(unmet), unmet))
    return tuple(found)

"""A rough stage 1, only to know how many posts a county will want: budgets, incumbents and nominees follow from it.

It is the default policy table of domain.md A.2 by hand. The real list of posts is made by stage 1 of the program, which
may well decide otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

from solver.domain.village import Village
from solver.domain.words import TaskWeight, VillageType
from solver.generate.draw import Draw
from solver.generate.sizes import Size


@dataclass(frozen=True)
class Wish:
    """What a village will roughly get: a first secretary or not, and members from a minimum to a maximum."""

    first_secretary: bool
    members_min: int = 0
    members_max: int = 0

    @property
    def team(self) -> bool:
        """Whether a team is sent."""
        return self.members_max > 0


def sketch_posts(size: Size, seed: int, villages: list[Village]) -> list[Wish]:
    """Return one wish a village.

    Lifted and resettlement villages get teams; of the villages that are only weak 70 % get a first secretary alone; the
    villages of heavy task half and half; villages of other types a first secretary alone, the last of them none.
    """
    draw = Draw(seed, size.name, "sketch")
    others = [v.village_id for v in villages if v.types == {VillageType.OTHER}]
    unserved = set(others[len(others) - size.unserved :]) if size.unserved else set()
    alone = {
        "heavy": iter(draw.deal({True: 0.5, False: 0.5}, len(villages))),
        "weak": iter(draw.deal({True: 0.7, False: 0.3}, len(villages))),
    }
    wishes = []
    for village in villages:
        if {VillageType.LIFTED, VillageType.RESETTLEMENT} & village.types:
            wishes.append(_bound(village))
        elif VillageType.HEAVY in village.types:
            wishes.append(Wish(True) if next(alone["heavy"]) else Wish(True, 2, 4))
        elif VillageType.WEAK in village.types:
            wishes.append(Wish(True) if next(alone["weak"]) else Wish(True, 1, 2))
        else:
            wishes.append(Wish(village.village_id not in unserved))
    return wishes


def _bound(village: Village) -> Wish:
    """Return the wish of a lifted or resettlement village."""
    if village.task_weight is TaskWeight.LIGHT:
        return Wish(True, 1, 2)
    if village.key_county or VillageType.RESETTLEMENT in village.types or village.task_weight is TaskWeight.HEAVY:
        return Wish(True, 2, 4)
    return Wish(True, 2, 3)


@dataclass(frozen=True)
class Arithmetic:
    """Head counts of a county that tie up: ``first_secretaries + members = staying + open_posts``.

    Attributes
    ----------
    first_secretaries, members
        Head-count budgets of the round, incumbents who stay included.
    staying
        Incumbents in mid-term.
    open_posts
        Posts to fill.
    nominees
        People nominated.
    """

    first_secretaries: int
    members: int
    staying: int
    open_posts: int
    nominees: int


def head_counts(size: Size, wishes: list[Wish]) -> Arithmetic:
    """Work out the head counts of a county from its size and wishes.

    Raises
    ------
    ValueError
        If the members wanted lie outside what the villages can take: the size contradicts itself.
    """
    first_secretaries = sum(wish.first_secretary for wish in wishes)
    if size.nominees is not None:
        open_posts = round(size.nominees / size.nominees_per_post)
        nominees = size.nominees
    else:
        wanted = round(size.members_per_team * sum(wish.team for wish in wishes))
        # small counties of a region may draw villages that take fewer, or more, than the region's average
        members = min(max(wanted, sum(w.members_min for w in wishes)), sum(w.members_max for w in wishes))
        open_posts = first_secretaries + members - size.staying
        nominees = round(size.nominees_per_post * open_posts)
    members = open_posts + size.staying - first_secretaries
    least, most = sum(wish.members_min for wish in wishes), sum(wish.members_max for wish in wishes)
    if not least <= members <= most:
        raise ValueError(f"{size.name}: {members} members wanted, but the villages take {least} to {most}")
    return Arithmetic(first_secretaries, members, size.staying, open_posts, nominees)

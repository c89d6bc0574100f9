"""Who takes over from whom in a village: due incumbents matched with newly posted people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from solver.domain.plan import Team, TeamMember
from solver.domain.posting import Incumbent
from solver.domain.words import ROLES


@dataclass(frozen=True)
class Succession:
    """One incumbent who leaves and the person who takes over.

    Attributes
    ----------
    successor
        A newly posted person; or the village's first secretary where nobody of the role comes; or ``None``.
    direct
        Whether the successor takes over the very post: same role, newly posted.
    """

    leaver: Incumbent
    successor: TeamMember | None
    direct: bool

    @property
    def is_same_person(self) -> bool:
        """Whether the one who was due is posted to the village again."""
        return self.successor is not None and self.successor.person.person_id == self.leaver.person.person_id


def successions(leaving: list[Incumbent], team: Team) -> Iterator[Succession]:
    """Match the people who leave a village with those who come.

    The same person first, then role by role the same unit (the bond of unit and village goes on), then the order of
    IDs. Who has no successor of the role hands over to the first secretary, if there is one.
    """
    comers = sorted((m for m in team.people if not m.incumbent), key=lambda m: m.person.person_id)
    open_leavers = sorted(leaving, key=lambda i: (ROLES.index(i.role), i.person.person_id))
    for leaver, comer in _matched(open_leavers, comers, lambda i, m: i.person.person_id == m.person.person_id):
        yield Succession(leaver, comer, direct=True)
    for role in ROLES:
        of_role = [i for i in open_leavers if i.role is role]
        new = [m for m in comers if m.role is role]
        pairs = _matched(of_role, new, lambda i, m: bool(i.person.unit_id) and i.person.unit_id == m.person.unit_id)
        pairs += _matched(of_role, new, lambda i, m: True)
        for leaver, comer in sorted(pairs, key=lambda pair: pair[0].person.person_id):
            yield Succession(leaver, comer, direct=True)
        captain = next((m for m in team.people if m.role is ROLES[0]), None)
        for leaver in of_role:
            yield Succession(leaver, captain, direct=False)


def _matched(
    leavers: list[Incumbent], comers: list[TeamMember], fits: Callable[[Incumbent, TeamMember], bool]
) -> list[tuple[Incumbent, TeamMember]]:
    """Match in order where it fits, and take the matched ones out of both lists."""
    pairs = []
    for leaver in tuple(leavers):
        comer = next((m for m in comers if fits(leaver, m)), None)
        if comer is not None:
            pairs.append((leaver, comer))
            leavers.remove(leaver)
            comers.remove(comer)
    return pairs

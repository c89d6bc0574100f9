"""Stage-1 choices: what a village may be given, as seats are in stage 2."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.domain.instance import Instance
from solver.domain.words import Mode, Role
from solver.modelling.listing import Entitlement
from solver.modelling.seats import BoolArray, IntArray

NONE, FS_ONLY, TEAM = 0, 1, 2
"""Mode numbers in arrays."""

MODES: tuple[Mode, ...] = (Mode.NONE, Mode.FIRST_SECRETARY_ONLY, Mode.TEAM)
"""Modes by number."""


@dataclass(frozen=True)
class ChoiceSet:
    """Possible choices in canonical order: by village, then mode, then members. Exactly one per village is taken.

    Attributes
    ----------
    village, mode, members
        int64 arrays of shape (n_choices,): position of the village, mode number, members besides the first secretary.
    points
        int64 array of shape (n_choices,): value of the choice.
    start
        int64 array of shape (n_villages + 1,): choices of village v are ``start[v]:start[v + 1]``.
    tier
        int64 array of shape (n_villages,): priority tier of each village.
    due
        What each village is due, in the order of the villages.
    """

    village: IntArray
    mode: IntArray
    members: IntArray
    points: IntArray
    start: IntArray
    tier: IntArray
    due: tuple[Entitlement, ...]

    def __len__(self) -> int:
        return len(self.village)

    @cached_property
    def listed(self) -> IntArray:
        """1 where the choice puts the village on the list: int64 array of shape (n_choices,)."""
        listed: IntArray = (self.mode != NONE).astype(np.int64)
        return listed

    @cached_property
    def heads(self) -> IntArray:
        """People of each choice, first secretary included: int64 array of shape (n_choices,)."""
        return self.listed + self.members

    def of_village(self, village_idx: int, mask: BoolArray | None = None) -> IntArray:
        """Return the choice indices of one village, or those of them where a mask over all choices holds."""
        indices = np.arange(self.start[village_idx], self.start[village_idx + 1], dtype=np.int64)
        return indices if mask is None else indices[mask[indices]]


def build_choices(instance: Instance, due: tuple[Entitlement, ...]) -> ChoiceSet:
    """Make the choices of every village from what it is due and who stays there.

    A village may always be left out unless somebody stays; nothing below what stays is a choice. Where a team is
    required, fewer members than the policy asks for (down to a first secretary alone) are choices too: an exception
    is better than none at all.
    """
    options: list[list[tuple[int, int]]] = []
    for village, of_village in zip(instance.villages, due, strict=True):
        roles = [i.role for i in instance.staying_by_village.get(village.village_id, ())]
        options.append(_options(of_village, roles.count(Role.FIRST_SECRETARY), roles.count(Role.MEMBER)))
    sizes = [len(of_village) for of_village in options]
    flat = [option for of_village in options for option in of_village]
    return ChoiceSet(
        village=np.repeat(np.arange(len(options), dtype=np.int64), sizes),
        mode=np.array([mode for mode, _ in flat], dtype=np.int64),
        members=np.array([members for _, members in flat], dtype=np.int64),
        points=np.zeros(len(flat), dtype=np.int64),
        start=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        tier=np.array([of_village.tier for of_village in due], dtype=np.int64),
        due=due,
    )


def _options(due: Entitlement, staying_fs: int, staying_members: int) -> list[tuple[int, int]]:
    """Return the (mode, members) that one village may be given."""
    options = [] if staying_fs or staying_members else [(NONE, 0)]
    alone = due.first_secretary or due.allows_first_secretary_only or staying_fs
    if alone and not staying_members:
        options.append((FS_ONLY, 0))
    if due.allows_team or staying_members:
        fewest = staying_members or (1 if due.team else max(1, due.members_min))
        options.extend((TEAM, k) for k in range(fewest, max(staying_members, due.members_max) + 1))
    return options

"""Stage-1 choices: what a village may be given, as seats are in stage 2."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.modelling.seats import BoolArray, IntArray

NONE, FS_ONLY, TEAM = 0, 1, 2
"""Mode numbers in arrays."""


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
    """

    village: IntArray
    mode: IntArray
    members: IntArray
    points: IntArray
    start: IntArray
    tier: IntArray

    def __len__(self) -> int:
        return len(self.village)

    def of_village(self, village_idx: int, mask: BoolArray | None = None) -> IntArray:
        """Return the choice indices of one village, or those of them where a mask over all choices holds."""
        indices = np.arange(self.start[village_idx], self.start[village_idx + 1], dtype=np.int64)
        return indices if mask is None else indices[mask[indices]]

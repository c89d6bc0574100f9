"""Known names, so many that each cannot be compared with every misspelt one: did-you-mean for a whole province."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.scenario.rosters.findings import did_you_mean
from solver.text import Text


class Spellings:
    """Names among which the nearest to a text is looked for; the answer is that of :func:`did_you_mean` over all.

    Parameters
    ----------
    names
        Called when a name is first looked for: without a misspelling nothing is indexed.
    """

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._given = names

    @cached_property
    def _names(self) -> list[str]:
        return [name for name in dict.fromkeys(self._given()) if name]

    @cached_property
    def _lengths(self) -> NDArray[np.int64]:
        return np.array([len(name) for name in self._names], dtype=np.int64)

    @cached_property
    def _holders(self) -> dict[str, NDArray[np.int64]]:
        """Character to the positions of the names that have it, as often as they have it."""
        found: dict[str, list[int]] = {}
        for position, name in enumerate(self._names):
            for character in name:
                found.setdefault(character, []).append(position)
        return {character: np.array(positions, dtype=np.int64) for character, positions in found.items()}

    def near(self, text: str, cutoff: float = 0.6) -> Text:
        """Return ``: did you mean X`` for the nearest name, or an empty text."""
        held = [self._holders[character] for character in set(text) if character in self._holders]
        if not held:
            return Text("", "")
        # a name's characters that occur in the text are at least those that any alignment can match
        shared = np.bincount(np.concatenate(held), minlength=len(self._names))
        possible = 2 * shared >= cutoff * (self._lengths + len(text))
        return did_you_mean(text, [self._names[i] for i in np.flatnonzero(possible)], cutoff)

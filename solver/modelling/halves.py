"""Halves of the set of plans: those with at most so many of some seats, and those with more (§7.4).

A count whose weights are all one names its seats by its key, so that an engine and the re-check halve alike.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Half:
    """The plans that take at most, or more than, ``limit`` of a count's seats.

    Attributes
    ----------
    count
        Key of the count. Its base and its own limits play no part here: only its seats do.
    limit
        New people on these seats.
    more
        Whether the plans with more than ``limit`` are meant.
    """

    count: str
    limit: int
    more: bool

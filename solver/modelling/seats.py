"""Sparse seat set: the (person, village, role) triples that eligibility and pair rules leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
SmallArray = NDArray[np.int32] | NDArray[np.int8]
"""Numbers that stay small, kept in few bytes where there are millions of them; never multiplied as they are."""
BoolArray = NDArray[np.bool_]

FS, MEMBER = 0, 1
"""Role numbers in arrays: positions in ``domain.words.ROLES``."""


@dataclass(frozen=True)
class SeatSet:
    """Open seats in canonical order: by village, then role, then person.

    Attributes
    ----------
    person, village, role
        int64 arrays of shape (n_seats,): positions in the instance's candidates and villages, and role number.
    points
        int64 array of shape (n_seats,): value of the seat alone, in points.
    start
        int64 array of shape (n_villages + 1,): seats of village v are ``start[v]:start[v + 1]``.
    """

    person: IntArray
    village: IntArray
    role: IntArray
    points: IntArray
    start: IntArray

    def __len__(self) -> int:
        return len(self.person)

    @property
    def n_villages(self) -> int:
        """Number of villages, with or without seats."""
        return len(self.start) - 1

    def of_village(self, village_idx: int) -> VillageSeats:
        """Return the seats of one village as a view."""
        first, last = int(self.start[village_idx]), int(self.start[village_idx + 1])
        own = slice(first, last)
        return VillageSeats(village_idx, first, self.person[own], self.role[own], self.points[own])

    def groups(self, labels: IntArray, where: BoolArray | None = None) -> Iterator[tuple[int, IntArray]]:
        """Split seats by a label of their person, in ascending order of labels.

        Parameters
        ----------
        labels
            int64 array of shape (n_candidates,); people with a negative label are left out.
        where
            bool array of shape (n_seats,): the seats to split; ``None`` takes all.

        Yields
        ------
        tuple
            A label that has seats, and their indices in ascending order.
        """
        of_seat = labels[self.person]
        kept = np.flatnonzero(of_seat >= 0 if where is None else (of_seat >= 0) & where)
        order = kept[np.argsort(of_seat[kept], kind="stable")]
        found, first = np.unique(of_seat[order], return_index=True)
        yield from zip(found.tolist(), np.split(order, first[1:]), strict=False)


@dataclass(frozen=True)
class VillageSeats:
    """Seats of one village: what a team rule sees.

    Attributes
    ----------
    first
        Index of the village's first seat in the seat set.
    person, role, points
        int64 arrays of shape (n_seats_of_village,).
    """

    village_idx: int
    first: int
    person: IntArray
    role: IntArray
    points: IntArray

    def where(self, mask: BoolArray) -> IntArray:
        """Return the seat-set indices where a mask over the village's seats holds."""
        return self.first + np.flatnonzero(mask)

    def having(self, people: BoolArray, role: int | None = None) -> IntArray:
        """Return the indices of seats whose person has an attribute, of one role or of both.

        Parameters
        ----------
        people
            bool array of shape (n_candidates,), as from ``Instance.array``.
        role
            ``FS`` or ``MEMBER``; ``None`` takes both.
        """
        mask = people[self.person]
        if role is not None:
            mask = mask & (self.role == role)
        return self.where(mask)

    def all(self, role: int | None = None) -> IntArray:
        """Return the indices of all seats, of one role or of both."""
        if role is None:
            return self.first + np.arange(len(self.person), dtype=np.int64)
        return self.where(self.role == role)

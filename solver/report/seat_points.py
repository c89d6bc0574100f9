"""The points of every seat alone, whoever holds it: for the pages about single persons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.plan import Problem
from solver.modelling.seats import IntArray


@dataclass(frozen=True)
class SeatPoints:
    """Every seat that somebody may take, county after county.

    Attributes
    ----------
    person, village, role, points
        Arrays of shape (n_seats,) of whole numbers: positions in the instance, role number, points of the seat alone.
    """

    person: NDArray[np.int32]
    village: NDArray[np.int32]
    role: NDArray[np.int8]
    points: NDArray[np.int32]
    _by_person: IntArray
    _by_village: IntArray

    @classmethod
    def of(cls, problem: Problem, book: RuleBook) -> SeatPoints:
        """Compile the seats of each county in turn."""
        split = Split(problem, book)
        person, village = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
        role, points = [np.zeros(0, dtype=np.int8)], [np.zeros(0, dtype=np.int32)]
        for number in range(len(split)):
            part = split.part(number)
            seats = split.compile(part).seats
            person.append(part.candidates[seats.person].astype(np.int32))
            village.append(part.villages[seats.village].astype(np.int32))
            role.append(seats.role.astype(np.int8))
            points.append(seats.points.astype(np.int32))
        people, villages = np.concatenate(person), np.concatenate(village)
        by_person, by_village = np.argsort(people, kind="stable"), np.argsort(villages, kind="stable")
        return cls(people, villages, np.concatenate(role), np.concatenate(points), by_person, by_village)

    def of_person(self, candidate_idx: int) -> IntArray:
        """Return the indices of the seats of a person."""
        return self._slice(self._by_person, self.person, candidate_idx)

    def of_post(self, village_idx: int, role: int) -> IntArray:
        """Return the indices of the seats of one role in a village."""
        here = self._slice(self._by_village, self.village, village_idx)
        found: IntArray = here[self.role[here] == role]
        return found

    @staticmethod
    def _slice(order: IntArray, keys: NDArray[np.int32], key: int) -> IntArray:
        first, last = np.searchsorted(keys, [key, key + 1], sorter=order).tolist()
        return order[first:last]

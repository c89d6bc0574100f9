"""What people who had to go leave behind, as seats and counts of the new model (§8)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.cpsat import Row
from solver.modelling.model import AllocationModel
from solver.modelling.seats import BoolArray, IntArray

Place = tuple[int, int]
"""Village and role number."""


@dataclass(frozen=True)
class Vacancies:
    """An announced plan after some people left it.

    Attributes
    ----------
    model
        Of the facts as they are now: those who had to go have no seat in it.
    kept
        int64 array: seats of the announced people who can go on as announced.
    units
        int64 array of shape (n_candidates,): number of each person's unit, negative without one.
    vacated
        Place to the units of the people who left it, newly sent ones and incumbents alike.
    frozen
        Kept seats that may not change either, whatever it would help.
    """

    model: AllocationModel
    kept: IntArray
    units: IntArray
    vacated: dict[Place, tuple[int, ...]]
    frozen: IntArray

    @property
    def n_vacated(self) -> int:
        """Posts that fell vacant."""
        return sum(len(units) for units in self.vacated.values())

    @cached_property
    def outsiders(self) -> IntArray:
        """Seats of people who keep no announced seat: int64 array, ascending."""
        seats = self.model.seats
        return np.flatnonzero(~np.isin(seats.person, seats.person[self.kept]))

    @cached_property
    def direct(self) -> IntArray:
        """Seats by which an outsider fills a vacated place: int64 array, ascending."""
        seats, mask = self.model.seats, np.zeros(len(self.model.seats), dtype=np.bool_)
        for v, role in self.vacated:
            mask[seats.of_village(v).all(role)] = True
        return self.outsiders[mask[self.outsiders]]

    def in_place(self, place: Place) -> IntArray:
        """Return the seats of a place."""
        return self.model.seats.of_village(place[0]).all(place[1])

    def empty_counts(self, price: int, *, everywhere: bool) -> list[Count]:
        """Return one count a place: posts that were held and are left empty, at a price each.

        Parameters
        ----------
        everywhere
            Also of the places that kept everybody: where people may move, none of these may lose a post unseen.
        """
        n = {place: len(units) for place, units in self.vacated.items()}
        if everywhere:
            for place in self._kept_places:
                n.setdefault(place, 0)
        counts = []
        for place, vacant in sorted(n.items()):
            held = vacant + self._kept_places.get(place, 0)
            name = f"{place[0]}/{place[1]}"
            counts.append(Count("held_posts", name, self.in_place(place), lower=held, shortfall_price=price))
        return counts

    def unit_counts(self) -> list[Count]:
        """Return counts of vacated posts that do not go to the unit that had them, one severity each."""
        counts = []
        of_seat = self.units[self.model.seats.person]
        for place, units in sorted(self.vacated.items()):
            here = self.in_place(place)
            for unit, n in sorted(Counter(u for u in units if u >= 0).items()):
                own = here[of_seat[here] == unit]
                held = n + int(np.isin(own, self.kept).sum())
                name = f"{place[0]}/{place[1]}/{unit}"
                counts.append(Count("same_unit", name, own, lower=held, shortfall_price=1))
        return counts

    def no_more_than_vacated(self) -> list[Row]:
        """Return rows: outsiders in a vacated place are no more than the posts vacant there."""
        is_direct: BoolArray = np.zeros(len(self.model.seats), dtype=np.bool_)
        is_direct[self.direct] = True
        rows = []
        for place, units in sorted(self.vacated.items()):
            here = self.in_place(place)
            here = here[is_direct[here]]
            rows.append(Row(here, np.ones(len(here), dtype=np.int64), 0, len(units)))
        return rows

    def changes_at_most(self, most: int) -> Row:
        """Return the row: announced people who lose their seat and outsiders who are sent are at most so many."""
        chosen = np.concatenate([self.kept, self.outsiders])
        signs = np.concatenate([np.full(len(self.kept), -1), np.full(len(self.outsiders), 1)]).astype(np.int64)
        return Row(chosen, signs, -len(chosen), most - len(self.kept))

    def changes(self, taken: IntArray) -> int:
        """Return how many people a plan changes: kept seats not taken, and outsiders sent."""
        return int(np.setdiff1d(self.kept, taken).size + np.isin(taken, self.outsiders).sum())

    def empty(self, taken: IntArray) -> int:
        """Return how many posts that were held are left empty."""
        return sum(count.severity(self.model.tally(count, taken)) for count in self.empty_counts(1, everywhere=True))

    @cached_property
    def _kept_places(self) -> dict[Place, int]:
        seats = self.model.seats
        where = zip(seats.village[self.kept].tolist(), seats.role[self.kept].tolist(), strict=True)
        return dict(Counter(where))

"""Tolls of a village: what is due once for a row that counts villages, with the first of its seats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.modelling.seats import BoolArray, IntArray


@dataclass(frozen=True)
class Parties:
    """Seats by the toll that they share; each seat is of one party.

    Attributes
    ----------
    of_seat
        int64 array of shape (n_seats,): number of the seat's party.
    due
        int64 array of shape (n_parties,): what is due with the first seat of each; not negative.
    """

    of_seat: IntArray
    due: IntArray


@dataclass(frozen=True)
class Tolls:
    """What is due once for each of some rows if any of its seats is taken.

    Attributes
    ----------
    seat, row
        int64 arrays of one shape: each seat of each row, and the number of the row.
    price
        int64 array of shape (n_rows,): what is due; negative where it is paid out.
    """

    seat: IntArray
    row: IntArray
    price: IntArray

    def among(self, place: IntArray) -> list[tuple[IntArray, int]]:
        """Return each row's seats among those kept, with its price; rows without any are left out.

        Parameters
        ----------
        place
            int64 array of shape (n_seats,): new number of each seat, or -1.
        """
        seat = place[self.seat]
        kept = seat >= 0
        seat, row = seat[kept], self.row[kept]
        if not len(seat):
            return []
        order = np.lexsort((seat, row))
        seat, row = seat[order], row[order]
        first = np.flatnonzero(np.diff(row, prepend=-1))
        return list(zip(np.split(seat, first[1:]), self.price[row[first]].tolist(), strict=True))

    def shares(self, open_seats: BoolArray, in_team: int) -> IntArray:
        """Return what each seat pays at least: int64 array of shape (n_seats,).

        A team of ``in_team`` people shares a toll by as many at most, and by no more than the row has open seats. What
        is paid out may come with any of the seats.
        """
        paid = np.zeros(len(open_seats), dtype=np.int64)
        if len(self.seat):
            here = np.bincount(self.row[open_seats[self.seat]], minlength=len(self.price))
            payers = np.where(self.price > 0, np.clip(here, 1, max(1, in_team)), 1)
            np.add.at(paid, self.seat, (self.price // payers)[self.row])
        return paid

    def parties(self, n_seats: int) -> tuple[Parties, Tolls]:
        """Put each seat into a party, and return the tolls that no party stands for: rows that share seats."""
        party = np.full(n_seats, -1, dtype=np.int64)
        dear = self.price > 0
        pairs = dear[self.row]
        if len(np.unique(self.seat[pairs])) < int(pairs.sum()):
            dear = self._apart(dear)
            pairs = dear[self.row]
        party[self.seat[pairs]] = self.row[pairs]
        alone = np.flatnonzero(party < 0)
        party[alone] = len(self.price) + np.arange(len(alone))
        due = np.concatenate([np.maximum(self.price, 0), np.zeros(len(alone), dtype=np.int64)])
        return Parties(party, due), Tolls(self.seat[~pairs], self.row[~pairs], self.price)

    def _apart(self, wanted: BoolArray) -> BoolArray:
        """Return those of the wanted rows that share no seat with a dearer one."""
        held: set[int] = set()
        apart = np.zeros(len(wanted), dtype=np.bool_)
        for row in np.argsort(-self.price, kind="stable").tolist():
            own = set(self.seat[self.row == row].tolist())
            if wanted[row] and not own & held:
                apart[row] = True
                held |= own
        return apart

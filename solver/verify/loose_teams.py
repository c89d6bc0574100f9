"""What teams are worth at most, if seats have a worth each, parties charge a toll, and sizes have their own worth.

A team is made of *bundles*: its people of one party, so many of each role. Of every kind of bundle the best ones of any
party are known, and sizes are put together from these as if a party could give bundles of several kinds. So nothing is
underrated. One more worth is exact: a bonus for having anybody who is *marked*, due once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from solver.modelling.seats import BoolArray, IntArray
from solver.verify.tolls import Parties

NEVER = -(1 << 58)
"""Worth of what cannot be."""

Kind = tuple[int, int, int]
"""How many seats of each role, and 1 if one of them is marked."""


@dataclass(frozen=True)
class _Bundles:
    """The best bundle of every kind in every party.

    Attributes
    ----------
    sums
        By role an int64 array of shape (n_parties, places + 1): what the best k seats of the party bring.
    last
        By role an int64 array of shape (n_parties, places + 1): what the k-th best seat brings; ``NEVER`` at 0.
    seats
        By role an int64 array of shape (n_parties, places): the best seats, -1 where there are fewer.
    """

    sums: tuple[IntArray, IntArray]
    last: tuple[IntArray, IntArray]
    seats: tuple[IntArray, IntArray]

    @classmethod
    def of(cls, most: IntArray, role: IntArray, party: IntArray, n_parties: int, shape: tuple[int, int]) -> _Bundles:
        """Rank the seats of each party and role."""
        order = np.lexsort((-most, party, role))
        group = role[order] * n_parties + party[order]
        rank = np.arange(len(order)) - np.searchsorted(group, group, side="left")
        sums, last, seats = [], [], []
        for r, n in enumerate(shape):
            of_role = (role[order] == r) & (rank < n - 1)
            here = order[of_role]
            kth = np.full((n_parties, n), NEVER, dtype=np.int64)
            kth[party[here], rank[of_role] + 1] = most[here]
            who = np.full((n_parties, n), -1, dtype=np.int64)
            who[party[here], rank[of_role] + 1] = here
            total = kth.copy()
            total[:, 0] = 0
            sums.append(_summed(total))
            last.append(kth)
            seats.append(who[:, 1:])
        return cls((sums[0], sums[1]), (last[0], last[1]), (seats[0], seats[1]))

    def of_kind(self, kind: tuple[int, int], due: IntArray) -> IntArray:
        """Return the worth of each party's best bundle of a kind."""
        found: IntArray = np.maximum(self.sums[0][:, kind[0]] + self.sums[1][:, kind[1]] - due, NEVER)
        return found


def _summed(total: IntArray) -> IntArray:
    """Add up along rows; once a seat is missing, all further sums are ``NEVER``."""
    sums = total.copy()
    for k in range(1, total.shape[1]):
        sums[:, k] = np.maximum(sums[:, k - 1] + total[:, k], NEVER)
    return sums


@dataclass(frozen=True)
class Loose:
    """What teams are worth apart from their people.

    Attributes
    ----------
    of_size
        int64 array: worth of each size, by seats of each role.
    parties
        Who shares which toll.
    marked, bonus
        bool array of shape (n_seats,), and what any marked seat in a team brings, once; not negative.
    """

    of_size: IntArray
    parties: Parties
    marked: BoolArray
    bonus: int

    def best(self, most: IntArray, role: IntArray, seats: IntArray) -> tuple[int, IntArray, IntArray]:
        """Return a bound on the worth of a team, the seats that reach it, and the same for teams with each seat.

        Parameters
        ----------
        most, role
            int64 arrays of shape (n_seats,): what each seat is worth, and its role.
        seats
            int64 array: the seats that may be taken.
        """
        shape = (int(self.of_size.shape[0]), int(self.of_size.shape[1]))
        with_seat = np.full(len(most), NEVER, dtype=np.int64)
        if not len(seats):
            return int(self.of_size[0, 0]), seats, with_seat
        own, party = np.unique(self.parties.of_seat[seats], return_inverse=True)
        party, worth, roles, marked = party.reshape(-1), most[seats], role[seats], self.marked[seats]
        bundles = _Bundles.of(worth, roles, party, len(own), shape)
        due = self.parties.due[own]
        kinds: dict[Kind, IntArray] = {}
        for_seat: dict[Kind, IntArray] = {}
        for i, j in product(range(shape[0]), range(shape[1])):
            if i + j:
                plain = bundles.of_kind((i, j), due)
                # a seat is among the best k of its role, or takes the place of the last of them
                with_one = np.full(len(seats), NEVER, dtype=np.int64)
                for r, k in enumerate((i, j)):
                    if k:
                        here = plain[party] + np.minimum(0, worth - bundles.last[r][party, k])
                        with_one = np.where(roles == r, here, with_one)
                special = np.full(len(own), NEVER, dtype=np.int64)
                np.maximum.at(special, party[marked], with_one[marked])
                kinds[i, j, 0], kinds[i, j, 1] = plain, special
                for_seat[i, j, 0] = with_one
                for_seat[i, j, 1] = np.where(marked, with_one, np.minimum(with_one, special[party]))
        first = {kind: np.argsort(-of_kind, kind="stable")[: max(shape)] for kind, of_kind in kinds.items()}
        upto, made = _put_together({kind: kinds[kind][units].tolist() for kind, units in first.items()}, shape)
        whole = upto + self.of_size + self.bonus * np.arange(2)[:, None, None]
        found = np.full(len(seats), NEVER, dtype=np.int64)
        for (i, j, bit), here in for_seat.items():
            rest = upto[:, : shape[0] - i, : shape[1] - j] + self.of_size[i:, j:]
            gain = rest.max() + self.bonus if bit else max(rest[0].max(), rest[1].max() + self.bonus)
            np.maximum(found, here + int(gain), out=found)
        with_seat[seats] = found
        bit, i, j = (int(n) for n in np.unravel_index(int(np.argmax(whole)), whole.shape))
        team = [
            seat
            for kind, times in made[i, j, bit].items()
            for unit in first[kind][:times].tolist()
            for r, k in enumerate(kind[:2])
            for seat in bundles.seats[r][unit, :k].tolist()
        ]
        return int(whole[bit, i, j]), seats[team], with_seat


def _put_together(best: dict[Kind, list[int]], shape: tuple[int, int]) -> tuple[IntArray, dict[Kind, dict[Kind, int]]]:
    """Return the most that bundles of each size in all are worth, and how many of which kind they are.

    Parameters
    ----------
    best
        Worth of the best bundles of each kind, falling.
    """
    worth: dict[Kind, int] = {(0, 0, 0): 0}
    made: dict[Kind, dict[Kind, int]] = {(0, 0, 0): {}}
    sizes = sorted(product(range(shape[0]), range(shape[1])), reverse=True)
    for (i, j, bit), found in best.items():
        # from large sizes to small ones: what is added to has none of this kind yet
        for n0, n1 in sizes:
            total = 0
            for times, of_one in enumerate(found, 1):
                rest = (n0 - times * i, n1 - times * j)
                if min(rest) < 0 or of_one <= NEVER >> 1 or (bit and times > 1):
                    break
                total += of_one
                for had in (0, 1):
                    before, after = (*rest, had), (n0, n1, had | bit)
                    if before in worth and worth[before] + total > worth.get(after, NEVER):
                        worth[after] = worth[before] + total
                        made[after] = {**made[before], (i, j, bit): times}
    upto = np.full((2, *shape), NEVER, dtype=np.int64)
    for (i, j, bit), found_worth in worth.items():
        upto[bit, i, j] = found_worth
    return upto, made

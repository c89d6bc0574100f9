"""Seats that no best team of a village needs, ruled out before any table is filled: sums and comparisons only.

Counts of whole roles are known from the size of a team, and the count with the highest first step from whether anybody
of it is there. Every other count is estimated from above by a line, ``worth(k) <= c + d * k`` for each k that a team
can reach: any slope ``d`` will do, with ``c`` the greatest ``worth(k) - d * k``. What teams are worth then at most is
simple (:mod:`solver.verify.loose_teams`), and a seat is of no use if no team with it could beat one that is known.
Slopes are moved so that the bound falls; each rules out what it can.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.modelling.seats import BoolArray, IntArray
from solver.verify.loose_teams import NEVER, Loose
from solver.verify.team_terms import Term
from solver.verify.tolls import Tolls

MOST_SIZES = 64
"""Sizes that a team can have, by seats of each role, beyond which nothing is ruled out here."""

MOST_LEVELS = 64
"""Levels of a count beyond which its steepest estimate is all that is used."""

ROUNDS = 8
"""How often the slopes are moved at most."""

FEW = 12
"""Open seats that are few enough."""

STEEPEST = 1 << 50
"""Slopes are kept within this, so that sums stay exact."""


@dataclass(frozen=True)
class Sizes:
    """What a team is worth for its size alone.

    Attributes
    ----------
    worth
        int64 array of shape (places of the first role + 1, of the second + 1), by how many seats of each role the team
        has; ``NEVER`` where a hard limit forbids that many.
    rest
        The counts that do not speak of whole roles.
    """

    worth: IntArray
    rest: tuple[Term, ...]

    @classmethod
    def of(cls, terms: Sequence[Term], role: IntArray, open_seats: BoolArray) -> Sizes | None:
        """Sort out the counts over whole roles; ``None`` if the places of a role are many."""
        everywhere = np.bincount(role[open_seats], minlength=2).tolist()
        places = list(everywhere)
        of_size: list[tuple[Term, bool, bool]] = []
        rest: list[Term] = []
        for term in terms:
            inside = np.bincount(role[term.seats[open_seats[term.seats]]], minlength=2).tolist()
            whole = all(n in (0, m) for n, m in zip(inside, everywhere, strict=True))
            if not whole or np.any(term.weights != 1):
                rest.append(term)
                continue
            of_size.append((term, inside[0] > 0, inside[1] > 0))
            for r in (0, 1):
                if inside[r] and term.room is not None:
                    places[r] = min(places[r], term.room)
        if (places[0] + 1) * (places[1] + 1) > MOST_SIZES:
            return None
        rows = [
            [sum(_worth(term, i * one + j * two) for term, one, two in of_size) for j in range(places[1] + 1)]
            for i in range(places[0] + 1)
        ]
        return cls(np.maximum(np.array(rows, dtype=np.int64), NEVER), tuple(rest))

    @property
    def in_team(self) -> int:
        """People whom a team holds at most."""
        return sum(self.worth.shape) - 2


@dataclass(frozen=True)
class Lines:
    """Linear estimates from above of some counts, and what they leave of the worth of the seats.

    Attributes
    ----------
    base
        int64 array of shape (n_seats,): worth of each seat, and the steepest estimates of counts of many levels.
    gain
        int64 array of shape (n_seats, n_counts): weight of each seat in the other counts.
    worth
        int64 array of shape (n_counts, n_levels): worth of these at each k above that at 0; ``NEVER`` where no team
        reaches k.
    """

    base: IntArray
    gain: IntArray
    worth: IntArray

    @classmethod
    def of(cls, worth: IntArray, terms: Sequence[Term], in_team: int) -> Lines:
        """Lay out the counts of a village for teams of at most ``in_team`` people."""
        base, bent, last = worth.copy(), [], []
        for term in terms:
            most = min(term.total, in_team * int(term.weights.max(initial=0)))
            most = most if term.room is None else min(most, term.room)
            if most > MOST_LEVELS:
                base[term.seats] += term.slope * term.weights
            else:
                bent.append(term)
                last.append(most)
        gain = np.zeros((len(worth), len(bent)), dtype=np.int64)
        levels = np.full((len(bent), 1 + max(last, default=0)), NEVER, dtype=np.int64)
        for row, term in enumerate(bent):
            gain[term.seats, row] = term.weights
            levels[row, : last[row] + 1] = [_worth(term, k) for k in range(last[row] + 1)]
        return cls(base, gain, levels)

    def without_steepest(self) -> tuple[Lines, BoolArray, int]:
        """Take out the count with the highest first step; return its seats, and the most that it can bring."""
        marked = np.zeros(len(self.base), dtype=np.bool_)
        if not len(self.worth) or self.worth.shape[1] < 2 or self.worth[:, 1].max() <= 0:
            return self, marked, 0
        row = int(np.argmax(self.worth[:, 1]))
        rest = np.arange(len(self.worth)) != row
        marked |= self.gain[:, row] > 0
        return Lines(self.base, self.gain[:, rest], self.worth[rest]), marked, int(self.worth[row].max())

    def heights(self, slope: IntArray) -> tuple[IntArray, IntArray]:
        """Return the least ``c`` of each line of a slope, and the k at which the line touches."""
        above = self.worth - slope[:, None] * np.arange(self.worth.shape[1], dtype=np.int64)
        at = np.argmax(above, axis=1)
        return above[np.arange(len(at)), at], at

    def start(self, k: IntArray, hope: IntArray) -> IntArray:
        """Return slopes of lines that touch at k, as close as may be to what people of the count are worth less.

        Parameters
        ----------
        k
            int64 array of shape (n_counts,): what a good team has.
        hope
            int64 array of shape (n_seats,): about what each seat is worth but for these counts.
        """
        row, last = np.arange(len(k)), self.worth.shape[1] - 1
        here = self.worth[row, k]
        up = np.where(k < last, self.worth[row, np.minimum(k + 1, last)] - here, 0)
        up = np.where(up < NEVER >> 1, 0, up)
        down = np.where(k > 0, here - self.worth[row, np.maximum(k - 1, 0)], up)
        inside = np.where(self.gain > 0, hope[:, None], NEVER).max(axis=0, initial=NEVER)
        outside = np.where(self.gain > 0, NEVER, hope[:, None]).max(axis=0, initial=NEVER)
        found: IntArray = np.clip(outside - inside, np.minimum(up, down), np.maximum(up, down))
        return found


def sieve(
    worth: IntArray,
    role: IntArray,
    terms: Sequence[Term],
    tolls: Tolls,
    open_seats: BoolArray,
    known: int,
    team: IntArray,
) -> BoolArray:
    """Return the open seats that a team worth more than ``known`` may hold: bool array of shape (n_seats,).

    Parameters
    ----------
    worth, role
        int64 arrays of shape (n_seats,): worth of each seat, and its role.
    terms
        Counts of the village, tolls apart; no open seat outweighs a hard limit by itself.
    known, team
        A team that is known, and what it is worth above the empty team.
    """
    sizes = Sizes.of(terms, role, open_seats)
    if sizes is None:
        return open_seats
    lines = Lines.of(worth, sizes.rest, sizes.in_team)
    parties, other = tolls.parties(len(worth))
    lines, marked, bonus = lines.without_steepest()
    loose = Loose(sizes.worth, parties, marked, bonus)
    hope = np.where(open_seats, lines.base - parties.due[parties.of_seat], NEVER)
    slope = lines.start(lines.gain[team].sum(axis=0), hope)
    left = open_seats
    for _ in range(ROUNDS):
        height, touched = lines.heights(slope)
        height_of_all = int(height.sum())
        most = lines.base - other.shares(left, sizes.in_team) + lines.gain @ slope
        top, best, with_seat = loose.best(most, role, np.flatnonzero(left))
        over = top + height_of_all - known
        if over <= 0:
            return np.zeros_like(open_seats)
        before, left = left, left & (with_seat + height_of_all > known)
        off = lines.gain[best].sum(axis=0) - touched
        size = int(off @ off)
        if left.sum() <= FEW or (not size and left.sum() == before.sum()):
            break
        # towards where the best team of the estimates has what the lines are true for; any step is right
        slope = np.clip(slope - over * off // max(1, size), -STEEPEST, STEEPEST)
    return left


def _worth(term: Term, k: int) -> int:
    return NEVER if term.room is not None and k > term.room else term.worth(k) - term.worth(0)

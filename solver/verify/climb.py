"""Good teams by hill climbing: any feasible team tells the exact search which seats can no longer matter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.modelling.seats import BoolArray, IntArray
from solver.verify.team_terms import Term

NEVER = -(1 << 60)
"""Gain of a move that a hard limit forbids."""


class Climber:
    """Improves teams of one village by adding, dropping or exchanging one person at a time.

    Most counts of a village are touched by no seat of a team, so everything is figured as a change from the empty team.

    Parameters
    ----------
    worth, person
        int64 arrays of shape (n_seats,), as for the best-team routine.
    terms
        All counts of the village.
    """

    def __init__(self, worth: IntArray, person: IntArray, terms: Sequence[Term]) -> None:
        self.worth, self.person, self.terms = worth, person, terms
        self.gain = np.zeros((len(worth), len(terms)), dtype=np.int64)
        for column, term in enumerate(terms):
            self.gain[term.seats, column] = term.weights
        self._empty = sum(term.worth(0) for term in terms)
        self._first_steps = np.array([_step(term, 0) for term in terms], dtype=np.int64)
        self._first_adds = worth + self.gain @ self._first_steps

    def climb(self, team: IntArray, open_seats: BoolArray) -> tuple[int, IntArray]:
        """Return the worth of a team that no single move improves, and the team.

        The start may break hard limits: its people are added one by one as far as the limits allow.
        """
        best: list[int] = []
        for seat in team[np.argsort(-self.worth[team], kind="stable")].tolist():
            if self._true_worth([*best, seat]) is not None:
                best.append(seat)
        value = self._true_worth(best)
        assert value is not None
        while True:
            moves = [self._best_addition(best, None, open_seats)]
            moves += [self._best_addition(best, seat, open_seats) for seat in best]
            values = [NEVER if (v := self._true_worth(move)) is None else v for move in moves]
            if max(values) <= value:
                return value, np.array(sorted(best), dtype=np.int64)
            value = max(values)
            best = moves[values.index(value)]

    def _touched(self, team: list[int]) -> list[tuple[int, int]]:
        """Return the counts that a team adds to, as (column, k)."""
        k = self.gain[team].sum(axis=0)
        columns = np.flatnonzero(k)
        return list(zip(columns.tolist(), k[columns].tolist(), strict=True))

    def _true_worth(self, team: list[int]) -> int | None:
        """Return the worth of a team, or ``None`` if a hard limit forbids it."""
        total = self._empty + int(self.worth[team].sum())
        for column, k in self._touched(team):
            term = self.terms[column]
            if term.room is not None and k > term.room:
                return None
            total += term.worth(k) - term.worth(0)
        return total

    def _best_addition(self, team: list[int], without: int | None, open_seats: BoolArray) -> list[int]:
        """Return the team without one person and with the one that adds most, if any adds something."""
        rest = [seat for seat in team if seat != without]
        adds = np.where(open_seats, self._first_adds, NEVER)
        for column, k in self._touched(rest):
            change = _step(self.terms[column], k) - int(self._first_steps[column])
            if change:
                adds += change * self.gain[:, column]
        for seat in rest:
            adds[self.person == self.person[seat]] = NEVER
        if adds.max(initial=0) <= 0:
            return rest
        return [*rest, int(np.argmax(adds))]


def _step(term: Term, k: int) -> int:
    """Return what one more unit of a count is worth."""
    return NEVER >> 8 if term.room is not None and k >= term.room else term.worth(k + 1) - term.worth(k)

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

    def _true_worth(self, team: list[int]) -> int | None:
        """Return the worth of a team, or ``None`` if a hard limit forbids it."""
        total = int(self.worth[team].sum())
        for k, term in zip(self.gain[team].sum(axis=0).tolist(), self.terms, strict=True):
            if term.room is not None and k > term.room:
                return None
            total += term.worth(k)
        return total

    def _best_addition(self, team: list[int], without: int | None, open_seats: BoolArray) -> list[int]:
        """Return the team without one person and with the one that adds most, if any adds something."""
        rest = [seat for seat in team if seat != without]
        steps = [
            NEVER >> 8 if term.room is not None and k >= term.room else term.worth(k + 1) - term.worth(k)
            for k, term in zip(self.gain[rest].sum(axis=0).tolist(), self.terms, strict=True)
        ]
        adds = self.worth + self.gain @ np.array(steps, dtype=np.int64)
        adds[~open_seats] = NEVER
        for seat in rest:
            adds[self.person == self.person[seat]] = NEVER
        if adds.max(initial=0) <= 0:
            return rest
        return [*rest, int(np.argmax(adds))]

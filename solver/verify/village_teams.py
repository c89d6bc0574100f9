"""The best team of one village among all its seats: a good team first, then the few seats that could beat it (§7.4)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.seats import BoolArray, IntArray
from solver.verify.best_teams import MAX_STATES, BestTeam, best_team
from solver.verify.climb import Climber
from solver.verify.sieving import sieve
from solver.verify.team_terms import Term, terms_among, terms_of
from solver.verify.tolls import Tolls

PROMISING = 20
"""Seats of each role among which a good team is looked for first."""


def best_of_village(
    worth: IntArray,
    person: IntArray,
    role: IntArray,
    counts: Sequence[Count],
    first: int,
    scalars: tuple[int, int],
    tolls: Tolls,
    open_seats: BoolArray,
    max_states: int = MAX_STATES,
) -> BestTeam:
    """Return what :func:`solver.verify.best_teams.best_team` returns, sooner where seats are many.

    Parameters
    ----------
    worth, person, role, open_seats
        Arrays of shape (n_seats,), as for that function.
    counts
        The team counts of the village.
    first
        Index of the village's first seat in the seat set.
    scalars
        Weights (a, b) of value and severity.
    tolls
        Tolls of the village; their seats by position in it.
    """
    terms = terms_of(counts, first, *scalars)
    constant = sum(term.worth(0) for term in terms)
    open_seats = open_seats.copy()
    for term in terms:
        if term.room is not None:
            open_seats[term.seats[term.weights > term.room]] = False
    known, team = _good_team(worth, person, role, terms, tolls, open_seats, scalars)
    left = sieve(worth, role, terms, tolls, open_seats, known - constant, team)
    kept = np.flatnonzero(left)
    if not len(kept):
        return BestTeam(known, team)
    few = terms_among(terms, _places(kept, len(worth)), *scalars, tolls.among(_places(kept, len(worth))))
    best = best_team(worth[kept], person[kept], role[kept], few, max_states=max_states)
    return BestTeam(known, team) if best.value <= known else BestTeam(best.value, kept[best.seats], best.left_out)


def _good_team(
    worth: IntArray,
    person: IntArray,
    role: IntArray,
    terms: Sequence[Term],
    tolls: Tolls,
    open_seats: BoolArray,
    scalars: tuple[int, int],
) -> tuple[int, IntArray]:
    """Return the worth of a team that is good, though perhaps not the best, and the team."""
    hope = worth - tolls.shares(open_seats, 1)
    for term in terms:
        hope[term.seats] += term.slope * term.weights
    order = np.argsort(-hope, kind="stable")
    order = order[open_seats[order]]
    kept = np.sort(np.concatenate([order[role[order] == r][:PROMISING] for r in (0, 1)]))
    place = _places(kept, len(worth))
    few = terms_among(terms, place, *scalars, tolls.among(place))
    climber = Climber(worth[kept], person[kept], few)
    known, team = climber.climb(np.zeros(0, dtype=np.int64), np.ones(len(kept), dtype=np.bool_))
    return known, kept[team]


def _places(kept: IntArray, n: int) -> IntArray:
    """Return the number of each of n seats among those kept, or -1."""
    place = np.full(n, -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    return place

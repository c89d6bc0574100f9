"""Every team of a village and every plan of a tiny model, evaluated at once from the counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import FS, BoolArray, IntArray


@dataclass(frozen=True)
class Outcomes:
    """Sets of seats that break no hard limit.

    Attributes
    ----------
    taken
        bool array of shape (n_sets, n_seats).
    severity, value
        int64 arrays of shape (n_sets,).
    """

    taken: BoolArray
    severity: IntArray
    value: IntArray

    def __len__(self) -> int:
        return len(self.severity)

    def where(self, mask: BoolArray) -> Outcomes:
        return Outcomes(self.taken[mask], self.severity[mask], self.value[mask])

    @property
    def best(self) -> tuple[int, int]:
        """Least severity, and the most value at it."""
        least = int(self.severity.min())
        return least, int(self.value[self.severity == least].max())


def tallies(count: Count, taken: BoolArray, village: IntArray) -> IntArray:
    """Return n of a count for each set of seats."""
    hit = taken[:, count.seats]
    if count.per_village:
        where = village[count.seats]
        return count.base + sum(
            (hit[:, where == v].any(axis=1).astype(np.int64) for v in np.unique(where)), _zeros(hit)
        )
    weights = np.ones(len(count.seats), dtype=np.int64) if count.weights is None else count.weights
    return count.base + hit.astype(np.int64) @ weights


def evaluated(taken: BoolArray, points: IntArray, village: IntArray, counts: Iterable[Count]) -> Outcomes:
    """Evaluate sets of seats and leave out those that break a hard limit."""
    severity, value = _zeros(taken), taken.astype(np.int64) @ points
    allowed = np.ones(len(taken), dtype=np.bool_)
    for count in counts:
        n, place = np.unique(tallies(count, taken, village), return_inverse=True)
        severity += np.array([count.severity(k) for k in n.tolist()], dtype=np.int64)[place]
        value += np.array([count.value(k) for k in n.tolist()], dtype=np.int64)[place]
        allowed &= np.array([count.allows(k) for k in n.tolist()], dtype=np.bool_)[place]
    return Outcomes(taken, severity, value).where(allowed)


def all_plans(model: AllocationModel) -> Outcomes:
    """Return every plan that gives each person one seat at most and breaks no hard limit."""
    seats = model.seats
    return evaluated(_one_seat_each(seats.person), seats.points, seats.village, model.all_counts)


def all_teams(model: AllocationModel, village_idx: int) -> Outcomes:
    """Return every team of a village as sets of local seats: team counts only, one first secretary at most."""
    view, seats = model.seats.of_village(village_idx), model.seats
    taken = _one_seat_each(view.person)
    taken = taken[taken[:, view.role == FS].sum(axis=1) <= 1]
    own = slice(view.first, view.first + len(view.person))
    whole = np.zeros((len(taken), len(seats)), dtype=np.bool_)
    whole[:, own] = taken
    found = evaluated(whole, seats.points, seats.village, model.team_counts[village_idx])
    return Outcomes(found.taken[:, own], found.severity, found.value)


def _zeros(sets: BoolArray) -> IntArray:
    return np.zeros(len(sets), dtype=np.int64)


def _one_seat_each(person: IntArray) -> BoolArray:
    """Return every set of seats in which nobody has two: bool array of shape (n_sets, n_seats)."""
    taken = np.zeros((1, len(person)), dtype=np.bool_)
    for p in np.unique(person).tolist():
        own = np.flatnonzero(person == p)
        choices = np.zeros((len(own) + 1, len(person)), dtype=np.bool_)
        choices[np.arange(len(own)), own] = True
        taken = np.concatenate([taken | choice for choice in choices])
    return taken


def as_rows(teams: BoolArray) -> set[tuple[int, ...]]:
    """Return sets of seats as sorted tuples of seats."""
    return {tuple(np.flatnonzero(team).tolist()) for team in teams}

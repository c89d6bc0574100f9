"""What every seat would still bring if it were taken in addition, and which hard limit stands in its way.

One pass over the counts of the model, so that a reason can be given for every nominee of a county in well under a
second, and of a province in seconds. Nothing here searches: each figure is the plain effect of one more person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.domain.plan import Plan
from solver.domain.words import ROLES
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import BoolArray, IntArray

FREE = -1
"""No count in the way."""


@dataclass(frozen=True)
class Openings:
    """The seats of a problem as a plan leaves them.

    Attributes
    ----------
    model
        Seats and counts of the problem.
    taken
        bool array of shape (n_seats,): seats of the plan.
    full
        bool array of shape (n_seats,): the post has no place of that role left.
    linking_limit, team_limit
        int64 arrays of shape (n_seats,): a hard limit that the plan has used up and that this seat would break, as
        position in ``model.all_counts`` (linking counts, team counts), or ``FREE``.
    n_limits
        int64 array of shape (n_seats,): how many hard limits, of both kinds, the seat would break.
    severity, value
        int64 arrays of shape (n_seats,): change of both levels if this seat alone were taken in addition.
    tallies
        int64 array of shape (n_counts,): n of each count under the plan.
    """

    model: AllocationModel
    taken: BoolArray
    full: BoolArray
    linking_limit: IntArray
    team_limit: IntArray
    n_limits: IntArray
    severity: IntArray
    value: IntArray
    tallies: IntArray
    _order: IntArray
    _first: IntArray

    @classmethod
    def of(cls, plan: Plan, model: AllocationModel) -> Openings:
        """Evaluate every seat beside a plan."""
        seats = model.seats
        taken = _taken(plan, model)
        n_team = sum(len(counts) for counts in model.team_counts)
        limits = {False: np.full(len(seats), FREE, dtype=np.int64), True: np.full(len(seats), FREE, dtype=np.int64)}
        severity, value = np.zeros(len(seats), dtype=np.int64), seats.points.astype(np.int64, copy=True)
        tallies = np.zeros(len(model.all_counts), dtype=np.int64)
        n_limits = np.zeros(len(seats), dtype=np.int64)
        for position, count in enumerate(model.all_counts):
            n, steps = _steps(count, model, taken)
            tallies[position] = n
            for step in np.unique(steps[steps > 0]).tolist():
                touched = count.seats[steps == step]
                if not count.allows(n + step):
                    limit = limits[position >= n_team]
                    limit[touched] = np.where(limit[touched] == FREE, position, limit[touched])
                    n_limits[touched] += 1
                severity[touched] += count.severity(n + step) - count.severity(n)
                value[touched] += count.value(n + step) - count.value(n)
        order = np.argsort(seats.person, kind="stable").astype(np.int64)
        n_people = len(plan.problem.instance.candidates)
        first = np.searchsorted(seats.person[order], np.arange(n_people + 1)).astype(np.int64)
        full = _full(plan, model)
        return cls(model, taken, full, limits[True], limits[False], n_limits, severity, value, tallies, order, first)

    def of_person(self, candidate_idx: int) -> IntArray:
        """Return the indices of all open seats that a person may take."""
        return self._order[self._first[candidate_idx] : self._first[candidate_idx + 1]]


def _taken(plan: Plan, model: AllocationModel) -> BoolArray:
    """Find the plan's seats by binary search: seats are sorted by village, role, person."""
    seats, instance = model.seats, plan.problem.instance
    n_people = max(1, len(instance.candidates))
    keys = (seats.village * len(ROLES) + seats.role) * n_people + seats.person
    wanted = np.array(
        [
            (instance.village_index[a.village_id] * len(ROLES) + ROLES.index(a.role)) * n_people
            + instance.candidate_index[a.person_id]
            for a in plan.assignments
        ],
        dtype=np.int64,
    )
    taken: BoolArray = np.isin(keys, wanted)
    return taken


def _full(plan: Plan, model: AllocationModel) -> BoolArray:
    left = np.array(
        [[team.post.places(role) - len(team.of_role(role)) for role in ROLES] for team in plan.teams], dtype=np.int64
    ).reshape(-1, len(ROLES))
    full: BoolArray = left[model.seats.village, model.seats.role] <= 0
    return full


def _steps(count: Count, model: AllocationModel, taken: BoolArray) -> tuple[int, IntArray]:
    """Return n of a count and by how much each of its seats would raise it (0 for seats that are taken)."""
    hit = taken[count.seats]
    if count.per_village:
        villages = model.seats.village[count.seats]
        bound = np.unique(villages[hit])
        return count.base + len(bound), np.where(np.isin(villages, bound), 0, 1).astype(np.int64)
    weights = np.ones(len(count.seats), dtype=np.int64) if count.weights is None else count.weights
    return count.base + int(weights[hit].sum()), np.where(hit, 0, weights).astype(np.int64)

"""What every seat of those left out would bring if it were taken in addition, and which hard limit stands in its way.

One pass over the counts, county by county, so that a reason can be given for every nominee of a county in well under a
second and of a province in a minute, in the memory of one county's model. Nothing here searches: each figure is the
plain effect of one more person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.book.rule_book import RuleBook
from solver.book.split import Part, Split
from solver.domain.plan import Plan
from solver.domain.words import ROLES
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.rule import LinkingRule
from solver.modelling.seats import BoolArray, IntArray, SeatSet

FREE = -1
"""No count in the way."""

_DTYPES: dict[str, type[np.generic]] = {
    "person": np.int32,
    "village": np.int32,
    "role": np.int8,
    "points": np.int32,
    "full": np.bool_,
    "linking_limit": np.int32,
    "team_limit": np.int32,
    "n_limits": np.int16,
    "severity": np.int64,
    "value": np.int64,
}
"""What is kept of a seat: small, as a province has millions of those."""


@dataclass(frozen=True)
class Limit:
    """A hard limit that the plan has used up.

    Attributes
    ----------
    n, most
        What the plan has, and the limit.
    """

    rule: str
    place: str
    n: int
    most: int | None


@dataclass(frozen=True)
class Openings:
    """The seats of the nominees whom a plan leaves out.

    Attributes
    ----------
    person, village, role, points
        Arrays of shape (n_seats,) of whole numbers: positions in the instance, role number, value of the seat alone; by
        village, role and person within a county, county after county.
    full
        bool array of shape (n_seats,): the post has no place of that role left.
    linking_limit, team_limit
        Arrays of shape (n_seats,): a hard limit that this seat would break, as position in ``limits`` (of linking
        counts, of team counts), or ``FREE``.
    n_limits
        Array of shape (n_seats,): how many hard limits, of both kinds, the seat would break.
    severity, value
        int64 arrays of shape (n_seats,): change of both levels if this seat alone were taken in addition.
    holders
        (village, role) to the people newly sent there, with the points of their seats.
    """

    person: NDArray[np.int32]
    village: NDArray[np.int32]
    role: NDArray[np.int8]
    points: NDArray[np.int32]
    full: BoolArray
    linking_limit: NDArray[np.int32]
    team_limit: NDArray[np.int32]
    n_limits: NDArray[np.int16]
    severity: IntArray
    value: IntArray
    limits: tuple[Limit, ...]
    holders: Mapping[tuple[int, int], tuple[tuple[int, int], ...]]
    _order: IntArray
    _first: IntArray

    @classmethod
    def of(cls, plan: Plan, book: RuleBook) -> Openings:
        """Evaluate every such seat beside a plan."""
        split = Split(plan.problem, book)
        survey = _Survey(plan, book)
        for number in range(len(split)):
            part = split.part(number)
            survey.add(part, split.compile(part))
        arrays = {name: np.concatenate(pieces) for name, pieces in survey.arrays.items()}
        person = arrays["person"]
        order: IntArray = np.argsort(person, kind="stable")
        n_people = len(plan.problem.instance.candidates)
        first = np.searchsorted(person[order], np.arange(n_people + 1)).astype(np.int64)
        return cls(**arrays, limits=tuple(survey.limits.values()), holders=survey.holders, _order=order, _first=first)

    def of_person(self, candidate_idx: int) -> IntArray:
        """Return the indices of all open seats that a person may take; none if the plan posts the person."""
        return self._order[self._first[candidate_idx] : self._first[candidate_idx + 1]]


class _Survey:
    """Goes through a plan county by county, and keeps the seats of those left out."""

    def __init__(self, plan: Plan, book: RuleBook) -> None:
        instance = plan.problem.instance
        self._sent = np.array(
            sorted(
                (instance.village_index[a.village_id], ROLES.index(a.role), instance.candidate_index[a.person_id])
                for a in plan.assignments
            ),
            dtype=np.int64,
        ).reshape(-1, 3)
        posted = {member.person.person_id for team in plan.teams for member in team.people}
        self._left_out = np.array([c.person_id not in posted for c in instance.candidates], dtype=np.bool_)
        self._room = np.array(
            [[team.post.places(role) - len(team.of_role(role)) for role in ROLES] for team in plan.teams],
            dtype=np.int64,
        ).reshape(-1, len(ROLES))
        self._n = self._tallies(plan, book)
        self.arrays: dict[str, list[NDArray[Any]]] = {name: [np.zeros(0, dtype)] for name, dtype in _DTYPES.items()}
        self.limits: dict[str, Limit] = {}
        self._numbers: dict[str, int] = {}
        self.holders: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}

    def _tallies(self, plan: Plan, book: RuleBook) -> dict[str, int]:
        """Return n of every linking count that the plan touches, over all counties."""
        village, role, person = self._sent.T
        n_villages = len(plan.problem.instance.villages)
        start = np.searchsorted(village, np.arange(n_villages + 1)).astype(np.int64)
        seats = SeatSet(person, village, role, np.zeros(len(person), dtype=np.int64), start)
        every = np.ones(len(person), dtype=np.bool_)
        counts = (c for rule in book.rules_of(LinkingRule) for c in rule.counts(plan.problem, seats))
        return {count.key: _steps(count, seats, every)[0] for count in counts}

    def add(self, part: Part, model: AllocationModel) -> None:
        """Evaluate the seats of one county."""
        seats = model.seats
        person, village = part.candidates[seats.person], part.villages[seats.village]
        taken = self._taken(person, village, seats.role)
        n_seats, n_team = len(seats), sum(len(counts) for counts in model.team_counts)
        limits = {False: np.full(n_seats, FREE, dtype=np.int64), True: np.full(n_seats, FREE, dtype=np.int64)}
        severity, value = np.zeros(n_seats, dtype=np.int64), seats.points.astype(np.int64, copy=True)
        n_limits = np.zeros(n_seats, dtype=np.int64)
        for position, count in enumerate(model.all_counts):
            links = position >= n_team
            own, steps = _steps(count, seats, taken)
            n = self._n.get(count.key, count.base) if links else own
            for step in np.unique(steps[steps > 0]).tolist():
                touched = count.seats[steps == step]
                if not count.allows(n + step):
                    limit = limits[links]
                    number = self._limit(count, n)
                    limit[touched] = np.where(limit[touched] == FREE, number, limit[touched])
                    n_limits[touched] += 1
                severity[touched] += count.severity(n + step) - count.severity(n)
                value[touched] += count.value(n + step) - count.value(n)
        self._note_holders(person, village, seats, taken)
        kept = self._left_out[person]
        found: dict[str, NDArray[Any]] = {
            "person": person,
            "village": village,
            "role": seats.role,
            "points": seats.points,
            "full": self._room[village, seats.role] <= 0,
            "linking_limit": limits[True],
            "team_limit": limits[False],
            "n_limits": n_limits,
            "severity": severity,
            "value": value,
        }
        for name, array in found.items():
            self.arrays[name].append(array[kept].astype(_DTYPES[name]))

    def _taken(self, person: IntArray, village: IntArray, role: IntArray) -> BoolArray:
        """Return which seats are the plan's: bool array of shape (n_seats,)."""
        n_people = max(1, len(self._left_out))
        sent = (self._sent[:, 0] * len(ROLES) + self._sent[:, 1]) * n_people + self._sent[:, 2]
        taken: BoolArray = np.isin((village * len(ROLES) + role) * n_people + person, sent)
        return taken

    def _limit(self, count: Count, n: int) -> int:
        """Return the number of a limit; one that counties share has one number."""
        self.limits.setdefault(count.key, Limit(count.rule, count.place, n, count.hard_upper))
        return self._numbers.setdefault(count.key, len(self._numbers))

    def _note_holders(self, person: IntArray, village: IntArray, seats: SeatSet, taken: BoolArray) -> None:
        """Note who is sent where."""
        for s in np.flatnonzero(taken).tolist():
            key = (int(village[s]), int(seats.role[s]))
            self.holders[key] = (*self.holders.get(key, ()), (int(person[s]), int(seats.points[s])))


def _steps(count: Count, seats: SeatSet, taken: BoolArray) -> tuple[int, IntArray]:
    """Return n of a count and by how much each of its seats would raise it (0 for seats that are taken)."""
    hit = taken[count.seats]
    if count.per_village:
        villages = seats.village[count.seats]
        bound = np.unique(villages[hit])
        return count.base + len(bound), np.where(np.isin(villages, bound), 0, 1).astype(np.int64)
    weights = count.seat_weights
    return count.base + int(weights[hit].sum()), np.where(hit, 0, weights).astype(np.int64)

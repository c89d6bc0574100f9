"""Shortages: a smallest set of places that need more people than there are, countable by hand (§8).

A lower limit needs ``lower - base`` people with one of its seats. Limits of one rule in different villages need
different people, as nobody serves in two. So a set of them is short if it needs more people than have any of its seats;
of a group that a hard limit keeps to fewer (a unit's quota), no more than the limit count. This is Hall's condition;
the smallest set that breaks it is found by a small integer program, and counted again by plain counting elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray

EFFORT = 20.0
"""Effort of one search, in CP-SAT's deterministic units."""


@dataclass(frozen=True)
class Group:
    """People of whom a hard limit lets only some be sent.

    Attributes
    ----------
    limit
        Key of the count, or "" for people without such a limit.
    room
        How many of them can be sent.
    """

    limit: str
    room: int
    people: tuple[int, ...]

    @property
    def can(self) -> int:
        """How many count."""
        return min(self.room, len(self.people))


@dataclass(frozen=True)
class Shortage:
    """Places of one rule that need more people than can be sent there.

    Attributes
    ----------
    counts
        The lower limits, one a place.
    need
        People they need together, those who stay taken off.
    groups
        Everybody who has a seat in any of them, by what limits them.
    smallest
        Whether it is proved that no set of fewer places is short, where each person is counted under one limit.
    """

    rule: str
    counts: tuple[Count, ...]
    need: int
    groups: tuple[Group, ...]
    smallest: bool

    @property
    def can(self) -> int:
        """People who can be sent there at most."""
        return sum(group.can for group in self.groups)


@dataclass(frozen=True)
class Shortages:
    """Shortages of the rules that a plan falls short of.

    Attributes
    ----------
    complete
        Rules of which it is decided that no other places are short: what else they lack is short for another reason.
    """

    found: tuple[Shortage, ...]
    complete: frozenset[str]


def shortages(model: AllocationModel, taken: IntArray, most: int = 3, effort: float = EFFORT) -> Shortages:
    """Return smallest shortages of the rules that a plan falls short of; of one rule up to so many, in other places."""
    rules = dict.fromkeys(
        count.rule for count in model.all_counts if _need(count) and count.severity(model.tally(count, taken))
    )
    found, complete = [], set()
    for rule in rules:
        counts = [c for c in model.all_counts if c.rule == rule and _need(c)]
        for n in range(most + 1):
            one, decided = smallest_shortage(model, rule, counts, effort) if counts and n < most else (None, not counts)
            if one is None:
                complete |= {rule} if decided else set()
                break
            found.append(one)
            used = {c.place for c in one.counts}
            counts = [c for c in counts if c.place not in used]
    return Shortages(tuple(found), frozenset(complete))


def smallest_shortage(
    model: AllocationModel, rule: str, counts: Sequence[Count], effort: float = EFFORT
) -> tuple[Shortage | None, bool]:
    """Return the smallest set of these lower limits that needs more people than can be sent.

    Returns
    -------
    tuple
        The shortage, or ``None``; and whether it is decided that there is one, or none.
    """
    if not counts:
        return None, True
    groups = _groups(model, counts)
    people_of = [set(model.seats.person[c.seats].tolist()) for c in counts]
    program = cp_model.CpModel()
    chosen = [program.new_bool_var("") for _ in counts]
    by_place: dict[str, list[int]] = {}
    for i, count in enumerate(counts):
        by_place.setdefault(count.place, []).append(i)
    for same in by_place.values():  # one person may serve two limits of one place
        program.add_at_most_one(chosen[i] for i in same)
    supply = []
    for group in groups:
        has = []
        for person in group.people:
            there = program.new_bool_var("")
            for i, people in enumerate(people_of):
                if person in people:
                    program.add_implication(chosen[i], there)
            has.append(there)
        can = program.new_int_var(0, len(has), "")
        if group.can < len(has):
            full = program.new_bool_var("")
            program.add(can >= sum(has) - len(has) * full)
            program.add(can >= group.can * full)
        else:
            program.add(can >= sum(has))
        supply.append(can)
    need = sum(_need(count) * x for count, x in zip(counts, chosen, strict=True))
    program.add(need >= sum(supply) + 1)
    program.minimize(sum(chosen) * (len(model.seats) + 1) + sum(supply))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = effort
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(program)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, status == cp_model.INFEASIBLE
    picked = [i for i, x in enumerate(chosen) if solver.boolean_value(x)]
    people = set().union(*(people_of[i] for i in picked))
    return _shortage(rule, [counts[i] for i in picked], groups, people, status), True


def _shortage(
    rule: str, counts: Sequence[Count], groups: Sequence[Group], people: set[int], status: cp_model.CpSolverStatus
) -> Shortage:
    """Return these limits with what they need, and who can be sent there in the groups by which they were counted."""
    inside = [replace(group, people=tuple(p for p in group.people if p in people)) for group in groups]
    found = tuple(group for group in inside if group.people)
    return Shortage(rule, tuple(counts), sum(map(_need, counts)), found, status == cp_model.OPTIMAL)


def _need(count: Count) -> int:
    """Return how many further people a lower limit needs; 0 where it is not a plain count of people."""
    if count.lower is None or not count.shortfall_price or count.weights is not None or count.per_village:
        return 0
    return max(0, count.lower - count.base)


def _groups(model: AllocationModel, counts: Sequence[Count]) -> list[Group]:
    """Return the people who have seats in these limits, each under the tightest hard limit that sees all those."""
    seats = np.unique(np.concatenate([c.seats for c in counts]))
    person = model.seats.person[seats]
    n_people = int(model.seats.person.max(initial=-1)) + 1
    total = np.bincount(person, minlength=n_people)
    wanted = np.zeros(len(model.seats), dtype=np.bool_)
    wanted[seats] = True
    tightest: dict[int, tuple[int, int]] = {}
    limits = [c for c in model.linking_counts if c.hard_upper is not None and c.weights is None and not c.per_village]
    for i, limit in enumerate(limits):
        inside = np.bincount(model.seats.person[limit.seats[wanted[limit.seats]]], minlength=n_people)
        whole = np.flatnonzero((inside == total) & (total > 0))
        room = (limit.hard_upper or 0) - limit.base
        if len(whole) > room:
            for p in whole.tolist():
                tightest[p] = min(tightest.get(p, (room, i)), (room, i))
    members: dict[int, list[int]] = {}
    for p in np.flatnonzero(total).tolist():
        members.setdefault(tightest[p][1] if p in tightest else -1, []).append(p)
    free = [Group("", n_people, tuple(people)) for i, people in members.items() if i < 0]
    bound = [
        Group(limits[i].key, (limits[i].hard_upper or 0) - limits[i].base, tuple(people))
        for i, people in sorted(members.items())
        if i >= 0
    ]
    return free + bound

"""Team spaces: one village's counts, sorted by the part they play in pricing a whole team (§7.1).

A team is at most one first secretary and a few members. What its value and severity depend on is read off the shape of
the counts, never off their names:

================  =====================================================================================================
part              counts that play it
================  =====================================================================================================
size table        counts over all seats, all first-secretary seats or all member seats
flag              a gain that is complete at one: a reward for the first, a lower limit one above the base
counter           any other gain or elastic limit over some seats, saturated where nothing changes any more
seat severity     an elastic upper limit that is used up already: every further seat costs the same
block limit       a hard upper limit over all seats of some people who are in no other such limit (people of one unit)
group limit       any other hard upper limit over some seats: promoted to a counter or branched on (see ``pricing``)
================  =====================================================================================================

A count that would need too many states is left out of the space, in the direction that keeps bounds valid, and listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solver.errors import ModelError
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import FS, MEMBER, BoolArray, IntArray, SmallArray, VillageSeats

MAX_FLAGS = 12
"""More flags than this (4,096 sets) are left out of the space; the product's rules need 6 to 9."""
BOTH = 2
"""Scope of a count over the seats of both roles."""
MAX_COUNTER_STATES = 64
"""Joint states of all counters; further counters are left out of the space."""


@dataclass(frozen=True)
class Group:
    """A hard limit inside a village: at most ``limit`` units of weight over these local seats."""

    seats: IntArray
    weights: IntArray
    limit: int


@dataclass(frozen=True)
class TeamSpace:
    """All teams of one village, ready for pricing.

    Attributes
    ----------
    village, first
        Position of the village, and of its first seat in the seat set: local seat s is seat ``first + s``.
    usable
        int32 array: local seats that some team may take.
    person, role
        int32 and int8 arrays of shape (n_seats,).
    points, severity
        int64 arrays of shape (n_seats,): points and severity of a seat alone.
    members
        Largest number of new members; ``secretaries`` the same of first secretaries (0 or 1).
    size_value, size_severity
        int64 arrays of shape (2, members + 1): by first secretary taken or not, and members.
    size_allowed
        bool array of the same shape: sizes that no hard limit forbids.
    flags, step
        int32 arrays of shape (n_seats,): bit set of flags a seat raises, and its row of ``next_counter``.
    flag_value, flag_severity
        int64 arrays of shape (2 ** n_flags,): by the set of raised flags.
    next_counter
        int64 array of shape (n_steps, n_counter_states): the counters' joint state after a seat.
    counter_value, counter_severity
        int64 arrays of shape (n_counter_states,).
    block, block_limit, block_row
        int32 array of shape (n_seats,), int64 arrays of shape (n_blocks,): disjoint groups of people (-1: in none), how
        many of a block one team may take, and the linking row that is used once when any is taken (-1: none).
    left_out_counts
        Counts that the space does not respect: pricing takes their rewards as earned and their severity as nothing.
    """

    village: int
    first: int
    usable: SmallArray
    person: SmallArray
    role: SmallArray
    points: IntArray
    severity: IntArray
    secretaries: int
    members: int
    size_value: IntArray
    size_severity: IntArray
    size_allowed: BoolArray
    flags: SmallArray
    flag_value: IntArray
    flag_severity: IntArray
    step: SmallArray
    next_counter: IntArray
    counter_value: IntArray
    counter_severity: IntArray
    groups: tuple[Group, ...]
    block: SmallArray
    block_limit: IntArray
    block_row: IntArray
    left_out_counts: tuple[Count, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Keys of the counts that the space does not respect."""
        return tuple(count.key for count in self.left_out_counts)

    @property
    def width(self) -> int:
        """Largest number of people in a team: teams are rows of this width, filled up with -1."""
        return self.secretaries + self.members

    def measure(self, teams: IntArray) -> tuple[IntArray, IntArray]:
        """Return severity and value of many teams, by all counts: those left out of the space are counted here.

        Parameters
        ----------
        teams
            int64 array of shape (n_teams, any width): local seats, filled up with -1.
        """
        taken = teams >= 0
        if not len(self.person):
            teams = teams[:, :0]
            taken = taken[:, :0]
        seats = np.where(taken, teams, 0)
        secretaries = (taken & (self.role[seats] == FS)).sum(axis=1)
        members = taken.sum(axis=1) - secretaries
        mask = np.bitwise_or.reduce(np.where(taken, self.flags[seats], 0), axis=1, initial=0)
        state = np.zeros(len(teams), dtype=np.int64)
        for column in range(teams.shape[1]):
            after = self.next_counter[self.step[seats[:, column]], state]
            state = np.where(taken[:, column], after, state)
        severity = np.where(taken, self.severity[seats], 0).sum(axis=1) + self.size_severity[secretaries, members]
        value = np.where(taken, self.points[seats], 0).sum(axis=1) + self.size_value[secretaries, members]
        severity += self.flag_severity[mask] + self.counter_severity[state]
        value += self.flag_value[mask] + self.counter_value[state]
        for count in self.left_out_counts:
            weights = np.zeros(len(self.person) + 1, dtype=np.int64)  # the last one is of the filler -1
            weights[count.seats - self.first] = count.seat_weights
            n, place = np.unique(count.base + weights[teams].sum(axis=1), return_inverse=True)
            severity += np.array([count.severity(k) for k in n.tolist()], dtype=np.int64)[place]
            value += np.array([count.value(k) for k in n.tolist()], dtype=np.int64)[place] - _most(count)
        return severity, value

    @cached_property
    def _group_weights(self) -> IntArray:
        """Weights by group and local seat, with a last column of zeros for the filler -1."""
        weights = np.zeros((len(self.groups), len(self.person) + 1), dtype=np.int64)
        for g, group in enumerate(self.groups):
            weights[g, group.seats] = group.weights
        return weights

    def clashes(self, teams: IntArray) -> BoolArray:
        """Return which teams break which group limit: bool array of shape (n_groups, n_teams)."""
        limits = np.array([[group.limit] for group in self.groups], dtype=np.int64).reshape(-1, 1)
        broken: BoolArray = self._group_weights[:, teams].sum(axis=2) > limits
        return broken


def team_spaces(model: AllocationModel, bond: IntArray) -> list[TeamSpace]:
    """Return the team space of every village, in order.

    Parameters
    ----------
    bond
        int64 array of shape (n_seats,): the linking row that counts the seat's village, or -1.
    """
    return [_space(model, v, bond) for v in range(model.seats.n_villages)]


def _space(model: AllocationModel, village_idx: int, bond: IntArray) -> TeamSpace:
    view = model.seats.of_village(village_idx)
    n = len(view.person)
    counts = [c for c in model.team_counts[village_idx] if not c.is_idle]
    if any(c.per_village for c in counts):
        raise ModelError(f"a count inside village {village_idx} counts villages: that is a linking count")
    local = {c.key: c.seats - view.first for c in counts}
    idle_severity = sum(c.severity(c.base) for c in model.team_counts[village_idx] if c.is_idle)

    closed = np.zeros(n, dtype=np.bool_)
    limits = {role: int(np.count_nonzero(view.role == role)) for role in (FS, MEMBER)}
    limits[FS] = min(limits[FS], 1)
    sizes: list[Count] = []
    flags: list[Count] = []
    counters: list[Count] = []
    groups: list[Group] = []
    severity = np.zeros(n, dtype=np.int64)
    allowed = np.ones((2, n + 1), dtype=np.bool_)
    for count in counts:
        seats, weights = local[count.key], count.seat_weights
        room = None if count.hard_upper is None else count.hard_upper - count.base
        scope = _scope(view, seats) if count.weights is None else None
        if room is not None:
            if room == 0:
                closed[seats] = True
            elif scope in (FS, MEMBER):
                limits[scope] = min(limits[scope], room)
            elif scope == BOTH:
                allowed &= np.add.outer(np.arange(2), np.arange(len(view.person) + 1)) <= room
            if scope is None and 0 < room < weights.sum():
                groups.append(Group(seats, weights, room))
        if not _matters(count):
            continue
        if scope is not None:
            sizes.append(count)
        elif count.upper is not None and count.excess_price and count.base >= count.upper and not _gains(count):
            severity[seats] += weights * count.excess_price
            idle_severity += count.severity(count.base)
        elif count.weights is None and _complete_at_one(count):
            flags.append(count)
        else:
            counters.append(count)
    own_bond = bond[view.first : view.first + n]
    block, block_limit, block_row, other_groups = _blocks(view, own_bond, groups, limits[FS] + limits[MEMBER])
    raised = _merged(flags)
    size_value, size_severity = _sizes(sizes, view, limits)
    flag_bits, flag_value, flag_severity = _flags(n, raised[:MAX_FLAGS], local)
    step, next_counter, counter_value, counter_severity, spilt = _counters(n, counters, local, limits)
    spilt += [count for together in raised[MAX_FLAGS:] for count in together]
    # a count left out keeps bounds valid: its severity is taken as nothing, its rewards as wholly earned
    size_value += sum(_most(c) for c in spilt)
    return TeamSpace(
        village=village_idx,
        first=view.first,
        usable=np.flatnonzero(~closed).astype(np.int32),
        person=view.person.astype(np.int32),
        role=view.role.astype(np.int8),
        points=model.seats.points[view.first : view.first + n],
        severity=severity,
        secretaries=limits[FS],
        members=limits[MEMBER],
        size_value=size_value,
        size_severity=size_severity + idle_severity,
        size_allowed=allowed[:, : limits[MEMBER] + 1],
        flags=flag_bits.astype(np.int32),
        flag_value=flag_value,
        flag_severity=flag_severity,
        step=step.astype(np.int32),
        next_counter=next_counter,
        counter_value=counter_value,
        counter_severity=counter_severity,
        groups=other_groups,
        block=block.astype(np.int32),
        block_limit=block_limit,
        block_row=block_row,
        left_out_counts=tuple(spilt),
    )


def _blocks(
    view: VillageSeats, bond: IntArray, groups: list[Group], width: int
) -> tuple[IntArray, IntArray, IntArray, tuple[Group, ...]]:
    """Make disjoint blocks of people out of bonds and the group limits that go with them; return the other limits."""
    block = np.full(len(view.person), -1, dtype=np.int64)
    rows = np.unique(bond[bond >= 0]).tolist()
    for b, row in enumerate(rows):
        block[bond == row] = b
    limits = [max(1, width)] * len(rows)
    others: list[Group] = []
    for group in groups:
        whole = np.isin(view.person, view.person[group.seats])
        inside = np.unique(block[whole])
        fits = (group.weights == 1).all() and whole.sum() == len(group.seats) and len(inside) == 1
        if fits and inside[0] < 0:
            block[whole] = len(limits)
            rows.append(-1)
            limits.append(group.limit)
        elif fits and np.count_nonzero(block == inside[0]) == len(group.seats):
            limits[inside[0]] = min(limits[inside[0]], group.limit)
        else:
            others.append(group)
    return block, np.array(limits, dtype=np.int64), np.array(rows, dtype=np.int64), tuple(others)


def _most(count: Count) -> int:
    """Return the points that a count can earn."""
    return sum(count.rewards[count.base :])


def _gains(count: Count) -> bool:
    """Whether more of the count can be better: a reward or a lower limit above the base."""
    rewarded = any(count.rewards[count.base :])
    return rewarded or (count.lower is not None and count.lower > count.base and count.shortfall_price > 0)


def _matters(count: Count) -> bool:
    """Whether the count changes value or severity at all (hard limits aside)."""
    return _gains(count) or (count.upper is not None and bool(count.excess_price))


def _complete_at_one(count: Count) -> bool:
    """Whether everything the count can gain is gained by the first seat, and nothing is lost by more."""
    if count.upper is not None and count.excess_price:
        return False
    more_rewards = any(count.rewards[count.base + 1 :])
    return not more_rewards and (count.lower is None or count.lower <= count.base + 1)


def _scope(view: VillageSeats, seats: IntArray) -> int | None:
    """Return FS or MEMBER if the seats are all seats of that role, BOTH if all seats, else None."""
    n_fs = int(np.count_nonzero(view.role == FS))
    if len(seats) == len(view.role):
        return BOTH if 0 < n_fs < len(view.role) else (FS if n_fs else MEMBER)
    taken: BoolArray = view.role[seats] == FS
    if len(seats) == n_fs and taken.all():
        return FS
    if len(seats) == len(view.role) - n_fs and not taken.any():
        return MEMBER
    return None


def _sizes(sizes: list[Count], view: VillageSeats, limits: dict[int, int]) -> tuple[IntArray, IntArray]:
    """Tabulate counts that depend on how many people are taken; sizes over a hard limit are never reached."""
    value = np.zeros((2, limits[MEMBER] + 1), dtype=np.int64)
    severity = np.zeros_like(value)
    for count in sizes:
        scope = _scope(view, count.seats - view.first)
        for secretaries in (0, 1):
            for members in range(limits[MEMBER] + 1):
                n = count.base + {FS: secretaries, MEMBER: members, BOTH: secretaries + members}[scope]  # type: ignore[index]
                value[secretaries, members] += count.value(n)
                severity[secretaries, members] += count.severity(n)
    return value, severity


def _merged(flags: list[Count]) -> list[list[Count]]:
    """Put flags over the same seats together: they are raised together."""
    groups: dict[bytes, list[Count]] = {}
    for count in flags:
        groups.setdefault(np.sort(count.seats).tobytes(), []).append(count)
    return list(groups.values())


def _flags(n: int, flags: list[list[Count]], local: dict[str, IntArray]) -> tuple[IntArray, IntArray, IntArray]:
    bits = np.zeros(n, dtype=np.int64)
    value = np.zeros(1 << len(flags), dtype=np.int64)
    severity = np.zeros_like(value)
    sets = np.arange(len(value))
    for i, together in enumerate(flags):
        bits[local[together[0].key]] |= 1 << i
        raised = (sets >> i) & 1 == 1
        for count in together:
            for where, taken in ((raised, count.base + 1), (~raised, count.base)):
                value[where] += count.value(taken)
                severity[where] += count.severity(taken)
    return bits, value, severity


def _counters(
    n: int, counters: list[Count], local: dict[str, IntArray], limits: dict[int, int]
) -> tuple[IntArray, IntArray, IntArray, IntArray, list[Count]]:
    """Build the joint states of all counters that fit, one mixed-radix digit each; return also those left out."""
    people = limits[FS] + limits[MEMBER]
    adds = np.zeros((n, 0), dtype=np.int64)
    radices: list[int] = []
    kept: list[Count] = []
    spilt: list[Count] = []
    for count in counters:
        heaviest = int(count.seat_weights.max())
        top = people * heaviest
        if not (count.upper is not None and count.excess_price):
            top = min(top, max(len(count.rewards), count.lower or 0) - count.base)
        if int(np.prod(radices, dtype=np.int64)) * (top + 1) > MAX_COUNTER_STATES:
            spilt.append(count)
            continue
        column = np.zeros((n, 1), dtype=np.int64)
        column[local[count.key], 0] = count.seat_weights
        adds = np.hstack([adds, column])
        radices.append(top + 1)
        kept.append(count)
    steps, step = np.unique(adds, axis=0, return_inverse=True)
    n_states = int(np.prod(radices, dtype=np.int64))
    digits = np.array(np.unravel_index(np.arange(n_states), radices)).T if radices else np.zeros((1, 0), dtype=np.int64)
    value = np.zeros(n_states, dtype=np.int64)
    severity = np.zeros_like(value)
    for i, count in enumerate(kept):
        value += np.array([count.value(count.base + d) for d in digits[:, i].tolist()], dtype=np.int64)
        severity += np.array([count.severity(count.base + d) for d in digits[:, i].tolist()], dtype=np.int64)
    following = np.zeros((len(steps), n_states), dtype=np.int64)
    for row, add in enumerate(steps if radices else ()):
        after = np.minimum(digits + add, np.array(radices) - 1)
        following[row] = np.ravel_multi_index(tuple(after.T), radices)
    return step.reshape(-1), following, value, severity, spilt

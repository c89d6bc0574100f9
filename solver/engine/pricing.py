"""Exact pricing of one village: its best team at given seat worths, runners-up, and all teams within a slack (§7.1).

Hard limits over groups that overlap (couples …) seldom bind, so they enter the state only when the best team
breaks one:
the table is then filled again with that group as one more counter. What is promoted stays promoted for the
village's next pricing. When the counters are full, the search branches on the clashing seats instead.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count as numbers

import numpy as np

from solver.engine.team_dp import (
    CLOSED,
    NEVER,
    best_walk,
    blocks_in_order,
    completion_table,
    enumerate_teams,
    leading_teams,
    useful_people,
)
from solver.engine.team_space import MAX_COUNTER_STATES, Group, TeamSpace
from solver.modelling.seats import IntArray

MAX_BRANCHES = 400
"""Branching nodes for one pricing; past it the bound is that of the best open node: valid, only weaker."""


@dataclass(frozen=True)
class Scalars:
    """How a team's value and severity weigh in its worth: ``points * value - severity_price * severity``."""

    points: int
    severity_price: int


@dataclass(frozen=True)
class Worths:
    """What the seats of a village are worth at some prices.

    Attributes
    ----------
    seats
        int64 array of shape (n_seats,): what each seat adds to a team, its price taken off.
    charge
        int64 array of shape (n_seats,): what the first seat taken of the seat's block costs besides.
    """

    seats: IntArray
    charge: IntArray


@dataclass(frozen=True)
class Priced:
    """Result of one pricing.

    Attributes
    ----------
    bound
        No team of the village is worth more; equal to the worth of ``team`` unless branching was cut short.
    team
        Local seats of the best team found (possibly none), sorted.
    others
        Further good teams, each different from ``team``.
    """

    bound: int
    team: IntArray
    others: tuple[IntArray, ...] = ()


@dataclass(frozen=True)
class _Table:
    """A completion table with what it takes to read it."""

    arguments: tuple[IntArray, ...]

    @property
    def top(self) -> int:
        """Worth of the best team, group limits aside."""
        return int(self.arguments[0][0, 0, 0, 0, 0, 0])


@dataclass
class Pricer:
    """Prices one village. Holds which group limits have been promoted to counters."""

    space: TeamSpace
    promoted: list[int] = field(default_factory=list)

    def price(self, worths: Worths, scalars: Scalars, n_others: int = 0) -> Priced:
        """Return the best team at these worths.

        Parameters
        ----------
        n_others
            How many runners-up to return at most.
        """
        order = numbers()
        no_seat = np.zeros(0, dtype=np.int64)
        heap: list[tuple[int, int, IntArray, IntArray, tuple[IntArray, ...], bool]]
        heap = [(0, next(order), no_seat, no_seat, (), True)]
        bound, runs = 0, 0
        while True:
            negated, _, team, excluded, others, is_root = heapq.heappop(heap)
            if is_root:
                children = [excluded]
            else:
                bound = -negated
                broken = np.flatnonzero(self.space.clashes(team[None, :])[:, 0])
                if len(broken) == 0:
                    return Priced(bound, np.sort(team), others)
                if self._promote(int(broken[0])):
                    heap, children = [], [no_seat]
                else:
                    clash = np.intersect1d(team, self.space.groups[broken[0]].seats)
                    children = [np.append(excluded, seat) for seat in clash]
            if runs > MAX_BRANCHES:
                return Priced(bound, no_seat, others)
            for child in children:
                total, best, more = self._solve(worths, scalars, child, n_others)
                heapq.heappush(heap, (-total, next(order), best, child, more, False))
                runs += 1

    def within(self, worths: Worths, scalars: Scalars, floor: int, limit: int) -> tuple[IntArray, bool]:
        """List the teams worth at least ``floor``.

        Returns
        -------
        Teams as rows of local seats filled up with -1, and whether all there are were listed.
        """
        rough = self._table(worths, scalars, self.space.usable, slack=0)
        if rough.top < floor:
            return np.full((0, self.space.width), -1, dtype=np.int64), True
        table = self._table(worths, scalars, self.space.usable, slack=rough.top - floor + 1)
        rows = enumerate_teams(*table.arguments, floor, limit)
        return rows[~self.space.clashes(rows).any(axis=0)], len(rows) < limit

    def _solve(
        self, worths: Worths, scalars: Scalars, excluded: IntArray, n_others: int
    ) -> tuple[int, IntArray, tuple[IntArray, ...]]:
        usable = self.space.usable
        if len(excluded):
            usable = usable[~np.isin(usable, excluded)]
        table = self._table(worths, scalars, usable, slack=0)
        total, team = best_walk(*table.arguments, 0, -1)
        if not n_others:
            return int(total), team, ()
        totals, rows = leading_teams(*table.arguments)
        good = (totals > CLOSED // 2) & (totals < total)
        rows = rows[good][np.argsort(-totals[good], kind="stable")]
        rows = rows[~self.space.clashes(rows).any(axis=0)][:n_others]
        return int(total), team, tuple(np.sort(row[row >= 0]) for row in rows)

    def _table(self, worths: Worths, scalars: Scalars, usable: IntArray, slack: int) -> _Table:
        space, seats = self.space, worths.seats
        step, following, size_end, flag_end, counter_end = self._state(scalars)
        room = space.members + space.secretaries
        # a block that neither charges nor limits is none: its people are then free to stand in for others
        block = space.block
        if len(space.block_limit):
            idle = (worths.charge == 0) & (space.block_limit[space.block] >= room)
            block = np.where(idle, -1, space.block)
        charge, limit, flags = worths.charge, space.block_limit, space.flags
        seat_of = useful_people(usable, space.person, space.role, seats, flags, step, block, charge, limit, room, slack)
        blocks = blocks_in_order(seat_of, block, charge, limit, room)
        best = completion_table(seat_of, blocks, seats, flags, step, following, size_end, flag_end, counter_end)
        return _Table((best, seat_of, blocks, seats, flags, step, following))

    def _state(self, scalars: Scalars) -> tuple[IntArray, IntArray, IntArray, IntArray, IntArray]:
        """Return seat steps, counter moves, and the end values of sizes, flag sets and counters."""
        space, a, b = self.space, scalars.points, scalars.severity_price
        size_end = np.where(space.size_allowed, a * space.size_value - b * space.size_severity, NEVER)
        if space.secretaries == 0:
            size_end[1] = NEVER
        flag_end = a * space.flag_value - b * space.flag_severity
        counter_end = a * space.counter_value - b * space.counter_severity
        step, following = space.step, space.next_counter
        for g in self.promoted:
            step, following, counter_end = _with_group(space.groups[g], step, following, counter_end)
        return step, following, size_end, flag_end, counter_end

    def _promote(self, group: int) -> bool:
        """Make a group limit a counter, if there is room for it."""
        states = len(self.space.counter_value)
        for g in (*self.promoted, group):
            states *= self.space.groups[g].limit + 2
        if states > MAX_COUNTER_STATES:
            return False
        self.promoted.append(group)
        return True


def _with_group(
    group: Group, step: IntArray, following: IntArray, counter_end: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Add a counter of the group's weight; its last state is over the limit and worth ``NEVER``."""
    levels = group.limit + 2
    adds = np.zeros(len(step), dtype=np.int64)
    adds[group.seats] = np.minimum(group.weights, levels - 1)
    pairs, new_step = np.unique(np.stack([step, adds], axis=1), axis=0, return_inverse=True)
    old = np.arange(len(counter_end) * levels) // levels
    level = np.arange(len(counter_end) * levels) % levels
    moved = [following[s, old] * levels + np.minimum(level + add, levels - 1) for s, add in pairs]
    end = np.where(level == levels - 1, NEVER, counter_end[old])
    return new_step.reshape(-1).astype(np.int64), np.array(moved, dtype=np.int64), end

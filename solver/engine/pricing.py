"""Exact pricing of one village: its best team at given seat worths, runners-up, and all teams within a slack (§7.1).

Hard limits over groups that overlap (couples …) seldom bind, so they enter the state only when the best team
breaks one:
the table is then filled again with that group as one more counter. What is promoted stays promoted for the
village's next pricing. When the counters are full, the search branches on the clashing seats instead.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count as numbers

import numpy as np

from solver.engine.dominance import TOP, blocks_in_order, useful_people
from solver.engine.own_memory import OwnMemory
from solver.engine.team_dp import (
    CLOSED,
    NEVER,
    best_walk,
    completion_table,
    enumerate_teams,
    leading_teams,
    leading_totals,
)
from solver.engine.team_space import MAX_COUNTER_STATES, Group, TeamSpace
from solver.modelling.seats import BoolArray, IntArray, SmallArray

MAX_BRANCHES = 400
"""Branching nodes for one pricing; past it the bound is that of the best open node: valid, only weaker."""


KEPT = 1 << 23
"""Cells of the largest table whose memory is kept for the next."""


_memory = OwnMemory(np.int64, KEPT)
"""For tables: to get it anew for each took the system a quarter of a province's pricing."""


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
    """A completion table with what it takes to read it: valid until the thread makes its next."""

    arguments: tuple[IntArray | SmallArray, ...]

    @property
    def top(self) -> int:
        """Worth of the best team, group limits aside."""
        return int(self.arguments[0][0, 0, 0, 0, 0])


@dataclass(frozen=True)
class _States:
    """What a team's flags and counters can be, and what seats do to them.

    Attributes
    ----------
    step, move
        int32 arrays of shape (n_seats,): what a seat does to the counters, and to the whole state.
    moves
        int32 array of shape (n_moves, n_states): the state after a move; states are numbered
        ``flag set * n_counter_states + counters``.
    value, severity, allowed
        Arrays of shape (n_counter_states,): what the counters earn and cost, and whether hard limits admit them.
    """

    step: SmallArray
    move: SmallArray
    moves: SmallArray
    value: IntArray
    severity: IntArray
    allowed: BoolArray

    @classmethod
    def of(cls, space: TeamSpace, promoted: Sequence[int]) -> _States:
        """Return the states of a space with some of its groups as further counters."""
        step, following = space.step, space.next_counter
        value, severity = space.counter_value, space.counter_severity
        allowed = np.ones(len(value), dtype=np.bool_)
        for g in promoted:
            levels = space.groups[g].limit + 2
            step, following = _with_group(space.groups[g], levels, step, following)
            value, severity = np.repeat(value, levels), np.repeat(severity, levels)
            allowed = np.repeat(allowed, levels) & (np.arange(len(value)) % levels < levels - 1)
        n_sets, n_counters = len(space.flag_value), following.shape[1]
        pairs, move = np.unique(space.flags * len(following) + step, return_inverse=True)
        raised, steps = pairs // len(following), pairs % len(following)
        sets = np.arange(n_sets)[None, :] | raised[:, None]
        moves = sets[:, :, None] * n_counters + following[steps][:, None, :]
        moves = moves.reshape(len(pairs), n_sets * n_counters).astype(np.int32)
        return cls(step, move.reshape(-1).astype(np.int32), moves, value, severity, allowed)


@dataclass
class Pricer:
    """Prices one village. Holds which group limits have been promoted to counters."""

    space: TeamSpace
    promoted: list[int] = field(default_factory=list)
    _states: dict[tuple[int, ...], _States] = field(default_factory=dict)

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
        totals = leading_totals(*table.arguments)
        good = np.flatnonzero((totals > CLOSED // 2) & (totals < total))
        leads = good[np.argsort(-totals[good], kind="stable")]
        others: list[IntArray] = []
        while len(others) < n_others and len(leads):
            now, leads = leads[:n_others], leads[n_others:]
            rows = leading_teams(*table.arguments, now)
            others += [np.sort(row[row >= 0]) for row in rows[~self.space.clashes(rows).any(axis=0)]]
        return int(total), team, tuple(others[:n_others])

    def _table(self, worths: Worths, scalars: Scalars, usable: SmallArray, slack: int) -> _Table:
        space, seats, states = self.space, worths.seats, self._states_now()
        a, b = scalars.points, scalars.severity_price
        size_end = np.where(space.size_allowed, a * space.size_value - b * space.size_severity, NEVER)
        if space.secretaries == 0:
            size_end[1] = NEVER
        flag_end = a * space.flag_value - b * space.flag_severity
        state_end = np.add.outer(flag_end, a * states.value - b * states.severity)
        state_end = np.where(states.allowed, state_end, NEVER).reshape(-1)
        room = space.members + space.secretaries
        # a block that neither charges nor limits is none: its people are then free to stand in for others
        block = space.block
        if len(space.block_limit):
            idle = (worths.charge == 0) & (space.block_limit[space.block] >= room)
            block = np.where(idle, np.int32(-1), space.block)
        charge, limit = worths.charge, space.block_limit
        flags, lost = space.flags, flag_end - flag_end[0]
        seat_of = useful_people(
            usable, space.person, space.role, seats, flags, states.step, lost, block, charge, limit, room, slack
        )
        blocks = blocks_in_order(seat_of, block, charge, limit, room)
        digits = 1 + int(blocks[:, TOP].max(initial=0))
        best: IntArray = _memory.lend((len(seat_of) + 1, digits, *size_end.shape, len(state_end)))
        completion_table(seat_of, blocks, seats, states.move, states.moves, size_end, state_end, best)
        return _Table((best, seat_of, blocks, seats, states.move, states.moves))

    def _states_now(self) -> _States:
        """Return the states that the promoted groups ask for."""
        key = tuple(self.promoted)
        if key not in self._states:
            self._states[key] = _States.of(self.space, key)
        return self._states[key]

    def _promote(self, group: int) -> bool:
        """Make a group limit a counter, if there is room for it."""
        states = len(self.space.counter_value)
        for g in (*self.promoted, group):
            states *= self.space.groups[g].limit + 2
        if states > MAX_COUNTER_STATES:
            return False
        self.promoted.append(group)
        return True


def _with_group(group: Group, levels: int, step: SmallArray, following: IntArray) -> tuple[SmallArray, IntArray]:
    """Add a counter of the group's weight; its last state is over the limit."""
    adds = np.zeros(len(step), dtype=np.int64)
    adds[group.seats] = np.minimum(group.weights, levels - 1)
    pairs, new_step = np.unique(np.stack([step, adds], axis=1), axis=0, return_inverse=True)
    n = following.shape[1] * levels
    old, level = np.arange(n) // levels, np.arange(n) % levels
    moved = [following[s, old] * levels + np.minimum(level + add, levels - 1) for s, add in pairs]
    return new_step.reshape(-1).astype(np.int32), np.array(moved, dtype=np.int64).reshape(len(pairs), n)

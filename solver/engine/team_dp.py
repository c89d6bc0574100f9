"""Best completion of a team, by dynamic programming over people: compiled kernels (§7.1).

State: (taken from the block, first secretary taken, members taken, set of flags raised, joint state of counters). For
people in a fixed order, ``best[i, state]`` is the most that people i, i+1, … can still add, the end values included.
One table answers the best team, its runners-up and the list of all teams within a slack, with no dead end (limits over
overlapping groups aside). Flags and counters together are one number, and what a seat does to it is looked up.

People of one *block* (as a rule, of one sending unit) stand together in the order. The first one taken pays the block's
charge, and no more than its limit may be taken; as the count starts anew with each block, both need one small digit.

All figures are int64, so a bound read off the table is exact.
"""

from __future__ import annotations

import numpy as np

from solver.engine.compiled import kernel
from solver.engine.dominance import CHARGE, GOES_ON
from solver.modelling.seats import IntArray, SmallArray

NEVER = -(1 << 60)
"""Worth of what is not possible; sums of a few such values still fit int64."""
CLOSED = NEVER >> 4
"""Worth of a seat that may not be taken; a whole team of such seats is still far above ``NEVER``."""


@kernel
def _reachable(seat_of: IntArray, move: SmallArray, moves: SmallArray, members: int) -> tuple[IntArray, IntArray]:
    """List the states that f first secretaries and k members can be in.

    Returns
    -------
    States, int64 array of shape (2, members + 1, n_states), and how many of each row count.
    """
    n_states = moves.shape[1]
    used = np.zeros((2, moves.shape[0]), dtype=np.bool_)
    for i in range(seat_of.shape[0]):
        for role in range(2):
            if seat_of[i, role] >= 0:
                used[role, move[seat_of[i, role]]] = True
    reached = np.zeros((2, members + 1, n_states), dtype=np.bool_)
    reached[0, 0, 0] = True
    for f in range(2):
        for k in range(members + 1):
            for j in range(moves.shape[0]):
                for state in range(n_states):
                    if reached[f, k, state]:
                        if used[1, j] and k < members:
                            reached[f, k + 1, moves[j, state]] = True
                        if used[0, j] and f == 0:
                            reached[1, k, moves[j, state]] = True
    states = np.empty((2, members + 1, n_states), dtype=np.int64)
    n = np.zeros((2, members + 1), dtype=np.int64)
    for f in range(2):
        for k in range(members + 1):
            for state in range(n_states):
                if reached[f, k, state]:
                    states[f, k, n[f, k]] = state
                    n[f, k] += 1
    return states, n


@kernel
def completion_table(
    seat_of: IntArray,
    blocks: IntArray,
    worth: IntArray,
    move: SmallArray,
    moves: SmallArray,
    size_end: IntArray,
    state_end: IntArray,
    best: IntArray,
) -> None:
    """Fill ``best[i, taken, f, k, state]``; only what some team can reach is filled, the rest is left as it is.

    Parameters
    ----------
    seat_of
        int64 array of shape (n_people, 2): local seat of each person as first secretary and as member, -1 if none.
    blocks
        From :func:`blocks_in_order`.
    worth, move
        int64 and int32 arrays of shape (n_seats,): worth, and the row of ``moves`` that says what the seat does to the
        state.
    moves
        int32 array of shape (n_moves, n_states): the state (flags raised, counters) after a seat.
    size_end, state_end
        int64 arrays of shapes (2, members + 1), (n_states,): end values.
    best
        int64 array of shape (n_people + 1, 1 + highest of the blocks, 2, members + 1, n_states).
    """
    n = seat_of.shape[0]
    members = size_end.shape[1] - 1
    states, n_states = _reachable(seat_of, move, moves, members)
    for f in range(2):
        for k in range(members + 1):
            for state in states[f, k, : n_states[f, k]]:
                best[n, 0, f, k, state] = size_end[f, k] + state_end[state]
    for i in range(n - 1, -1, -1):
        secretary, member = seat_of[i, 0], seat_of[i, 1]
        goes_on, charge, highest, limited = blocks[i]
        for taken in range(highest + 1 if i > 0 and blocks[i - 1, GOES_ON] else 1):
            cost = 0 if taken else charge
            full = limited and taken == highest
            skipped = best[i + 1, taken * goes_on]
            entered = best[i + 1, min(taken + 1, highest) * goes_on]
            for f in range(2):
                for k in range(min(members, i - f) + 1):
                    here, skip = best[i, taken, f, k], skipped[f, k]
                    some = states[f, k, : n_states[f, k]]
                    for state in some:
                        here[state] = skip[state]
                    if member >= 0 and k < members and not full:
                        _enter(here, some, worth[member] - cost, entered[f, k + 1], moves[move[member]])
                    if secretary >= 0 and f == 0 and not full:
                        _enter(here, some, worth[secretary] - cost, entered[1, k], moves[move[secretary]])


@kernel
def _enter(here: IntArray, states: IntArray, worth: int, after: IntArray, moved: SmallArray) -> None:
    """Let a person enter where that is better."""
    for state in states:
        total = worth + after[moved[state]]
        if total > here[state]:
            here[state] = total


@kernel
def enumerate_teams(
    best: IntArray,
    seat_of: IntArray,
    blocks: IntArray,
    worth: IntArray,
    move: SmallArray,
    moves: SmallArray,
    floor: int,
    limit: int,
) -> IntArray:
    """List teams worth at least ``floor``: int64 array of shape (n_teams, members + 1) of local seats, padded with -1.

    At most ``limit`` teams; the walk is depth first in the order of people, seats taken before seats skipped.
    """
    n = seat_of.shape[0]
    members = best.shape[3] - 1
    width = members + 1
    teams = np.full((limit, width), -1, dtype=np.int64)
    found = 0
    # a stack of (person, taken, f, k, state, gathered, seat just taken); the team so far lies in ``path``
    stack = np.empty((2 * n + 4, 7), dtype=np.int64)
    path = np.full(width + 1, -1, dtype=np.int64)
    stack[0] = (0, 0, 0, 0, 0, 0, -1)
    top = 1
    while top > 0:
        top -= 1
        i, taken, f, k, state, gathered, seat = stack[top]
        size = f + k
        if seat >= 0:
            path[size - 1] = seat
        if i == n:
            if found == limit:
                return teams[:found]
            for j in range(size):
                teams[found, j] = path[j]
            found += 1
            continue
        goes_on, charge, highest, limited = blocks[i]
        if gathered + best[i + 1, taken * goes_on, f, k, state] >= floor:
            stack[top] = (i + 1, taken * goes_on, f, k, state, gathered, -1)
            top += 1
        if limited and taken == highest:
            continue
        after = min(taken + 1, highest) * goes_on
        for role in range(1, -1, -1):
            other = seat_of[i, role]
            if other < 0 or (role == 1 and k == members) or (role == 0 and f == 1):
                continue
            f2, k2, entered = f + 1 - role, k + role, moves[move[other], state] + 0  # + 0: int64 like the rest
            g2 = gathered + worth[other] - (0 if taken else charge)
            if g2 + best[i + 1, after, f2, k2, entered] >= floor:
                stack[top] = (i + 1, after, f2, k2, entered, g2, other)
                top += 1
    return teams[:found]


@kernel
def best_walk(
    best: IntArray,
    seat_of: IntArray,
    blocks: IntArray,
    worth: IntArray,
    move: SmallArray,
    moves: SmallArray,
    start: int,
    forced: int,
) -> tuple[int, IntArray]:
    """Walk the table to the best team whose first person is ``start`` in role ``forced`` (0, 1), or to the best of all.

    Returns
    -------
    The team's worth and its local seats. What is forced must be possible: see :func:`leading_totals`. With
    ``forced = -1`` nothing is forced and ``start`` is 0.
    """
    n = seat_of.shape[0]
    members = best.shape[3] - 1
    team = np.empty(members + 1, dtype=np.int64)
    taken, f, k, state, gathered, size = 0, 0, 0, 0, 0, 0
    i = start
    if forced >= 0:
        seat = seat_of[i, forced]
        gathered, state = worth[seat] - blocks[i, CHARGE], moves[move[seat], 0] + 0
        f, k = 1 - forced, forced
        team[0] = seat
        size = 1
        taken = blocks[i, GOES_ON]
        i += 1
    total = gathered + best[i, taken, f, k, state]
    while i < n:
        rest = total - gathered
        goes_on, charge, highest, _ = blocks[i]
        if rest == best[i + 1, taken * goes_on, f, k, state]:
            taken *= goes_on
            i += 1
            continue
        cost = 0 if taken else charge
        taken = min(taken + 1, highest) * goes_on
        for role in range(1, -1, -1):
            seat = seat_of[i, role]
            if seat < 0 or (role == 1 and k == members) or (role == 0 and f == 1):
                continue
            f2, k2, after = f + 1 - role, k + role, moves[move[seat], state] + 0
            if rest == worth[seat] - cost + best[i + 1, taken, f2, k2, after]:
                gathered += worth[seat] - cost
                f, k, state = f2, k2, after
                team[size] = seat
                size += 1
                break
        i += 1
    return total, team[:size].copy()


@kernel
def leading_totals(
    best: IntArray,
    seat_of: IntArray,
    blocks: IntArray,
    worth: IntArray,
    move: SmallArray,
    moves: SmallArray,
) -> IntArray:
    """Return for each person and role what the best team is worth of which he or she is the first person in order.

    Returns
    -------
    int64 array of shape (2 n_people,), ``NEVER`` where there is none: to walk to all these teams takes n² looks at a
    table that is no longer in the cache, to read what they are worth n.
    """
    n = seat_of.shape[0]
    members = best.shape[3] - 1
    totals = np.full(2 * n, NEVER, dtype=np.int64)
    for i in range(n):
        for role in range(2):
            seat = seat_of[i, role]
            if seat >= 0 and (role == 0 or members > 0):
                state = moves[move[seat], 0]
                after = best[i + 1, blocks[i, GOES_ON], 1 - role, role, state]
                totals[2 * i + role] = worth[seat] - blocks[i, CHARGE] + after
    return totals


@kernel
def leading_teams(
    best: IntArray,
    seat_of: IntArray,
    blocks: IntArray,
    worth: IntArray,
    move: SmallArray,
    moves: SmallArray,
    leads: IntArray,
) -> IntArray:
    """Return the best teams that some people lead, by their places in :func:`leading_totals`.

    Returns
    -------
    int64 array of shape (n_leads, members + 1): local seats, filled up with -1.
    """
    teams = np.full((len(leads), best.shape[3]), -1, dtype=np.int64)
    for row, lead in enumerate(leads):
        _, team = best_walk(best, seat_of, blocks, worth, move, moves, lead // 2, lead % 2)
        teams[row, : len(team)] = team
    return teams

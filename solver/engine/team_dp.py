"""Best completion of a team, by dynamic programming over people: compiled kernels (§7.1).

State: (taken from the block, first secretary taken, members taken, set of flags raised, joint state of counters). For
people in a fixed order, ``best[i, state]`` is the most that people i, i+1, … can still add, the end values
included. One
table answers the best team, its runners-up and the list of all teams within a slack, with no dead end (limits over
overlapping groups aside).

People of one *block* (as a rule, of one sending unit) stand together in the order. The first one taken pays the block's
charge, and no more than its limit may be taken; as the count starts anew with each block, both need one small digit.

All figures are int64, so a bound read off the table is exact.
"""

from __future__ import annotations

import numpy as np

from solver.engine.compiled import kernel
from solver.modelling.seats import IntArray

NEVER = -(1 << 60)
"""Worth of what is not possible; sums of a few such values still fit int64."""
CLOSED = NEVER >> 4
"""Worth of a seat that may not be taken; a whole team of such seats is still far above ``NEVER``."""


@kernel
def undominated(
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    block: IntArray,
    charge: IntArray,
    limit: IntArray,
    order: IntArray,
    room: int,
    slack: int,
) -> IntArray:
    """Return the seats of one role that can be in a team within ``slack`` of the best.

    A seat is of no use if enough other seats could always take its place: they raise at least its flags, move the
    counters alike and are worth more by over ``slack`` (or as much, when the slack is 0), their charge taken off unless
    they share its block. At most ``room - 1`` other people are in the team; a block is out of reach when ``limit`` of
    its people are, so it counts for no more than that.

    Parameters
    ----------
    worth, flags, step, block, charge
        int64 arrays of shape (n_seats,); block -1 where there is none.
    limit
        int64 array of shape (n_blocks,): people of a block that one team may take.
    order
        Seats of the role, by falling worth, ties by seat.
    """
    kept = np.empty(len(order), dtype=np.int64)
    in_block = np.zeros(len(limit), dtype=np.int64)
    n = 0
    for seat in order:
        better = 0
        in_block[:] = 0
        for j in range(n):
            other = kept[j]
            if step[other] != step[seat] or flags[seat] & ~flags[other]:
                continue
            lead = worth[other] - worth[seat]
            own = block[other]
            if own != block[seat]:
                lead -= charge[other]
            if lead < slack + (1 if slack else 0):
                continue
            if own >= 0:
                if in_block[own] == limit[own]:
                    continue
                in_block[own] += 1
                if own == block[seat] and in_block[own] == limit[own]:
                    better = room  # with this seat out of the team, one of them is always free to enter
            better += 1
            if better >= room:
                break
        if better < room:
            kept[n] = seat
            n += 1
    return kept[:n].copy()


@kernel
def useful_people(
    usable: IntArray,
    person: IntArray,
    role: IntArray,
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    block: IntArray,
    charge: IntArray,
    limit: IntArray,
    room: int,
    slack: int,
) -> IntArray:
    """Return ``seat_of`` for the people that a team within ``slack`` of the best may need.

    Returns
    -------
    int64 array of shape (n_people, 2): local seat as first secretary and as member, -1 if none; people by
    block (those without one first), then by their best seat, worth falling.
    """
    n_fs = 0
    for s in usable:
        if role[s] == 0:
            n_fs += 1
    by_role = (np.empty(n_fs, dtype=np.int64), np.empty(len(usable) - n_fs, dtype=np.int64))
    a, b = 0, 0
    for s in usable:
        if role[s] == 0:
            by_role[0][a] = s
            a += 1
        else:
            by_role[1][b] = s
            b += 1
    first = by_role[0][np.argsort(-worth[by_role[0]], kind="mergesort")]
    second = by_role[1][np.argsort(-worth[by_role[1]], kind="mergesort")]
    kept_fs = undominated(worth, flags, step, block, charge, limit, first, room, slack)
    kept_m = undominated(worth, flags, step, block, charge, limit, second, room, slack)
    kept = np.concatenate((kept_fs, kept_m))
    kept = kept[np.argsort(-worth[kept], kind="mergesort")]
    kept = kept[np.argsort(block[kept], kind="mergesort")]
    seat_of = np.full((len(kept), 2), -1, dtype=np.int64)
    place = dict()  # noqa: C408 - the compiler wants the call
    n = 0
    for s in kept:
        p = person[s]
        if p not in place:
            place[p] = n
            n += 1
        seat_of[place[p], role[s]] = s
    return seat_of[:n].copy()


GOES_ON, CHARGE, TOP, LIMITED = 0, 1, 2, 3
"""Columns of :func:`blocks_in_order`."""


@kernel
def blocks_in_order(seat_of: IntArray, block: IntArray, charge: IntArray, limit: IntArray, width: int) -> IntArray:
    """Return what the order of people needs to know of their blocks.

    Returns
    -------
    int64 array of shape (n_people, 4): whether the block goes on with the next person, its charge, the highest digit of
    people taken that is told apart, and whether no more may be taken at that digit.
    """
    n = seat_of.shape[0]
    out = np.zeros((n, 4), dtype=np.int64)
    before = -1
    for i in range(n):
        seat = seat_of[i, 0] if seat_of[i, 0] >= 0 else seat_of[i, 1]
        own = block[seat]
        if own >= 0:
            out[i, CHARGE] = charge[seat]
            out[i, LIMITED] = 1 if limit[own] < width else 0
            out[i, TOP] = limit[own] if limit[own] < width else 1
            if before == own:
                out[i - 1, GOES_ON] = 1
        before = own
    return out


@kernel
def completion_table(
    seat_of: IntArray,
    blocks: IntArray,
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    next_counter: IntArray,
    size_end: IntArray,
    flag_end: IntArray,
    counter_end: IntArray,
) -> IntArray:
    """Fill ``best[i, taken, f, k, flags, counters]``.

    Parameters
    ----------
    seat_of
        int64 array of shape (n_people, 2): local seat of each person as first secretary and as member, -1 if none.
    blocks
        From :func:`blocks_in_order`.
    worth, flags, step
        int64 arrays of shape (n_seats,).
    size_end, flag_end, counter_end
        int64 arrays of shapes (2, members + 1), (n_flag_sets,), (n_counter_states,): end values.
    """
    n = seat_of.shape[0]
    members = size_end.shape[1] - 1
    n_sets, n_counters = len(flag_end), len(counter_end)
    digits = 1 + (blocks[:, TOP].max() if n else 0)
    best = np.empty((n + 1, digits, 2, members + 1, n_sets, n_counters), dtype=np.int64)
    for f in range(2):
        for k in range(members + 1):
            for m in range(n_sets):
                for c in range(n_counters):
                    best[n, 0, f, k, m, c] = size_end[f, k] + flag_end[m] + counter_end[c]
    for i in range(n - 1, -1, -1):
        secretary, member = seat_of[i, 0], seat_of[i, 1]
        goes_on, charge, highest, limited = blocks[i]
        for taken in range(highest + 1 if i > 0 and blocks[i - 1, GOES_ON] else 1):
            cost = 0 if taken else charge
            full = limited and taken == highest
            skipped = best[i + 1, taken * goes_on]
            entered = best[i + 1, min(taken + 1, highest) * goes_on]
            for f in range(2):
                for k in range(members + 1):
                    if f + k > i:
                        continue
                    for m in range(n_sets):
                        for c in range(n_counters):
                            top = skipped[f, k, m, c]
                            if member >= 0 and k < members and not full:
                                rest = entered[f, k + 1, m | flags[member], next_counter[step[member], c]]
                                top = max(top, worth[member] - cost + rest)
                            if secretary >= 0 and f == 0 and not full:
                                rest = entered[1, k, m | flags[secretary], next_counter[step[secretary], c]]
                                top = max(top, worth[secretary] - cost + rest)
                            best[i, taken, f, k, m, c] = top
    return best


@kernel
def enumerate_teams(
    best: IntArray,
    seat_of: IntArray,
    blocks: IntArray,
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    next_counter: IntArray,
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
    # a stack of (person, taken, f, k, flags, counter, gathered, seat just taken); the team so far lies in ``path``
    stack = np.empty((2 * n + 4, 8), dtype=np.int64)
    path = np.full(width + 1, -1, dtype=np.int64)
    stack[0] = (0, 0, 0, 0, 0, 0, 0, -1)
    top = 1
    while top > 0:
        top -= 1
        i, taken, f, k, m, c, gathered, seat = stack[top]
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
        if gathered + best[i + 1, taken * goes_on, f, k, m, c] >= floor:
            stack[top] = (i + 1, taken * goes_on, f, k, m, c, gathered, -1)
            top += 1
        if limited and taken == highest:
            continue
        after = min(taken + 1, highest) * goes_on
        for role in range(1, -1, -1):
            other = seat_of[i, role]
            if other < 0 or (role == 1 and k == members) or (role == 0 and f == 1):
                continue
            f2, k2, m2, c2 = f + 1 - role, k + role, m | flags[other], next_counter[step[other], c]
            g2 = gathered + worth[other] - (0 if taken else charge)
            if g2 + best[i + 1, after, f2, k2, m2, c2] >= floor:
                stack[top] = (i + 1, after, f2, k2, m2, c2, g2, other)
                top += 1
    return teams[:found]


@kernel
def best_walk(
    best: IntArray,
    seat_of: IntArray,
    blocks: IntArray,
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    next_counter: IntArray,
    start: int,
    forced: int,
) -> tuple[int, IntArray]:
    """Walk the table to the best team whose first person is ``start`` in role ``forced`` (0, 1), or to the best of all.

    Returns
    -------
    The team's worth (``NEVER`` if there is none) and its local seats. With ``forced = -1`` nothing is forced and
    ``start`` is 0.
    """
    n = seat_of.shape[0]
    members = best.shape[3] - 1
    team = np.empty(members + 1, dtype=np.int64)
    taken, f, k, m, c, gathered, size = 0, 0, 0, 0, 0, 0, 0
    i = start
    if forced >= 0:
        seat = seat_of[i, forced]
        if seat < 0 or (forced == 1 and members == 0):
            return NEVER, team[:0].copy()
        gathered, m, c = worth[seat] - blocks[i, CHARGE], flags[seat], next_counter[step[seat], 0]
        f, k = 1 - forced, forced
        team[0] = seat
        size = 1
        taken = blocks[i, GOES_ON]
        i += 1
    total = gathered + best[i, taken, f, k, m, c]
    while i < n:
        rest = total - gathered
        goes_on, charge, highest, _ = blocks[i]
        if rest == best[i + 1, taken * goes_on, f, k, m, c]:
            taken *= goes_on
            i += 1
            continue
        cost = 0 if taken else charge
        taken = min(taken + 1, highest) * goes_on
        for role in range(1, -1, -1):
            seat = seat_of[i, role]
            if seat < 0 or (role == 1 and k == members) or (role == 0 and f == 1):
                continue
            f2, k2, m2, c2 = f + 1 - role, k + role, m | flags[seat], next_counter[step[seat], c]
            if rest == worth[seat] - cost + best[i + 1, taken, f2, k2, m2, c2]:
                gathered += worth[seat] - cost
                f, k, m, c = f2, k2, m2, c2
                team[size] = seat
                size += 1
                break
        i += 1
    return total, team[:size].copy()


@kernel
def leading_teams(
    best: IntArray,
    seat_of: IntArray,
    blocks: IntArray,
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    next_counter: IntArray,
) -> tuple[IntArray, IntArray]:
    """Return for each person and role the best team of which he or she is the first person in order.

    Returns
    -------
    Worths, int64 array of shape (2 n_people,), and teams as rows of local seats filled up with -1.
    """
    n = seat_of.shape[0]
    worths = np.full(2 * n, NEVER, dtype=np.int64)
    teams = np.full((2 * n, best.shape[3]), -1, dtype=np.int64)
    for i in range(n):
        for role in range(2):
            total, team = best_walk(best, seat_of, blocks, worth, flags, step, next_counter, i, role)
            worths[2 * i + role] = total
            teams[2 * i + role, : len(team)] = team
    return worths, teams

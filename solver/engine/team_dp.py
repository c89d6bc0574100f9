"""Best completion of a team, by dynamic programming over people: compiled kernels (§7.1).

State: (first secretary taken, members taken, set of flags raised, joint state of counters). For people in a fixed order,
``best[i, state]`` is the most that people i, i+1, … can still add, the end values included. One table answers the best
team, its runners-up and the list of all teams within a slack, with no dead end (group limits aside).

All figures are int64, so a bound read off the table is exact.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from solver.modelling.seats import IntArray

NEVER = -(1 << 60)
"""Worth of what is not possible; sums of a few such values still fit int64."""


@nb.njit(cache=True)
def undominated(worth: IntArray, flags: IntArray, step: IntArray, order: IntArray, room: int, slack: int) -> IntArray:
    """Return the seats of one role that can be in a team within ``slack`` of the best.

    A seat is of no use if ``room`` other seats raise at least its flags, move the counters alike and are worth more by
    over ``slack`` (or as much, when the slack is 0): at most ``room - 1`` of them can be busy in the same team.

    Parameters
    ----------
    worth, flags, step
        int64 arrays of shape (n_seats,).
    order
        Seats of the role, by falling worth, ties by seat.
    """
    kept = np.empty(len(order), dtype=np.int64)
    n = 0
    for seat in order:
        better = 0
        for j in range(n):
            other = kept[j]
            if step[other] != step[seat] or flags[seat] & ~flags[other]:
                continue
            if worth[other] - worth[seat] >= slack + (1 if slack else 0):
                better += 1
                if better == room:
                    break
        if better < room:
            kept[n] = seat
            n += 1
    return kept[:n].copy()


@nb.njit(cache=True)
def useful_people(
    usable: IntArray,
    person: IntArray,
    role: IntArray,
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    room: int,
    slack: int,
) -> IntArray:
    """Return ``seat_of`` for the people that a team within ``slack`` of the best may need.

    Returns
    -------
    int64 array of shape (n_people, 2): local seat as first secretary and as member, -1 if none; people in order of their
    best seat, worth falling, so that early people matter most.
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
    kept_fs = undominated(worth, flags, step, by_role[0][np.argsort(-worth[by_role[0]], kind="mergesort")], room, slack)
    kept_m = undominated(worth, flags, step, by_role[1][np.argsort(-worth[by_role[1]], kind="mergesort")], room, slack)
    kept = np.concatenate((kept_fs, kept_m))
    kept = kept[np.argsort(-worth[kept], kind="mergesort")]
    seat_of = np.full((len(kept), 2), -1, dtype=np.int64)
    place = dict()
    n = 0
    for s in kept:
        p = person[s]
        if p not in place:
            place[p] = n
            n += 1
        seat_of[place[p], role[s]] = s
    return seat_of[:n].copy()


@nb.njit(cache=True)
def completion_table(
    seat_of: IntArray,
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    next_counter: IntArray,
    size_end: IntArray,
    flag_end: IntArray,
    counter_end: IntArray,
) -> IntArray:
    """Fill ``best[i, f, k, flags, counters]``.

    Parameters
    ----------
    seat_of
        int64 array of shape (n_people, 2): local seat of each person as first secretary and as member, -1 if none.
    worth, flags, step
        int64 arrays of shape (n_seats,).
    size_end, flag_end, counter_end
        int64 arrays of shapes (2, members + 1), (n_flag_sets,), (n_counter_states,): end values.
    """
    n = seat_of.shape[0]
    members = size_end.shape[1] - 1
    n_sets, n_counters = len(flag_end), len(counter_end)
    best = np.empty((n + 1, 2, members + 1, n_sets, n_counters), dtype=np.int64)
    for f in range(2):
        for k in range(members + 1):
            for m in range(n_sets):
                for c in range(n_counters):
                    best[n, f, k, m, c] = size_end[f, k] + flag_end[m] + counter_end[c]
    for i in range(n - 1, -1, -1):
        secretary, member = seat_of[i, 0], seat_of[i, 1]
        for f in range(2):
            for k in range(members + 1):
                if f + k > i:
                    continue
                for m in range(n_sets):
                    for c in range(n_counters):
                        top = best[i + 1, f, k, m, c]
                        if member >= 0 and k < members:
                            other = worth[member] + best[
                                i + 1, f, k + 1, m | flags[member], next_counter[step[member], c]
                            ]
                            top = max(top, other)
                        if secretary >= 0 and f == 0:
                            other = worth[secretary] + best[
                                i + 1, 1, k, m | flags[secretary], next_counter[step[secretary], c]
                            ]
                            top = max(top, other)
                        best[i, f, k, m, c] = top
    return best


@nb.njit(cache=True)
def enumerate_teams(
    best: IntArray,
    seat_of: IntArray,
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
    members = best.shape[2] - 1
    width = members + 1
    teams = np.full((limit, width), -1, dtype=np.int64)
    found = 0
    # a stack of (person, f, k, flags, counter, gathered, seat just taken); the team so far lies in ``path``
    stack = np.empty((2 * n + 4, 7), dtype=np.int64)
    path = np.full(width + 1, -1, dtype=np.int64)
    stack[0] = (0, 0, 0, 0, 0, 0, -1)
    top = 1
    while top > 0:
        top -= 1
        i, f, k, m, c, gathered, seat = stack[top]
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
        if gathered + best[i + 1, f, k, m, c] >= floor:
            stack[top] = (i + 1, f, k, m, c, gathered, -1)
            top += 1
        member, secretary = seat_of[i, 1], seat_of[i, 0]
        if member >= 0 and k < members:
            m2, c2, g2 = m | flags[member], next_counter[step[member], c], gathered + worth[member]
            if g2 + best[i + 1, f, k + 1, m2, c2] >= floor:
                stack[top] = (i + 1, f, k + 1, m2, c2, g2, member)
                top += 1
        if secretary >= 0 and f == 0:
            m2, c2, g2 = m | flags[secretary], next_counter[step[secretary], c], gathered + worth[secretary]
            if g2 + best[i + 1, 1, k, m2, c2] >= floor:
                stack[top] = (i + 1, 1, k, m2, c2, g2, secretary)
                top += 1
    return teams[:found]


@nb.njit(cache=True)
def best_walk(
    best: IntArray,
    seat_of: IntArray,
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
    members = best.shape[2] - 1
    team = np.empty(members + 1, dtype=np.int64)
    f, k, m, c, gathered, size = 0, 0, 0, 0, 0, 0
    i = start
    if forced >= 0:
        seat = seat_of[i, forced]
        if seat < 0 or (forced == 1 and members == 0):
            return NEVER, team[:0].copy()
        gathered, m, c = worth[seat], flags[seat], next_counter[step[seat], 0]
        f, k = 1 - forced, forced
        team[0] = seat
        size = 1
        i += 1
    total = gathered + best[i, f, k, m, c]
    while i < n:
        rest = total - gathered
        if rest == best[i + 1, f, k, m, c]:
            i += 1
            continue
        member, secretary = seat_of[i, 1], seat_of[i, 0]
        seat = member
        if member < 0 or k == members or rest != worth[member] + best[
            i + 1, f, k + 1, m | flags[member], next_counter[step[member], c]
        ]:
            seat = secretary
            f += 1
        else:
            k += 1
        gathered += worth[seat]
        m |= flags[seat]
        c = next_counter[step[seat], c]
        team[size] = seat
        size += 1
        i += 1
    return total, team[:size].copy()


@nb.njit(cache=True)
def leading_teams(
    best: IntArray, seat_of: IntArray, worth: IntArray, flags: IntArray, step: IntArray, next_counter: IntArray
) -> tuple[IntArray, IntArray]:
    """Return for each person and role the best team of which he or she is the first person in order.

    Returns
    -------
    Worths, int64 array of shape (2 n_people,), and teams as rows of local seats filled up with -1.
    """
    n = seat_of.shape[0]
    worths = np.full(2 * n, NEVER, dtype=np.int64)
    teams = np.full((2 * n, best.shape[2]), -1, dtype=np.int64)
    for i in range(n):
        for role in range(2):
            total, team = best_walk(best, seat_of, worth, flags, step, next_counter, i, role)
            worths[2 * i + role] = total
            teams[2 * i + role, : len(team)] = team
    return worths, teams

"""Best completion of a team, by dynamic programming over people: compiled kernels (§7.1).

State: (charge paid, first secretary taken, members taken, set of flags raised, joint state of counters). For people in a
fixed order, ``best[i, state]`` is the most that people i, i+1, … can still add, the end values included. One table answers
the best team, its runners-up and the list of all teams within a slack, with no dead end (group limits aside).

People of one *bond* (a unit whose number of villages is limited) stand together in the order: the first one taken pays
the bond's charge, and whether it is paid needs one bit only, which falls when the next bond begins.

All figures are int64, so a bound read off the table is exact.
"""

from __future__ import annotations

import numba as nb
import numpy as np

from solver.modelling.seats import IntArray

NEVER = -(1 << 60)
"""Worth of what is not possible; sums of a few such values still fit int64."""


@nb.njit(cache=True)
def undominated(
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    bond: IntArray,
    charge: IntArray,
    order: IntArray,
    room: int,
    slack: int,
) -> IntArray:
    """Return the seats of one role that can be in a team within ``slack`` of the best.

    A seat is of no use if ``room`` other seats raise at least its flags, move the counters alike and are worth more by
    over ``slack`` (or as much, when the slack is 0), their charge taken off unless they share its bond: at most
    ``room - 1`` of them can be busy in the same team.

    Parameters
    ----------
    worth, flags, step, bond, charge
        int64 arrays of shape (n_seats,); bond -1 where there is none.
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
            lead = worth[other] - worth[seat]
            if bond[other] != bond[seat]:
                lead -= charge[other]
            if lead >= slack + (1 if slack else 0):
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
    bond: IntArray,
    charge: IntArray,
    room: int,
    slack: int,
) -> IntArray:
    """Return ``seat_of`` for the people that a team within ``slack`` of the best may need.

    Returns
    -------
    int64 array of shape (n_people, 2): local seat as first secretary and as member, -1 if none; people by
    bond (those without one first), then by their best seat, worth falling.
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
    kept_fs = undominated(worth, flags, step, bond, charge, first, room, slack)
    kept_m = undominated(worth, flags, step, bond, charge, second, room, slack)
    kept = np.concatenate((kept_fs, kept_m))
    kept = kept[np.argsort(-worth[kept], kind="mergesort")]
    kept = kept[np.argsort(bond[kept], kind="mergesort")]
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
def bonds_in_order(seat_of: IntArray, bond: IntArray, charge: IntArray) -> IntArray:
    """Return, for each person in order, whether the bond goes on with the next person, and its charge (0 if none).

    Returns
    -------
    int64 array of shape (n_people, 2).
    """
    n = seat_of.shape[0]
    out = np.zeros((n, 2), dtype=np.int64)
    before = -1
    for i in range(n):
        seat = seat_of[i, 0] if seat_of[i, 0] >= 0 else seat_of[i, 1]
        if bond[seat] >= 0:
            out[i, 1] = charge[seat]
            if before == bond[seat]:
                out[i - 1, 0] = 1
        before = bond[seat]
    return out


@nb.njit(cache=True)
def completion_table(
    seat_of: IntArray,
    bonds: IntArray,
    worth: IntArray,
    flags: IntArray,
    step: IntArray,
    next_counter: IntArray,
    size_end: IntArray,
    flag_end: IntArray,
    counter_end: IntArray,
) -> IntArray:
    """Fill ``best[i, paid, f, k, flags, counters]``.

    Parameters
    ----------
    seat_of
        int64 array of shape (n_people, 2): local seat of each person as first secretary and as member, -1 if none.
    bonds
        From :func:`bonds_in_order`.
    worth, flags, step
        int64 arrays of shape (n_seats,).
    size_end, flag_end, counter_end
        int64 arrays of shapes (2, members + 1), (n_flag_sets,), (n_counter_states,): end values.
    """
    n = seat_of.shape[0]
    members = size_end.shape[1] - 1
    n_sets, n_counters = len(flag_end), len(counter_end)
    best = np.empty((n + 1, 2, 2, members + 1, n_sets, n_counters), dtype=np.int64)
    for f in range(2):
        for k in range(members + 1):
            for m in range(n_sets):
                for c in range(n_counters):
                    best[n, 0, f, k, m, c] = size_end[f, k] + flag_end[m] + counter_end[c]
    for i in range(n - 1, -1, -1):
        secretary, member = seat_of[i, 0], seat_of[i, 1]
        goes_on, charge = bonds[i]
        for paid in range(2 if i > 0 and bonds[i - 1, 0] else 1):
            cost = 0 if paid else charge
            skipped = best[i + 1, paid * goes_on]
            taken = best[i + 1, goes_on]
            for f in range(2):
                for k in range(members + 1):
                    if f + k > i:
                        continue
                    for m in range(n_sets):
                        for c in range(n_counters):
                            top = skipped[f, k, m, c]
                            if member >= 0 and k < members:
                                rest = taken[f, k + 1, m | flags[member], next_counter[step[member], c]]
                                top = max(top, worth[member] - cost + rest)
                            if secretary >= 0 and f == 0:
                                rest = taken[1, k, m | flags[secretary], next_counter[step[secretary], c]]
                                top = max(top, worth[secretary] - cost + rest)
                            best[i, paid, f, k, m, c] = top
    return best


@nb.njit(cache=True)
def enumerate_teams(
    best: IntArray,
    seat_of: IntArray,
    bonds: IntArray,
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
    # a stack of (person, paid, f, k, flags, counter, gathered, seat just taken); the team so far lies in ``path``
    stack = np.empty((2 * n + 4, 8), dtype=np.int64)
    path = np.full(width + 1, -1, dtype=np.int64)
    stack[0] = (0, 0, 0, 0, 0, 0, 0, -1)
    top = 1
    while top > 0:
        top -= 1
        i, paid, f, k, m, c, gathered, seat = stack[top]
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
        goes_on, charge = bonds[i]
        if gathered + best[i + 1, paid * goes_on, f, k, m, c] >= floor:
            stack[top] = (i + 1, paid * goes_on, f, k, m, c, gathered, -1)
            top += 1
        for role in range(1, -1, -1):
            other = seat_of[i, role]
            if other < 0 or (role == 1 and k == members) or (role == 0 and f == 1):
                continue
            f2, k2, m2, c2 = f + 1 - role, k + role, m | flags[other], next_counter[step[other], c]
            g2 = gathered + worth[other] - (0 if paid else charge)
            if g2 + best[i + 1, goes_on, f2, k2, m2, c2] >= floor:
                stack[top] = (i + 1, goes_on, f2, k2, m2, c2, g2, other)
                top += 1
    return teams[:found]


@nb.njit(cache=True)
def best_walk(
    best: IntArray,
    seat_of: IntArray,
    bonds: IntArray,
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
    paid, f, k, m, c, gathered, size = 0, 0, 0, 0, 0, 0, 0
    i = start
    if forced >= 0:
        seat = seat_of[i, forced]
        if seat < 0 or (forced == 1 and members == 0):
            return NEVER, team[:0].copy()
        gathered, m, c = worth[seat] - bonds[i, 1], flags[seat], next_counter[step[seat], 0]
        f, k = 1 - forced, forced
        team[0] = seat
        size = 1
        paid = bonds[i, 0]
        i += 1
    total = gathered + best[i, paid, f, k, m, c]
    while i < n:
        rest = total - gathered
        goes_on, charge = bonds[i]
        if rest == best[i + 1, paid * goes_on, f, k, m, c]:
            paid *= goes_on
            i += 1
            continue
        cost = 0 if paid else charge
        for role in range(1, -1, -1):
            seat = seat_of[i, role]
            if seat < 0 or (role == 1 and k == members) or (role == 0 and f == 1):
                continue
            f2, k2, m2, c2 = f + 1 - role, k + role, m | flags[seat], next_counter[step[seat], c]
            if rest == worth[seat] - cost + best[i + 1, goes_on, f2, k2, m2, c2]:
                gathered += worth[seat] - cost
                f, k, m, c = f2, k2, m2, c2
                team[size] = seat
                size += 1
                break
        paid = goes_on
        i += 1
    return total, team[:size].copy()


@nb.njit(cache=True)
def leading_teams(
    best: IntArray,
    seat_of: IntArray,
    bonds: IntArray,
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
            total, team = best_walk(best, seat_of, bonds, worth, flags, step, next_counter, i, role)
            worths[2 * i + role] = total
            teams[2 * i + role, : len(team)] = team
    return worths, teams

"""Which people of a village a best team can need at given worths, and in what order: compiled kernels (§7.1)."""

from __future__ import annotations

import numpy as np

from solver.engine.compiled import kernel
from solver.modelling.seats import IntArray, SmallArray


@kernel
def undominated(
    worth: IntArray,
    flags: SmallArray,
    step: SmallArray,
    lost: IntArray,
    block: SmallArray,
    charge: IntArray,
    limit: IntArray,
    order: IntArray,
    room: int,
    slack: int,
) -> IntArray:
    """Return the seats of one role that can be in a team within ``slack`` of the best.

    A seat is of no use if enough other seats could always take its place: they move the counters alike and are worth
    more by over ``slack`` (or as much, when the slack is 0), after what they do not raise of what its flags can earn,
    and their charge unless they share its block. At most ``room - 1`` other people are in the team; a block is out of
    reach when ``limit`` of its people are, so it counts for no more than that.

    Parameters
    ----------
    worth, charge
        int64 arrays of shape (n_seats,).
    flags, step, block
        int32 arrays of shape (n_seats,); block -1 where there is none.
    lost
        int64 array of shape (n_flag_sets,): what a set of flags can earn.
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
            if step[other] != step[seat]:
                continue
            lead = worth[other] - worth[seat] - lost[flags[seat] & ~flags[other]]
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
    usable: SmallArray,
    person: SmallArray,
    role: SmallArray,
    worth: IntArray,
    flags: SmallArray,
    step: SmallArray,
    lost: IntArray,
    block: SmallArray,
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
    kept_fs = undominated(worth, flags, step, lost, block, charge, limit, first, room, slack)
    kept_m = undominated(worth, flags, step, lost, block, charge, limit, second, room, slack)
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
def blocks_in_order(seat_of: IntArray, block: SmallArray, charge: IntArray, limit: IntArray, width: int) -> IntArray:
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

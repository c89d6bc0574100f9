"""What differs between two plans of one model, told as a chain: who moves first, who has to make room, who follows."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from solver.modelling.seats import IntArray, SeatSet


@dataclass(frozen=True)
class Move:
    """One person whose seat differs; ``None`` where a plan does not send the person."""

    person: int
    before: int | None
    after: int | None


def moves_between(seats: SeatSet, before: IntArray, after: IntArray, first: int | None = None) -> tuple[Move, ...]:
    """Return the moves from one plan to another.

    Parameters
    ----------
    first
        The person with whom the chain begins, if that person moves. Next come those who leave the place that somebody
        takes, then those who take the place that somebody leaves.
    """
    gone, new = np.setdiff1d(before, after), np.setdiff1d(after, before)
    was = {int(seats.person[s]): int(s) for s in gone}
    now = {int(seats.person[s]): int(s) for s in new}
    place = {int(s): (int(seats.village[s]), int(seats.role[s])) for s in (*gone, *new)}
    left: dict[tuple[int, int], list[int]] = {}
    came: dict[tuple[int, int], list[int]] = {}
    for person, s in was.items():
        left.setdefault(place[s], []).append(person)
    for person, s in now.items():
        came.setdefault(place[s], []).append(person)
    order = [p for p in (first,) if p in was or p in now] + sorted({*was, *now} - {first})
    told: dict[int, Move] = {}
    for start in order:
        waiting = deque([start])
        while waiting:
            person = waiting.popleft()
            if person is None or person in told:
                continue
            told[person] = Move(person, was.get(person), now.get(person))
            if person in now:
                waiting.extend(left.get(place[now[person]], ()))
            if person in was:
                waiting.extend(came.get(place[was[person]], ()))
    return tuple(told.values())

"""The table behind the best team: states are what a team has so far, one column for each count that is kept exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.modelling.seats import BoolArray, IntArray
from solver.verify.team_terms import Term

CLOSED = -(1 << 62)
"""Stands for the value of a seat that may not be taken at all."""


@dataclass(frozen=True)
class Table:
    """What a filled table says.

    Attributes
    ----------
    value
        The greatest ``Σ worth + Σ (term.worth(k) − term.worth(0))`` over all teams.
    seats
        int64 array: a team that reaches it.
    with_seat
        int64 array of shape (n_seats,): no team that contains the seat has more.
    """

    value: int
    seats: IntArray
    with_seat: IntArray


def best_in_table(worth: IntArray, open_seats: BoolArray, person: IntArray, terms: Sequence[Term]) -> Table:
    """Find the best team of open seats.

    Parameters
    ----------
    worth, open_seats, person
        Arrays of shape (n_seats,): worth, whether the seat may be taken at all, and the number of its person.
    terms
        Counts that are respected exactly.
    """
    gain = np.zeros((len(worth), len(terms)), dtype=np.int64)
    total = worth.copy()
    for column, term in enumerate(terms):
        gain[term.seats, column] = term.weights
        total[term.seats] += term.tail * term.weights
    keep = np.flatnonzero(open_seats & _may_help(total, gain, terms))
    keep = keep[_useful(total[keep], gain[keep], person[keep], terms)]
    value, seats = _fill(total, gain, person, keep, terms)
    # after taking the seat the rest is at most what the table gives from the state that the seat alone leads to
    after = value[tuple(np.minimum(gain[:, column], term.kink) for column, term in enumerate(terms))]
    return Table(int(value[(0,) * len(terms)]), seats, np.where(open_seats, total + after, CLOSED))


def _may_help(worth: IntArray, gain: IntArray, terms: Sequence[Term]) -> BoolArray:
    """Whether a seat can add anything to any team: its worth and the steepest rise of every count it belongs to."""
    most = worth.copy()
    for column, term in enumerate(terms):
        most += gain[:, column] * max(0, int(np.diff(term.table).max(initial=0)))
    result: BoolArray = most > 0
    return result


def _useful(worth: IntArray, gain: IntArray, person: IntArray, terms: Sequence[Term]) -> IntArray:
    """Return the seats that are left when those are dropped that others replace in any team.

    A seat may go if so many other people have seats at least as good in every respect that not all of them can be in
    the team: exchanging the person for one who is not in it makes the team no worse.
    """
    order = np.lexsort((np.arange(len(worth)), -gain.sum(axis=1), -worth))
    places = _places(gain, terms)
    if places is None or not len(order):
        return order
    order = order[_beaten_by_alike(gain[order], person[order]) < places]
    return order[_beaten_by_any(gain[order], person[order], _rising(terms)) < places]


def _places(gain: IntArray, terms: Sequence[Term]) -> int | None:
    """Return the most people that a team of these seats can hold, or ``None`` if nothing limits it."""
    limited = [(column, term) for column, term in enumerate(terms) if term.room is not None]
    covered = np.zeros(len(gain), dtype=np.bool_)
    places = 0
    for column, term in sorted(limited, key=lambda pair: (-int((gain[:, pair[0]] > 0).sum()), pair[0])):
        if not np.all(covered[gain[:, column] > 0]):
            assert term.room is not None
            covered |= gain[:, column] > 0
            places += term.room
    return places if bool(np.all(covered)) else None


def _rising(terms: Sequence[Term]) -> list[bool]:
    """Whether having more of a count is never worse: then a seat that has more can stand in for one that has less."""
    return [term.room is None and bool(np.all(np.diff(term.table) >= 0)) for term in terms]


def _beaten_by_alike(gain: IntArray, person: IntArray) -> IntArray:
    """Return for each seat, best first, how many other people have an earlier seat that is alike in every count.

    Of several such seats of one person only the first is of use; the others are beaten without end.
    """
    n = len(gain)
    kind = np.unique(gain, axis=0, return_inverse=True)[1].reshape(-1)
    first = np.unique(np.stack([kind, person], axis=1), axis=0, return_index=True)[1]
    repeated = np.ones(n, dtype=np.bool_)
    repeated[first] = False
    by_kind = np.lexsort((np.arange(n), repeated, kind))
    rank = np.empty(n, dtype=np.int64)
    rank[by_kind] = np.arange(n) - np.searchsorted(kind[by_kind], kind[by_kind], side="left")
    rank[repeated] = np.iinfo(np.int64).max
    return rank


def _beaten_by_any(gain: IntArray, person: IntArray, rising: list[bool]) -> IntArray:
    """Return for each seat, best first, how many people at least have an earlier seat as good in every count."""
    better = np.tri(len(gain), k=-1, dtype=np.bool_)
    for column, is_rising in enumerate(rising):
        own, other = gain[:, column, None], gain[None, :, column]
        better &= (other >= own) if is_rising else (other == own)
    fixed = [column for column, is_rising in enumerate(rising) if not is_rising]
    comparable = np.concatenate([person[:, None], gain[:, fixed]], axis=1)
    most_seats = int(np.unique(comparable, axis=0, return_counts=True)[1].max(initial=1))
    beaten: IntArray = better.sum(axis=1) // most_seats
    return beaten


def _fill(
    worth: IntArray, gain: IntArray, person: IntArray, keep: IntArray, terms: Sequence[Term]
) -> tuple[IntArray, IntArray]:
    """Fill the table person by person from the last to the first, then read the best team off it.

    ``value[state]`` is the most that the people filled in so far add to a team that is in this state already.
    """
    value = reduce(np.add.outer, [term.table for term in terms], np.zeros((), dtype=np.int64))
    seats_of: dict[int, list[int]] = {}
    for seat in keep.tolist():
        seats_of.setdefault(int(person[seat]), []).append(seat)
    kinds: dict[int, tuple[int, ...]] = {seat: tuple(gain[seat].tolist()) for seat in keep.tolist()}
    choices: list[NDArray[np.int8]] = []
    for seats in seats_of.values():
        best, choice = value.copy(), np.zeros(value.shape, dtype=np.int8)
        for number, seat in enumerate(seats, 1):
            before, after = _move(value, kinds[seat], terms)
            with_seat = after + worth[seat]
            choice[before][with_seat > best[before]] = number
            np.maximum(best[before], with_seat, out=best[before])
        value = best
        choices.append(choice)
    state, team = (0,) * len(terms), []
    for seats, choice in zip(reversed(seats_of.values()), reversed(choices), strict=True):
        if choice[state]:
            seat = seats[int(choice[state]) - 1]
            team.append(seat)
            state = tuple(min(k + w, term.kink) for k, w, term in zip(state, kinds[seat], terms, strict=True))
    return value, np.array(sorted(team), dtype=np.int64)


def _move(value: IntArray, kind: tuple[int, ...], terms: Sequence[Term]) -> tuple[tuple[Any, ...], IntArray]:
    """Return the states from which a seat can be taken, and the values of the states that it leads to.

    Counts with a hard limit must not pass it; the others stay at their kink, beyond which the tail says all. The values
    broadcast to the states: where one step leads to the kink from everywhere, they are given once.
    """
    before: list[Any] = [...]  # an ellipsis in front keeps an array an array, even that of no term
    after: list[Any] = [...]
    for weight, term in zip(kind, terms, strict=True):
        hard = weight > 0 and term.room is not None
        before.append(slice(0, term.kink + 1 - weight) if hard else slice(None))
        after.append(slice(weight, None) if hard else slice(term.kink, None) if weight >= term.kink else slice(None))
    shifted: IntArray = value[tuple(after)]
    for axis, (weight, term) in enumerate(zip(kind, terms, strict=True)):
        if term.room is None and 0 < weight < term.kink:
            shifted = shifted.take(np.minimum(np.arange(term.kink + 1) + weight, term.kink), axis=axis)
    return tuple(before), shifted

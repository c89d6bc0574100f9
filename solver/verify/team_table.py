"""The table behind the best team: states are what a team has so far, one column for each count that is kept exactly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from solver.modelling.seats import BoolArray, IntArray
from solver.verify.team_terms import Term

IMPOSSIBLE = -(1 << 62)
"""Value of states beyond a hard limit. Twice its size fits into int64, and no sum of worths comes near it."""


def best_in_table(
    worth: IntArray, open_seats: BoolArray, person: IntArray, terms: Sequence[Term]
) -> tuple[int, IntArray]:
    """Return the greatest ``Σ worth + Σ (term.worth(k) − term.worth(0))`` and the seats that reach it.

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
    return _fill(total, gain, person, keep, terms)


def _may_help(worth: IntArray, gain: IntArray, terms: Sequence[Term]) -> BoolArray:
    """Whether a seat can add anything to any team: its worth and the steepest rise of every count it belongs to."""
    most = worth.copy()
    for column, term in enumerate(terms):
        most += gain[:, column] * max(0, int(np.diff(term.table).max(initial=0)))
    result: BoolArray = most > 0
    return result


def _useful(worth: IntArray, gain: IntArray, person: IntArray, terms: Sequence[Term]) -> IntArray:
    """Return the seats that are left when those are dropped that others replace in any team.

    A seat may go if so many other people have seats at least as good in every respect that not all of them can be in the
    team: exchanging the person for one who is not in it makes the team no worse.
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
    """Return for each seat, best first, a number of people that have an earlier seat at least as good in every count."""
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
) -> tuple[int, IntArray]:
    """Fill the table person by person from the last to the first, then read the best team off it."""
    sizes = [term.kink + 1 for term in terms]
    n_states = int(np.prod(sizes, dtype=np.int64)) if sizes else 1
    value = np.full(n_states + 1, IMPOSSIBLE, dtype=np.int64)
    value[:-1] = reduce(np.add.outer, [term.table for term in terms], np.zeros((), dtype=np.int64)).reshape(-1)
    moves: dict[tuple[int, ...], IntArray] = {}
    people = np.unique(person[keep])
    seats_of = {int(p): keep[person[keep] == p] for p in people}
    choices: list[tuple[int, NDArray[np.int8]]] = []
    for p in people.tolist():
        best, choice = value, np.zeros(n_states + 1, dtype=np.int8)
        for number, seat in enumerate(seats_of[p].tolist(), 1):
            kind = tuple(gain[seat].tolist())
            if kind not in moves:
                moves[kind] = _move(kind, terms, sizes, n_states)
            with_seat = value[moves[kind]] + worth[seat]
            better = with_seat > best
            best = np.where(better, with_seat, best)
            choice[better] = number
        best[-1] = IMPOSSIBLE
        value = best
        choices.append((p, choice))
    state, team = 0, []
    for p, choice in reversed(choices):
        if choice[state]:
            seat = int(seats_of[p][choice[state] - 1])
            team.append(seat)
            state = int(moves[tuple(gain[seat].tolist())][state])
    return int(value[0]), np.array(sorted(team), dtype=np.int64)


def _move(kind: tuple[int, ...], terms: Sequence[Term], sizes: list[int], n_states: int) -> IntArray:
    """Return the state after taking a seat of a kind from each state; ``n_states`` is the impossible one.

    Counts with a hard limit must not pass it; the others stay at their kink, beyond which the tail says all.
    """
    target = np.zeros((), dtype=np.int64)
    stride = n_states
    for weight, term, size in zip(kind, terms, sizes, strict=True):
        stride //= size
        level = np.arange(size, dtype=np.int64) + weight
        if term.room is None:
            step = np.minimum(level, size - 1) * stride
        else:
            step = np.where(level < size, level * stride, n_states)
        target = np.add.outer(target, step)
    return np.append(np.minimum(target.reshape(-1), n_states), n_states)

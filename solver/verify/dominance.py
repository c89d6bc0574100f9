"""Which seats the best team needs to be looked for among: others can stand in for the rest in any team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.modelling.seats import BoolArray, IntArray
from solver.verify.team_terms import Term

NO_LIMIT = 1 << 30
"""Stands for the number of people where no hard limit caps it."""


@dataclass(frozen=True)
class Crew:
    """The seats of a village with what each adds to the counts that are kept exactly.

    Attributes
    ----------
    worth
        int64 array of shape (n_seats,): worth of the seat, the tails of the counts included.
    person
        int64 array of shape (n_seats,): number of the person.
    gain
        int64 array of shape (n_seats, n_terms): weight of the seat in each term.
    block, block_weight
        int64 arrays of shape (n_seats,): the block that the person belongs to, or -1, and the weight of the seat in it.
    first_of_block, most_of_block
        int64 arrays of shape (n_seats,): what the seat changes in its block's worth as the first of it, and at most.
    """

    worth: IntArray
    person: IntArray
    terms: Sequence[Term]
    blocks: Sequence[Term]
    gain: IntArray
    block: IntArray
    block_weight: IntArray
    first_of_block: IntArray
    most_of_block: IntArray

    @classmethod
    def of(cls, worth: IntArray, person: IntArray, terms: Sequence[Term], blocks: Sequence[Term]) -> Crew:
        """Lay out terms and blocks by seat."""
        n = len(worth)
        gain = np.zeros((n, len(terms)), dtype=np.int64)
        total = worth.copy()
        for column, term in enumerate(terms):
            gain[term.seats, column] = term.weights
            total[term.seats] += term.tail * term.weights
        weight, first, most = (np.zeros(n, dtype=np.int64) for _ in range(3))
        one = np.unique(person, return_inverse=True)[1].reshape(-1)
        block_of_person = np.full(n, -1, dtype=np.int64)
        for number, term in enumerate(blocks):
            total[term.seats] += term.tail * term.weights
            block_of_person[one[term.seats]] = number
            weight[term.seats] = term.weights
            first[term.seats] = term.first_rise
            most[term.seats] = term.most_rise
        return cls(total, person, terms, blocks, gain, block_of_person[one], weight, first, most)


def useful_seats(crew: Crew, open_seats: BoolArray) -> IntArray:
    """Return the seats among which a best team is, best first.

    A seat may go if taking it never helps; or if so many other people have seats at least as good in every respect that
    not all of them can be in the team: exchanging the person for one who is not in it makes the team no worse. Of the
    best teams the one whose seats come first in the order never holds a seat that went.
    """
    keep = np.flatnonzero(open_seats & _may_help(crew))
    first = crew.worth[keep] + crew.first_of_block[keep]
    keep = keep[np.lexsort((np.arange(len(keep)), -crew.gain[keep].sum(axis=1), -crew.worth[keep], -first))]
    places = _places(crew, keep)
    keep = keep[_beaten_by_alike(crew, keep) < np.minimum(places, _rooms(crew)[crew.block[keep]])]
    if places == NO_LIMIT:
        return keep
    return keep[_beaten_by_any(crew, keep) < places]


def _may_help(crew: Crew) -> BoolArray:
    """Whether a seat can add anything to any team: its worth and the steepest rise of every count it belongs to."""
    most = crew.worth + crew.most_of_block
    for column, term in enumerate(crew.terms):
        most = most + crew.gain[:, column] * max(0, int(np.diff(term.table).max(initial=0)))
    result: BoolArray = most > 0
    return result


def _places(crew: Crew, keep: IntArray) -> int:
    """Return the most people that a team of these seats can hold."""
    inside = crew.gain[keep] > 0
    limited = [(column, term.room) for column, term in enumerate(crew.terms) if term.room is not None]
    covered = np.zeros(len(keep), dtype=np.bool_)
    places = 0
    for column, room in sorted(limited, key=lambda pair: (-int(inside[:, pair[0]].sum()), pair[0])):
        if not np.all(covered[inside[:, column]]):
            covered |= inside[:, column]
            places += room
    return places if bool(np.all(covered)) else NO_LIMIT


def _rooms(crew: Crew) -> IntArray:
    """Return the most people of each block that a team can hold, and last, for those of no block, no limit."""
    rooms = np.array([NO_LIMIT if b.room is None else b.room for b in crew.blocks] + [NO_LIMIT], dtype=np.int64)
    # a person may also be in the team by a seat that the block does not count
    rooms[crew.block[crew.block_weight == 0]] = NO_LIMIT
    return rooms


def _beaten_by_alike(crew: Crew, order: IntArray) -> IntArray:
    """Return for each seat how many other people of its block have an earlier seat alike in every count.

    Of several such seats of one person only the first is of use; the others are beaten without end.
    """
    n = len(order)
    respects = np.column_stack([crew.block[order], crew.block_weight[order], crew.gain[order]])
    kind = np.unique(respects, axis=0, return_inverse=True)[1].reshape(-1)
    first = np.unique(np.column_stack([kind, crew.person[order]]), axis=0, return_index=True)[1]
    repeated = np.ones(n, dtype=np.bool_)
    repeated[first] = False
    by_kind = np.lexsort((np.arange(n), repeated, kind))
    rank = np.empty(n, dtype=np.int64)
    rank[by_kind] = np.arange(n) - np.searchsorted(kind[by_kind], kind[by_kind], side="left")
    rank[repeated] = NO_LIMIT
    return rank


def _beaten_by_any(crew: Crew, order: IntArray) -> IntArray:
    """Return for each seat how many blocks (people, where in none) have an earlier seat as good in every count.

    The other seat may be in another block: it must be as good even as the first of its block, against the most that the
    seat does for its own. If there are as many such blocks as places, one of them has nobody in the rest of the team.
    """
    kinks = np.array([term.kink for term in crew.terms], dtype=np.int64)
    gain = np.minimum(crew.gain[order], kinks).astype(np.int16)  # no table is longer, and beyond its end all is alike
    lowest = crew.worth[order] + crew.first_of_block[order]
    highest = crew.worth[order] + crew.most_of_block[order]
    better = np.tri(len(order), k=-1, dtype=np.bool_) & (lowest[None, :] >= highest[:, None])
    for column, term in enumerate(crew.terms):
        own, other = gain[:, column, None], gain[None, :, column]
        rising = term.room is None and bool(np.all(np.diff(term.table) >= 0))
        better &= (other >= own) if rising else (other == own)
    block = crew.block[order]
    party = np.unique(np.where(block >= 0, -1 - block, crew.person[order]), return_inverse=True)[1].reshape(-1)
    by_party = np.argsort(party, kind="stable")
    starts = np.flatnonzero(np.diff(party[by_party], prepend=-1))
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    beaten: IntArray = np.logical_or.reduceat(better[:, by_party], starts, axis=1).sum(axis=1)
    return beaten

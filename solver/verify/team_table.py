"""The table behind the best team: states are what a team has so far, one axis for each count that is kept exactly.

People are filled in one after another. A *block* is a count of some people whom no other block counts: these people are
filled in together, so that the block's axis is needed only while they are, and any number of blocks costs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.modelling.seats import BoolArray, IntArray
from solver.verify.dominance import Crew, useful_seats
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


def best_in_table(
    worth: IntArray, open_seats: BoolArray, person: IntArray, terms: Sequence[Term], blocks: Sequence[Term] = ()
) -> Table:
    """Find the best team of open seats.

    Parameters
    ----------
    worth, open_seats, person
        Arrays of shape (n_seats,): worth, whether the seat may be taken at all, and the number of its person.
    terms
        Counts that are respected exactly, by an axis each.
    blocks
        Counts that are respected exactly as blocks; no person has seats in two of them.
    """
    crew = Crew.of(worth, person, terms, blocks)
    keep = useful_seats(crew, open_seats)
    value, seats = _fill(crew, keep)
    # after taking the seat the rest is at most what the table gives from the state that the seat alone leads to
    after = value[tuple(np.minimum(crew.gain[:, axis], term.kink) for axis, term in enumerate(terms))]
    most = crew.worth + crew.most_of_block + after
    return Table(int(value[(0,) * len(terms)]), seats, np.where(open_seats, most, CLOSED))


def _fill(crew: Crew, keep: IntArray) -> tuple[IntArray, IntArray]:
    """Fill the table person by person from the last to the first, then read the best team off it.

    ``value[state]`` is the most that the people filled in so far add to a team that is in this state already.
    """
    value = reduce(np.add.outer, [term.table for term in crew.terms], np.zeros((), dtype=np.int64))
    block, worth = _without_lone_blocks(crew, keep)
    stages = [_Stage.of(crew, number, keep[block == number]) for number in np.unique(block).tolist()]
    for stage in stages:
        value = stage.fill(value, worth)
    state: tuple[int, ...] = (0,) * len(crew.terms)
    team: list[int] = []
    for stage in reversed(stages):
        state = stage.read(state, team)
    return value, np.array(sorted(team), dtype=np.int64)


def _without_lone_blocks(crew: Crew, keep: IntArray) -> tuple[IntArray, IntArray]:
    """Return the blocks of the kept seats and the worth of all seats, with blocks of a single person done away with.

    Whatever a block of one person is worth, that person's seat brings it by itself.
    """
    block, worth = crew.block[keep], crew.worth.copy()
    of_person = np.unique(np.column_stack([block, crew.person[keep]]), axis=0)[:, 0]
    lone = (block >= 0) & (np.bincount(of_person + 1, minlength=len(crew.blocks) + 1)[block + 1] == 1)
    worth[keep[lone]] += crew.first_of_block[keep[lone]]
    return np.where(lone, -1, block), worth


class _Stage:
    """The people of one block, or all those of none."""

    def __init__(self, block: Term | None, axes: Sequence[Term], kinds: dict[int, tuple[int, ...]]) -> None:
        self.block, self.axes, self.kinds = block, axes, kinds
        self.people: list[list[int]] = []
        self.choices: list[NDArray[np.int8]] = []

    @classmethod
    def of(cls, crew: Crew, number: int, seats: IntArray) -> _Stage:
        """Sort the seats by person; a block adds an axis before the others."""
        block = None if number < 0 else crew.blocks[number]
        gain = crew.gain[seats] if block is None else np.column_stack([crew.block_weight[seats], crew.gain[seats]])
        kinds = {seat: tuple(row) for seat, row in zip(seats.tolist(), gain.tolist(), strict=True)}
        stage = cls(block, crew.terms if block is None else [block, *crew.terms], kinds)
        people: dict[int, list[int]] = {}
        for seat in seats.tolist():
            people.setdefault(int(crew.person[seat]), []).append(seat)
        stage.people = list(people.values())
        return stage

    def fill(self, value: IntArray, worth: IntArray) -> IntArray:
        """Fill in these people before those that ``value`` speaks of; return the new values."""
        if self.block is not None:
            value = np.add.outer(self.block.table, value)
        for seats in self.people:
            best, choice = value.copy(), np.zeros(value.shape, dtype=np.int8)
            for number, seat in enumerate(seats, 1):
                before, after = _move(value, self.kinds[seat], self.axes)
                with_seat = after + worth[seat]
                choice[before][with_seat > best[before]] = number
                np.maximum(best[before], with_seat, out=best[before])
            value = best
            self.choices.append(choice)
        return value if self.block is None else value[0]

    def read(self, state: tuple[int, ...], team: list[int]) -> tuple[int, ...]:
        """Add the people chosen from a state on to the team; return the state they lead to."""
        if self.block is not None:
            state = (0, *state)
        for seats, choice in zip(reversed(self.people), reversed(self.choices), strict=True):
            if choice[state]:
                seat = seats[int(choice[state]) - 1]
                team.append(seat)
                steps = zip(state, self.kinds[seat], self.axes, strict=True)
                state = tuple(min(k + weight, term.kink) for k, weight, term in steps)
        return state if self.block is None else state[1:]


def _move(value: IntArray, kind: tuple[int, ...], axes: Sequence[Term]) -> tuple[tuple[Any, ...], IntArray]:
    """Return the states from which a seat can be taken, and the values of the states that it leads to.

    Counts with a hard limit must not pass it; the others stay at their kink, beyond which the tail says all. The values
    broadcast to the states: where one step leads to the kink from everywhere, they are given once.
    """
    before: list[Any] = [...]  # an ellipsis in front keeps an array an array, even that of no axis
    after: list[Any] = [...]
    for weight, term in zip(kind, axes, strict=True):
        hard = weight > 0 and term.room is not None
        before.append(slice(0, term.kink + 1 - weight) if hard else slice(None))
        after.append(slice(weight, None) if hard else slice(term.kink, None) if weight >= term.kink else slice(None))
    shifted: IntArray = value[tuple(after)]
    for axis, (weight, term) in enumerate(zip(kind, axes, strict=True)):
        if term.room is None and 0 < weight < term.kink:
            shifted = shifted.take(np.minimum(np.arange(term.kink + 1) + weight, term.kink), axis=axis)
    return tuple(before), shifted

"""What workers keep of a problem of several counties: parts compiled when a task asks for them (§7.2).

Between parts, teams are told in the words of the whole: a village is its position in the whole, a seat is its person
and role, a row is its number among the rows of the whole. So a team found in one part is a team in every other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from solver.book.rule_book import RuleBook
from solver.book.split import Part, Split
from solver.domain.plan import Problem
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation
from solver.modelling.seats import IntArray

MOST_SEATS = 6_000_000
"""Seats of the counties that a worker keeps at most, besides a part in use."""


class Place:
    """A part with its relaxation, and the way from its words to those of the whole and back.

    Parameters
    ----------
    rows
        Number in the whole of each of its linking rows: int64 array.
    """

    def __init__(self, part: Part, relaxation: Relaxation, rows: IntArray) -> None:
        self.part, self.relaxation, self.rows = part, relaxation, rows
        seats = relaxation.model.seats
        self._code = (part.candidates[seats.person] * 2 + seats.role).astype(np.int32)
        self._order = np.lexsort((self._code, seats.village)).astype(np.int32)
        self._village = {village: i for i, village in enumerate(part.villages.tolist())}

    @property
    def n_seats(self) -> int:
        """Seats of the part."""
        return len(self.relaxation.model.seats)

    def own(self, columns: Iterable[Column]) -> list[Column]:
        """Return columns of the whole in the words of this part; those of other villages are left out."""
        teams: dict[int, list[IntArray]] = {}
        for column in columns:
            if column.village in self._village:
                village = self._village[column.village]
                teams.setdefault(village, []).append(self._local(village, column.seats))
        out: list[Column] = []
        for village, found in teams.items():
            width = max(1, *(len(team) for team in found))
            table = np.full((len(found), width), -1, dtype=np.int64)
            for row, team in zip(table, found, strict=True):
                row[: len(team)] = team
            out.extend(self.relaxation.columns(village, table))
        return out

    def of_whole(self, columns: Iterable[Column]) -> tuple[Column, ...]:
        """Return columns of this part in the words of the whole."""
        villages, rows = self.part.villages.tolist(), self.rows.tolist()
        return tuple(
            replace(
                column,
                village=villages[column.village],
                seats=tuple(sorted(self._code[list(column.seats)].tolist())),
                rows=tuple(rows[row] for row in column.rows),
            )
            for column in columns
        )

    def _local(self, village: int, codes: Sequence[int]) -> IntArray:
        """Return the seats of a team, numbered within its village."""
        first, last = self.relaxation.model.seats.start[[village, village + 1]].tolist()
        here = self._order[first:last]
        own: IntArray = here[np.searchsorted(self._code[here], codes)] - first
        return own


class Places:
    """A worker's workplace: parts of a problem, compiled when they are asked for, and kept while there is room.

    Parameters
    ----------
    keys
        Keys of the linking rows of the whole, in their order.
    threads
        Villages priced at a time.
    """

    def __init__(self, split: Split, keys: Sequence[str], threads: int = 1) -> None:
        self.split, self._threads = split, threads
        self._number = {key: i for i, key in enumerate(keys)}
        self._kept: dict[int, Place] = {}
        self._some: tuple[tuple[int, ...], Place] | None = None

    def county(self, number: int) -> Place:
        """Return a county; it is kept if there is room.

        Counties are asked for in turn, round after round: if others made room for each, none would be there again.
        """
        if number in self._kept:
            return self._kept[number]
        place = self._made(self.split.part(number))
        if place.n_seats + sum(kept.n_seats for kept in self._kept.values()) <= MOST_SEATS:
            self._kept[number] = place
        return place

    def alone(self, number: int) -> Place:
        """Return a county, and keep no other: for work that takes more memory than a county itself."""
        self._kept = {n: place for n, place in self._kept.items() if n == number}
        self._some = None
        return self.county(number)

    def some(self, villages: Sequence[int]) -> Place:
        """Return some villages as one place; only the last ones are kept."""
        name = tuple(villages)
        if self._some is None or self._some[0] != name:
            self._some = None
            self._some = (name, self._made(self.split.some(villages)))
        return self._some[1]

    def _made(self, part: Part) -> Place:
        model = self.split.compile(part)
        rows = np.array([self._number[count.key] for count in model.linking_counts], dtype=np.int64)
        return Place(part, Relaxation(model, self._threads).lightened(), rows)

    def forget(self) -> None:
        """Forget whatever could let an answer depend on what was asked before."""
        for place in self._kept.values():
            place.relaxation.forget()
        if self._some is not None:
            self._some[1].relaxation.forget()


@dataclass(frozen=True)
class PlacesShipment:
    """The whole problem with its rule book, and the names of its linking rows."""

    problem: Problem
    book: RuleBook
    keys: tuple[str, ...]

    def open(self) -> Places:
        """Set up the workplace."""
        return Places(Split(self.problem, self.book), self.keys)

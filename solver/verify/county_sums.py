"""What one county adds to the sums of the whole: to bounds, to linking rows, and to what a plan is worth (§7.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from solver.book.split import Split
from solver.domain.certificate import Prices
from solver.domain.plan import Assignment
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray
from solver.verify.bound import Which, scalars_of, worth_of_teams
from solver.verify.places import taken_seats

_NO_SEAT: IntArray = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class RowShare:
    """A linking row as a county has it.

    Attributes
    ----------
    count
        Of the whole, without seats.
    most, used
        Units that all seats of the county use together, and those that the plan takes.
    """

    count: Count
    most: int
    used: int = 0


@dataclass(frozen=True)
class CountySums:
    """What a county adds.

    Attributes
    ----------
    rows
        Linking rows with seats in the county.
    worth, left_out
        Of each level: what the best teams are worth at the prices, and the counts that this does not respect.
    broken
        Of each level: why its prices cannot be used.
    judged
        Severity and value of the plan's teams, linking rows apart; a message if the model does not admit them. ``None``
        if the plan takes a seat that there is not, or no plan was asked about.
    known
        Those of the keys asked about that counts of the county have.
    """

    rows: tuple[RowShare, ...]
    worth: dict[Which, int]
    left_out: dict[Which, tuple[str, ...]]
    broken: dict[Which, str]
    judged: tuple[int, int] | str | None
    known: frozenset[str]


@dataclass(frozen=True)
class CountyQuestion:
    """What is asked of each county.

    Attributes
    ----------
    prices
        Of each level.
    sent
        Village ID to the assignments of a plan there; ``None`` asks about bounds alone.
    keys
        Keys of counts to look for.
    """

    prices: Mapping[Which, Prices]
    sent: Mapping[str, tuple[Assignment, ...]] | None = None
    keys: frozenset[str] = frozenset()

    def ask(self, split: Split, number: int) -> CountySums:
        """Compile a county's model once, and read everything off it."""
        part = split.part(number)
        model = split.compile(part)
        taken = None
        if self.sent is not None:
            instance = part.problem.instance
            here = [a for village in instance.villages for a in self.sent.get(village.village_id, ())]
            taken = taken_seats(here, instance, model)
        worth: dict[Which, int] = {}
        left_out: dict[Which, tuple[str, ...]] = {}
        broken: dict[Which, str] = {}
        for which, prices in self.prices.items():
            try:
                worth[which], found = worth_of_teams(model, prices, (), scalars_of(prices, which))
            except ValueError as error:
                broken[which] = str(error)
            else:
                left_out[which] = tuple(found)
        known = self.keys & {count.key for count in model.all_counts} if self.keys else frozenset()
        return CountySums(_rows(model, taken), worth, left_out, broken, _judged(model, taken), known)


def _rows(model: AllocationModel, taken: IntArray | None) -> tuple[RowShare, ...]:
    return tuple(
        RowShare(
            replace(count, seats=_NO_SEAT, weights=None),
            model.most_used(count),
            0 if taken is None else model.tally(count, taken) - count.base,
        )
        for count in model.linking_counts
    )


def _judged(model: AllocationModel, taken: IntArray | None) -> tuple[int, int] | str | None:
    if taken is None:
        return None
    try:
        return AllocationModel(model.seats, model.team_counts, ()).evaluate(taken)
    except ValueError as error:
        return str(error)

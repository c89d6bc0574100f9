"""Packing: each village in turn takes its best priced team from what is left (§7.1).

With no prices this is the list as it is filled by hand (greedy by village order, domain.md D.2), and the first plan the
program has. Under the master's prices it gives columns that fit together: what column generation lacks most at first,
when all villages ask for the same stars.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.pricing import Scalars, Worths
from solver.engine.program import SEVERITY_WORTH, Column
from solver.engine.relaxation import Relaxation, SeatWorths, Subproblem
from solver.engine.team_dp import NEVER
from solver.errors import ModelError
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE


def pack(subproblem: Subproblem, worths: SeatWorths, scalars: Scalars, order: Sequence[int]) -> list[Column]:
    """Return one column a village, in the order given, that together keep every hard row.

    Parameters
    ----------
    worths
        Of all seats, at some prices.
    order
        The free villages in the order in which they choose.
    """
    relaxation, linking = subproblem.relaxation, subproblem.linking
    weight = np.where(linking.per_village[linking.row], 1, linking.weight)
    used = np.zeros(len(linking), dtype=np.int64)
    chosen: list[Column] = []
    for village in order:
        space = relaxation.spaces[village]
        own = worths.of(space)
        first, last = linking.seat_start[[space.first, space.first + len(space.person)]].tolist()
        rows = linking.row[first:last]
        tight = used[rows] + weight[first:last] > linking.limits[rows]
        seat = np.searchsorted(linking.seat_start, np.arange(first, last), side="right") - 1 - space.first
        seats = own.seats.copy()
        seats[seat[tight]] = NEVER >> 4
        team = relaxation.pricers[village].price(Worths(seats, own.charge), scalars).team
        column = relaxation.column(village, team[seats[team] > NEVER >> 5])
        while np.any(
            (used[list(column.rows)] + np.array(column.amounts, dtype=np.int64)) > linking.limits[list(column.rows)]
        ):
            team = team[:-1]  # two people of one row with room for one
            column = relaxation.column(village, team)
        used[list(column.rows)] += np.array(column.amounts, dtype=np.int64)
        chosen.append(column)
    return chosen


class Packer:
    """Packs whole plans under prices, villages in another order each time."""

    def __init__(self, subproblem: Subproblem) -> None:
        self._subproblem = subproblem
        self._rng = np.random.default_rng(len(subproblem.villages))

    def __call__(self, rows: IntArray, scalars: Scalars) -> list[Column]:
        """Pack one."""
        order = self._rng.permutation(self._subproblem.villages).tolist()
        return pack(self._subproblem, self._subproblem.worths(rows, scalars), scalars, order)


def greedy(relaxation: Relaxation, order: Sequence[int] | None = None) -> Draft:
    """Return the plan in which villages choose one after the other and nothing has a price.

    Parameters
    ----------
    order
        Villages in the order in which they choose; by default as they stand.

    Raises
    ------
    ModelError
        If the teams break a hard row together.
    """
    scalars = Scalars(PRICE_SCALE, round(SEVERITY_WORTH) * PRICE_SCALE)
    whole = Subproblem(relaxation)
    free = np.zeros(len(relaxation.linking), dtype=np.int64)
    columns = pack(whole, whole.worths(free, scalars), scalars, whole.villages if order is None else order)
    draft = make_draft(relaxation, sorted(columns, key=lambda c: c.village))
    if draft is None:
        raise ModelError("the greedy plan breaks a hard row")
    return draft

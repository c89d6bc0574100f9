"""Greedy by village order: how the list is filled by hand, and the first plan the program has (domain.md D.2)."""

from __future__ import annotations

import numpy as np

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.pricing import Scalars
from solver.engine.program import SEVERITY_WORTH, Column
from solver.engine.relaxation import Relaxation, Subproblem
from solver.errors import ModelError
from solver.units import PRICE_SCALE


def greedy(relaxation: Relaxation, order: list[int] | None = None) -> Draft:
    """Give each village in turn the best team from the people who are left.

    Parameters
    ----------
    order
        Villages in the order in which they choose; by default as they stand.

    Raises
    ------
    ModelError
        If the teams break a hard row together: closing seats as rows fill up prevents it.
    """
    scalars = Scalars(PRICE_SCALE, round(SEVERITY_WORTH) * PRICE_SCALE)
    free = np.zeros(len(relaxation.linking), dtype=np.int64)
    chosen: dict[int, Column] = {}
    for village in range(len(relaxation.spaces)) if order is None else order:
        left = Subproblem(relaxation, chosen.values())
        space = relaxation.spaces[village]
        worths = left.worths(free, scalars).of(space)
        team = relaxation.pricers[village].price(worths, scalars).team
        column = relaxation.column(village, team)
        while not left.holds([column]):
            team = team[:-1]  # two people of one row with room for one: the last one stays
            column = relaxation.column(village, team)
        chosen[village] = column
    draft = make_draft(relaxation, [chosen[v] for v in sorted(chosen)])
    if draft is None:
        raise ModelError("the greedy plan breaks a hard row")
    return draft

"""Give counties their shares of the rows that span them: people first, the surest before the others (§7.2).

Whoever only one county can have is rounded step by step, and the rest is relaxed again: shares that are rounded all at
once do not go together. What counties take of the other rows, such as quotas, is read off at the end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.coupled.places import Places
from solver.engine.coupled.relaxing import Relaxed, WholeRelaxation
from solver.engine.coupled.shares import share_out
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.crews.contract import Crew
from solver.engine.duals import FloatArray
from solver.engine.generation import scaled
from solver.modelling.seats import BoolArray, IntArray

SHARE = 0.25
"""Part of the people not placed yet that is placed at each step, at least: halves lose a third more."""
AT_ONCE = 0.005
"""Part of all those people that is placed at each step, at least: each step solves the whole program."""
SURE = 0.9
"""Part of a person that a county must have to be given them early."""
SEEN = 0.3
"""Part of a person that the counties must want together, or there is nothing to place."""
ROUGH = 0.03
"""Points a village that the program of a step may miss its optimum by."""
N_OTHERS = 2
"""Runners-up a village that each pricing gives."""


@dataclass(frozen=True)
class Shares:
    """Units of each row that spans counties that each county may use: int64 array of shape (n_counties, n_spanning)."""

    units: NDArray[np.int64]


def share_rows(rows: WholeRows, relaxation: WholeRelaxation, crew: Crew[Places], relaxed: Relaxed) -> Shares:
    """Share out the rows that span counties as a relaxation would have it, or take up what an earlier run made."""
    asked = (relaxed.point, relaxed.usage)
    return crew.once("share", asked, lambda: Shares(_shared(rows, relaxation, crew, relaxed)), Shares)


def _shared(rows: WholeRows, relaxation: WholeRelaxation, crew: Crew[Places], relaxed: Relaxed) -> IntArray:
    limits = rows.linking.limits[rows.spanning]
    step = 0
    pricing = relaxation.pricing(crew, "share", lambda: step)
    master = relaxation.master()
    master.add(relaxed.columns)
    usage, undecided = relaxed.usage, limits == 1
    fewest = math.ceil(AT_ONCE * len(_wanted(usage, undecided)))
    while (chosen := _surest(usage, undecided, fewest)).size:
        step += 1
        pricing.given[usage[:, chosen].argmax(axis=0), chosen] = 1
        undecided[chosen] = False
        relaxation.confine(master, limits - pricing.given.sum(axis=0) + pricing.given)
        duals = master.solve(ROUGH * pricing.n_villages)
        prices, scalars = scaled(duals, 1)
        _, columns = pricing.price(rows.linking.admissible(prices), scalars, N_OTHERS)
        master.add(columns)
        usage = np.maximum(relaxation.usage(master, duals), pricing.given)
    duals = master.solve(ROUGH * pricing.n_villages)
    return share_out(rows, np.maximum(relaxation.usage(master, duals), pricing.given))


def _wanted(usage: FloatArray, undecided: BoolArray) -> IntArray:
    """Return the rows to decide of which a part worth it is taken."""
    return np.flatnonzero(undecided & (usage.sum(axis=0) > SEEN))


def _surest(usage: FloatArray, undecided: BoolArray, fewest: int) -> IntArray:
    """Return the rows to decide now: those that one county has nearly whole, and a part of all that are left."""
    top = usage.max(axis=0)
    left = _wanted(usage, undecided)
    order = left[np.argsort(-top[left], kind="stable")]
    return order[: max(np.count_nonzero(top[order] >= SURE), math.ceil(SHARE * len(order)), fewest)]

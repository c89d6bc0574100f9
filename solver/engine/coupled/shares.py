"""Share out the rows that span counties: whole numbers, as near as may be to what a relaxation takes (§7.2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.linking import NO_LIMIT
from solver.modelling.seats import IntArray


def share_out(rows: WholeRows, usage: NDArray[np.float64]) -> IntArray:
    """Return how many units of each row each group may use.

    What a row with a hard limit has left over goes where the relaxation takes most of it: nothing is kept back.

    Parameters
    ----------
    usage
        float64 array of shape (n_groups, n_spanning): of the rows that span groups, in their order.

    Returns
    -------
    int64 array of the same shape.
    """
    shares = np.floor(usage + 1e-6).astype(np.int64)
    rest = usage - shares
    limits = rows.linking.limits[rows.spanning]
    limits = np.where(limits >= NO_LIMIT, -1, limits)
    for row in range(usage.shape[1]):
        wanted = int(np.ceil(usage[:, row].sum() - 1e-6))
        total = int(limits[row]) if limits[row] >= 0 else wanted
        order = np.lexsort((np.arange(len(rest)), -usage[:, row], -rest[:, row]))
        takers = [g for g in order.tolist() if usage[g, row] > 0] or order[:1].tolist()
        left = total - int(shares[:, row].sum())
        for i in range(max(0, left)):
            shares[takers[i % len(takers)], row] += 1
        for group in np.argsort(usage[:, row], kind="stable").tolist() if left < 0 else ():
            less = min(-left, int(shares[group, row]))
            shares[group, row] -= less
            left += less
    return shares


def elsewhere(rows: WholeRows, shares: IntArray, county: int) -> IntArray:
    """Return what the others may use of each row of a county, in the order of its own model; 0 of rows all its own."""
    others = np.zeros(len(rows), dtype=np.int64)
    others[rows.spanning] = shares.sum(axis=0) - shares[county]
    own: IntArray = others[rows.of_county[county]]
    return own

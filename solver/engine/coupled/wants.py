"""Which villages want the same people: they make good neighbourhoods, of one county or of several (§7.2).

Measured against villages drawn by what they lose in benchmarks/studies/2026-11-30_villages-that-share.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.duals import FloatArray
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint
from solver.modelling.seats import BoolArray, IntArray
from solver.units import PRICE_SCALE

FAINT = 30
"""Points behind the best team of its village from which on a team counts no less: next to nothing."""


class Wants:
    """How much villages want each row of one unit that has a price.

    Parameters
    ----------
    tops
        What the best team of each village is worth at the prices: int64 array of shape (n_villages,).
    columns
        Teams of all villages. A team counts half for each point that it is worth less than the best of its village.
    """

    def __init__(self, rows: WholeRows, point: PricePoint, tops: IntArray, columns: Sequence[Column]) -> None:
        village = np.array([c.village for c in columns], dtype=np.int64)
        behind = point.losses(tops[village], columns)
        lengths = np.array([len(c.rows) for c in columns], dtype=np.int64)
        row = np.array([r for c in columns for r in c.rows], dtype=np.int64)
        # powers of two: their sums are the same on every machine
        weight = np.repeat(np.ldexp(1.0, -np.minimum(behind // PRICE_SCALE, FAINT)), lengths)
        scarce = (rows.linking.limits <= 1) & (point.rows > 0)
        kept = scarce[row]
        entries = (weight[kept], (np.repeat(village, lengths)[kept], row[kept]))
        by_village = sparse.coo_matrix(entries, shape=(len(tops), len(rows))).tocsr()
        by_village.data = np.minimum(by_village.data, 1.0)
        in_all = np.maximum(1.0, np.asarray(by_village.sum(axis=0)).ravel())
        self._by_village = by_village
        self._by_row = sparse.diags(1 / in_all) @ by_village.T.tocsr()

    def shared_with(self, village: int) -> FloatArray:
        """Return how much each village wants what this one wants: float64 array of shape (n_villages,).

        What many want counts less for each of them.
        """
        shared: FloatArray = (self._by_village[village] @ self._by_row).toarray().ravel()
        return shared

    def around(self, first: int, size: int, waiting: BoolArray, losses: IntArray) -> IntArray:
        """Return a neighbourhood: each next village is the one that shares most with all before.

        Parameters
        ----------
        waiting
            Villages that may be in it, the first among them: bool array of shape (n_villages,).
        losses
            Decide where nobody shares anything: int64 array of shape (n_villages,).

        Returns
        -------
        Villages in order, fewer than the size if no more are waiting.
        """
        left, village = waiting.copy(), first
        shared = np.zeros(len(left))
        chosen = []
        while True:
            chosen.append(village)
            left[village] = False
            if len(chosen) == size or not left.any():
                return np.sort(np.array(chosen, dtype=np.int64))
            shared += self.shared_with(village)
            most = np.flatnonzero(left & (shared == shared[left].max()))
            village = int(most[losses[most].argmax()])

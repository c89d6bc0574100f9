"""The inner loops of a block's factorisation, compiled (§7.6)."""

from __future__ import annotations

import numpy as np

from solver.engine.compiled import kernel
from solver.engine.duals import FloatArray
from solver.modelling.seats import IntArray


@kernel
def gather_block(
    start: IntArray,
    row: IntArray,
    amount: FloatArray,
    first: IntArray,
    weight: FloatArray,
    touched: IntArray,
    touched_row: IntArray,
    block: FloatArray,
    summed: FloatArray,
    total: FloatArray,
) -> None:
    """Add weighed columns to a block's normal equations, with the villages' rows eliminated.

    Parameters
    ----------
    start, row, amount
        The columns as CSC with sorted rows, those of villages first.
    first
        Columns of the block's village v are ``first[v]:first[v + 1]``; those from ``first[-1]`` on are of none.
    weight
        Of each column.
    touched, touched_row
        Rows of the columns of village v, ascending: ``touched_row[touched[v]:touched[v + 1]]``.
    block
        Added to; square, its lower triangle is used.
    summed
        Filled: weighed columns of each village added up, as ``touched_row`` has them.
    total
        Filled: weights of each village's columns added up.
    """
    n_villages = len(first) - 1
    here = np.zeros(block.shape[0])
    for village in range(n_villages):
        all_weight = 0.0
        for column in range(first[village], first[village + 1]):
            all_weight += weight[column]
            for i in range(start[column], start[column + 1]):
                weighed = amount[i] * weight[column]
                here[row[i]] += weighed
                for j in range(start[column], i + 1):
                    block[row[i], row[j]] += weighed * amount[j]
        total[village] = all_weight
        for i in range(touched[village], touched[village + 1]):
            summed[i] = here[touched_row[i]]
            here[touched_row[i]] = 0.0
        for i in range(touched[village], touched[village + 1]):
            share = summed[i] / all_weight
            for j in range(touched[village], i + 1):
                block[touched_row[i], touched_row[j]] -= share * summed[j]
    for column in range(first[n_villages], len(start) - 1):
        for i in range(start[column], start[column + 1]):
            weighed = amount[i] * weight[column]
            for j in range(start[column], i + 1):
                block[row[i], row[j]] += weighed * amount[j]


@kernel
def hand_up(rest: FloatArray, at: IntArray, block: FloatArray) -> None:
    """Add what is left of a block (its lower triangle) to the block above, at these rows, ascending."""
    for i in range(len(at)):
        for j in range(i + 1):
            block[at[i], at[j]] += rest[i, j]

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
    block: FloatArray,
    teams: FloatArray,
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
    block
        Added to; square, its lower triangle is used.
    teams, total
        Filled: weighed columns of each village added up, of shape (n_villages, n_rows), and their weights.
    """
    n_villages = len(first) - 1
    summed = np.zeros(block.shape[0])
    seen = np.zeros(block.shape[0], np.bool_)
    rows = np.empty(block.shape[0], np.int64)
    for village in range(n_villages):
        n, all_weight = 0, 0.0
        for column in range(first[village], first[village + 1]):
            all_weight += weight[column]
            for i in range(start[column], start[column + 1]):
                r, weighed = row[i], amount[i] * weight[column]
                if not seen[r]:
                    seen[r] = True
                    rows[n] = r
                    n += 1
                summed[r] += weighed
                for j in range(start[column], i + 1):
                    block[r, row[j]] += weighed * amount[j]
        total[village] = all_weight
        own = np.sort(rows[:n])
        for i in range(n):
            share = summed[own[i]] / all_weight
            for j in range(i + 1):
                block[own[i], own[j]] -= share * summed[own[j]]
        for i in range(n):
            teams[village, own[i]] = summed[own[i]]
            summed[own[i]] = 0.0
            seen[own[i]] = False
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

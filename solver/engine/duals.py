"""What a restricted master tells: its optimum, and the prices there (§7.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.program import Column

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Duals:
    """Optimum of the restricted master.

    Attributes
    ----------
    objective
        Optimal value of the restricted LP.
    rows
        float64 array of shape (n_linking_rows,): price of one unit of each row.
    severity_price
        Price of one unit of severity, in points.
    columns
        The columns of the restricted LP, then; later ones may have come, and some may have gone.
    weights
        float64 array of shape (n_columns,): how much of each column is taken.
    over
        Severity above the limit.
    """

    objective: float
    rows: FloatArray
    severity_price: float
    columns: tuple[Column, ...]
    weights: FloatArray
    over: float

"""A good plan without a solver: take the seat that helps most until none does."""

from __future__ import annotations

import numpy as np

from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


def good_plan(model: AllocationModel) -> IntArray:
    """Seats of a plan that no single further seat improves, exceptions before value."""
    taken: list[int] = []
    best = _rank(model, taken)
    assert best is not None
    while True:
        tries = [(rank, s) for s in range(len(model.seats)) if s not in taken and (rank := _rank(model, [*taken, s]))]
        if not tries or max(tries)[0] <= best:
            return np.array(sorted(taken), dtype=np.int64)
        best, seat = max(tries)
        taken.append(seat)


def _rank(model: AllocationModel, taken: list[int]) -> tuple[int, int] | None:
    """Less severity first, then more value; ``None`` if a hard limit forbids it."""
    try:
        severity, value = model.evaluate(np.array(sorted(taken), dtype=np.int64))
    except ValueError:
        return None
    return -severity, value

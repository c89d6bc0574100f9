"""A plan made for other inputs as a first plan: as much of it as is legal here (§7.5)."""

from __future__ import annotations

import numpy as np

from solver.engine.draft_plan import Draft, make_draft
from solver.engine.relaxation import Relaxation
from solver.errors import ModelError
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


def legal_part(model: AllocationModel, seats: IntArray) -> IntArray:
    """Return the seats that can be taken one after the other, in ascending order, without breaking a hard limit.

    Parameters
    ----------
    seats
        int64 array: indices into the model's seats, ascending, each once.
    """
    wanted = set(seats.tolist())
    counts = [count for count in model.all_counts if count.hard_upper is not None]
    used = [count.base for count in counts]
    villages: list[set[int]] = [set() for _ in counts]
    rows: dict[int, list[tuple[int, int]]] = {}
    for c, count in enumerate(counts):
        for seat, weight in zip(count.seats.tolist(), count.seat_weights.tolist(), strict=True):
            if seat in wanted:
                rows.setdefault(seat, []).append((c, weight))
    taken: list[int] = []
    for seat in seats.tolist():
        village = int(model.seats.village[seat])
        adds = [
            (c, weight) for c, weight in rows.get(seat, ()) if not (counts[c].per_village and village in villages[c])
        ]
        if any(not counts[c].allows(used[c] + weight) for c, weight in adds):
            continue
        taken.append(seat)
        for c, weight in adds:
            used[c] += weight
            villages[c].add(village)
    return np.array(taken, dtype=np.int64)


def started(relaxation: Relaxation, seats: IntArray) -> Draft:
    """Return the draft of the legal part of some seats.

    Raises
    ------
    ModelError
        If that part breaks a hard row.
    """
    kept = legal_part(relaxation.model, seats)
    of_village = relaxation.model.seats.village[kept]
    columns = [relaxation.column(s.village, kept[of_village == s.village] - s.first) for s in relaxation.spaces]
    draft = make_draft(relaxation, columns)
    if draft is None:
        raise ModelError("the legal part of a given plan breaks a hard row")
    return draft

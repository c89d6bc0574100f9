"""The exact effect of one person in another's place, all else as it is: only counts of the two seats are looked at."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray


class Exchange:
    """Exchanges in one plan.

    Parameters
    ----------
    seats
        Seats that the plan takes.
    among
        Seats that may be taken or given up.
    """

    def __init__(self, model: AllocationModel, seats: IntArray, among: IntArray) -> None:
        self._model, self._points = model, model.seats.points
        wanted = set(among.tolist())
        taken = np.zeros(len(model.seats), dtype=np.bool_)
        taken[seats] = True
        self._taken = taken
        self._touching: dict[int, list[Count]] = {s: [] for s in wanted}
        asked = np.zeros(len(model.seats), dtype=np.bool_)
        asked[among] = True
        for count in model.all_counts:
            for s in count.seats[asked[count.seats]].tolist():
                self._touching[s].append(count)

    def effect(self, come: int, go: int | None) -> tuple[int, int] | None:
        """Return the change of severity and of value if a seat is taken and another given up; ``None`` if barred."""
        counts = {id(c): c for c in (*self._touching[come], *(self._touching[go] if go is not None else ()))}
        before = self._levels(counts.values())
        self._taken[come] = True
        if go is not None:
            self._taken[go] = False
        after = self._levels(counts.values())
        self._taken[come] = False
        if go is not None:
            self._taken[go] = True
        if before is None or after is None:
            return None
        alone = int(self._points[come]) - (0 if go is None else int(self._points[go]))
        return after[0] - before[0], after[1] - before[1] + alone

    def _levels(self, counts: Iterable[Count]) -> tuple[int, int] | None:
        severity = value = 0
        for count in counts:
            hit = self._taken[count.seats]
            if count.per_village:
                n = count.base + len(np.unique(self._model.seats.village[count.seats[hit]]))
            else:
                n = count.base + int(count.seat_weights[hit].sum())
            if not count.allows(n):
                return None
            severity += count.severity(n)
            value += count.value(n)
        return severity, value

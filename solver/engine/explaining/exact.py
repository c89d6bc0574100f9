"""The best plan that keeps a change, decided by the reference model: for models that are small enough (§7.1, §8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.engine.explaining.change import Change
from solver.modelling.cpsat import build
from solver.modelling.cpsat_search import Outcome, Status, solve
from solver.modelling.seats import IntArray
from solver.modelling.selection import Selection


@dataclass(frozen=True)
class Reoptimised:
    """The best plan found that keeps a change, and what is proved of all such plans.

    Attributes
    ----------
    seats
        int64 array of taken seats, or ``None`` if no plan was found.
    severity, value
        Of ``seats``.
    severity_bound
        No plan that keeps the change has less severity.
    value_bound
        No plan that keeps the change and has the severity of ``seats`` or less has more points; ``None`` if nothing is
        proved.
    impossible
        Whether it is proved that no plan keeps the change.
    """

    seats: IntArray | None
    severity: int = 0
    value: int = 0
    severity_bound: int = 0
    value_bound: int | None = None
    impossible: bool = False

    @property
    def proved(self) -> bool:
        """Whether nothing better keeps the change, or nothing at all."""
        if self.impossible:
            return True
        found = self.seats is not None and self.severity_bound == self.severity
        return found and self.value_bound is not None and self.value_bound <= self.value


def best_with(selection: Selection, change: Change, start: IntArray, limit: float) -> Reoptimised:
    """Search the whole selection for the best plan that keeps a change: least severity, then most value.

    Parameters
    ----------
    start
        A plan to begin with; it need not keep the change.
    limit
        Effort of each of the two searches, in CP-SAT's deterministic units.
    """
    free, hint = fixed(len(selection), change, start)
    first = solve(build(selection, "severity", free=free, start=hint), limit)
    if first.status is Status.INFEASIBLE:
        return Reoptimised(None, impossible=True)
    if not first.found:
        return Reoptimised(None, severity_bound=first.bound)
    second = solve(build(selection, "value", severity_limit=first.severity, free=free, start=first.taken), limit)
    best: Outcome = second if second.found else first
    return Reoptimised(best.taken, best.severity, best.value, first.bound, second.bound)


def fixed(n: int, change: Change, start: IntArray) -> tuple[IntArray, IntArray]:
    """Return the seats that a search may decide, and a start in which the others are as the change wants them."""
    decided = np.zeros(n, dtype=np.bool_)
    decided[[*change.taken, *change.barred]] = True
    hint = np.zeros(n, dtype=np.bool_)
    hint[start] = True
    hint[list(change.barred)] = False
    hint[list(change.taken)] = True
    return np.flatnonzero(~decided), np.flatnonzero(hint)

"""The best plan of the whole so far: a team for every village, and what it costs and earns with the linking rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.program import Column
from solver.modelling.seats import IntArray


@dataclass(frozen=True, eq=False)
class WholeDraft:
    """A plan in columns of the whole.

    Attributes
    ----------
    columns
        One a village, in the order of the villages.
    used
        What they use of each row: int64 array of shape (n_rows,).
    severity, value
        Of the whole plan.
    """

    columns: tuple[Column, ...]
    used: IntArray
    severity: int
    value: int

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better: severity first, then value."""
        return (self.severity, -self.value)

    def with_columns(self, rows: WholeRows, columns: Iterable[Column]) -> WholeDraft | None:
        """Return the draft with some villages' teams replaced, or ``None`` if a hard row would break."""
        teams = list(self.columns)
        used = self.used.copy()
        for column in columns:
            old = teams[column.village]
            used[list(old.rows)] -= np.array(old.amounts, dtype=np.int64)
            used[list(column.rows)] += np.array(column.amounts, dtype=np.int64)
            teams[column.village] = column
        return evaluated(rows, teams, used)


def evaluated(rows: WholeRows, teams: Iterable[Column], used: IntArray) -> WholeDraft | None:
    """Return the plan of these teams; ``None`` if a hard row is broken."""
    if np.any(used > rows.linking.limits):
        return None
    columns = tuple(teams)
    severity = sum(c.severity for c in columns) + rows.linking.severity(used)
    return WholeDraft(columns, used, severity, sum(c.value for c in columns) + rows.linking.value(used))

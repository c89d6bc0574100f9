"""The best plan so far: one column a village, and what it costs and earns with the linking rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.engine.program import Column
from solver.engine.relaxation import Relaxation
from solver.modelling.seats import IntArray


@dataclass(frozen=True)
class Draft:
    """A plan in columns.

    Attributes
    ----------
    columns
        One a village, in the order of the villages.
    severity, value
        Of the whole plan, linking rows included.
    """

    columns: tuple[Column, ...]
    severity: int
    value: int

    @property
    def rank(self) -> tuple[int, int]:
        """Smaller is better: severity first, then value."""
        return (self.severity, -self.value)

    @property
    def seats(self) -> IntArray:
        """Taken seats, sorted."""
        return np.array(sorted(s for c in self.columns for s in c.seats), dtype=np.int64)

    def with_columns(self, relaxation: Relaxation, columns: Sequence[Column]) -> Draft | None:
        """Return the draft with some villages' teams replaced, or ``None`` if a hard row would break."""
        new = {c.village: c for c in columns}
        return make_draft(relaxation, [new.get(c.village, c) for c in self.columns])


def make_draft(relaxation: Relaxation, columns: Sequence[Column]) -> Draft | None:
    """Evaluate one column a village, in any order; ``None`` if a hard row is broken."""
    linking = relaxation.linking
    columns = sorted(columns, key=lambda c: c.village)
    used = relaxation.used(columns)
    if np.any(used > linking.limits):
        return None
    return Draft(
        tuple(columns),
        sum(c.severity for c in columns) + linking.severity(used),
        sum(c.value for c in columns) + linking.value(used),
    )

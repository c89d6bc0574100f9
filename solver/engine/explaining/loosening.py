"""What a plan gains if one hard limit is raised: bounded by prices, and found by re-solving near its seats (§8).

At fixed prices a limit that is raised by one raises the bound of all plans by its price at most. That is a proved
ceiling of what can be gained, not a promise; what is found by re-solving is a plan that has it.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace

from solver.engine.explaining.desk import Desk
from solver.engine.explaining.search import improve_nearby, villages_for
from solver.engine.linking import LinkingRows
from solver.engine.relaxation import PricePoint, Relaxation
from solver.modelling.counts import Count

FREE = 8
"""Villages that are freed to find what a raised limit brings."""


@dataclass(frozen=True)
class Loosened:
    """A plan with one limit raised, and what no plan can pass.

    Attributes
    ----------
    severity, value
        Of the best plan found; at least as good as the plan explained, which stands for one not looked for.
    severity_bound, value_bound
        With the limit raised no plan has less severity, and none of the explained plan's severity more points;
        ``None`` where no prices are known.
    """

    key: str
    severity: int
    value: int
    severity_bound: int
    value_bound: int | None


def raise_limit(desk: Desk, key: str, *, lighter: bool, by: int = 1) -> Loosened:
    """Raise one hard limit of a linking count and re-solve near its seats.

    Parameters
    ----------
    lighter
        Whether to look for less severity, and for points only where that is found; else for points alone.
    """
    counts = [replace(c, upper=(c.hard_upper or 0) + by) if c.key == key else c for c in desk.model.linking_counts]
    model = replace(desk.model, linking_counts=tuple(counts))
    relaxation: Relaxation = copy(desk.relaxation)
    relaxation.model, relaxation.linking = model, LinkingRows.of(model)
    row = next(c for c in counts if c.key == key)
    of_severity, of_value = desk.severity_leaf, desk.value_leaf
    least = 0 if of_severity is None else of_severity.loosened(relaxation).severity_bound()
    most = None if of_value is None else of_value.loosened(relaxation).value_bound(desk.severity)
    if of_severity is None or of_value is None or (lighter and least >= desk.severity):
        return Loosened(key, desk.severity, desk.value, least, most)
    near = _near(desk, relaxation, row, of_value.point, lighter=lighter)
    below = desk.severity if lighter else None
    found = improve_nearby(relaxation, desk.draft, near, of_value.point, of_severity.point, below=below)
    return Loosened(key, found.severity, found.value, least, most)


def _near(desk: Desk, relaxation: Relaxation, row: Count, point: PricePoint, *, lighter: bool) -> list[int]:
    """Return villages for the row's seats; where severity matters, first those that such a seat might mend."""
    severe = {c.village for c in desk.draft.columns if c.severity} if lighter else set()
    mending = [s for s in row.seats.tolist() if int(desk.model.seats.village[s]) in severe]
    first = villages_for(relaxation, desk.draft, mending, point, FREE // 2)
    near = villages_for(relaxation, desk.draft, row.seats.tolist(), point, FREE)
    return sorted(list(dict.fromkeys([*first, *near]))[:FREE])

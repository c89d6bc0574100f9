"""One figure of a plan: how it is called, how it is written, and which way is better."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from solver.text import Lang, Text

Form = Literal["count", "share", "mean", "ratio", "yuan"]
"""``share`` is written in percent, ``mean`` with two decimals, ``ratio`` (0 to 1) with three, the others whole."""


@dataclass(frozen=True)
class Indicator:
    """One figure.

    Attributes
    ----------
    key
        Stable name, as ``fit.weak.p10``.
    value
        ``None`` where the plan or the tables do not have it.
    better
        1 if more is better, -1 if less is, 0 where neither can be said.
    """

    key: str
    group: Text
    title: Text
    value: float | None
    form: Form = "count"
    better: int = 0

    def shown(self, lang: Lang) -> str:
        """Return the figure as it is read."""
        return written(self.value, self.form, lang)


def written(value: float | None, form: Form, lang: Lang) -> str:
    """Write a figure in its form; a dash for none."""
    if value is None:
        return "—" if lang == "zh" else "–"
    if form == "share":
        return f"{100 * value:.1f}%"
    if form in ("mean", "ratio"):
        return f"{value:.{2 if form == 'mean' else 3}f}"
    return f"{round(value):,}"


def share(part: int, whole: int) -> float | None:
    """Return part of whole; ``None`` where there is nothing to be a part of."""
    return part / whole if whole else None


def mean(values: Sequence[float]) -> float | None:
    """Return the mean, or ``None`` of nothing."""
    return sum(values) / len(values) if values else None


def quantile(values: Sequence[float], part: float) -> float | None:
    """Return the value that at least this part of all values does not pass (nearest rank).

    >>> quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.1), quantile([1, 2, 3, 4], 0.5)
    (2, 2)
    """
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)] if values else None


def gini(values: Sequence[float]) -> float | None:
    """Return the Gini coefficient: 0 if all have the same, near 1 if one has all; ``None`` if nobody has anything.

    >>> gini([5, 5, 5]), gini([0, 0, 0, 8])
    (0.0, 0.75)
    """
    total, n = sum(values), len(values)
    if not n or total <= 0 or min(values) < 0:
        return None
    ranked = sum(rank * value for rank, value in enumerate(sorted(values), start=1))
    return 2 * ranked / (n * total) - (n + 1) / n

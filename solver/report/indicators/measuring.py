"""All indicators of a plan, and those of several plans side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solver.report.indicators.burden import (
    continuity_indicators,
    means_indicators,
    road_indicators,
    unit_indicators,
)
from solver.report.indicators.coverage import coverage_indicators, exception_indicators, value_indicators
from solver.report.indicators.fit import equity_indicators, fit_indicators, need_indicators
from solver.report.indicators.indicator import Form, Indicator, written
from solver.report.indicators.people import age_indicators, level_indicators, people_indicators
from solver.report.indicators.subject import Subject
from solver.text import Lang, Text


@dataclass(frozen=True)
class IndicatorRow:
    """One figure of several plans, in the order of the plans."""

    key: str
    group: Text
    title: Text
    values: tuple[float | None, ...]
    form: Form
    better: int

    def shown(self, lang: Lang) -> tuple[str, ...]:
        """Return the figures as they are read."""
        return tuple(written(value, self.form, lang) for value in self.values)

    def tone(self, column: int) -> str:
        """Whether a plan gains or loses against the first: ``gain``, ``loss`` or ""."""
        first, here = self.values[0], self.values[column]
        if (
            first is None
            or here is None
            or self.better == 0
            or written(first, self.form, "en") == written(here, self.form, "en")
        ):
            return ""
        return "gain" if (here > first) == (self.better > 0) else "loss"


def indicators_of(subject: Subject) -> tuple[Indicator, ...]:
    """Measure one plan."""
    ctx = subject.context()
    return (
        *value_indicators(subject),
        *coverage_indicators(subject),
        *fit_indicators(subject),
        *need_indicators(subject),
        *equity_indicators(subject),
        *people_indicators(subject),
        *level_indicators(subject),
        *age_indicators(subject),
        *unit_indicators(subject),
        *continuity_indicators(subject, ctx),
        *road_indicators(subject),
        *means_indicators(subject, ctx),
        *exception_indicators(subject),
    )


def side_by_side(measured: Sequence[Sequence[Indicator]]) -> tuple[IndicatorRow, ...]:
    """Join the indicators of several plans by key; an exception that a plan does not have counts 0.

    Rows that say nothing of any plan are left out: types of village that nobody has, levels that send nobody.
    """
    found = [{i.key: i for i in one} for one in measured]
    known: dict[str, Indicator] = {}
    for one in measured:
        known.update({i.key: i for i in one if i.key not in known})
    groups: list[Text] = []
    groups += [i.group for one in measured for i in one if i.group not in groups]
    rows = []
    for key, first in known.items():
        none = 0 if key.startswith("exceptions.") else None
        values = tuple(one[key].value if key in one else none for one in found)
        if any(value is not None for value in values) and not (key.startswith("level.") and not any(values)):
            rows.append(IndicatorRow(key, first.group, first.title, values, first.form, first.better))
    return tuple(sorted(rows, key=lambda row: groups.index(row.group)))

"""Dates of a scenario: ISO, or the forms that planners write."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_DAY = re.compile(
    r"(?P<y>\d{4})(?:(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})|年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日|"
    r"(?P<m3>\d{2})(?P<d3>\d{2}))"
)
_MONTH = re.compile(r"(?P<y>\d{4})(?:[-/](?P<m>\d{1,2})|\.(?P<m2>\d{2}|[2-9])|年(?P<m3>\d{1,2})月|(?P<m4>\d{2}))")


def read_date(text: str) -> tuple[date, bool] | None:
    """Return the day and whether only a month was written (then it is the first of that month), or ``None``.

    ``2025.1`` is refused: a spreadsheet makes it of ``2025.10``.

    >>> read_date("2025年6月")
    (datetime.date(2025, 6, 1), True)
    >>> read_date("2025.1") is None
    True
    """
    text = text.strip()
    day = _DAY.fullmatch(text)
    match = day or _MONTH.fullmatch(text)
    if match is None:
        return None
    parts = {name[0]: int(part) for name, part in match.groupdict().items() if part and name != "sep"}
    try:
        return date(parts["y"], parts["m"], parts.get("d", 1)), day is None
    except ValueError:
        return None


def _validate(value: Any) -> date:
    if type(value) is date:
        return value
    found = read_date(value) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("planner_date", "not a date")
    return found[0]


PlannerDate = Annotated[
    date,
    BeforeValidator(_validate),
    WithJsonSchema(
        {"type": ["string", "number"], "examples": ["2025-06-01", "2025年6月1日", "2025.06", "202506"]},
    ),
]
"""A date field that takes every form of :func:`read_date`."""

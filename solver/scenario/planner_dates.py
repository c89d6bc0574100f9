"""Dates of a scenario: ISO, or any form that planners write in their tables."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from solver.scenario.rosters.dates import read_date


def names_month_only(text: str) -> bool:
    """Whether the text is a month without a day: it is then read as the first of that month."""
    try:
        # Only a month has a first and a last day.
        return read_date(text, typed=False) != read_date(text, month_end=True, typed=False)
    except ValueError:
        return False


def _validate(value: Any) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str):
        try:
            # As in a CSV file, nothing tells 2025.1 from 2025.10 that lost its zero: the first is refused.
            return read_date(value, typed=False)
        except ValueError:
            pass
    raise PydanticCustomError("planner_date", "not a date")


PlannerDate = Annotated[
    date,
    BeforeValidator(_validate),
    WithJsonSchema(
        {"type": ["string", "number"], "examples": ["2025-06-01", "2025年6月1日", "2025.06", "202506"]},
    ),
]
"""A date field that takes ISO dates and the forms of the planner's tables."""

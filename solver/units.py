"""Scales and calendar arithmetic, in one place.

Every figure of the model is an integer. *Points* measure value, *severity* measures exceptions, *prices* are points (or
severity) times ``PRICE_SCALE``, so that a certificate is a list of integers.
"""

from __future__ import annotations

import calendar
from datetime import date

PRICE_SCALE = 1 << 10
"""Sub-units of one point in prices. A power of two keeps float duals exact when they are rounded to prices."""

MAX_TOTAL = 1 << 52
"""No sum of scaled values may pass this: it stays exact as int64 and as float64."""


def add_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later (earlier if negative), cut to the month's end.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def complete_months(start: date, end: date) -> int:
    """Return the whole months from ``start`` to ``end``; the anniversary day counts. Negative if end is earlier.

    >>> complete_months(date(2024, 6, 1), date(2025, 6, 1))
    12
    >>> complete_months(date(2024, 6, 2), date(2025, 6, 1))
    11
    """
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if add_months(start, months) > end else months


def complete_years(start: date, end: date) -> int:
    """Return the whole years from ``start`` to ``end``: an age, a standing."""
    return complete_months(start, end) // 12

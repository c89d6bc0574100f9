"""Read dates in the forms that planners write (§9).

A date given by year and month only is the first day of that month; for ends of terms it is the last day (the term
runs through that month). Personnel files (干部任免审批表 and the like) record birth, start of work and full membership
by month only, and organisation departments count standing from that month: taking the first day is the practice, and
taking a later day would refuse people whom the department accepts. It is a declared reading, not listed cell by cell.

Refused, because they would have to be guessed: two-digit years, months or days that do not exist, years alone, and the
number 1985.1, which is what a spreadsheet leaves of 1985.10. (In a cell formatted as text 1985.1 is January: nothing
has been dropped there. A CSV file does not tell the two apart, so there it is refused.)
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, datetime, timedelta

FIRST_YEAR, LAST_YEAR = 1900, 2100

_MONTH = re.compile(r"(\d{4})(?:[./。–—-]|年)(\d{1,2})月?")
_DAY = re.compile(r"(\d{4})(?:[./。–—-]|年)(\d{1,2})(?:[./。–—-]|月)(\d{1,2})日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SERIAL = re.compile(r"[1-7]\d{4}")
_MIDNIGHT = re.compile(r"(?:T|\s+)0{1,2}:00(?::00(?:\.0+)?)?$")
_DROPPED_ZERO = re.compile(r"\d{4}\.1")
_EPOCH = date(1899, 12, 30)  # day 0 of the 1900 system, past its false 29 February


class AmbiguousMonthError(ValueError):
    """A number such as 1985.1: January, or October without its 0."""


class DateSerialError(ValueError):
    """Not an error of the date itself: the cell holds a bare serial number; ``day`` is what it means."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(day.isoformat())


def read_date(cell: object, month_end: bool = False, typed: bool = True) -> date:
    """Return the date in a cell.

    Parameters
    ----------
    cell
        What the file holds: text, number, or a date that the spreadsheet already knows as one.
    month_end
        A month without a day means its last day.
    typed
        Whether the file tells numbers from text (a workbook does, a CSV file does not).

    Raises
    ------
    AmbiguousMonthError
        For 1985.1 where it may have been 1985.10.
    DateSerialError
        For a bare serial number (32203), which the caller lists as a repair.
    ValueError
        If it is no date, or not between 1900 and 2100.
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day)
    number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    text = unicodedata.normalize("NFKC", f"{cell:.10g}" if number else str(cell)).strip()
    text = _MIDNIGHT.sub("", text).replace(" ", "")
    if (number or not typed) and _DROPPED_ZERO.fullmatch(text):
        raise AmbiguousMonthError(text)
    if found := _DAY.fullmatch(text):
        return _checked(*(int(part) for part in found.groups()))
    if found := _MONTH.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, *rest = (int(part) for part in found.groups() if part)
        if rest:
            return _checked(year, month, rest[0])
        first = _checked(year, month, 1)
        return first.replace(day=calendar.monthrange(year, month)[1]) if month_end else first
    if _SERIAL.fullmatch(text):
        raise DateSerialError(_EPOCH + timedelta(days=int(text)))
    raise ValueError(text)


def _checked(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return date(year, month, day)

"""Dates as planners write them."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.scenario.rosters.dates import AmbiguousMonthError, DateSerialError, read_date

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "cell",
    [
        "1985.03",
        "1985.3",
        "198503",
        "1985年3月",
        "1985年03月",
        "1985-03-01",
        "1985/3/1",
        "1985年3月1日",
        "19850301",
        "1985.03.01",
        "1985-03",
        "1985/3",
        "１９８５．０３",
        "１９８５年３月",
        " 1985 年 3 月 ",
        "1985-03-01 00:00:00",
        "1985-03-01T00:00:00",
        1985.03,
        1985.3,
        198503,
        198503.0,
        19850301,
        date(1985, 3, 1),
        datetime(1985, 3, 1, 9, 30),  # noqa: DTZ001
    ],
)
def test_first_of_march_1985(cell: object) -> None:
    assert read_date(cell) == date(1985, 3, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "85.03",
        "85年3月",
        "1985.13",
        "1985.00",
        "198513",
        "1985年2月30日",
        "1985-02-29",
        "1985",
        1985,
        1985.0,
        "1985年",
        "03.1985",
        "3/2/1985",
        "1899.12",
        "2101.01",
        "1985.03.32",
        "1985.3.",
        "不详",
        "约1985年3月",
        "1985年3月起",
        True,
        "1985.033",
        850301,
    ],
)
def test_refused(cell: object) -> None:
    with pytest.raises(ValueError):
        read_date(cell)


def test_leap_day_both_sides() -> None:
    assert read_date("1984-02-29") == date(1984, 2, 29)
    with pytest.raises(ValueError):
        read_date("1985-02-29")


@pytest.mark.parametrize(("cell", "typed"), [(1985.1, True), ("1985.1", False), (2000.1, True)])
def test_january_or_october_is_refused(cell: object, typed: bool) -> None:
    with pytest.raises(AmbiguousMonthError):
        read_date(cell, typed=typed)


def test_text_cells_keep_their_zero() -> None:
    assert read_date("1985.1") == date(1985, 1, 1)
    assert read_date("1985.10") == date(1985, 10, 1)
    assert read_date("1985.01", typed=False) == date(1985, 1, 1)
    assert read_date("1985/1", typed=False) == date(1985, 1, 1)


def test_serials_are_told_apart() -> None:
    # 2 March 1985 is day 31108 of the 1900 system.
    with pytest.raises(DateSerialError) as caught:
        read_date(31108.0)
    assert caught.value.day == date(1985, 3, 2)


def test_month_end() -> None:
    assert read_date("2024.02", month_end=True) == date(2024, 2, 29)
    assert read_date("2024.02.03", month_end=True) == date(2024, 2, 3)


@given(DAYS, st.sampled_from(["{0}-{1}-{2}", "{0}.{1:02}.{2:02}", "{0}/{1}/{2}", "{0}年{1}月{2}日", "{0}{1:02}{2:02}"]))
def test_every_day_in_every_form(day: date, form: str) -> None:
    assert read_date(form.format(day.year, day.month, day.day)) == day


@given(DAYS, st.sampled_from(["{0}.{1:02}", "{0}{1:02}", "{0}年{1}月", "{0}-{1}"]), st.booleans())
def test_every_month_in_every_form(day: date, form: str, month_end: bool) -> None:
    read = read_date(form.format(day.year, day.month), month_end)
    assert (read.year, read.month) == (day.year, day.month)
    assert (read + timedelta(days=1)).day == 1 if month_end else read.day == 1


@given(st.dates(date(1927, 5, 18), date(2100, 1, 1)))
def test_every_serial(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days  # 10000 and up: shorter numbers are not taken for dates
    with pytest.raises(DateSerialError) as caught:
        read_date(serial)
    assert caught.value.day == day


@given(st.one_of(st.text(max_size=12), st.floats(allow_nan=True), st.integers()))
def test_anything_else_is_a_date_or_refused(cell: object) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(read_date(cell), date)

"""What a worker keeps: counties while there is room, and none made twice for want of order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solver.engine.coupled import places
from solver.engine.coupled.places import Places
from solver.engine.coupled.whole_rows import gather_rows
from tests.engine.coupled.regions import small_split, spanning_rows


@pytest.mark.parametrize(
    ("seats", "homes"),
    [
        # the second county first, then the last, the first, the third: of two workers one has 9 + 4 seats, one 7 + 3
        ((4, 9, 3, 7), (2, 0, 3, 1)),
        # all alike: in their order
        ((5, 5, 5, 5), (0, 1, 2, 3)),
    ],
)
def test_counties_have_their_homes_in_turn_the_largest_first(seats: tuple[int, ...], homes: tuple[int, ...]) -> None:
    rows = replace(spanning_rows([1], counties=4), n_seats=np.array(seats))
    assert rows.homes == homes


def test_counties_asked_for_in_turn_are_kept_as_far_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    split = small_split(1)
    rows, counties = gather_rows(split), range(len(split))
    assert len(split) >= 3
    # room for the first two, not a seat more
    monkeypatch.setattr(places, "MOST_SEATS", int(rows.n_seats[:2].sum()))
    own = Places(split, rows.keys)
    first = [own.county(number) for number in counties]
    again = [own.county(number) for number in counties]
    assert [a is b for a, b in zip(first, again, strict=True)] == [number < 2 for number in counties]


def test_beside_a_county_alone_no_other_is_kept() -> None:
    split = small_split(1)
    own = Places(split, gather_rows(split).keys)
    before = [own.county(number) for number in range(2)]
    assert own.alone(1) is before[1]
    assert own.county(0) is not before[0]

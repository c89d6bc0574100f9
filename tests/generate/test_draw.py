"""Draws: exact shares, stable streams."""

from __future__ import annotations

import pytest

from solver.generate.draw import Draw, apportion


def test_apportion_gives_the_largest_remainder() -> None:
    # 7 x (0.5, 0.3, 0.2) = 3.5, 2.1, 1.4: whole parts 3 + 2 + 1 = 6, the seventh goes to the remainder 0.5
    assert apportion(7, [5, 3, 2]) == [4, 2, 1]


def test_deal_meets_the_shares_exactly() -> None:
    dealt = Draw(5, "x").deal({"w": 0.25, "m": 0.75}, 204)
    assert dealt.count("w") == 51
    assert len(dealt) == 204


def test_streams_are_apart_and_repeat() -> None:
    assert Draw(1, "a").uniform() == Draw(1, "a").uniform()
    assert Draw(1, "a").uniform() != Draw(1, "b").uniform()
    assert Draw(1, "a").uniform() != Draw(2, "a").uniform()


def test_stream_does_not_change_between_releases() -> None:
    # shipped scenarios depend on these figures; a change here changes every generated county
    draw = Draw(1, "county-s", "villages")
    assert [draw.integer(0, 999) for _ in range(4)] == [993, 972, 218, 307]


@pytest.mark.parametrize("low", [0, 3])
def test_integers_reach_both_ends(low: int) -> None:
    draw = Draw(3, "ends")
    assert {draw.integer(low, low + 2) for _ in range(200)} == {low, low + 1, low + 2}


def test_triangular_and_normal_have_their_means() -> None:
    draw, n = Draw(4, "means"), 4000
    # the mean of a triangular is a third of 28 + 38 + 50, 38.67; its sd is 4.5, of a mean 4.5 / sqrt(4000) = 0.07; 4 sd
    assert sum(draw.triangular(28, 38, 50) for _ in range(n)) / n == pytest.approx(38.67, abs=0.29)
    assert sum(draw.normal(10, 2) for _ in range(n)) / n == pytest.approx(10, abs=4 * 2 / n**0.5)

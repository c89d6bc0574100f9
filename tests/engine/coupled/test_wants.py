"""Villages that want the same people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.engine.coupled.wants import Wants
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint
from solver.units import PRICE_SCALE
from tests.engine.coupled.regions import spanning_rows

PRICE = 5
TOP = 95
"""What the best team of every village is worth."""


def team(village: int, rows: Sequence[int], behind: int = 0) -> Column:
    """A team that is so many points behind the best of its village; the rows it takes have a price of 5 each."""
    return Column(village, (), 0, TOP - behind + PRICE * len(rows), tuple(rows), (1,) * len(rows))


def wants(columns: Sequence[Column], n_villages: int, n_rows: int) -> Wants:
    """Of rows of one unit, all with a price."""
    prices = np.full(n_rows, PRICE * PRICE_SCALE)
    tops = np.full(n_villages, TOP * PRICE_SCALE)
    return Wants(spanning_rows([1] * n_rows), PricePoint(prices, Scalars(PRICE_SCALE, 0), 0), tops, columns)


def test_a_team_counts_half_for_each_point_it_is_behind_and_a_village_once() -> None:
    # of row 0 the villages want 1 (two teams, each the best), 1/2, 0 and 1/4, in all 7/4
    columns = [team(0, [0]), team(0, [0]), team(1, [0], behind=1), team(2, [1]), team(3, [0], behind=2)]
    found = wants(columns, 4, 2)
    assert np.allclose(found.shared_with(0), [4 / 7, 2 / 7, 0, 1 / 7])
    # village 2 wants the other row, and is alone in that
    assert np.allclose(found.shared_with(2), [0, 0, 1, 0])


def test_only_what_is_scarce_is_shared() -> None:
    prices = np.array([0, PRICE, PRICE]) * PRICE_SCALE
    rows = spanning_rows([1, 2, 1])
    columns = [Column(village, (), 0, TOP, (0, 1, 2)[: 2 + village], (1, 1, 1)[: 2 + village]) for village in (0, 1)]
    tops = np.array([TOP - PRICE, TOP - 2 * PRICE]) * PRICE_SCALE
    found = Wants(rows, PricePoint(prices, Scalars(PRICE_SCALE, 0), 0), tops, columns)
    # row 0 costs nothing, row 1 has two units; row 2 is wanted by the second village alone
    assert found.shared_with(0).tolist() == [0, 0]
    assert found.shared_with(1).tolist() == [0, 1]


def test_a_neighbourhood_grows_by_what_is_shared_with_all_in_it() -> None:
    # a chain by rows: 0-1, 1-2, 2-4; village 3 wants nothing
    columns = [team(0, [0]), team(1, [0, 1]), team(2, [1, 2]), team(3, []), team(4, [2])]
    found = wants(columns, 5, 3)
    losses, waiting = np.array([0, 0, 0, 9, 0]), np.ones(5, dtype=np.bool_)
    assert found.around(0, 1, waiting, losses).tolist() == [0]
    assert found.around(0, 2, waiting, losses).tolist() == [0, 1]
    assert found.around(0, 4, waiting, losses).tolist() == [0, 1, 2, 4]
    # where nobody shares anything, the one that loses most is next
    waiting[1] = False
    assert found.around(0, 2, waiting, losses).tolist() == [0, 3]
    assert found.around(0, 9, waiting, losses).tolist() == [0, 2, 3, 4]
    assert waiting.tolist() == [True, False, True, True, True]

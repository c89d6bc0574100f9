"""Sharing rows out in whole numbers, and choosing tolls."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solver.engine.coupled.shares import elsewhere, share_out
from solver.engine.coupled.tolls import Tangent, Tolls, TollSearch
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.linking import LinkingRows
from solver.modelling.counts import Count
from solver.units import PRICE_SCALE

NONE = np.zeros(0, dtype=np.int64)


def rows(uppers: Sequence[int | None], most: int = 50) -> WholeRows:
    """Rows with hard limits (or none) that both of two regions have seats of."""
    counts = tuple(Count("row", str(i), NONE, upper=upper) for i, upper in enumerate(uppers))
    n = len(counts)
    zero = np.zeros(n, dtype=np.int64)
    room = np.array([most if upper is None else min(most, upper) for upper in uppers], dtype=np.int64)
    linking = LinkingRows(counts, np.zeros(1, dtype=np.int64), NONE, NONE, room, zero, NONE, 0, zero)
    yes = np.ones(n, dtype=np.bool_)
    return WholeRows(tuple(c.key for c in counts), linking, yes, yes, np.ones((2, n), dtype=np.bool_), 0)


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=4),
    st.lists(st.lists(st.floats(0, 4), min_size=4, max_size=4), min_size=1, max_size=5),
)
def test_shares_never_pass_a_hard_limit_and_keep_nothing_back(uppers: list[int], usage: list[list[float]]) -> None:
    taken = np.array(usage)[:, : len(uppers)]
    shares = share_out(rows(uppers), taken)
    assert (shares >= 0).all()
    assert shares.sum(axis=0).tolist() == uppers
    for group in range(len(taken)):
        own = np.array(uppers) - elsewhere(rows(uppers), shares, group)
        assert own.tolist() == shares[group].tolist()


def test_a_person_goes_where_the_relaxation_has_most_of_them() -> None:
    # 0.3 here, 0.7 there: whole in the second; both whole: the larger need keeps it, the first of equals loses
    assert share_out(rows([1]), np.array([[0.3], [0.7]])).tolist() == [[0], [1]]
    assert share_out(rows([1]), np.array([[1.0], [2.0]])).tolist() == [[0], [1]]


def test_a_row_without_a_limit_is_shared_as_it_is_used() -> None:
    # 1.5 + 1.25 = 2.75, so 3 units: the half is larger than the quarter
    assert share_out(rows([None]), np.array([[1.5], [1.25]])).tolist() == [[2], [1]]


def test_tolls_settle_between_the_two_highest_bids() -> None:
    """One person; the first region would pay 10, the second 7. Nobody can have more than 10 of them both.

    At toll t the regions are worth max(0, 10 - t) and max(0, 7 - t), the row gives t: least total 10, for 7 <= t <= 10.
    """
    search = TollSearch(rows([1]), 2, 1, 0, 100.0, 0.0)
    tolls = Tolls(np.zeros(1, dtype=np.int64), 100.0)
    for _ in range(6):
        t = tolls.rows[0] / PRICE_SCALE
        tangents = [Tangent(max(0.0, bid - t), np.array([float(bid > t)]), 0.0) for bid in (10.0, 7.0)]
        search.tell(tolls, sum(x.worth for x in tangents) + t, tangents)
        tolls = search.next()
    assert search.best is not None
    assert search.best[0] == 10.0
    assert 7 <= search.best[1].rows[0] / PRICE_SCALE <= 10

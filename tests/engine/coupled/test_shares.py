"""Sharing rows out in whole numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solver.engine.coupled.shares import elsewhere, share_out
from tests.engine.coupled.regions import spanning_rows


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=4),
    st.lists(st.lists(st.floats(0, 4), min_size=4, max_size=4), min_size=1, max_size=5),
)
def test_shares_never_pass_a_hard_limit_and_keep_nothing_back(uppers: list[int], usage: list[list[float]]) -> None:
    taken = np.array(usage)[:, : len(uppers)]
    whole = spanning_rows(uppers, counties=len(taken))
    shares = share_out(whole, taken)
    assert (shares >= 0).all()
    assert shares.sum(axis=0).tolist() == uppers
    for county in range(len(taken)):
        own = np.array(uppers) - elsewhere(whole, shares, county)
        assert own.tolist() == shares[county].tolist()


def test_a_person_goes_where_the_relaxation_has_most_of_them() -> None:
    # 0.3 here, 0.7 there: whole in the second; both whole: the larger need keeps it, the first of equals loses
    assert share_out(spanning_rows([1]), np.array([[0.3], [0.7]])).tolist() == [[0], [1]]
    assert share_out(spanning_rows([1]), np.array([[1.0], [2.0]])).tolist() == [[0], [1]]


def test_a_row_without_a_limit_is_shared_as_it_is_used() -> None:
    # 1.5 + 1.25 = 2.75, so 3 units: the half is larger than the quarter
    assert share_out(spanning_rows([None]), np.array([[1.5], [1.25]])).tolist() == [[2], [1]]

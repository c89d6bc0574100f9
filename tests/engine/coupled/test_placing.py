"""Giving people whom several counties could have to one of them."""

from __future__ import annotations

import numpy as np
import pytest

from solver.engine.coupled import placing
from solver.engine.coupled.placing import share_rows
from solver.engine.linking import NO_LIMIT
from tests.engine.coupled.regions import small_region


@pytest.mark.parametrize("seed", [1, 2])
def test_every_share_is_whole_and_everybody_is_given_once(seed: int) -> None:
    with small_region(seed) as (rows, relaxation, crew):
        relaxed = relaxation.solve(crew, "value", 1)
        units = share_rows(rows, relaxation, crew, relaxed).units
    limits = rows.linking.limits[rows.spanning]
    one, hard = limits == 1, limits < NO_LIMIT
    assert one.sum() > 5
    assert (units >= 0).all()
    assert (units[:, one].sum(axis=0) == 1).all()
    assert (units[:, hard].sum(axis=0) == limits[hard]).all()
    # whoever one county has whole in the relaxation is that county's
    whole = one & (relaxed.usage.max(axis=0) > 0.999)
    assert whole.any()
    assert (units[:, whole].argmax(axis=0) == relaxed.usage[:, whole].argmax(axis=0)).all()


def test_the_surest_quarter_goes_first_and_the_unwanted_wait() -> None:
    # columns: 0.6, 0.95, 0.4 + 0.4, 0.7, 0.5, 0.2 in all, decided already; of the five to decide a quarter is two
    usage = np.array([[0.6, 0.95, 0.4, 0.7, 0.5, 0.1, 1.0], [0.0, 0.0, 0.4, 0.0, 0.0, 0.1, 0.0]])
    undecided = np.array([True, True, True, True, True, True, False])
    assert placing._surest(usage, undecided, 1).tolist() == [1, 3]
    # but so many at once as are asked for
    assert placing._surest(usage, undecided, 3).tolist() == [1, 3, 0]
    undecided[[1, 3, 0]] = False
    assert placing._surest(usage, undecided, 1).tolist() == [4]
    undecided[4] = False
    assert placing._surest(usage, undecided, 1).tolist() == [2]
    undecided[2] = False
    assert placing._surest(usage, undecided, 1).tolist() == []

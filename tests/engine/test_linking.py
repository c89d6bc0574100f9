"""Prices and terms of linking rows: whole arrays at once give what one row and one seat after the other give."""

from __future__ import annotations

import numpy as np
import pytest

from solver.engine.explaining.change import NOTHING, ChangedSubproblem
from solver.engine.linking import LinkingRows
from solver.engine.pricing import Scalars
from solver.engine.relaxation import Relaxation, Subproblem
from solver.modelling.counts import Count
from solver.units import PRICE_SCALE
from tests.engine.random_models import random_model


@pytest.mark.parametrize("seed", range(12))
def test_terms_and_prices_are_those_of_single_rows(seed: int) -> None:
    relaxation = Relaxation(random_model(seed))
    linking, rng = relaxation.linking, np.random.default_rng(seed)
    rows = linking.admissible(rng.integers(-3000, 9000, len(linking)))
    scalars = Scalars(PRICE_SCALE, int(rng.integers(1, 100)) * PRICE_SCALE)
    term = -scalars.severity_price * linking.idle_severity
    for row, price in enumerate(rows.tolist()):
        at, value, severity = linking.curve(row)
        term += int((scalars.points * value - scalars.severity_price * severity + price * at).max())
    assert linking.term(rows, scalars) == term
    prices = linking.seat_prices(rows)
    for seat in range(len(prices)):
        used = slice(linking.seat_start[seat], linking.seat_start[seat + 1])
        pairs = zip(linking.row[used].tolist(), linking.weight[used].tolist(), strict=True)
        assert prices[seat] == sum(int(rows[r]) * w for r, w in pairs if not linking.per_village[r])
        assert linking.seat_prices(rows, slice(seat, seat + 1)).tolist() == [prices[seat]]


@pytest.mark.parametrize("seed", range(6))
def test_a_neighbourhood_prices_its_seats_as_the_whole_does(seed: int) -> None:
    relaxation = Relaxation(random_model(seed))
    columns = Subproblem(relaxation).nobody()
    rows = relaxation.linking.admissible(np.arange(len(relaxation.linking), dtype=np.int64) * 700)
    scalars = Scalars(PRICE_SCALE, 5 * PRICE_SCALE)
    few = ChangedSubproblem(relaxation, NOTHING, columns[1:])
    own, whole = few.worths(rows, scalars), Subproblem(relaxation, columns[1:]).worths(rows, scalars)
    first = relaxation.spaces[0]
    assert own.of(first).seats.tolist() == whole.of(first).seats.tolist()
    assert own.of(first).charge.tolist() == whole.of(first).charge.tolist()


@pytest.mark.parametrize(("used", "room"), [(0, 4), (6, 4), (7, 3), (9, 1), (10, 0)])
def test_what_others_use_is_taken_from_the_limit_not_from_the_own_seats(used: int, room: int) -> None:
    """Ten may be used, four seats are here: others leave min(4, 10 - used) of them, a row without a limit all four."""
    seats = np.arange(4)
    counts = (Count("limited", "a", seats, upper=10), Count("free", "b", seats))
    none, row = np.zeros(0, dtype=np.int64), np.array([0, 1], dtype=np.int32)
    linking = LinkingRows(counts, none, row, row, np.array([4, 4]), np.zeros(2, dtype=np.int64), none, 0)
    beside = linking.beside(np.array([used, used]))
    assert beside.room.tolist() == [room, 4]
    assert beside.limits[0] == 10 - used
    assert [count.base for count in beside.counts] == [used, used]
    # teams of these seats that use two leave two of four, and never more than the limit does
    assert beside.shifted(np.array([2, 2])).room.tolist() == [max(0, room - 2), 2]

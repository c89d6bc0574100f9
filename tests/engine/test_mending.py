"""Mending on the shipped county: a recall changes as many people as left, proved; changes are counted as told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from solver.api import freeze, load
from solver.book.compile import compile_model
from solver.engine.packing import greedy
from solver.engine.relaxation import Relaxation
from solver.engine.replanning.exchange import Exchange
from solver.engine.replanning.mending import mend
from solver.engine.replanning.vacancies import Vacancies
from solver.modelling.counts import Count
from solver.modelling.model import AllocationModel
from solver.modelling.seats import IntArray

COUNTY = Path(__file__).parents[2] / "scenarios" / "county-s" / "county-s.yaml"


@pytest.fixture(scope="module")
def county() -> tuple[AllocationModel, IntArray]:
    """The model of county-s, and the plan in which villages choose one after the other."""
    villages = freeze(load(COUNTY))
    model = compile_model(villages.problem, villages.round.book)
    return model, greedy(Relaxation(model)).seats


def without(model: AllocationModel, taken: IntArray, out: IntArray) -> Vacancies:
    """The plan after the people of these seats left: none of their seats can be taken."""
    seats = model.seats
    gone = np.flatnonzero(np.isin(seats.person, seats.person[out]))
    vacated: dict[tuple[int, int], tuple[int, ...]] = {}
    for s in out.tolist():
        place = (int(seats.village[s]), int(seats.role[s]))
        vacated[place] = (*vacated.get(place, ()), -1)
    closed = Count("gone", "", gone, upper=0)
    return Vacancies(
        replace(model, linking_counts=(*model.linking_counts, closed)),
        np.setdiff1d(taken, out),
        np.full(int(seats.person.max()) + 1, -1),
        vacated,
        np.zeros(0, dtype=np.int64),
    )


@pytest.mark.parametrize("n", [1, 4])
def test_a_recall_on_the_county_changes_as_many_people_as_left(
    county: tuple[AllocationModel, IntArray], n: int
) -> None:
    model, taken = county
    out = np.sort(np.random.default_rng(5).choice(taken, n, replace=False))
    vacancies = without(model, taken, out)
    found = mend(vacancies)
    assert found.fewest
    assert found.best
    # whoever fills a vacated post is changed, and nobody else need be
    assert found.changed == n - found.empty
    assert len(np.setdiff1d(vacancies.kept, found.seats)) == 0
    assert vacancies.model.evaluate(found.seats) == (found.severity, found.value)


def test_rows_of_changes_count_who_leaves_and_who_comes(county: tuple[AllocationModel, IntArray]) -> None:
    model, taken = county
    vacancies = without(model, taken, taken[:2])
    found = mend(vacancies)
    moved = np.setdiff1d(found.seats, found.seats[:1])
    assert vacancies.changes(vacancies.kept) == 0
    # one announced person less is one change more, unless that seat was a newcomer's
    newcomer = int(found.seats[0]) in set(vacancies.outsiders.tolist())
    assert vacancies.changes(moved) == found.changed + (-1 if newcomer else 1)


def test_an_exchange_has_the_effect_of_evaluating_the_whole_plan(county: tuple[AllocationModel, IntArray]) -> None:
    model, taken = county
    rng = np.random.default_rng(7)
    exchange = Exchange(model, taken, np.arange(len(model.seats)))
    severity, value = model.evaluate(taken)
    seats, n = model.seats, 0
    idle = ~np.isin(seats.person, seats.person[taken])
    for go in rng.choice(taken, 12, replace=False).tolist():
        place = (seats.village == seats.village[go]) & (seats.role == seats.role[go])
        for come in np.flatnonzero(place & idle).tolist()[:2]:
            try:
                after = model.evaluate(np.sort(np.append(taken[taken != go], come)))
            except ValueError:
                assert exchange.effect(come, go) is None
                continue
            assert exchange.effect(come, go) == (after[0] - severity, after[1] - value)
            n += 1
    assert n

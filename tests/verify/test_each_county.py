"""Counties asked side by side: the same answers in the same order, and faults that are told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solver.book import county_answers as asking
from solver.book.county_answers import each_county
from solver.book.evaluation import evaluate
from solver.book.split import Split
from solver.domain.certificate import Certificate, Level, Prices
from solver.domain.plan import Plan
from solver.errors import ModelError
from solver.units import PRICE_SCALE
from solver.verify.bound import BoundCheck
from solver.verify.levels import check_levels
from solver.verify.model_checks import bounds_by_county, check_by_model
from tests.verify.counties import BOOK, Names, three_counties

NAMES = ["".join(area) for area in Split(three_counties(), BOOK).areas]


@pytest.fixture(autouse=True)
def _any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three counties of 25 villages are far too small for workers, but enough to see what they do."""
    monkeypatch.setattr(asking, "FEW", 0)


@pytest.mark.parametrize("workers", [1, 2])
def test_answers_come_in_order_from_where_they_should(workers: int) -> None:
    told: list[tuple[int, int]] = []
    found = list(each_county(three_counties(), BOOK, Names(), workers, lambda done, of: told.append((done, of))))
    assert found == [(name, workers > 1) for name in NAMES]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_few_villages_need_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """25 villages or fewer: here. One less, and workers are started."""
    n = len(three_counties().posts)
    monkeypatch.setattr(asking, "FEW", n)
    assert list(each_county(three_counties(), BOOK, Names(), 2)) == [(name, False) for name in NAMES]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fault_names_its_county(workers: int) -> None:
    with pytest.raises(ModelError, match=f"county {NAMES[1]} .*ArithmeticError: seven is not eight"):
        list(each_county(three_counties(), BOOK, Names(fails_at=1), workers))


def test_what_a_dead_worker_leaves_is_done_here() -> None:
    found = list(each_county(three_counties(), BOOK, Names(dies_at=1), 2))
    assert [name for name, _ in found] == NAMES
    assert not found[1][1]


def prices() -> dict[str, int]:
    """Prices of most linking rows, of all counties."""
    rng, split = np.random.default_rng(5), Split(three_counties(), BOOK)
    keys = {c.key for number in range(len(split)) for c in split.compile(split.part(number)).linking_counts}
    return {key: int(rng.integers(1, 120)) * PRICE_SCALE for key in sorted(keys) if rng.random() < 0.9}


def test_any_number_of_workers_proves_the_same() -> None:
    rows = prices()
    proofs = {"severity": Prices(rows), "value": Prices(rows, (), 100 * PRICE_SCALE)}
    here = bounds_by_county(three_counties(), BOOK, proofs, 300, 1)  # type: ignore[arg-type]
    there = bounds_by_county(three_counties(), BOOK, proofs, 300, 2)  # type: ignore[arg-type]
    assert isinstance(here["value"], BoundCheck)
    assert here == there


@pytest.mark.parametrize("workers", [1, 2])
def test_a_forged_price_in_one_county_is_found(workers: int) -> None:
    """The bound that honest prices prove stands; with one person's price of the last county changed it does not."""
    problem = three_counties()
    plan = Plan.of(problem, ())
    judged = evaluate(plan, BOOK)
    rows = prices()
    honest = bounds_by_county(problem, BOOK, {"value": Prices(rows)}, judged.severity)["value"]
    assert isinstance(honest, BoundCheck)
    certificate = Certificate(Level(judged.severity, 0, Prices()), Level(0, honest.bound, Prices(rows)), (), {}, {})
    split = Split(problem, BOOK)
    local = [
        c for c in split.compile(split.part(2)).linking_counts if c.rule == "one_post_per_person" and c.key in rows
    ]
    own = {c.key for c in local} - {c.key for k in (0, 1) for c in split.compile(split.part(k)).linking_counts}
    key = sorted(own)[0]
    forged = replace(certificate, value=Level(0, honest.bound, Prices({**rows, key: rows[key] + 900 * PRICE_SCALE})))
    codes = {}
    for name, one in (("honest", certificate), ("forged", forged)):
        found = check_by_model(plan, BOOK, one, judged.severity, workers)
        assert found.judged == (judged.severity, judged.value)
        codes[name] = {f.code for f in check_levels(one, judged, found.bounds, found.known)}
    assert codes == {"honest": set(), "forged": {"bound"}}
    strange = replace(certificate, value=Level(0, honest.bound, Prices({"one_post_per_person@nobody": 5})))
    found = check_by_model(plan, BOOK, strange, judged.severity, workers)
    assert isinstance(found.bounds["value"], ValueError)

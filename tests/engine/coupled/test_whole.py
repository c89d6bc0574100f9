"""Several counties in parts: the plan is one of the whole, and what is claimed of it holds for the whole."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from solver.api.certifying import certify, certify_whole
from solver.book.compile import compile_model
from solver.book.evaluation import evaluate
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.certificate import Prices
from solver.domain.instance import Instance
from solver.domain.plan import Plan, Problem
from solver.engine.county import CountyResult, solve_county
from solver.engine.coupled.places import Places
from solver.engine.coupled.relaxing import Relaxed, WholeRelaxation
from solver.engine.coupled.whole import WholeResult, assembled, solve_whole
from solver.engine.crews.contract import Crew
from solver.engine.crews.deploying import Deployment
from solver.engine.crews.part_folder import PartFolder
from solver.engine.effort import Effort
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import region_size
from solver.generate.region import draw_region
from solver.generate.setting import REFERENCE
from solver.units import PRICE_SCALE
from solver.verify.bound import recheck_bound
from solver.verify.model_checks import bounds_by_county, check_by_model

BOOK = RuleBook.of()


TWO_PREFECTURES = 7
"""Seed of the problem of two prefectures."""


@cache
def problem(seed: int) -> Problem:
    """Three counties of 7 to 9 villages; about every tenth nominee may serve in all of them, or in a prefecture."""
    size = replace(region_size("prefecture-tiny"), prefectures=2 if seed == TWO_PREFECTURES else 1)
    instance = Instance.build(REFERENCE, **draw_region(size, seed).tables())
    return Problem(instance, freeze_villages(instance, BOOK).posts)


@cache
def at_once(seed: int) -> CountyResult:
    """The same counties as one model: the reference."""
    return solve_county(compile_model(problem(seed), BOOK))


@cache
def in_parts(seed: int) -> WholeResult:
    return solve_whole(Split(problem(seed), BOOK))


def plan_of(seed: int, result: WholeResult) -> Plan:
    return assembled(problem(seed), result.columns)


def test_where_an_optimum_buys_severity_the_value_is_bounded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a point a unit, the first optimum has 504.8 units; the plan has the least, 460."""
    usual, points = WholeRelaxation.solve, []

    def cheap(self: WholeRelaxation, crew: Crew[Places], name: str, *asked: Any, **options: Any) -> Relaxed:
        relaxed = usual(self, crew, name, *asked, **({"charge": 1.0} if name == "value" else options))
        points.append((name, relaxed.point))
        return relaxed

    monkeypatch.setattr(WholeRelaxation, "solve", cheap)
    result = solve_whole(Split(problem(1), BOOK))
    assert result.severity == result.severity_bound == 460
    assert [name for name, _ in points] == ["value", "severity", "limit"]
    assert result.value_bound is not None
    assert result.value <= result.value_bound < points[0][1].value_bound(460)


@pytest.mark.parametrize("seed", [1, 2, 5, TWO_PREFECTURES])
def test_the_plan_is_what_it_says_and_no_bound_cuts_off_the_best(seed: int) -> None:
    result, reference = in_parts(seed), at_once(seed)
    judged = evaluate(plan_of(seed, result), BOOK)
    assert not judged.hard
    assert (judged.severity, judged.value) == (result.severity, result.value)
    assert result.severity_bound <= reference.severity
    assert result.value_bound is not None
    assert result.value_point is not None
    # the bound speaks of plans of the severity reached: the reference has no more of it, or the bound is another's
    assert result.value_point.value_bound(reference.severity) >= reference.value
    assert result.severity >= reference.severity_bound


@pytest.mark.parametrize("seed", [1, 2, 5, TWO_PREFECTURES])
def test_severity_is_closed_and_the_value_near_the_best(seed: int) -> None:
    result, reference = in_parts(seed), at_once(seed)
    assert reference.severity_proved or reference.severity == reference.severity_bound
    assert result.severity == reference.severity
    assert result.value_bound is not None
    assert result.value_bound - result.value <= 0.01 * result.value


def test_the_certificate_is_that_of_the_whole_model() -> None:
    """Re-checked county by county and in one model, the same prices prove the same."""
    seed = 2
    result = in_parts(seed)
    certificate = certify_whole(problem(seed), BOOK, result, {}, {})
    assert certificate.severity.bound >= result.severity_bound
    assert result.value_bound is not None
    assert certificate.value.bound <= result.value_bound
    model = compile_model(problem(seed), BOOK)
    for which, level in (("severity", certificate.severity), ("value", certificate.value)):
        assert recheck_bound(model, level.proof, which, result.severity).bound == level.bound  # type: ignore[arg-type]
    checks = check_by_model(plan_of(seed, result), BOOK, certificate, result.severity)
    assert checks.judged == (result.severity, result.value)


def test_what_a_search_proves_stands_beside_what_prices_prove() -> None:
    """Counties that clash within themselves reach less than prices say; the best plan known is still below."""
    n_lower = 0
    for seed in (1, 2, 5, TWO_PREFECTURES):
        effort = Effort(batches=1, nodes=1000, gap=0.0)
        result, reference = solve_whole(Split(problem(seed), BOOK), effort), at_once(seed)
        assert result.value_point is not None
        assert result.value_bound is not None
        if result.severity == reference.severity:
            assert result.value_bound >= reference.value, seed
        value = certify_whole(problem(seed), BOOK, result, {}, {}).value
        assert result.value <= value.best_bound <= value.bound
        if result.value_bound < result.value_point.value_bound(result.severity):
            n_lower += value.search_bound == result.value_bound
    assert n_lower > 1


def test_any_prices_prove_the_same_by_county_and_at_once() -> None:
    rng = np.random.default_rng(3)
    model = compile_model(problem(1), BOOK)
    keys = sorted({count.key for count in model.linking_counts})
    for _ in range(5):
        some = rng.choice(keys, 60, replace=False).tolist()
        prices = Prices({key: int(rng.integers(-20, 200)) * PRICE_SCALE for key in some}, (), 50 * PRICE_SCALE)
        level = Prices(prices.rows)
        found = bounds_by_county(problem(1), BOOK, {"severity": level, "value": prices}, 500)
        assert found["value"] == recheck_bound(model, prices, "value", 500)
        assert found["severity"] == recheck_bound(model, level, "severity")


def test_a_problem_of_two_prefectures_is_one() -> None:
    areas = Split(problem(TWO_PREFECTURES), BOOK).areas
    assert len(areas) == 3
    assert len({prefecture for prefecture, _ in areas}) == 2


def test_prices_of_rows_that_do_not_exist_are_refused() -> None:
    found = bounds_by_county(problem(1), BOOK, {"value": Prices({"no_such_row@X": 5})}, 0)
    assert isinstance(found["value"], ValueError)


@pytest.mark.parametrize("seed", [2, TWO_PREFECTURES])
def test_workers_change_nothing(seed: int) -> None:
    there = solve_whole(Split(problem(seed), BOOK), deployment=Deployment(2))
    here = in_parts(seed)
    assert there.columns == here.columns
    assert there.value_point is not None
    assert here.value_point is not None
    assert there.value_point.rows.tolist() == here.value_point.rows.tolist()


def test_a_run_that_goes_on_finds_the_same(tmp_path: Path) -> None:
    """What was kept of a run that ended is taken up as it was found."""
    split = Split(problem(TWO_PREFECTURES), BOOK)
    for _ in range(2):
        there = solve_whole(split, deployment=Deployment(part=PartFolder(tmp_path / "a.part", {})))
        assert there.columns == in_parts(TWO_PREFECTURES).columns
    assert {"value", "share", "severity"} <= PartFolder(tmp_path / "a.part", {}).names()


def test_a_certificate_of_one_model_says_no_more() -> None:
    """Both engines certify the same problem; neither bound lies below the other's plan."""
    whole = certify_whole(problem(5), BOOK, in_parts(5), {}, {})
    county = certify(compile_model(problem(5), BOOK), at_once(5), {}, {})
    if whole.severity.reached == county.severity.reached:
        assert whole.value.bound >= county.value.reached
        assert county.value.best_bound >= whole.value.reached

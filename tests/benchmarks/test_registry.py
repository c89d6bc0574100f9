"""The registry is complete: nothing that can be measured is missing from it, and presets name what exists."""

from __future__ import annotations

import inspect

import pytest

from benchmarks import methods
from benchmarks.answer import Limits
from benchmarks.cases import Case
from benchmarks.registry import (
    BY_COUNTIES,
    BY_COUPLING,
    BY_RATIO,
    CASES,
    METHODS,
    OURS,
    PRESETS,
    REGION_CASES,
    REGION_METHOD,
    Block,
    method_named,
)
from benchmarks.running import check_block
from solver.generate.sizes import SIZES


def test_every_method_of_the_module_is_registered_under_its_name() -> None:
    written = {
        name
        for name, function in inspect.getmembers(methods, inspect.isfunction)
        if function.__module__ == methods.__name__
    }
    assert {m.name.replace("-", "_") for m in METHODS} == written
    assert all(m.name.replace("-", "_") == m.solve.__name__ for m in METHODS)


def test_the_engine_comes_first_and_only_solvers_need_its_time() -> None:
    assert METHODS[0].name == OURS[0] == "engine"
    assert [m.name for m in METHODS if not m.timed] == ["engine", "coupled", "first-come", "greedy", "best-fit"]
    assert {m.name for m in METHODS if m.timed and not m.name.startswith("cpsat")} == {"highs", "scip"}
    tuned = [m.name for m in METHODS if m.tuned]
    assert tuned == [m.name for m in METHODS if m.name.startswith("cpsat") and "default" not in m.name]
    assert REGION_METHOD in OURS


def test_six_seeds_of_every_size_are_kept() -> None:
    for size in SIZES:
        assert [case.seed for case in CASES if case.size == size] == [1, 11, 12, 13, 14, 15]


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_name_registered_cases_and_methods(preset: str) -> None:
    for block in PRESETS[preset]:
        assert set(block.cases) <= {*CASES, *BY_RATIO, *BY_COUNTIES, *BY_COUPLING, *REGION_CASES}
        check_block(block, Limits())  # raises where a method is unknown or gets no time


def test_a_peer_without_engine_needs_seconds() -> None:
    block = Block((Case("tiny"),), ("greedy", "cpsat-default"))
    with pytest.raises(ValueError, match="cpsat-default"):
        check_block(block, Limits())
    check_block(block, Limits(seconds=1.0))


def test_cases_are_read_as_size_and_seed() -> None:
    assert Case.parse("county-m:11") == Case("county-m", 11)
    assert Case.parse("tiny").name == "tiny:1"
    for wrong in ("county-xl:1", "tiny:-1", "tiny:x"):
        with pytest.raises(ValueError, match=r"size|seed|literal"):
            Case.parse(wrong)


def test_cases_with_other_figures_are_read_back_from_their_names() -> None:
    region = Case.parse("province:3:counties=10,coupling=0.25")
    assert (region.counties, region.coupling, region.ratio) == (10, 0.25, None)
    assert region.is_region
    assert Case("county-m", ratio=1.05).name == "county-m:1:ratio=1.05"
    for case in (region, *BY_RATIO, *BY_COUNTIES, *BY_COUPLING, *CASES):
        assert Case.parse(case.name) == case
    with pytest.raises(ValueError, match="no figure x"):
        Case.parse("county-m:1:x=1")
    with pytest.raises(ValueError, match="no prefecture or province"):
        Case.parse("county-m:1:coupling=0.1")


def test_unknown_methods_are_refused() -> None:
    with pytest.raises(ValueError, match="no method 'gurobi'"):
        method_named("gurobi")

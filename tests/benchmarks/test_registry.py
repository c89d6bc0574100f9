"""The registry is complete: nothing that can be measured is missing from it, and presets name what exists."""

from __future__ import annotations

import inspect

import pytest

from benchmarks import methods
from benchmarks.answer import Limits
from benchmarks.cases import Case
from benchmarks.registry import CASES, METHODS, PRESETS, Block, method_named
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


def test_the_engine_comes_first_and_only_cpsat_needs_its_time() -> None:
    assert METHODS[0].name == "engine"
    assert [m.name for m in METHODS if m.timed] == [m.name for m in METHODS if m.name.startswith("cpsat")]


def test_six_seeds_of_every_size_are_kept() -> None:
    for size in SIZES:
        assert [case.seed for case in CASES if case.size == size] == [1, 11, 12, 13, 14, 15]


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_name_registered_cases_and_methods(preset: str) -> None:
    for block in PRESETS[preset]:
        assert set(block.cases) <= set(CASES)
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


def test_unknown_methods_are_refused() -> None:
    with pytest.raises(ValueError, match="no method 'gurobi'"):
        method_named("gurobi")

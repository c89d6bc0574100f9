"""Every method answers the smallest case, and a run holds together from end to end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.answer import Limits
from benchmarks.cases import Case, load_model, prepare
from benchmarks.levels import Levels
from benchmarks.machine import describe_machine
from benchmarks.methods import MAX_LP
from benchmarks.peers.plain_cpsat import search
from benchmarks.registry import METHODS, WARM_UP, Block
from benchmarks.results import contradictions, read_results
from benchmarks.running import answer_case, run_benchmarks
from benchmarks.watch import Tracer, Watch
from solver.modelling.cpsat import build_allocation

MIB = 2**20


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("benchmarks") / "tiny.pickle"
    facts = prepare(WARM_UP, target)
    assert (facts.name, facts.villages, facts.nominees) == ("tiny:1", 4, 12)  # issue: 4 villages, 12 people
    assert list(facts.phases) == ["write", "read", "stage 1", "compile"]
    return target


def test_every_method_answers_tiny_and_the_bounds_agree(tiny: Path) -> None:
    # one worker: the engine then needs no pool; the seconds are room, every search proves tiny in a few hundredths
    rows = [answer_case("tiny:1", method.name, Limits(workers=1, seconds=20.0), tiny, tiny) for method in METHODS]
    assert contradictions(rows) == []
    exact = [row for row in rows if row.method not in ("greedy", "best-fit", "first-come")]
    assert {(row.severity, row.severity_bound) for row in exact} == {(0, 0)}  # nobody need sign anything in tiny
    assert len({row.value for row in exact}) == 1
    assert all(row.gap == 0.0 for row in exact)
    greedy = next(row for row in rows if row.method == "greedy")
    assert greedy.value_bound is None
    assert greedy.taken is not None
    assert greedy.severity is not None
    fit = next(row for row in rows if row.method == "best-fit")
    assert (fit.taken, fit.value) == (None, None)
    assert fit.value_bound is not None
    assert fit.value_bound >= (exact[0].value or 0)
    assert all(row.trace for row in exact)
    assert all(row.trace[-1].severity == 0 for row in exact)


def test_a_run_from_end_to_end(tmp_path: Path) -> None:
    out, said = tmp_path / "results.json", list[str]()
    blocks = (Block((Case("tiny"),), ("greedy",)),)
    results = run_benchmarks("tiny", blocks, Limits(workers=1), out, said.append)
    assert read_results(out) == results
    assert [row.method for row in results.rows] == ["greedy"]
    assert results.rows[0].error == ""
    assert results.rows[0].peak_bytes > 20 * MIB  # more than a bare interpreter
    assert results.cases[0].peak_bytes > 20 * MIB
    assert len(said) == 2


def test_a_first_pass_that_had_enough_stops_at_an_answer(tiny: Path) -> None:
    built, watch = build_allocation(load_model(tiny), "severity"), Watch()
    found = search(built, MAX_LP, 20.0, Tracer(built, watch), enough=0.0)
    assert found.taken is not None
    assert watch.gone < 20.0


def test_weighted_bounds_fall_apart_into_levels(tiny: Path) -> None:
    built = build_allocation(load_model(tiny), "weighted")
    levels = Levels.of(built)
    assert levels.weight == levels.best - levels.worst + 1
    for severity in (0, 3):
        for value in (levels.worst, 0, levels.best):
            assert levels.split(built.cost(severity, value)) == (severity, value)
            claim = -built.cost(severity, value)  # nothing is worth more
            assert levels.least_severity(claim) <= severity
            assert levels.most_value(claim, severity) == value
    # if nothing is worth more than the worst value at severity 3, no plan has severity 2: that is worth a weight more
    assert levels.least_severity(-built.cost(3, levels.worst)) == 3


def test_the_machine_is_described_without_its_name() -> None:
    machine = describe_machine()
    assert {"processor", "cores", "memory", "Python", "ortools", "numba", "commit"} <= set(machine)
    assert os.uname().nodename not in machine.values()

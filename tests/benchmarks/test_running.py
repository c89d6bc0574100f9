"""Nothing that is finished is lost: not by a stop, not by a peer that has to be killed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import running, whole
from benchmarks.answer import Answer, Limits
from benchmarks.cases import Case, Work, load_work, prepare
from benchmarks.measure import Measured
from benchmarks.registry import METHODS, Block, method_named
from benchmarks.results import Results, Row, read_results
from benchmarks.running import begin, run_benchmarks
from benchmarks.watch import Watch, read_journal
from benchmarks.whole import from_files_to_files, run_wholes
from solver.book.compile import plan_of
from solver.engine.packing import greedy as greedy_by_village
from solver.engine.relaxation import Relaxation


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure in this process: others are started by ``test_measure`` and ``test_smoke``."""

    def measure_here(function: Callable[..., Any], *arguments: Any, patience: float = 0.0) -> Measured:
        return Measured(function(*arguments), "", 30 * 2**20)

    monkeypatch.setattr(running, "measure", measure_here)
    monkeypatch.setattr(whole, "measure", measure_here)


@pytest.mark.usefixtures("here")
def test_a_stopped_run_goes_on_with_what_is_missing(tmp_path: Path) -> None:
    out, said = tmp_path / "results.json", list[str]()
    blocks = (Block((Case("tiny"),), ("greedy",)),)
    first = run_benchmarks("tiny", blocks, Limits(workers=1), out, said.append)
    marked = replace(first, rows=(replace(first.rows[0], warm_up=123.0),))
    marked.write(out)
    said.clear()
    assert run_benchmarks("tiny", blocks, Limits(workers=1), out, said.append, resume=True) == marked
    assert said == []
    replace(marked, rows=(Row("tiny:1", "greedy", error="killed"),)).write(out)
    again = run_benchmarks("tiny", blocks, Limits(workers=1), out, said.append, resume=True)
    assert [(row.method, row.error) for row in again.rows] == [("greedy", "")]
    assert [case.name for case in again.cases] == ["tiny:1"]


def test_another_run_is_not_continued(tmp_path: Path) -> None:
    out = tmp_path / "results.json"
    before = begin("a", Limits(), out, resume=True)
    assert begin("a", Limits(), out, resume=True) == before
    for title, limits in (("b", Limits()), ("a", Limits(workers=1))):
        with pytest.raises(ValueError, match="cannot be continued"):
            begin(title, limits, out, resume=True)
    replace(before, machine={**before.machine, "commit": "other"}).write(out)
    with pytest.raises(ValueError, match="cannot be continued"):
        begin("a", Limits(), out, resume=True)
    assert begin("a", Limits(), out, resume=False).machine == before.machine | {
        "load before": read_results(out).machine["load before"]
    }


def test_a_killed_method_keeps_what_it_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "journal").write_text("of another method\n", encoding="utf-8")

    def kill(function: object, case: str, method: str, limits: Limits, *_: object, patience: float) -> Measured:
        assert (case, method, patience) == ("tiny:1", "scip", 30.0 + 7.0 + 60.0)  # warm-up, limit, what it may overrun
        assert limits.journal is not None
        watch = Watch(limits.seconds, limits.journal)
        watch.note(5, None, 0, None)
        watch.note(4, 10, 0, 20)
        with limits.journal.open("a", encoding="utf-8") as out:
            out.write('{"seconds": 3.')  # cut by the kill
        return Measured(None, "killed after 97 s", 2**20)

    monkeypatch.setattr(running, "measure", kill)
    row = running._run_method(Case("tiny"), method_named("scip"), Limits(seconds=7.0), tmp_path / "case", tmp_path)
    assert [(moment.severity, moment.value) for moment in row.trace] == [(5, None), (4, 10)]
    assert (row.error, row.limit, row.value) == ("killed after 97 s", 7.0, None)
    assert read_journal(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("block_seconds", "asked", "given"),
    [
        (None, None, 7.0),  # what the engine took
        (None, 3.0, 7.0),  # what the engine overran its limit by, the others get too
        (30.0, None, 30.0),
        (30.0, 9.0, 9.0),  # the command line goes over the preset
    ],
)
def test_what_a_peer_gets(block_seconds: float | None, asked: float | None, given: float) -> None:
    block = Block((Case("tiny"),), ("engine", "scip"), block_seconds)
    rows = {"engine": Row("tiny:1", "engine", seconds=7.0)}
    limits = running._limits_of(method_named("scip"), block, Limits(seconds=asked), rows)
    assert limits.seconds == given
    own = running._limits_of(METHODS[0], block, Limits(seconds=asked), {})
    assert own.seconds == asked


def test_a_plan_without_a_model_is_evaluated_from_the_statements(tmp_path: Path) -> None:
    prepare(Case.parse("prefecture-tiny:1:counties=2"), tmp_path / "case")
    work = load_work(tmp_path / "case")
    assert isinstance(work, Work)
    assert "model" not in vars(work)  # a region is compiled by who wants it
    taken = greedy_by_village(Relaxation(work.model)).seats
    plan = plan_of(work.problem, work.model, taken)
    by_counts = running._evaluate(Answer(taken), work)
    assert running._evaluate(Answer(plan=plan), work) == by_counts
    assert running._evaluate(Answer(), work) == (None, None, None)


def test_the_whole_product_from_files_to_files(tmp_path: Path) -> None:
    scenario = Case("tiny").ship(tmp_path / "round")
    found = from_files_to_files("tiny:1", scenario, Limits(workers=1))
    names = list(found.phases)
    assert names[:4] == ["read", "check", "stage 1", "compile"]
    assert names[-3:] == ["certify", "write", "verify"]
    assert {"build", "relax", "severity", "dive", "improve"} <= set(names)
    assert found.seconds == pytest.approx(sum(found.phases.values()), rel=0.02)
    assert (found.posts, found.severity, found.severity_bound) == (10, 0, 0)  # as in the table of cases


@pytest.mark.usefixtures("here")
def test_wholes_are_kept_as_they_come(tmp_path: Path) -> None:
    out, said = tmp_path / "results.json", list[str]()
    results: Results = run_wholes("w", [Case("tiny")], Limits(workers=1), out, said.append)
    assert read_results(out) == results
    assert [(w.case, w.error) for w in results.wholes] == [("tiny:1", "")]
    assert results.wholes[0].peak_bytes == 30 * 2**20
    assert run_wholes("w", [Case("tiny")], Limits(workers=1), out, said.append, resume=True) == results

"""Run blocks of cases × methods, one process after the other, and keep what is finished."""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.answer import Answer, Limits
from benchmarks.cases import Case, Work, load_work, prepare
from benchmarks.machine import describe_machine
from benchmarks.measure import measure
from benchmarks.methods import Method
from benchmarks.registry import METHODS, WARM_UP, Block, method_named
from benchmarks.results import Results, Row, read_results
from benchmarks.watch import read_journal
from solver.book.evaluation import evaluate

WARM_UP_SECONDS = 30.0
"""Limit of the methods that need one on the warm-up case; they prove it in a fraction of a second."""

LEAST_SECONDS = 1.0
"""Plain CP-SAT gets no less than this, however fast the engine was: below, only its start would be measured."""

PATIENCE = 60.0
"""Seconds beyond its limit after which a peer is killed: CP-SAT has been seen to overrun its own (or-tools #5163)."""

OWN_PATIENCE = 600.0
"""The same for our methods, which look at the clock only when a step is done."""


def run_benchmarks(
    title: str,
    blocks: Sequence[Block],
    limits: Limits,
    out: Path,
    say: Callable[[str], None],
    *,
    resume: bool = False,
) -> Results:
    """Run every method of every case; write the results after each, so that a stop loses nothing that is finished.

    Parameters
    ----------
    limits
        Of the engine. Methods that need a limit get it from here, else from their block, else they get what the engine
        took on the same case.
    resume
        Keep the rows of ``out`` that have an answer, and measure the others.

    Raises
    ------
    ValueError
        If a method needs a limit and nothing gives one, or ``out`` was measured elsewhere or otherwise.
    """
    for block in blocks:
        check_block(block, limits)
    results = begin(title, limits, out, resume=resume)
    if not any(_missing(block, case, results) for block in blocks for case in block.cases):
        return results
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm = folder / "warm_up.pickle"
        made = measure(prepare, WARM_UP, warm)
        if made.error:
            raise RuntimeError(f"{WARM_UP.name}: {made.error}")
        for block in blocks:
            for case in block.cases:
                for grown in _run_case(case, block, limits, results, folder, say):
                    results = grown
                    results.write(out)
    return results


def begin(title: str, limits: Limits, out: Path, *, resume: bool) -> Results:
    """Return what a run starts from: nothing, or what an earlier one left in its file.

    Raises
    ------
    ValueError
        If the earlier one was another run, or of another machine or commit.
    """
    settings = {"workers": limits.workers, "effort": limits.effort, "seconds": limits.seconds}
    started = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    results = Results(title, started, settings, describe_machine())
    if resume and out.exists():
        before = read_results(out)
        if _identity(before) != _identity(results):
            raise ValueError(f"{out} is of another run, machine or commit, so it cannot be continued")
        results = replace(
            before,
            rows=tuple(row for row in before.rows if not row.error),
            wholes=tuple(whole for whole in before.wholes if not whole.error),
        )
    results.write(out)
    return results


def _identity(results: Results) -> tuple[object, ...]:
    machine = {name: fact for name, fact in results.machine.items() if name != "load before"}
    return results.title, results.settings, machine


def check_block(block: Block, limits: Limits) -> None:
    """See that every method of a block gets its limit; see :func:`run_benchmarks`."""
    methods = [method_named(name) for name in block.methods]
    needy = [method.name for method in methods if method.timed]
    if needy and limits.seconds is None and block.seconds is None and METHODS[0].name not in block.methods:
        raise ValueError(f"{', '.join(needy)} get the engine's time: add the engine, or give seconds")


def _run_case(
    case: Case, block: Block, limits: Limits, results: Results, folder: Path, say: Callable[[str], None]
) -> Iterator[Results]:
    """Yield the results grown by each row."""
    source, rows = folder / "case.pickle", {row.method: row for row in results.of_case(case.name)}
    missing = _missing(block, case, results)
    if not missing:
        return
    say(f"{case.name}: prepare")
    made = measure(prepare, case, source)
    if made.error:
        failed = tuple(Row(case.name, method.name, error=made.error) for method in missing)
        yield replace(results, rows=results.rows + failed)
        return
    facts = replace(made.result, peak_bytes=made.peak_bytes)
    others = tuple(known for known in results.cases if known.name != case.name)
    results = replace(results, cases=(*others, facts))
    for method in missing:
        row = _run_method(case, method, _limits_of(method, block, limits, rows), source, folder)
        rows[method.name] = row
        say(f"{case.name}: {method.name}: " + (row.error or f"{row.seconds:.1f} s, {row.severity}, {row.value}"))
        results = replace(results, rows=(*results.rows, row))
        yield results


def _missing(block: Block, case: Case, results: Results) -> list[Method]:
    """Return the methods of a block that are still to answer a case, in the order in which they run."""
    done = {row.method for row in results.of_case(case.name)}
    return [method for method in METHODS if method.name in block.methods and method.name not in done]


def _limits_of(method: Method, block: Block, limits: Limits, rows: dict[str, Row]) -> Limits:
    """Return what a method may spend: a peer without any other limit gets what the engine took."""
    if not method.timed:
        return limits
    engine = rows.get(METHODS[0].name)
    took = max(LEAST_SECONDS, engine.seconds) if engine and not engine.error else None
    if block.seconds is not None and limits.seconds is None:
        return replace(limits, seconds=block.seconds)
    # what the engine overran its limit by, the others get too
    return replace(limits, seconds=max(filter(None, (limits.seconds, took)), default=None))


def _run_method(case: Case, method: Method, limits: Limits, source: Path, folder: Path) -> Row:
    if method.timed and limits.seconds is None:
        return Row(case.name, method.name, error="no limit: the engine has no answer")
    journal = folder / "journal"
    journal.unlink(missing_ok=True)
    patience = PATIENCE if method.timed else OWN_PATIENCE
    measured = measure(
        answer_case,
        case.name,
        method.name,
        replace(limits, journal=journal),
        source,
        folder / "warm_up.pickle",
        patience=math.inf if limits.seconds is None else WARM_UP_SECONDS + limits.seconds + patience,
    )
    if measured.error:
        trace = read_journal(journal)
        return Row(
            case.name,
            method.name,
            limit=limits.seconds,
            peak_bytes=measured.peak_bytes,
            trace=trace,
            error=measured.error,
        )
    row: Row = measured.result
    return replace(row, peak_bytes=measured.peak_bytes)


def answer_case(case: str, name: str, limits: Limits, source: Path, warm: Path) -> Row:
    """Warm a method up, run it on a case and evaluate its answer again; for a process of its own.

    Raises
    ------
    ValueError
        If the answer breaks a hard limit.
    """
    method = method_named(name)
    start = time.perf_counter()
    method.solve(load_work(warm), replace(limits, seconds=WARM_UP_SECONDS if method.timed else None, journal=None))
    warm_up = time.perf_counter() - start
    work = load_work(source)
    start = time.perf_counter()
    answer = method.solve(work, limits)
    seconds = time.perf_counter() - start
    taken, severity, value = _evaluate(answer, work)
    return Row(
        case=case,
        method=name,
        seconds=seconds,
        warm_up=warm_up,
        limit=limits.seconds,
        taken=taken,
        severity=severity,
        value=value,
        severity_bound=answer.severity_bound,
        value_bound=answer.value_bound,
        phases=answer.phases,
        counts=answer.counts,
        trace=answer.trace,
        notes=answer.notes,
    )


def _evaluate(answer: Answer, work: Work) -> tuple[int | None, int | None, int | None]:
    """Return seats taken, severity and value of an answer: by the counts, or by the statements where it is a plan."""
    if answer.plan is not None:
        found = evaluate(answer.plan, work.book)
        if found.hard:
            raise ValueError(f"the plan breaks {found.hard[0].rule} at {found.hard[0].place}")
        return len(answer.plan.assignments), found.severity, found.value
    if answer.taken is None:
        return None, None, None
    return (len(answer.taken), *work.model.evaluate(answer.taken))

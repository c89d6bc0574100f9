"""Run blocks of cases × methods, one process after the other, and keep what is finished."""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.answer import Limits
from benchmarks.cases import Case, load_model, prepare
from benchmarks.machine import describe_machine
from benchmarks.measure import measure
from benchmarks.registry import METHODS, WARM_UP, Block, method_named
from benchmarks.results import Results, Row

WARM_UP_SECONDS = 30.0
"""Limit of the methods that need one on the warm-up case; they prove it in a fraction of a second."""

LEAST_SECONDS = 1.0
"""Plain CP-SAT gets no less than this, however fast the engine was: below, only its start would be measured."""

PATIENCE = 600.0
"""Seconds beyond its limit after which a method is killed: CP-SAT has been seen to overrun its own (or-tools #5163)."""


def run_benchmarks(
    title: str,
    blocks: Sequence[Block],
    limits: Limits,
    out: Path,
    say: Callable[[str], None],
) -> Results:
    """Run every method of every case; write the results after each, so that a stop loses nothing that is finished.

    Parameters
    ----------
    limits
        Of the engine. Methods that need a limit get what the engine took on the same case, its limit if that is more.

    Raises
    ------
    ValueError
        If a method needs a limit, and neither the limits nor an engine before it gives one.
    """
    for block in blocks:
        check_block(block, limits)
    settings = {"workers": limits.workers, "effort": limits.effort, "seconds": limits.seconds}
    results = Results(title, datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"), settings, describe_machine())
    results.write(out)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm = folder / "warm_up.pickle"
        made = measure(prepare, WARM_UP, warm)
        if made.error:
            raise RuntimeError(f"{WARM_UP.name}: {made.error}")
        for block in blocks:
            for case in block.cases:
                for grown in _run_case(case, block.methods, limits, results, folder, say):
                    results = grown
                    results.write(out)
    return results


def check_block(block: Block, limits: Limits) -> None:
    """See that every method of a block gets its limit; see :func:`run_benchmarks`."""
    methods = [method_named(name) for name in block.methods]
    needy = [method.name for method in methods if method.timed]
    if needy and limits.seconds is None and METHODS[0].name not in block.methods:
        raise ValueError(f"{', '.join(needy)} get the engine's time: add the engine, or give seconds")


def _run_case(
    case: Case, names: Sequence[str], limits: Limits, results: Results, folder: Path, say: Callable[[str], None]
) -> Iterator[Results]:
    """Yield the results grown by each row."""
    source = folder / "case.pickle"
    say(f"{case.name}: prepare")
    made = measure(prepare, case, source)
    if made.error:
        rows = tuple(Row(case.name, name, error=made.error) for name in names)
        yield replace(results, rows=results.rows + rows)
        return
    facts = replace(made.result, peak_bytes=made.peak_bytes)
    results = replace(results, cases=(*results.cases, facts))
    given = limits.seconds
    for method in (m for m in METHODS if m.name in names):
        own = replace(limits, seconds=given) if method.timed else limits
        if method.timed and given is None:
            row = Row(case.name, method.name, error="no limit: the engine has no answer")
        else:
            row = _run_method(case, method.name, own, source, folder / "warm_up.pickle")
        if method is METHODS[0] and not row.error:
            given = max(given or LEAST_SECONDS, row.seconds)  # what the engine overran its limit by, the others get too
        say(f"{case.name}: {method.name}: " + (row.error or f"{row.seconds:.1f} s, {row.severity}, {row.value}"))
        results = replace(results, rows=(*results.rows, row))
        yield results


def _run_method(case: Case, name: str, limits: Limits, source: Path, warm: Path) -> Row:
    patience = math.inf if limits.seconds is None else PATIENCE + limits.seconds
    measured = measure(answer_case, case.name, name, limits, source, warm, patience=patience)
    if measured.error:
        return Row(case.name, name, limit=limits.seconds, peak_bytes=measured.peak_bytes, error=measured.error)
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
    method.solve(load_model(warm), replace(limits, seconds=WARM_UP_SECONDS if method.timed else None))
    warm_up = time.perf_counter() - start
    model = load_model(source)
    start = time.perf_counter()
    answer = method.solve(model, limits)
    seconds = time.perf_counter() - start
    severity, value = (None, None) if answer.taken is None else model.evaluate(answer.taken)
    return Row(
        case=case,
        method=name,
        seconds=seconds,
        warm_up=warm_up,
        limit=limits.seconds,
        taken=None if answer.taken is None else len(answer.taken),
        severity=severity,
        value=value,
        severity_bound=answer.severity_bound,
        value_bound=answer.value_bound,
        phases=answer.phases,
        counts=answer.counts,
        trace=answer.trace,
        notes=answer.notes,
    )

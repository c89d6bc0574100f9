"""The whole product on a case, from files to files, phase by phase: what a planner waits for.

*read* ends with the cells of the last file, *check* with a round that is whole and free of faults; *verify* reads
everything again, as a reader of the plan folder would.
"""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.answer import Limits
from benchmarks.cases import Case, open_posts
from benchmarks.measure import measure
from benchmarks.results import Results, Whole
from benchmarks.running import OWN_PATIENCE, begin
from solver import api
from solver.errors import ModelError
from solver.scenario.rosters import files, reading


def run_wholes(
    title: str,
    cases: Sequence[Case],
    limits: Limits,
    out: Path,
    say: Callable[[str], None],
    *,
    resume: bool = False,
) -> Results:
    """Run the whole product on every case, each in a process of its own; write the results after each.

    Raises
    ------
    ValueError
        If ``out`` is to be continued and was measured elsewhere or otherwise.
    """
    results = begin(title, limits, out, resume=resume)
    done = {whole.case for whole in results.wholes}
    for case in cases:
        if case.name in done:
            continue
        with tempfile.TemporaryDirectory() as folder:
            say(f"{case.name}: generate")
            measured = measure(_generate, case, Path(folder))
            if not measured.error:
                arguments = case.name, measured.result, limits
                measured = measure(from_files_to_files, *arguments, patience=_patience(limits))
        row = measured.result or Whole(case.name, error=measured.error)
        row = replace(row, peak_bytes=measured.peak_bytes)
        say(f"{case.name}: " + (row.error or f"{row.seconds:.1f} s"))
        results = replace(results, wholes=(*results.wholes, row))
        results.write(out)
    return results


def _patience(limits: Limits) -> float:
    return math.inf if limits.seconds is None else limits.seconds + OWN_PATIENCE


def _generate(case: Case, folder: Path) -> Path:
    return case.ship(folder / "round")


def from_files_to_files(name: str, scenario: Path, limits: Limits) -> Whole:
    """Read, solve, write and verify one round; for a process of its own.

    Raises
    ------
    ModelError
        If the plan folder does not stand up to its own check.
    """
    clock = _Clock()
    the_round = _load(scenario, clock)
    clock.close("check")
    villages = api.freeze(the_round)
    clock.close("stage 1")
    solution = api.solve(
        villages,
        effort=limits.effort,
        seconds=limits.seconds,
        workers=limits.workers,
        on_searched=lambda: clock.close("search"),
    )
    clock.close("certify")
    folder = solution.write(scenario.parent / "plan")
    clock.close("write")
    verified = api.verify(folder, scenario, workers=limits.workers)
    clock.close("verify")
    if not verified.ok:
        raise ModelError(f"verify finds {verified.findings[0].code} at {verified.findings[0].place}")
    severity, value = solution.certificate.severity, solution.certificate.value
    return Whole(
        case=name,
        phases=_by_phase(clock.phases, solution.result.phases),
        seconds=sum(clock.phases.values()),
        posts=open_posts(villages.problem),
        severity=severity.reached,
        severity_bound=severity.bound,
        value=value.reached,
        gap=value.gap,
    )


def _load(scenario: Path, clock: _Clock) -> api.Round:
    """Read and check a round; the clock stops for *read* when the cells of all files are there."""

    def read(*arguments: Any) -> Any:
        tables = read_tables(*arguments)
        clock.close("read")
        return tables

    read_tables = files.read_tables
    with patch.object(reading, "read_tables", read):
        return api.load(scenario)


def _by_phase(phases: dict[str, float], searched: dict[str, float]) -> dict[str, float]:
    """Return the phases of the run with those of the search in place of it; what these leave is compiling."""
    found: dict[str, float] = {}
    for name, seconds in phases.items():
        if name == "search":
            found["compile"] = max(0.0, seconds - sum(searched.values()))
            found |= searched
        else:
            found[name] = seconds
    return found


class _Clock:
    """Counts the time since the last close to a phase."""

    def __init__(self) -> None:
        self.phases: dict[str, float] = {}
        self._last = time.perf_counter()

    def close(self, phase: str) -> None:
        now = time.perf_counter()
        self.phases[phase] = self.phases.get(phase, 0.0) + now - self._last
        self._last = now

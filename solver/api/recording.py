"""The history of runs: record a plan folder that was written, look runs up, compare two."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from solver.errors import OutputError
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.comparing import Comparison
    from solver.history.record import Run

NONE_KEPT = Text(
    "没有运行记录：{variable} 为 off，或本机没有存放位置；可用 --history 指定文件。",
    "No history is kept: {variable} is off, or this account has no place for it; name a file with --history.",
)


def record_run(
    plan_folder: str | Path, *, command: str = "solve", seconds: float = 0.0, history: str | Path | None = None
) -> int | None:
    """Record a run from the plan folder that it wrote.

    Commands that write plans do so by themselves; a program or notebook calls this after ``Solution.write``.

    Parameters
    ----------
    seconds
        How long the run took; it began so long ago.
    history
        File of the history; by default as ``VILLAGES_FIRST_HISTORY`` says, else in the user's state folder.

    Returns
    -------
    int or None
        Number of the run; ``None`` if no history is kept.

    Raises
    ------
    InputError
        If the folder holds no plan.
    OutputError
        If the history cannot be written: the plan is not affected.
    """
    from solver.api.comparing import measured
    from solver.history.places import history_file, login_name
    from solver.history.record import Outcome, Run
    from solver.history.store import add_run
    from solver.report.certificate_file import read_certificate
    from solver.report.plan_file import FILE, read_plan
    from solver.report.run_file import FILE as RUN_FILE
    from solver.report.run_file import read_run

    file = history_file(None if history is None else Path(history))
    if file is None:
        return None
    folder = Path(plan_folder)
    stored, certificate, run = read_plan(folder), read_certificate(folder), read_run(folder)
    severity, value = (
        Outcome(level.reached, level.best_bound, level.gap) for level in (certificate.severity, certificate.value)
    )
    record = Run(
        command=command,
        title=stored.title,
        scenario=run.scenario,
        folder=str(folder.resolve()),
        began=(datetime.now(UTC) - timedelta(seconds=seconds)).isoformat(timespec="seconds"),
        seconds=round(seconds, 2),
        who=login_name(),
        status=stored.status,
        severity=severity,
        value=value,
        digest=hashlib.sha256((folder / FILE).read_bytes()).hexdigest(),
        effort=json.loads((folder / RUN_FILE).read_text(encoding="utf-8")).get("effort") or {},
        figures=measured(stored),
        hashes=stored.input_hashes,
        versions=certificate.versions,
        postings=stored.assignments,
    )
    return add_run(file, record)


def runs(history: str | Path | None = None, last: int | None = None) -> tuple[Run, ...]:
    """Return the recorded runs, the newest first, without their postings.

    Raises
    ------
    OutputError
        If no history is kept, or it cannot be read.
    """
    from solver.history.store import list_runs

    return list_runs(_kept(history), last)


def recorded_run(number: int, history: str | Path | None = None) -> Run:
    """Return one run with its postings.

    Raises
    ------
    OutputError
        If there is no such run, or the history cannot be read.
    """
    from solver.history.store import read_run_of

    return read_run_of(_kept(history), number)


def compare_runs(before: Run, after: Run) -> Comparison:
    """Compare two recorded runs: people newly sent by their codes, figures as they were recorded."""
    from solver.api.comparing import Comparison, Postings, figures_between, moves_between

    moves = moves_between(Postings(before.postings), Postings(after.postings))
    return Comparison(moves, figures_between(before.figures, after.figures), {})


def _kept(history: str | Path | None) -> Path:
    from solver.history.places import VARIABLE, history_file

    file = history_file(None if history is None else Path(history))
    if file is None:
        raise OutputError(NONE_KEPT.with_values(variable=VARIABLE))
    return file

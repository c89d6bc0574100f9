"""The history's file: an SQLite database that several runs may write at once; rows are only ever added.

A rollback journal and not a write-ahead log: the latter does not work on network shares, where county offices keep
their folders.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from solver.domain.plan import Assignment
from solver.domain.words import Role
from solver.errors import OutputError
from solver.history.record import Outcome, Run
from solver.text import Text

MARK = 0x56463148
"""SQLite's application ID of a history, so that no other database is taken for one."""

FORMAT = 1
WAIT = 30.0
"""Seconds to wait for another run that is writing."""

DAMAGED = Text(
    "运行记录{file}不能使用：{why}。请把它移到别处，下次求解会另建；已写出的方案不受影响。",
    "The history {file} cannot be used: {why}. Move it away, and the next run begins a new one. Plans are unharmed.",
)
FOREIGN = Text("不是本程序的运行记录", "it is no history of this program")
NEWER = Text("由较新版本的程序写成", "it was written by a newer version of the program")
NO_RUN = Text("运行记录{file}中没有第{number}次运行。", "The history {file} has no run {number}.")

_TABLES = """
CREATE TABLE runs (
  number INTEGER PRIMARY KEY AUTOINCREMENT, command TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  scenario TEXT NOT NULL, folder TEXT NOT NULL, began TEXT NOT NULL, seconds REAL NOT NULL, who TEXT NOT NULL,
  status TEXT NOT NULL, severity INTEGER NOT NULL, severity_bound INTEGER NOT NULL, severity_gap REAL NOT NULL,
  value INTEGER NOT NULL, value_bound INTEGER NOT NULL, value_gap REAL NOT NULL, digest TEXT NOT NULL,
  effort TEXT NOT NULL, figures TEXT NOT NULL, hashes TEXT NOT NULL, versions TEXT NOT NULL
);
CREATE TABLE postings (
  run INTEGER NOT NULL REFERENCES runs (number), village_id TEXT NOT NULL, role TEXT NOT NULL, person_id TEXT NOT NULL,
  PRIMARY KEY (run, village_id, role, person_id)
) WITHOUT ROWID;
"""


def add_run(file: Path, run: Run) -> int:
    """Add a run; return its number.

    Raises
    ------
    OutputError
        If the file cannot be written, or is no history.
    """
    rows = run.postings
    with _opened(file, make=True) as database:
        database.execute("BEGIN IMMEDIATE")
        _prepare(database)
        cells = _cells(run)
        names, marks = ", ".join(cells), ", ".join(f":{name}" for name in cells)
        number = database.execute(f"INSERT INTO runs ({names}) VALUES ({marks})", cells).lastrowid
        database.executemany(
            "INSERT INTO postings VALUES (?, ?, ?, ?)",
            [(number, a.village_id, a.role.value, a.person_id) for a in rows],
        )
        database.execute("COMMIT")
        return int(number or 0)


def list_runs(file: Path, last: int | None = None) -> tuple[Run, ...]:
    """Return the runs, the newest first, without their postings; none if there is no history yet.

    Parameters
    ----------
    last
        How many; ``None`` takes all.

    Raises
    ------
    OutputError
        If the file cannot be read, or is no history.
    """
    if _is_new(file):
        return ()
    with _opened(file) as database:
        limit = -1 if last is None else last
        found = database.execute("SELECT * FROM runs ORDER BY number DESC LIMIT ?", (limit,)).fetchall()
        return tuple(_run(row, ()) for row in found)


def read_run_of(file: Path, number: int) -> Run:
    """Return one run with its postings.

    Raises
    ------
    OutputError
        If there is no such run, or the file cannot be read.
    """
    missing = OutputError(NO_RUN.with_values(file=str(file), number=number))
    if _is_new(file):
        raise missing
    with _opened(file) as database:
        row = database.execute("SELECT * FROM runs WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise missing
        found = database.execute("SELECT village_id, role, person_id FROM postings WHERE run = ?", (number,))
        return _run(row, tuple(sorted(Assignment(v, Role(role), p) for v, role, p in found)))


def _is_new(file: Path) -> bool:
    """Whether nothing was recorded yet: a first run may just have made the file, or was killed then."""
    return not file.exists() or file.stat().st_size == 0


@contextmanager
def _opened(file: Path, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the database; what goes wrong with it is said in words."""
    try:
        if make:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(file, timeout=WAIT, isolation_level=None)) as database:
            database.row_factory = sqlite3.Row
            if not make:
                _refuse_foreign(database)
            yield database
    except (OSError, sqlite3.Error, ValueError, KeyError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise OutputError(DAMAGED.with_values(file=str(file), why=why)) from error
    except _Unusable as error:
        raise OutputError(DAMAGED.with_values(file=str(file), why=error.args[0])) from error


class _Unusable(Exception):
    """The file is a database, but not one of ours; its argument says why."""


def _prepare(database: sqlite3.Connection) -> None:
    """Make the tables in a new file, inside the transaction: of two first runs one makes them."""
    empty = not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not empty:
        _refuse_foreign(database)
        return
    for statement in _TABLES.split(";"):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {MARK}")
    database.execute(f"PRAGMA user_version = {FORMAT}")


def _refuse_foreign(database: sqlite3.Connection) -> None:
    mark = database.execute("PRAGMA application_id").fetchone()[0]
    written = database.execute("PRAGMA user_version").fetchone()[0]
    if mark != MARK:
        raise _Unusable(FOREIGN)
    if written > FORMAT:
        raise _Unusable(NEWER)


def _cells(run: Run) -> dict[str, object]:
    return {
        "command": run.command,
        "title_zh": run.title.to("zh"),
        "title_en": run.title.to("en"),
        "scenario": run.scenario,
        "folder": run.folder,
        "began": run.began,
        "seconds": run.seconds,
        "who": run.who,
        "status": run.status,
        "severity": run.severity.reached,
        "severity_bound": run.severity.bound,
        "severity_gap": run.severity.gap,
        "value": run.value.reached,
        "value_bound": run.value.bound,
        "value_gap": run.value.gap,
        "digest": run.digest,
        **{name: json.dumps(dict(getattr(run, name)), ensure_ascii=False, sort_keys=True) for name in _OBJECTS},
    }


_OBJECTS = ("effort", "figures", "hashes", "versions")


def _run(row: sqlite3.Row, postings: tuple[Assignment, ...]) -> Run:
    objects: dict[str, Any] = {name: json.loads(row[name]) for name in _OBJECTS}
    plain = {name: row[name] for name in ("number", "command", "scenario", "folder", "began", "seconds", "who")}
    return Run(
        **plain,
        **objects,
        title=Text(row["title_zh"], row["title_en"]),
        status=row["status"],
        digest=row["digest"],
        severity=Outcome(row["severity"], row["severity_bound"], row["severity_gap"]),
        value=Outcome(row["value"], row["value_bound"], row["value_gap"]),
        postings=postings,
    )

"""The database: what goes in comes out, several processes write at once, and damage is said in words."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from solver.domain.plan import Assignment
from solver.domain.words import Role
from solver.errors import OutputError
from solver.history.places import history_file
from solver.history.record import Outcome, Run
from solver.history.store import FORMAT, MARK, add_run, list_runs, read_run_of
from solver.text import Text

RUN = Run(
    command="solve",
    title=Text("某县", "a county"),
    scenario="scenarios/x/x.yaml",
    folder="out/x-01",
    began="2025-06-01T08:30:00+00:00",
    seconds=12.5,
    who="planner",
    status="complete",
    severity=Outcome(3, 3, 0.0),
    value=Outcome(1_000, 1_001, 0.001),
    digest="ab" * 32,
    effort={"batches": 3},
    figures={"sent": 2},
    hashes={"x.yaml": "cd" * 32},
    versions={"villages-first": "1"},
    postings=(Assignment("V1", Role.FIRST_SECRETARY, "P1"), Assignment("V1", Role.MEMBER, "P2")),
)

WRITER = """
import sys
from pathlib import Path
from dataclasses import replace
from solver.history.store import add_run
from tests.history.test_store import RUN
for i in range(int(sys.argv[3])):
    add_run(Path(sys.argv[1]), replace(RUN, who=f"{sys.argv[2]}-{i}"))
"""


def test_a_run_comes_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "history.sqlite"
    assert list_runs(file) == ()
    assert add_run(file, RUN) == 1
    assert add_run(file, replace(RUN, who="another")) == 2
    assert read_run_of(file, 1) == replace(RUN, number=1)
    assert [(run.number, run.who) for run in list_runs(file)] == [(2, "another"), (1, "planner")]
    assert [run.number for run in list_runs(file, last=1)] == [2]
    assert file.stat().st_mode & 0o077 == 0, "readable by its owner only"
    assert file.parent.stat().st_mode & 0o077 == 0
    with pytest.raises(OutputError, match="no run 3"):
        read_run_of(file, 3)


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    """Four processes, five runs each, into a file that none of them has made before: 20 runs, numbered 1 to 20."""
    file = tmp_path / "history.sqlite"
    command = [sys.executable, "-c", WRITER, str(file)]
    started = [subprocess.Popen([*command, f"w{n}", "5"]) for n in range(4)]
    assert [process.wait(60) for process in started] == [0] * 4
    found = list_runs(file)
    assert sorted(run.number for run in found) == list(range(1, 21))
    assert {run.who for run in found} == {f"w{n}-{i}" for n in range(4) for i in range(5)}


def test_damage_is_said_in_words(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    file.write_bytes(b"not a database, whatever it is called" * 40)
    for act in (lambda: add_run(file, RUN), lambda: list_runs(file), lambda: read_run_of(file, 1)):
        with pytest.raises(OutputError, match="Move it away"):
            act()
    assert file.read_bytes().startswith(b"not a database"), "what is not ours is left as it is"
    add_run(tmp_path / "cut.sqlite", RUN)
    whole = (tmp_path / "cut.sqlite").read_bytes()
    (tmp_path / "cut.sqlite").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(OutputError, match="Move it away"):
        add_run(tmp_path / "cut.sqlite", RUN)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError):
        add_run(tmp_path / "folder", RUN)


def test_other_databases_and_newer_ones_are_refused(tmp_path: Path) -> None:
    other, newer = tmp_path / "other.sqlite", tmp_path / "newer.sqlite"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE runs (x)")
    add_run(newer, RUN)
    with sqlite3.connect(newer) as database:
        assert database.execute("PRAGMA application_id").fetchone()[0] == MARK
        database.execute(f"PRAGMA user_version = {FORMAT + 1}")
    for file, words in ((other, "no history of this program"), (newer, "newer version")):
        for act in (add_run, lambda file, _: list_runs(file)):
            with pytest.raises(OutputError, match=words):
                act(file, RUN)


def test_a_file_that_was_just_made_holds_no_runs_yet(tmp_path: Path) -> None:
    """A first run that was killed, or that is writing now, has left an empty file: it is a history all the same."""
    file = tmp_path / "history.sqlite"
    file.touch()
    assert list_runs(file) == ()
    with pytest.raises(OutputError, match="no run 1"):
        read_run_of(file, 1)
    assert add_run(file, RUN) == 1


def test_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, said = tmp_path / "asked", tmp_path / "said"
    assert history_file(asked, {"VILLAGES_FIRST_HISTORY": str(said)}) == asked
    assert history_file(None, {"VILLAGES_FIRST_HISTORY": str(said)}) == said
    assert history_file(None, {"VILLAGES_FIRST_HISTORY": "OFF"}) is None
    monkeypatch.setattr(sys, "platform", "linux")
    state = {"XDG_STATE_HOME": str(tmp_path)}
    assert history_file(None, state) == tmp_path / "villages-first" / "history.sqlite"
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "me")
    assert history_file(None, {"XDG_STATE_HOME": "relative"}) == (
        tmp_path / "me" / ".local" / "state" / "villages-first" / "history.sqlite"
    )
    monkeypatch.setattr(sys, "platform", "win32")
    assert history_file(None, {}) is None
    assert history_file(None, {"LOCALAPPDATA": str(tmp_path)}) == tmp_path / "villages-first" / "history.sqlite"

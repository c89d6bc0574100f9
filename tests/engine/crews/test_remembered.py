"""What is done is kept, and only what was not done is done again (§7.3)."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from solver.engine.crews.local import LocalCrew
from solver.engine.crews.part_folder import IDENTITY, PartFolder
from solver.engine.crews.remembered import Remembering
from solver.errors import ModelError, OutputError
from tests.engine.crews.simple import (
    Answered,
    Desk,
    DeskShipment,
    Multiply,
    Passing,
    counts,
    expected,
    plain,
    trace,
    wait_until,
)

ROOT = Path(__file__).parents[3]
IDENTITY_HERE = {"inputs": "abc", "effort": "def"}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return where tasks leave their traces."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def remembering(tmp_path: Path, workers: int = 1, own: Desk | None = None) -> Remembering[Desk]:
    shipment = DeskShipment(7, str(tmp_path / "work"))
    return Remembering(LocalCrew(shipment, workers, own), PartFolder(tmp_path / "x.part", IDENTITY_HERE))


def tasks_in(work: Path, n: int = 5, seconds: float = 0.0) -> list[Multiply]:
    return [Multiply(i, str(work), seconds=seconds) for i in range(n)]


def files(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {str(path): (path.stat().st_ino, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def test_a_second_run_does_nothing_and_answers_the_same(tmp_path: Path, work: Path) -> None:
    with remembering(tmp_path) as first:
        assert plain(list(first.run(tasks_in(work)))) == expected(range(5))
    before = files(tmp_path / "x.part")
    own = Desk(7)
    own.seen.append(99)
    with remembering(tmp_path, own=own) as second:
        assert plain(list(second.run(tasks_in(work)))) == expected(range(5))
        assert (second.n_taken_up, second.n_done) == (5, 0)
    assert own.seen == [], "what comes after a batch starts from the same, also if the batch was remembered"
    assert counts(work, "begun", 5) == [1] * 5
    assert files(tmp_path / "x.part") == before
    assert (tmp_path / "x.part").stat().st_mode & 0o777 == 0o700


def test_only_what_is_missing_is_done_in_the_order_of_the_tasks(tmp_path: Path, work: Path) -> None:
    with remembering(tmp_path) as first:
        list(first.run(tasks_in(work)[1:4:2]))
    done: list[int] = []
    with remembering(tmp_path, workers=2) as second:
        assert plain(list(second.run(tasks_in(work), done.append))) == expected(range(5))
        assert (second.n_taken_up, second.n_done) == (2, 3)
    assert done[:2] == [1, 3]
    assert counts(work, "begun", 5) == [1] * 5


def test_a_task_with_other_content_is_done_anew(tmp_path: Path, work: Path) -> None:
    with remembering(tmp_path) as crew:
        list(crew.run(tasks_in(work)))
        assert plain(list(crew.run(tasks_in(work, seconds=0.001)))) == expected(range(5))
        assert (crew.n_taken_up, crew.n_done) == (0, 10)


def test_damaged_and_half_written_files_count_as_not_there(tmp_path: Path, work: Path) -> None:
    with remembering(tmp_path) as crew:
        list(crew.run(tasks_in(work)))
    batch = tmp_path / "x.part" / "batch"
    whole = (batch / "01.npz").read_bytes()
    (batch / "00.npz").write_bytes(whole)  # another task's
    (batch / "01.npz").write_bytes(whole[:-30])
    (batch / "02.npz").write_bytes(b"")
    (batch / ".03.npz.abc.tmp").write_bytes(whole[:50])  # killed before the rename
    (batch / "03.npz").unlink()
    with remembering(tmp_path) as crew:
        assert plain(list(crew.run(tasks_in(work)))) == expected(range(5))
        assert (crew.n_taken_up, crew.n_done) == (1, 4)
    assert counts(work, "begun", 5) == [2, 2, 2, 2, 1]


def test_the_folder_of_another_run_is_refused_and_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "x.part"
    PartFolder(folder, IDENTITY_HERE).write("batch/00", b"kept")
    before = files(folder)
    for other in ({"inputs": "abc", "effort": "other"}, {"inputs": "abc"}, {**IDENTITY_HERE, "more": ""}):
        with pytest.raises(OutputError, match="another run") as error:
            PartFolder(folder, other)
        assert files(folder) == before
    assert "more" in str(error.value)
    PartFolder(folder, IDENTITY_HERE)


@pytest.mark.parametrize("content", [None, "", "[]", '{"schema": 1}', '{"schema": "villages-first/part/1"}'])
def test_other_folders_are_refused_and_left_alone(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    if content is not None:
        (tmp_path / IDENTITY).write_text(content)
    before = files(tmp_path)
    with pytest.raises(OutputError, match="no unfinished run"):
        PartFolder(tmp_path, IDENTITY_HERE)
    assert files(tmp_path) == before


def test_a_run_killed_in_its_first_moment_is_no_other_run(tmp_path: Path) -> None:
    (tmp_path / ".run.json.abc.tmp").write_text("{")
    PartFolder(tmp_path, IDENTITY_HERE).write("batch/00", b"kept")
    assert (tmp_path / IDENTITY).exists()


def test_a_folder_is_made_with_the_first_answer_and_removed_with_the_last(tmp_path: Path) -> None:
    folder = PartFolder(tmp_path / "x.part", IDENTITY_HERE)
    folder.remove()
    assert not folder.path.exists()
    folder.write("batch/00", b"kept")
    assert folder.names() == {"batch/00"}
    folder.remove()
    assert not folder.path.exists()


def test_names_and_links_do_not_lead_out(tmp_path: Path) -> None:
    folder = PartFolder(tmp_path / "x.part", IDENTITY_HERE)
    for name in ("../a", "a/../b", "/a", "", "a//b", ".a", "a/.b"):
        with pytest.raises(ValueError, match="name"):
            folder.write(name, b"")
    outside = tmp_path / "outside"
    outside.mkdir()
    folder.write("other/00", b"")
    (tmp_path / "x.part" / "batch").symlink_to(outside)
    with pytest.raises(OutputError, match="outside"):
        folder.write("batch/00", b"")
    assert list(outside.iterdir()) == []


def test_two_tasks_of_one_name_are_a_defect(tmp_path: Path, work: Path) -> None:
    with remembering(tmp_path) as crew, pytest.raises(ModelError, match="batch/00"):
        crew.run([Multiply(0, str(work)), Multiply(0, str(work), seconds=1)])


def test_a_full_disk_is_said_and_nothing_half_written_stays(
    tmp_path: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with remembering(tmp_path, workers=2) as crew:
        list(crew.run(tasks_in(work, 1)))
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left"):
            list(crew.run(tasks_in(work)))
    assert [path.name for path in (tmp_path / "x.part" / "batch").iterdir()] == ["00.npz"]


@pytest.fixture
def main_script(tmp_path: Path, work: Path) -> Iterator[Path]:
    script = tmp_path / "main.py"
    script.write_text(
        textwrap.dedent(f"""
            from pathlib import Path
            from tests.engine.crews.test_remembered import remembering, tasks_in
            if __name__ == "__main__":
                with remembering(Path({str(tmp_path)!r}), workers=2) as crew:
                    list(crew.run(tasks_in(Path({str(work)!r}), 12, 0.15)))
        """)
    )
    return script


@pytest.mark.parametrize("n_done", [1, 6])
def test_killing_the_main_process_loses_nothing_that_was_kept(
    tmp_path: Path, work: Path, main_script: Path, n_done: int
) -> None:
    main = subprocess.Popen([sys.executable, str(main_script)], env={**os.environ, "PYTHONPATH": str(ROOT)})
    kept = PartFolder(tmp_path / "x.part", IDENTITY_HERE).names
    wait_until(lambda: len(kept()) >= n_done, 40)
    main.kill()
    main.wait()
    before = {int(name.partition("/")[2]) for name in kept()}
    assert n_done <= len(before) < 12
    trace(str(work), "killed")
    with remembering(tmp_path, workers=2) as crew:
        assert plain(list(crew.run(tasks_in(work, 12, 0.15)))) == expected(range(12))
        assert crew.n_taken_up == len(before)
    begun = counts(work, "begun", 12)
    assert all(begun[i] == 1 for i in before)
    assert sum(begun) - 12 <= 2  # those that the two workers were at


def test_what_is_not_to_last_is_done_anew(tmp_path: Path, work: Path) -> None:
    for _ in range(2):
        with remembering(tmp_path) as crew:
            tasks = [Passing(i, str(work)) for i in range(3)]
            assert plain(list(crew.run(tasks))) == expected(range(3))
            assert (crew.n_taken_up, crew.n_done) == (0, 3)
    assert counts(work, "begun", 3) == [2] * 3


def test_what_this_process_makes_is_made_once_for_what_was_asked(tmp_path: Path, work: Path) -> None:
    made: list[int] = []

    def make(n: int) -> Answered:
        made.append(n)
        return Answered(n, np.arange(n), (n,))

    for asked in (3, 3, 4, 4):
        with remembering(tmp_path) as crew:
            found = crew.once("made", (asked, 0.5), lambda: make(asked), Answered)  # noqa: B023
            assert plain([found]) == [(asked, list(range(asked)), (asked,), None)]
    assert made == [3, 4]

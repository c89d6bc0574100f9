"""The crew of this machine: real processes, really killed (§7.3)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from solver.engine.crews.local import LocalCrew
from solver.errors import ModelError
from tests.engine.crews.simple import (
    AtHome,
    Chatters,
    Desk,
    DeskShipment,
    Fails,
    Multiply,
    counts,
    expected,
    plain,
    traces,
    wait_until,
)

ROOT = Path(__file__).parents[3]
ME = os.getpid()


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[LocalCrew[Desk]]:
    with LocalCrew(DeskShipment(7, str(tmp_path)), workers=2) as two:
        yield two


def pids(folder: Path, what: str) -> set[int]:
    return {int(path.read_text()) for path in traces(folder, what)}


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):  # gone, perhaps while it was looked at
        return False


def test_answers_come_in_the_order_of_the_tasks(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    """The first task is the last one done; both workers opened the shipment once, and forgot between tasks."""
    done: list[int] = []
    tasks = [Multiply(i, str(tmp_path), seconds=0.0 if i else 0.6) for i in range(6)]
    assert plain(list(crew.run(tasks, done.append))) == expected(range(6))
    assert sorted(done) == list(range(6))
    assert done[-1] == 0
    assert len(traces(tmp_path, "opened")) == 2
    assert ME not in pids(tmp_path, "opened")


def test_what_libraries_print_in_a_worker_is_not_for_the_screen(
    crew: LocalCrew[Desk], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert plain(list(crew.run([Chatters(i, str(tmp_path)) for i in range(2)]))) == expected(range(2))
    assert capfd.readouterr().out == ""


def test_one_worker_or_one_task_needs_no_process(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    assert plain(list(crew.run([Multiply(3, str(tmp_path))]))) == expected(range(3, 4))
    own = Desk(7)
    own.seen.append(99)
    with LocalCrew(DeskShipment(7, str(tmp_path)), workers=1, own=own) as alone:
        assert plain(list(alone.run([Multiply(i, str(tmp_path)) for i in range(3)]))) == expected(range(3))
    assert own.seen == []
    assert pids(tmp_path, "opened") == {ME}


def test_a_dead_worker_costs_a_repeat_of_its_task_only(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    """Task 2 kills two workers; what the other worker does meanwhile is not lost."""
    tasks = [Multiply(i, str(tmp_path), deaths=2 if i == 2 else 0, seconds=0.2) for i in range(6)]
    assert plain(list(crew.run(tasks))) == expected(range(6))
    assert counts(tmp_path, "begun", 6) == [1, 1, 3, 1, 1, 1]
    assert counts(tmp_path, "done", 6) == [1] * 6


def test_workers_killed_from_outside_in_mid_task(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    tasks = [Multiply(i, str(tmp_path), seconds=0.4) for i in range(4)]
    answers = crew.as_done(tasks)
    killed = set()
    for i in (0, 1):  # two begin at once, each on a worker of its own
        wait_until(lambda i=i: traces(tmp_path, f"begun-{i}"))
        (worker,) = pids(tmp_path, f"begun-{i}")
        killed.add(worker)
        os.kill(worker, signal.SIGKILL)
    assert plain([answer for _, answer in sorted(answers, key=lambda pair: pair[0])]) == expected(range(4))
    assert len(killed) == 2
    assert counts(tmp_path, "begun", 4) == [2, 2, 1, 1]


def test_many_deaths_of_many_tasks_end_nothing(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    tasks = [Multiply(i, str(tmp_path), deaths=1) for i in range(4)]
    assert plain(list(crew.run(tasks))) == expected(range(4))
    assert counts(tmp_path, "begun", 4) == [2] * 4


def test_a_task_that_kills_three_workers_ends_the_run_by_name(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="task batch/01 killed its worker 3 times"):
        list(crew.run([Multiply(0, str(tmp_path)), Multiply(1, str(tmp_path), deaths=99)]))
    assert counts(tmp_path, "begun", 2) == [1, 3]


def test_a_worker_that_dies_idle_is_replaced_without_a_strike(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    tasks = [Multiply(i, str(tmp_path)) for i in range(2)]
    list(crew.run(tasks))
    for victim in pids(tmp_path, "opened"):
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda victim=victim: not alive(victim))
    assert plain(list(crew.run(tasks))) == expected(range(2))


def test_errors_of_tasks_are_raised_here(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError, match="7"):
        list(crew.run([Multiply(0, str(tmp_path)), Fails()]))
    assert plain(list(crew.run([Multiply(i, str(tmp_path)) for i in range(3)]))) == expected(range(3))


def test_answers_are_kept_while_nobody_asks(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    kept: dict[int, object] = {}
    answers = crew.as_done([Multiply(i, str(tmp_path)) for i in range(5)], kept.__setitem__)
    wait_until(lambda: len(kept) == 5)
    assert [i for i, _ in sorted(answers, key=lambda pair: pair[0])] == list(range(5))


def test_closing_does_not_wait_for_tasks(tmp_path: Path) -> None:
    start = time.monotonic()
    with LocalCrew(DeskShipment(7, str(tmp_path)), workers=2) as crew:
        crew.as_done([Multiply(i, str(tmp_path), seconds=60) for i in range(2)])
        wait_until(lambda: all(counts(tmp_path, "begun", 2)))
    assert time.monotonic() - start < 30
    assert not any(alive(pid) for pid in pids(tmp_path, "opened"))


def test_workers_end_with_a_main_process_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "main.py"
    script.write_text(
        textwrap.dedent(f"""
            from solver.engine.crews.local import LocalCrew
            from tests.engine.crews.simple import DeskShipment, Multiply
            if __name__ == "__main__":
                crew = LocalCrew(DeskShipment(7, {str(tmp_path)!r}), workers=2)
                list(crew.run([Multiply(i, {str(tmp_path)!r}, seconds=60) for i in range(2)]))
        """)
    )
    main = subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(ROOT)})
    wait_until(lambda: all(counts(tmp_path, "begun", 2)), 30)
    main.kill()
    main.wait()
    wait_until(lambda: not any(alive(pid) for pid in pids(tmp_path, "opened")))


def test_tasks_of_one_home_are_done_by_one_worker(crew: LocalCrew[Desk], tmp_path: Path) -> None:
    homes = [0, 3, 1, 0, 2, 1]  # of two workers: even homes here, odd ones there
    for _ in range(2):
        list(crew.run([AtHome(i, str(tmp_path), home=home) for i, home in enumerate(homes)]))
    workers = [pids(tmp_path, f"done-{i}") for i in range(6)]
    assert all(len(pid) == 1 for pid in workers)
    assert workers[0] == workers[3] == workers[4]
    assert workers[1] == workers[2] == workers[5]
    assert workers[0] != workers[1]

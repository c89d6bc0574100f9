"""Ctrl-C and SIGTERM on the real command: exit code 130, and a whole plan folder that stands up to its re-check."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from solver.cli import main
from solver.cli.stopper import SAVING, Stopper
from solver.text import Text
from tests.rounds import SCENARIOS

ROOT = Path(__file__).parents[2]
SIGNALS = (signal.SIGINT, signal.SIGTERM)
FIRST_PLAN = "first plan"
PATIENCE = 300


class Child:
    """The command in a session of its own, stopped once it reports its first plan."""

    def __init__(self, number: signal.Signals, folder: Path) -> None:
        self.folder, self.number = folder, number
        scenario = SCENARIOS / "county-s" / "county-s.yaml"
        command = [sys.executable, "-m", "solver.cli", "solve", str(scenario), "--out", str(folder), "--lang", "en"]
        self.process = subprocess.Popen(
            [*command, "--workers", "2"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.errors: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        sent = False
        for line in self.process.stderr:
            self.errors.append(line)
            if not sent and line.startswith(FIRST_PLAN):
                sent = True
                self.process.send_signal(self.number)

    def wait(self) -> tuple[int, str]:
        assert self.process.stdout is not None
        out = self.process.stdout.read()
        code = self.process.wait(PATIENCE)
        self.reader.join(10)
        return code, out

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@pytest.fixture(scope="module")
def children(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[signal.Signals, Child]]:
    """Both children run at once."""
    folder = tmp_path_factory.mktemp("stopped")
    started = {number: Child(number, folder / number.name) for number in SIGNALS}
    yield started
    for child in started.values():
        child.end()


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_stopped_run_leaves_a_whole_plan(children: dict[signal.Signals, Child], number: signal.Signals) -> None:
    child = children[number]
    code, out = child.wait()
    errors = "".join(child.errors)
    assert code == 130, errors
    assert "Traceback" not in errors
    assert "stopped early" in out
    plan = json.loads((child.folder / "plan.json").read_text(encoding="utf-8"))
    assert plan["status"] == "interrupted"
    # 65 villages, 204 nominees: even the first plan fills most posts
    assert len(plan["assignments"]) > 100
    certificate = json.loads((child.folder / "certificate.json").read_text(encoding="utf-8"))
    assert certificate["severity"]["bound"] <= certificate["severity"]["reached"]
    assert certificate["value"]["bound"] >= certificate["value"]["reached"]
    assert main(["verify", str(child.folder), "--scenario", str(SCENARIOS / "county-s" / "county-s.yaml")]) == 0
    assert [path.name for path in child.folder.parent.iterdir() if path.name.startswith(".")] == []


def test_once_the_plan_is_being_saved_a_first_signal_is_not_followed() -> None:
    told: list[Text] = []
    before = signal.getsignal(signal.SIGINT)
    with Stopper(told.append) as stopper:
        stopper.finish()
        signal.raise_signal(signal.SIGINT)
        assert told == [SAVING]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        assert not stopper.stopped
    assert signal.getsignal(signal.SIGINT) is before


def test_a_stop_that_was_swallowed_is_followed_at_the_next_look() -> None:
    with Stopper(lambda _: None) as stopper:
        stopper.look()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            stopper.look()
        stopper.finish()
        stopper.look()
        assert stopper.stopped


def test_a_second_signal_does_not_lose_the_plan_a_third_gives_up() -> None:
    told: list[Text] = []
    with Stopper(told.append) as stopper:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert stopper.stopped
        signal.raise_signal(signal.SIGINT)
        assert told == [SAVING]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_the_time_limit_stops_the_search_but_not_the_saving() -> None:
    with Stopper(lambda _: None) as stopper:
        stopper.limit(0.01)
        with pytest.raises(KeyboardInterrupt):
            signal.pause()
        assert not stopper.stopped, "nobody pressed Ctrl-C: the exit code is that of the plan"
    with Stopper(lambda _: None) as stopper:
        stopper.finish()
        stopper.limit(0.01)
        signal.sigtimedwait([signal.SIGUSR1], 0.1)  # the alarm comes and is not followed
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)

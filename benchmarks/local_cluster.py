"""A real cluster on the loopback interface: a scheduler and worker processes under their nannies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0


class Cluster:
    """Started as an administrator would, with the commands of Dask.

    Parameters
    ----------
    folder
        For the scheduler's file and what workers spill.
    """

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self._folder, self._n = folder, workers
        self._file = folder / "scheduler.json"
        self.scheduler: subprocess.Popen[bytes] | None = None
        self._workers: subprocess.Popen[bytes] | None = None
        self.address = ""

    def start(self, port: int = 0) -> Self:
        """Start scheduler and workers; workers register when they are ready."""
        self._file.unlink(missing_ok=True)
        file = ["--scheduler-file", str(self._file)]
        self.scheduler = self._dask(
            "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show", *file
        )
        self._wait_for_file()
        self._workers = self._dask(
            *("worker", "--nworkers", str(self._n), "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard"),
            *("--local-directory", str(self._folder), "--memory-limit", "0", "--death-timeout", "20", *file),
        )
        return self

    def kill_scheduler(self) -> None:
        """Kill the scheduler; its workers end by themselves."""
        assert self.scheduler is not None
        self.scheduler.kill()
        self.scheduler.wait()

    def stop(self) -> None:
        """Stop everything."""
        for process in (self._workers, self.scheduler):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in (self._workers, self.scheduler):
            if process is not None:
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()

    def _dask(self, *arguments: str) -> subprocess.Popen[bytes]:
        log = (self._folder / f"{arguments[0]}.log").open("ab")
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def _wait_for_file(self) -> None:

        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                self.address = json.loads(self._file.read_text())["address"]
                return
            except (OSError, ValueError):
                time.sleep(0.05)
        raise TimeoutError((self._folder / "scheduler.log").read_text())


@contextmanager
def started_cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """Start a cluster and stop it in the end."""
    started = Cluster(folder, workers)
    try:
        yield started.start()
    finally:
        started.stop()

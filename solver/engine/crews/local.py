"""The crew of this machine: this process alone, or spawned worker processes. Nothing has to be installed (§7.3)."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import Any, Generic

from solver.engine.crews.contract import Crew, Found, Keep, Shipment, Task, W, Workplace, clear, deadly, do
from solver.engine.crews.hands import Batch

STRIKES = 3
"""Workers that one task may kill. Deaths are counted task by task, so that those of a long run never add up."""


class LocalCrew(Crew[W]):
    """Does tasks in this process (one worker, or one task) or on worker processes.

    A worker that dies costs a repeat of the one task that it was doing.

    Parameters
    ----------
    workers
        Processes; they start with the first batch that has work for two. 1 does everything here.
    own
        This process's workplace, if it has one already; else it is opened when it is needed.
    """

    def __init__(self, shipment: Shipment[W], workers: int = 1, own: W | None = None) -> None:
        self._shipment, self._own = shipment, own
        self._workers = [Worker(shipment) for _ in range(workers)] if workers > 1 else []
        self._batch: Batch[W, Any] | None = None

    def as_done(self, tasks: Sequence[Task[W, Found]], keep: Keep | None = None) -> Iterator[tuple[int, Found]]:
        """Begin some tasks, see :meth:`Crew.as_done`."""
        clear(self._own)
        if len(tasks) <= 1 or not self._workers:
            return self._here(tasks, keep)
        if self._batch is not None:
            self._batch.wait()
        batch = Batch(self._workers, tasks, keep)
        self._batch = batch
        return batch.answers()

    def close(self) -> None:
        """Stop the workers for good, busy or not; what they were doing is lost."""
        if self._batch is not None:
            self._batch.stop()
        for worker in self._workers:
            worker.dismiss()
        if self._batch is not None:
            self._batch.wait()

    def _here(self, tasks: Sequence[Task[W, Found]], keep: Keep | None) -> Iterator[tuple[int, Found]]:
        for number, task in enumerate(tasks):
            if self._own is None:
                self._own = self._shipment.open()
            answer = do(task, self._own)
            if keep is not None:
                keep(number, answer)
            yield number, answer


class Worker(Generic[W]):
    """A worker process, replaced when it dies."""

    def __init__(self, shipment: Shipment[W]) -> None:
        self._shipment = shipment
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._dismissed = False

    def do(self, task: Task[W, Found]) -> Found:
        """Do a task, again if the worker dies of it.

        Raises
        ------
        ModelError
            If ``STRIKES`` workers died of it.
        """
        strikes = 0
        while True:
            try:
                future = self._ready().submit(_run, task)
            except BrokenProcessPool:  # it died idle, of no task
                self._bury()
                continue
            except RuntimeError:  # it was dismissed since
                if self._dismissed:
                    raise ClosedCrew from None
                raise
            try:
                return future.result()
            except BrokenProcessPool as error:
                self._bury()
                strikes += 1
                if strikes >= STRIKES:
                    raise deadly(task, strikes) from error

    def dismiss(self) -> None:
        """Stop the process, and start no other."""
        with self._lock:
            self._dismissed = True
        self._bury()

    def _ready(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._dismissed:
                raise ClosedCrew
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    1, get_context("spawn"), initializer=_start, initargs=(self._shipment,)
                )
            return self._pool

    def _bury(self) -> None:
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is None:
            return
        processes = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


class ClosedCrew(Exception):
    """The crew was closed while a task was going on."""


_workplace: list[Workplace] = []
"""The workplace of a worker process."""


def _start(shipment: Shipment[Workplace]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    threading.Thread(target=_end_with_parent, name="watch", daemon=True).start()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # HiGHS prints a line of its own now and then
    _workplace[:] = [shipment.open()]


def _end_with_parent() -> None:
    """End this process as soon as the main process is no more, killed or not: nobody waits for its answer."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(task: Task[Any, Found]) -> Found:
    return do(task, _workplace[0])

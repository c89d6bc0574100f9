"""Processes are measured with their workers, and their deaths survived.

Only light modules are imported here: every spawned process imports this one.
"""

from __future__ import annotations

import os
import time
from multiprocessing import get_context

from benchmarks.measure import measure

MIB = 2**20


def test_memory_of_workers_counts() -> None:
    alone = measure(_hold, 60, 0)
    assert alone.error == ""
    assert alone.peak_bytes > 60 * MIB
    shared = measure(_hold, 60, 60)
    assert shared.peak_bytes - alone.peak_bytes > 50 * MIB


def test_a_failure_is_a_line_not_an_end() -> None:
    assert measure(_fail, "so it is").error == "ValueError: so it is"
    assert measure(os._exit, 7).error == "the process died (exit code 7)"
    assert measure(time.sleep, 60, patience=0.3).error.startswith("killed after")
    hungry = measure(_hold, 300, 0, most_bytes=200 * MIB)
    assert hungry.error in ("killed at 0.2 GiB", "killed at 0.3 GiB")


def _hold(own_mib: int, child_mib: int) -> None:
    """Hold so much memory here and in a worker process at once."""
    held = bytearray(own_mib * MIB)
    held[::4096] = b"x" * len(held[::4096])
    if child_mib:
        worker = get_context("spawn").Process(target=_hold, args=(child_mib, 0))
        worker.start()
        worker.join()
    time.sleep(0.5)  # long enough to be looked at


def _fail(text: str) -> None:
    raise ValueError(text)

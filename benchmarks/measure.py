"""Call a function in a process of its own and measure the peak memory of that process and its workers.

The peak is the largest sum of the high-water marks (``VmHWM``) of all processes alive together, looked up every 50 ms.
``getrusage`` alone would not do: of children it has only the largest one, and a spawned process inherits its parent's
peak. Without ``/proc`` it is what there is, and the largest child is added once.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

SAMPLE_SECONDS = 0.05
GOODBYE_SECONDS = 10.0
"""What a process gets to end by itself once it has answered."""

MOST_OF_MEMORY = 0.8
"""Share of the machine's memory that a process and its workers may take."""

_PROC = Path("/proc")


def memory_bytes() -> int:
    """Return the memory of this machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


@dataclass(frozen=True)
class Measured:
    """What came back: a result, or an error in one line."""

    result: Any
    error: str
    peak_bytes: int


def measure(
    function: Callable[..., Any],
    *arguments: Any,
    patience: float = float("inf"),
    most_bytes: float = MOST_OF_MEMORY * memory_bytes(),
) -> Measured:
    """Call a function of a module in a spawned process.

    Parameters
    ----------
    patience
        Seconds after which the process and its workers are killed.
    most_bytes
        Memory at which they are: before the system kills whom it likes, this process perhaps.

    Returns
    -------
    Measured
        An exception, a crash, lost patience and too much memory are errors in it: one measurement never ends a
        benchmark.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_call, args=(theirs, function, arguments))
    process.start()
    theirs.close()
    start, peak = time.monotonic(), 0
    try:
        while not ours.poll(SAMPLE_SECONDS):
            peak = max(peak, _peak_of_session(process.pid))
            if time.monotonic() - start > patience:
                return Measured(None, f"killed after {patience:.0f} s", peak)
            if peak > most_bytes:
                return Measured(None, f"killed at {peak / 2**30:.1f} GiB", peak)
        result, error, own_peak = ours.recv()
        process.join(GOODBYE_SECONDS)
        return Measured(result, error, max(peak, own_peak))
    except EOFError:
        process.join()
        return Measured(None, f"the process died (exit code {process.exitcode})", peak)
    finally:
        _kill(process)
        ours.close()


def _call(theirs: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    os.setsid()  # so that this process and its workers can be found and, if need be, killed together
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # HiGHS chats on it, and our own table is printed there
    result, error = None, ""
    try:
        result = function(*arguments)
    except Exception as problem:
        traceback.print_exc()
        error = f"{type(problem).__name__}: {problem}".splitlines()[0]
    theirs.send((result, error, _own_peak()))
    theirs.close()


def _kill(process: BaseProcess) -> None:
    """End the process and whatever it left behind; nothing is left if it ended well."""
    assert process.pid is not None
    if process.exitcode is None and os.getsid(process.pid) != process.pid:
        process.kill()  # before it had a session of its own
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.join()


def _peak_of_session(session: int | None) -> int:
    """Return the sum of the high-water marks of a session's processes, in bytes."""
    total = 0
    for entry in _PROC.iterdir() if _PROC.is_dir() else ():
        try:
            if entry.name.isdigit() and os.getsid(int(entry.name)) == session:
                total += _high_water(entry)
        except (ProcessLookupError, PermissionError, FileNotFoundError):
            continue
    return total


def _own_peak() -> int:
    own = _PROC / "self"
    if (own / "status").exists():
        return _high_water(own)
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _high_water(process: Path) -> int:
    for line in (process / "status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0

"""A workplace and tasks that leave traces in a folder: importable by a worker process, and light."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np

from solver.modelling.seats import IntArray


class Desk:
    """A workplace that must not remember."""

    def __init__(self, factor: int) -> None:
        self.factor = factor
        self.seen: list[int] = []

    def forget(self) -> None:
        self.seen.clear()


@dataclass(frozen=True)
class DeskShipment:
    """A desk; opening it leaves a trace."""

    factor: int
    folder: str

    def open(self) -> Desk:
        trace(self.folder, "opened")
        return Desk(self.factor)


@dataclass(frozen=True)
class Answered:
    """What a task found."""

    number: int
    series: IntArray
    seen: tuple[int, ...]
    note: str | None = None


@dataclass(frozen=True)
class Multiply:
    """Multiplies, once it was done so many seconds; the first ``deaths`` times its worker is killed instead."""

    number: int
    folder: str
    deaths: int = 0
    seconds: float = 0.0

    @property
    def name(self) -> str:
        return f"batch/{self.number:02d}"

    def run(self, desk: Desk) -> Answered:
        trace(self.folder, f"begun-{self.number}")
        desk.seen.append(self.number)
        if len(traces(self.folder, f"begun-{self.number}")) <= self.deaths:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(self.seconds)
        trace(self.folder, f"done-{self.number}")
        return Answered(self.number * desk.factor, np.arange(self.number), tuple(desk.seen))


@dataclass(frozen=True)
class AtHome(Multiply):
    """Multiplies, where the tasks of its home are done; nobody keeps what it found."""

    home: int = 0
    lasting = False


@dataclass(frozen=True)
class Passing(Multiply):
    """Multiplies; nobody keeps what it found."""

    lasting = False


@dataclass(frozen=True)
class Held(Multiply):
    """Multiplies once its folder has the file ``go``."""

    def run(self, desk: Desk) -> Answered:
        wait_until((Path(self.folder) / "go").exists, 60)
        return Multiply.run(self, desk)


@dataclass(frozen=True)
class Chatters(Multiply):
    """Multiplies, and prints as a library does that knows nothing of Python's streams."""

    def run(self, desk: Desk) -> Answered:
        os.write(1, b"chatter")
        return Multiply.run(self, desk)


@dataclass(frozen=True)
class Fails:
    """Raises."""

    name: str = "fails"

    def run(self, desk: Desk) -> Answered:
        raise ZeroDivisionError(desk.factor)


def trace(folder: str, what: str) -> None:
    unseen = Path(folder) / uuid4().hex
    unseen.write_text(str(os.getpid()))
    unseen.rename(Path(folder) / f"{what}.{unseen.name}")  # whole or not at all


def traces(folder: str | Path, what: str) -> list[Path]:
    return sorted(Path(folder).glob(f"{what}.*"))


def counts(folder: str | Path, what: str, n: int) -> list[int]:
    """Return how often each of n tasks was begun, or done."""
    return [len(traces(folder, f"{what}-{i}")) for i in range(n)]


def wait_until(true: object, seconds: float = 20.0) -> None:
    assert callable(true)
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def plain(answers: list[Answered]) -> list[tuple[object, ...]]:
    return [(a.number, a.series.tolist(), a.seen, a.note) for a in answers]


def expected(numbers: range, factor: int = 7) -> list[tuple[object, ...]]:
    """Each desk has forgotten whatever came before."""
    return [(i * factor, list(range(i)), (i,), None) for i in numbers]

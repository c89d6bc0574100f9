"""Who does which task of a batch: hands of this process, one of which waits for the other."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import pytest

from solver.engine.crews.contract import Found, Task
from solver.engine.crews.hands import Batch


@dataclass(frozen=True)
class Numbered:
    number: int
    home: int
    lasting: bool

    @property
    def name(self) -> str:
        return str(self.number)

    def run(self, desk: Any) -> int:
        return self.number


class Hand:
    """Does the first task only after the others are done, and the others only after the first has begun."""

    def __init__(self, begun: threading.Event, others_done: threading.Event) -> None:
        self.begun, self.others_done = begun, others_done
        self.did: list[str] = []

    def do(self, task: Task[Any, Found], /) -> Found:
        if task.name == "0":
            self.begun.set()
            assert self.others_done.wait(60)
        assert self.begun.wait(60)
        self.did.append(task.name)
        return task.run(None)


@pytest.mark.parametrize("home", [0, 2])  # of two hands: both the first's
def test_who_is_idle_takes_the_last_tasks_of_another(home: int) -> None:
    begun, others_done = threading.Event(), threading.Event()
    busy, idle = Hand(begun, others_done), Hand(begun, others_done)
    kept: list[int] = []

    def keep(number: int, _: int) -> None:
        kept.append(number)
        if len(kept) == 4:
            others_done.set()

    batch = Batch([busy, idle], [Numbered(i, home, lasting=True) for i in range(5)], keep)
    assert [number for number, _ in batch.answers()] == [4, 3, 2, 1, 0]
    assert (busy.did, idle.did) == (["0"], ["4", "3", "2", "1"])


def test_tasks_that_are_not_worth_keeping_stay_at_home() -> None:
    now = threading.Event()
    now.set()
    first, second = Hand(now, now), Hand(now, now)
    batch = Batch([first, second], [Numbered(i, home=i // 2, lasting=False) for i in range(4)], None)
    assert dict(batch.answers()) == {i: i for i in range(4)}
    assert (first.did, second.did) == (["0", "1"], ["2", "3"])

"""Hands: each does one task at a time somewhere else, and is served by a thread of its own here.

A hand takes the next task as soon as it is free, whatever the main thread is busy with, and its answer is kept at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from queue import SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

from solver.engine.crews.contract import Found, Keep, Task, W, home_of, is_lasting

W_hand = TypeVar("W_hand", contravariant=True)


class Hand(Protocol):
    """Somebody who can do a task."""

    def do(self, task: Task[Any, Found], /) -> Found:
        """Do it; blocks until it is done, also where a worker has to be replaced."""


class Batch(Generic[W, Found]):
    """Tasks shared out among hands: those that have a home go to the hand of that number, all others to who is free.

    Who has nothing left to do takes the last tasks of others, if their answers are worth keeping: these take far longer
    than it takes to set up what they need.

    Parameters
    ----------
    hands
        At least one, if there are tasks.
    keep
        Told of each answer at once, in the thread of its hand.
    """

    def __init__(self, hands: Sequence[Hand], tasks: Sequence[Task[W, Found]], keep: Keep | None) -> None:
        self._tasks, self._keep = tasks, keep
        hands = hands[: len(tasks)]
        self._open: deque[int] = deque()
        self._at_home: list[deque[int]] = [deque() for _ in hands]
        for number, task in enumerate(tasks):
            home = home_of(task)
            (self._open if home is None else self._at_home[home % len(hands)]).append(number)
        self._taking = threading.Lock()
        self._done: SimpleQueue[tuple[int, Found] | BaseException] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._serve, args=(hand, own), name="hand", daemon=True)
            for hand, own in zip(hands, self._at_home, strict=True)
        ]
        for thread in self._threads:
            thread.start()

    def answers(self) -> Iterator[tuple[int, Found]]:
        """Yield the number of each task and its answer, as they are done; what a hand raises is raised here."""
        try:
            for _ in self._tasks:
                found = self._done.get()
                if isinstance(found, BaseException):
                    raise found
                yield found
        finally:
            self.stop()

    def stop(self) -> None:
        """Begin no further task."""
        with self._taking:
            for waiting in (self._open, *self._at_home):
                waiting.clear()

    def wait(self) -> None:
        """Wait for the tasks that have begun."""
        for thread in self._threads:
            thread.join()

    def _serve(self, hand: Hand, own: deque[int]) -> None:
        while True:
            number = self._next(own)
            if number is None:
                return
            try:
                answer = hand.do(self._tasks[number])
                if self._keep is not None:
                    self._keep(number, answer)
            except BaseException as error:  # whatever it is, the main thread has to hear of it
                self.stop()
                self._done.put(error)
                return
            self._done.put((number, answer))

    def _next(self, own: deque[int]) -> int | None:
        """Return the number of the next task of a hand, or ``None`` if nothing is left for it."""
        with self._taking:
            if own or self._open:
                return (own or self._open).popleft()
            movable = [others for others in self._at_home if others and is_lasting(self._tasks[others[-1]])]
            return max(movable, key=len).pop() if movable else None

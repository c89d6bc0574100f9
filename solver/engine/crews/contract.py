"""What runs where (§7.3): tasks are plain data and pure, so no crew, and no number of workers, ever changes a plan.

A *shipment* reaches each worker once and becomes its *workplace*; *tasks* are small, reach one worker each, and are
done at its workplace. What is found depends on the shipment and the task alone.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, Protocol, Self, TypeVar

from solver.engine.crews.memory import give_back
from solver.errors import ModelError


class Workplace(Protocol):
    """What a worker keeps between tasks: compiled problems, caches."""

    def forget(self) -> None:
        """Forget whatever could let an answer depend on what was asked before."""


W = TypeVar("W", bound=Workplace)
W_contra = TypeVar("W_contra", bound=Workplace, contravariant=True)
W_co = TypeVar("W_co", bound=Workplace, covariant=True)
Found = TypeVar("Found")
Found_co = TypeVar("Found_co", covariant=True)

Keep = Callable[[int, Any], None]
"""Told of each answer, with the number of its task, the moment it is there; not always in the main thread."""


class Shipment(Protocol[W_co]):
    """Small and picklable; sent once to each worker."""

    def open(self) -> W_co:
        """Set up the workplace."""


class Task(Protocol[W_contra, Found_co]):
    """Something to do at a workplace: a frozen dataclass of plain values.

    A task may have a number ``home``: tasks of one home are done by one worker as far as may be, which then has what
    they need. One with ``lasting = False`` is done anew by a run that goes on: its answer is not worth the room. It
    stays at its home, too; others are taken over by workers that have nothing left to do, so begin with the longest.
    """

    @property
    def name(self) -> str:
        """Name within the run, such as ``relax-003/county-017``: for messages, and for what is remembered."""

    def run(self, workplace: W_contra, /) -> Found_co:
        """Do it."""


class Crew(ABC, Generic[W]):
    """Does tasks."""

    @abstractmethod
    def as_done(self, tasks: Sequence[Task[W, Found]], keep: Keep | None = None) -> Iterator[tuple[int, Found]]:
        """Begin some tasks; yield the number of each and its answer, in the order in which they are done.

        Only one batch at a time. Before it begins, this process's workplace forgets, whoever does the tasks: what comes
        after them starts from the same.

        Parameters
        ----------
        keep
            Told of each answer at once, also while nobody asks for the next.

        Raises
        ------
        ModelError
            If a task keeps killing its worker.
        EngineError
            If the workers cannot be reached any more.
        """

    def run(self, tasks: Sequence[Task[W, Found]], on_done: Callable[[int], None] = lambda _: None) -> Iterator[Found]:
        """Begin some tasks; yield the answers in the order of the tasks.

        Parameters
        ----------
        on_done
            Told the number of each task that is done, in the order in which they are done: for progress.

        Raises
        ------
        ModelError, EngineError
            As in :meth:`as_done`.
        """
        return _in_order(len(tasks), self.as_done(tasks), on_done)

    def once(self, name: str, asked: tuple[Any, ...], make: Callable[[], Found], kind: type[Found]) -> Found:
        """Make something that this process works out with the crew's help; a crew that remembers makes it once.

        Parameters
        ----------
        asked
            Plain values that decide what is made.
        kind
            Its type.
        """
        return make()

    def close(self) -> None:
        """Let the workers go, busy or not."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def home_of(task: Task[Any, Any]) -> int | None:
    """Return the number of the worker that should do a task (modulo their number), if it matters."""
    return getattr(task, "home", None)


def is_lasting(task: Task[Any, Any]) -> bool:
    """Return whether a task's answer is worth keeping."""
    return getattr(task, "lasting", True)


def do(task: Task[W, Found], workplace: W) -> Found:
    """Do one task as if it were the workplace's first and last."""
    workplace.forget()
    try:
        return task.run(workplace)
    finally:
        workplace.forget()
        if is_lasting(task):  # others are too short for it
            give_back()


def clear(own: Workplace | None) -> None:
    """Let this process's workplace forget before a batch, and leave memory to the workers."""
    if own is not None:
        own.forget()
    give_back()


def deadly(task: Task[Any, Any], times: int) -> ModelError:
    """Return the error that ends a run whose task keeps killing its workers."""
    return ModelError(
        f"task {task.name} killed its worker {times} times: out of memory, or a defect; "
        "run with one worker on this machine to see why"
    )


def _in_order(n: int, done: Iterator[tuple[int, Found]], on_done: Callable[[int], None]) -> Iterator[Found]:
    early: dict[int, Found] = {}
    for i in range(n):
        while i not in early:
            number, answer = next(done)
            early[number] = answer
            on_done(number)
        yield early.pop(i)

"""Remember what is done: a run that was killed goes on where it was (§7.3).

A finished task is known by its name and by the digest of its content. An answer that is damaged, half written, or that
of a task with other content counts as not there, and the task is done again.
"""

from __future__ import annotations

import typing
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from solver.engine.crews.codec import Damaged, decode, encode
from solver.engine.crews.contract import Crew, Found, Keep, Task, W, is_lasting
from solver.engine.crews.digests import task_digest
from solver.engine.crews.part_folder import PartFolder
from solver.errors import ModelError


class Remembering(Crew[W]):
    """Does only the tasks that were not done before, and keeps every answer the moment it is there.

    The type of an answer is what the task's ``run`` is declared to return. Answers pass through the codec whether they
    were kept or just made, so that a run that goes on sees what an undisturbed one sees.

    Parameters
    ----------
    crew
        Does what has to be done; closed with this one.

    Attributes
    ----------
    n_taken_up, n_done
        Tasks whose answers were there, and tasks that were done.
    """

    def __init__(self, crew: Crew[W], folder: PartFolder) -> None:
        self._crew, self._folder = crew, folder
        self.n_taken_up = self.n_done = 0

    def as_done(self, tasks: Sequence[Task[W, Found]], keep: Keep | None = None) -> Iterator[tuple[int, Found]]:
        """Begin some tasks, see :meth:`Crew.as_done`; those that are remembered come first."""
        twice = [name for name, n in Counter(task.name for task in tasks).items() if n > 1]
        if twice:
            raise ModelError(f"two tasks are called {twice[0]}")
        labels = [task_digest(task) for task in tasks]
        known = [(i, self._recall(task, label)) for i, (task, label) in enumerate(zip(tasks, labels, strict=True))]
        missing = [i for i, answer in known if answer is None]
        self.n_taken_up += len(tasks) - len(missing)
        fresh: dict[int, Found] = {}

        def store(number: int, answer: Found) -> None:
            i = missing[number]
            if not is_lasting(tasks[i]):
                fresh[i] = answer
                self.n_done += 1
                return
            kind = _kind_of(tasks[i])
            content = encode(answer, kind, labels[i])
            self._folder.write(tasks[i].name, content)
            fresh[i] = decode(content, kind, labels[i])
            self.n_done += 1
            if keep is not None:
                keep(i, fresh[i])

        # also if nothing is missing: the crew's workplace has to forget
        rest = self._crew.as_done([tasks[i] for i in missing], store)
        return self._all([(i, answer[0]) for i, answer in known if answer is not None], rest, missing, fresh, keep)

    def once(self, name: str, asked: tuple[Any, ...], make: Callable[[], Found], kind: type[Found]) -> Found:
        """Make something, or take it up, see :meth:`Crew.once`."""
        label = task_digest((name, *asked))
        known = self._read(name, kind, label)
        if known is not None:
            self.n_taken_up += 1
            taken_up: Found = known[0]
            return taken_up
        content = encode(make(), kind, label)
        self._folder.write(name, content)
        self.n_done += 1
        found: Found = decode(content, kind, label)
        return found

    def close(self) -> None:
        """Let the workers go; what is kept stays."""
        self._crew.close()

    def _recall(self, task: Task[W, Found], label: str) -> tuple[Found] | None:
        return self._read(task.name, _kind_of(task), label) if is_lasting(task) else None

    def _read(self, name: str, kind: Any, label: str) -> tuple[Any] | None:
        content = self._folder.read(name)
        if content is None:
            return None
        try:
            return (decode(content, kind, label),)
        except Damaged:
            return None

    @staticmethod
    def _all(
        known: list[tuple[int, Found]],
        rest: Iterator[tuple[int, Found]],
        missing: list[int],
        fresh: dict[int, Found],
        keep: Keep | None,
    ) -> Iterator[tuple[int, Found]]:
        for i, answer in known:
            if keep is not None:
                keep(i, answer)
            yield i, answer
        for number, _ in rest:
            yield missing[number], fresh.pop(missing[number])


def _kind_of(task: Task[Any, Any]) -> Any:
    return typing.get_type_hints(type(task).run)["return"]

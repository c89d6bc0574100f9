"""What-ifs solved side by side, each in a worker process: what one comes to never depends on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from solver.api.batch_answers import Answer, answer_of, why
from solver.engine.crews.hands import Batch
from solver.engine.crews.local import Worker
from solver.errors import ModelError
from solver.text import Lang

if TYPE_CHECKING:
    from solver.domain.plan import Plan
    from solver.scenario.opening import SharedRosters


@dataclass(frozen=True)
class Desk:
    """Where a worker solves: it keeps the rosters that it read."""

    rosters: SharedRosters

    def forget(self) -> None:
        """Keep all: rosters are the same whatever is asked of them."""


@dataclass(frozen=True)
class DeskShipment:
    """Sent once to each worker."""

    def open(self) -> Desk:
        """Set up a desk that has read nothing yet."""
        from solver.scenario.opening import SharedRosters

        return Desk(SharedRosters())


@dataclass(frozen=True)
class WhatIf:
    """A scenario to be solved, from the plan of the one that it extends if that has one.

    Attributes
    ----------
    effort
        As :func:`solver.api.solve` takes it.
    """

    path: Path
    lang: Lang | None
    effort: str | int | None
    start: Plan | None

    @property
    def name(self) -> str:
        """Name of its file."""
        return self.path.stem

    def run(self, desk: Desk) -> Answer:
        """Solve it in this process alone."""
        return answer_of(self.path, self.lang, desk.rosters, self.effort, 1, self.start)


class _Careful(Worker[Desk]):
    """A worker; a scenario that keeps killing it is answered with that, and stops no other."""

    def do(self, task: Any) -> Any:
        """Solve a what-if, again if the worker dies of it."""
        try:
            return super().do(task)
        except ModelError as error:
            return Answer(task.name, trouble=why(error))


@contextmanager
def side_by_side(asked: Sequence[WhatIf], workers: int) -> Iterator[Iterator[tuple[int, Answer]]]:
    """Begin what-ifs; yield the number of each and its answer as they are done. On leaving, what goes on is lost."""
    hands = [_Careful(DeskShipment()) for _ in range(min(workers, len(asked)))]
    batch: Batch[Desk, Answer] = Batch(hands, asked, None)
    try:
        yield batch.answers()
    finally:
        batch.stop()
        for hand in hands:
            hand.dismiss()
        batch.wait()

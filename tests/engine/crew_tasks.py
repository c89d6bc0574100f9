"""Tasks for tests of the crew: importable by a worker process."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from solver.engine.neighbourhood import Answer
from solver.engine.pricing import Scalars
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation, Subproblem
from solver.units import PRICE_SCALE


def answer_of(number: int) -> Answer:
    """Return an answer that tells which task it belongs to."""
    return Answer((Column(number, (), 0, 0, (), ()),), proved=False)


@dataclass(frozen=True)
class NumberTask:
    """Answers with its number."""

    number: int

    def run(self, relaxation: Relaxation) -> Answer:
        assert relaxation.spaces
        return answer_of(self.number)


@dataclass(frozen=True)
class PriceTask:
    """Prices every village at prices of its own; answers with the columns found."""

    seed: int

    def run(self, relaxation: Relaxation) -> Answer:
        whole = Subproblem(relaxation)
        rows = np.random.default_rng(self.seed).integers(0, 40 * PRICE_SCALE, len(whole.linking))
        _, columns = whole.price(rows, Scalars(PRICE_SCALE, 0), 4)
        return Answer(tuple(columns), proved=False)


@dataclass(frozen=True)
class KilledTask:
    """Kills the process that runs it, as the system does when memory is short, the first ``times`` times.

    Attributes
    ----------
    folder
        Where each death leaves a file.
    """

    number: int
    folder: str
    times: int

    def run(self, relaxation: Relaxation) -> Answer:
        deaths = len(list(Path(self.folder).iterdir()))
        if deaths < self.times:
            (Path(self.folder) / f"{deaths}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return answer_of(self.number)

"""The phases of a run, measured, and its limit of time."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Phases:
    """What runs of one county and of several count time by.

    Parameters
    ----------
    limit
        Seconds that the run may take, or ``None``.

    Attributes
    ----------
    phases
        Seconds by phase.
    name
        The phase that goes on, or the last one.
    """

    def __init__(self, limit: float | None) -> None:
        self.phases: dict[str, float] = {}
        self.name = ""
        self._deadline = math.inf if limit is None else time.monotonic() + limit

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Measure a phase."""
        self.name, start = name, time.perf_counter()
        try:
            yield
        finally:
            self.phases[name] = self.phases.get(name, 0.0) + time.perf_counter() - start

    @property
    def late(self) -> bool:
        """Whether time is up."""
        return time.monotonic() > self._deadline

"""What a method is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from solver.domain.plan import Plan
from solver.engine.effort import EffortName
from solver.modelling.seats import IntArray


@dataclass(frozen=True)
class Limits:
    """What a method may spend.

    Attributes
    ----------
    workers
        Worker processes of the engine; a peer's workers are part of its name.
    effort
        Level of effort of the engine.
    seconds
        Wall clock for everything a method does, building its model included; ``None`` leaves the engine to its effort.
    journal
        File to which a method's moments are written as they come: they are kept if the method has to be killed.
    """

    workers: int = 2
    effort: EffortName = "default"
    seconds: float | None = None
    journal: Path | None = None


@dataclass(frozen=True)
class Moment:
    """What a method had and had proved, some seconds after its start.

    Attributes
    ----------
    value
        ``None`` while a search looks at severity alone.
    value_bound
        No plan of this severity or less has more points, as far as proved.
    """

    seconds: float
    severity: int
    value: int | None
    severity_bound: int | None
    value_bound: int | None


@dataclass(frozen=True)
class Answer:
    """What a method found, before it is evaluated again.

    Attributes
    ----------
    taken
        int64 array: seats taken in the model of the whole; ``None`` if it found no plan in its time.
    plan
        Instead of ``taken``, where a method has no model of the whole; it is evaluated from the statements then.
    severity_bound
        No plan has less severity; ``None`` if the method proves nothing.
    value_bound
        No plan of the answer's severity or less has more points; ``None`` likewise.
    phases
        Seconds by phase.
    counts
        Sizes and rounds.
    notes
        What a reader of the table must know, in a few words each.
    """

    taken: IntArray | None = None
    severity_bound: int | None = None
    value_bound: int | None = None
    phases: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    trace: tuple[Moment, ...] = ()
    notes: tuple[str, ...] = ()
    plan: Plan | None = None

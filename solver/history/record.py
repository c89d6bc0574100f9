"""One run, as the history keeps it: nothing of a person beyond the code in the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.domain.plan import Assignment
from solver.text import Text


@dataclass(frozen=True)
class Outcome:
    """What one level of the hierarchy reached and what was proved: severity, or value in points."""

    reached: int
    bound: int
    gap: float


@dataclass(frozen=True)
class Run:
    """One run that wrote a plan.

    Attributes
    ----------
    number
        Given by the history, counting from 1; 0 before that.
    command
        ``solve``, or another command that writes a plan.
    title, scenario
        Heading of the scenario, and its file below the folder of scenarios.
    folder
        Where the plan folder was written.
    began
        Start in UTC, ``2025-06-01T08:30:00+00:00``.
    seconds
        How long it took, from reading the inputs to writing the plan.
    who
        Login name.
    effort
        Limits of the search, as ``run.json`` has them.
    figures
        Name of a figure to the figure, as comparisons name them.
    hashes, versions
        Input file to SHA-256; program or library to version.
    digest
        SHA-256 of ``plan.json``: two runs of one digest made the same plan.
    postings
        Who was newly sent where: codes of people and villages.
    """

    command: str
    title: Text
    scenario: str
    folder: str
    began: str
    seconds: float
    who: str
    status: str
    severity: Outcome
    value: Outcome
    digest: str
    effort: Mapping[str, object] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    postings: tuple[Assignment, ...] = ()
    number: int = 0

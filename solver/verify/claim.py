"""What a plan folder claims, as plain objects: what the re-check is given besides the raw inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.domain.certificate import Certificate
from solver.domain.plan import Assignment
from solver.domain.violation import Violation


@dataclass(frozen=True)
class Claim:
    """A plan and everything that is said about it.

    Attributes
    ----------
    assignments
        Who goes where in which role.
    severity, value, points
        Severity of all exceptions; points of all goals; goal slug to points.
    exceptions
        The exceptions of stage 2, in any order.
    stage1
        What the frozen village list falls short of.
    seat_points
        Points of each assignment by goal slug, where the plan lists them; ``None`` if it does not.
    staying
        Incumbents who keep their seats, where the plan lists them; ``None`` if it does not.
    mode
        ``draft`` or ``final``, where the plan says so.
    hashes
        Input file to SHA-256, as recorded.
    """

    assignments: tuple[Assignment, ...]
    severity: int
    value: int
    points: Mapping[str, int]
    exceptions: tuple[Violation, ...]
    certificate: Certificate
    stage1: tuple[Violation, ...] = ()
    seat_points: Mapping[Assignment, Mapping[str, int]] | None = None
    staying: tuple[Assignment, ...] | None = None
    mode: str | None = None
    hashes: Mapping[str, str] = field(default_factory=dict)

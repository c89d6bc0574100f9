"""Results of one run of the benchmarks, as JSON; what the table reads off them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.answer import Moment
from benchmarks.cases import CaseFacts


@dataclass(frozen=True)
class Row:
    """One method on one case.

    Attributes
    ----------
    seconds
        Wall clock of the method alone: from the compiled model to the answer.
    warm_up
        Seconds that the same method took on the warm-up case before, compiling included.
    limit
        Seconds it was given, or ``None``.
    taken
        Seats taken; ``None`` with severity and value if there is no plan.
    severity, value
        As ``AllocationModel.evaluate`` has them.
    peak_bytes
        Of the method's process and its workers together.
    error
        Why there is no answer, in one line; empty if there is one. A method that had to be killed keeps its trace.
    """

    case: str
    method: str
    seconds: float = 0.0
    warm_up: float = 0.0
    limit: float | None = None
    taken: int | None = None
    severity: int | None = None
    value: int | None = None
    severity_bound: int | None = None
    value_bound: int | None = None
    peak_bytes: int = 0
    phases: dict[str, float] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    trace: tuple[Moment, ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""

    @property
    def gap(self) -> float | None:
        """Relative gap of the value to the row's own bound; ``None`` without both."""
        return None if self.value is None or self.value_bound is None else relative(self.value, self.value_bound)


@dataclass(frozen=True)
class Whole:
    """The product from files to files on one case: solve, write, verify.

    Attributes
    ----------
    phases
        Seconds, in the order of the run.
    seconds
        Wall clock of all phases together.
    posts
        Places to fill.
    gap
        Relative gap of the value that prices certify.
    peak_bytes
        Of the process and its workers together.
    """

    case: str
    phases: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    posts: int = 0
    severity: int | None = None
    severity_bound: int | None = None
    value: int | None = None
    gap: float | None = None
    peak_bytes: int = 0
    error: str = ""


@dataclass(frozen=True)
class Results:
    """One run: where, how, on what and with what outcome.

    Attributes
    ----------
    title
        What was asked for: a preset, or cases and methods.
    started
        Date and time, UTC.
    settings
        Workers, effort and limit of the engine.
    """

    title: str
    started: str
    settings: dict[str, Any]
    machine: dict[str, str]
    cases: tuple[CaseFacts, ...] = ()
    rows: tuple[Row, ...] = ()
    wholes: tuple[Whole, ...] = ()

    def of_case(self, name: str) -> tuple[Row, ...]:
        """Return the rows of one case."""
        return tuple(row for row in self.rows if row.case == name)

    def write(self, target: Path) -> None:
        """Write as JSON, whole or not at all."""
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        part.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        part.replace(target)


def read_results(source: Path) -> Results:
    """Read what :meth:`Results.write` wrote."""
    raw = json.loads(source.read_text(encoding="utf-8"))
    cases = tuple(CaseFacts(**case) for case in raw.pop("cases"))
    rows = tuple(_row(row) for row in raw.pop("rows"))
    wholes = tuple(Whole(**whole) for whole in raw.pop("wholes", ()))
    return Results(**raw, cases=cases, rows=rows, wholes=wholes)


def _row(raw: dict[str, Any]) -> Row:
    trace = tuple(Moment(**moment) for moment in raw.pop("trace"))
    return Row(**{**raw, "notes": tuple(raw["notes"]), "trace": trace})


def relative(value: int, bound: int) -> float:
    """Return how far a bound is above a value, relative to the value, as certificates have it."""
    return (bound - value) / max(1, abs(value))


def least_severity(rows: Iterable[Row]) -> int | None:
    """Return the least severity that any of these rows reached."""
    return min((row.severity for row in rows if row.severity is not None), default=None)


def highest_severity_bound(rows: Iterable[Row]) -> int:
    """Return the severity that no plan is below, as far as any of these rows proved it."""
    return max((row.severity_bound for row in rows if row.severity_bound is not None), default=0)


def tightest_bound(rows: Iterable[Row]) -> int | None:
    """Return the tightest bound on the value of a plan of the least severity that any of these rows reached.

    A bound for more severity holds for less as well.
    """
    return min((row.value_bound for row in rows if row.value_bound is not None), default=None)


def seconds_to_gap(row: Row, gap: float, severity: int, bound: int | None = None) -> float | None:
    """Return when a row first had a plan of this severity within a relative gap of a bound.

    Parameters
    ----------
    bound
        On the value, such as the best that anybody proved in the end; ``None`` takes what the row had proved itself by
        then.
    """
    for moment in row.trace:
        highest = moment.value_bound if bound is None else bound
        if moment.value is None or highest is None or moment.severity > severity:
            continue
        if relative(moment.value, highest) <= gap:
            return moment.seconds
    return None


def best_at(row: Row, seconds: float) -> tuple[int, int | None] | None:
    """Return (severity, value) of the best plan that a row had after so many seconds; ``None`` if it had none.

    Severity comes first; a plan whose value the method did not tell counts as worth less than any other.
    """
    had = [(m.severity, m.value) for m in row.trace if m.seconds <= seconds]
    return min(had, key=lambda plan: (plan[0], math.inf if plan[1] is None else -plan[1]), default=None)


def contradictions(rows: Iterable[Row]) -> list[str]:
    """Return every bound that a plan of the same case disproves: a defect of whoever claims the bound."""
    rows = tuple(rows)
    found = []
    for claim in rows:
        for plan in rows:
            if plan.case != claim.case or plan.severity is None or plan.value is None:
                continue
            if claim.severity_bound is not None and plan.severity < claim.severity_bound:
                found.append(
                    f"{claim.case}: {claim.method} claims severity >= {claim.severity_bound}, "
                    f"{plan.method} has {plan.severity}"
                )
            holds = claim.severity is not None and plan.severity <= claim.severity
            if holds and claim.value_bound is not None and plan.value > claim.value_bound:
                found.append(
                    f"{claim.case}: {claim.method} claims value <= {claim.value_bound} at severity {claim.severity}, "
                    f"{plan.method} has {plan.value} at {plan.severity}"
                )
    return found

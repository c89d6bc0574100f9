"""The race: when each method had a plan within a gap of the best bound that anybody proved, and what it had in the end.

The gap here is that of the *plan*, against the tightest bound of the case, whoever proved it and whenever: generous to
a method that finds good plans and proves little. A plan of more severity than the least that is known has reached
nothing, however much it is worth (§3). Gaps to a method's own bound stand in the table of times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.layout import NONE, markdown, number, percent, seconds_text
from benchmarks.registry import OURS, method_named
from benchmarks.results import Results, Row, best_at, least_severity, relative, seconds_to_gap, tightest_bound

GAPS = (0.01, 0.001, 0.0005, 0.0002)
"""Gaps whose time is told."""

OVERRUN = 1.05
"""How much longer than its limit a method may take before its answer counts no more at equal time."""

TUNED = "cpsat tuned"
"""Name of the best of the tuned settings of CP-SAT."""

RATIO_GAP = 0.001
"""The gap at which methods are held against each other: 0.1 %."""


@dataclass(frozen=True)
class Racer:
    """One method of a race.

    Attributes
    ----------
    reached
        Seconds to each of ``GAPS``; ``None`` if not within its time.
    equal
        Gap at equal time: at its end, but not after the peers' time was up. ``None`` with more severity than need be,
        or without a plan.
    excess
        Severity above the least at the same moment.
    """

    row: Row
    reached: tuple[float | None, ...]
    equal: float | None
    excess: int | None

    @property
    def rank(self) -> tuple[float, ...]:
        """Sort key: who reached more gaps, then who reached them sooner, then who ended better."""
        times = [seconds for seconds in self.reached if seconds is not None]
        severity, value = self.row.severity, self.row.value
        worst = float("inf")
        return (
            -len(times),
            times[-1] if times else worst,
            worst if severity is None else severity,
            worst if value is None else -value,
        )


def racers(rows: Sequence[Row]) -> list[Racer]:
    """Return the rows of one case that made plans, as they did in the race."""
    severity, bound = least_severity(rows), tightest_bound(rows)
    if severity is None or bound is None:
        return []
    until = max((row.limit for row in rows if row.limit is not None), default=float("inf"))
    return [_racer(row, severity, bound, until) for row in rows if row.trace]


def _racer(row: Row, severity: int, bound: int, until: float) -> Racer:
    """Judge one row; one that took longer than the peers, or was killed, is judged by what it had told by then."""
    ended = row.severity is not None and row.seconds <= until * OVERRUN
    plan = (row.severity, row.value) if ended else best_at(row, until)
    return Racer(
        row,
        tuple(seconds_to_gap(row, gap, severity, bound) for gap in GAPS),
        _gap(plan, severity, bound),
        None if plan is None or plan[0] is None else plan[0] - severity,
    )


def _gap(plan: tuple[int | None, int | None] | None, severity: int, bound: int) -> float | None:
    if plan is None or plan[0] is None or plan[1] is None or plan[0] > severity:
        return None
    return relative(plan[1], bound)


def best_tuned(found: Sequence[Racer]) -> Racer | None:
    """Return the best of the tuned settings of CP-SAT."""
    return min((r for r in found if method_named(r.row.method).tuned), key=lambda r: r.rank, default=None)


def best_peer(found: Sequence[Racer]) -> Racer | None:
    """Return the best of all that are not ours and had a limit to use."""
    peers = [r for r in found if r.row.method not in OURS and method_named(r.row.method).timed]
    return min(peers, key=lambda r: r.rank, default=None)


def times_sooner(found: Sequence[Racer], gap: float = RATIO_GAP) -> tuple[float, bool] | None:
    """Return how many times sooner ours reached a gap than the first peer.

    Returns
    -------
    tuple or None
        The ratio, and whether it is only a lower limit, as no peer reached the gap in its time; ``None`` if ours did
        not reach it, or nobody raced.
    """
    place = GAPS.index(gap)
    ours = [r.reached[place] for r in found if r.row.method in OURS]
    peers = [r for r in found if r.row.method not in OURS and method_named(r.row.method).timed]
    mine = min((seconds for seconds in ours if seconds is not None), default=None)
    if not peers or mine is None:
        return None
    reached = [r.reached[place] for r in peers if r.reached[place] is not None]
    if reached:
        return min(seconds for seconds in reached if seconds is not None) / mine, False
    return min(r.row.seconds or r.row.limit or 0.0 for r in peers) / mine, True


def race_table(results: Results, names: Sequence[str]) -> str:
    """Return the table of the races of some cases."""
    lines = []
    for name in names:
        found = racers(results.of_case(name))
        lines += [_cells(racer) for racer in found]
        tuned, ratio = best_tuned(found), times_sooner(found)
        if tuned is not None:
            lines.append(_cells(tuned, f"{TUNED}: {tuned.row.method}"))
        if ratio is not None:
            told = f"{'more than ' if ratio[1] else ''}{ratio[0]:.1f} × as long"
            lines.append((name, "first peer, against ours", NONE, *_at(GAPS.index(RATIO_GAP), told), NONE, NONE))
    header = ("case", "method", "limit s", *(f"s to {gap * 100:g} %" for gap in GAPS), "gap at equal time", "severity")
    return markdown(header, lines, left=(0, 1))


def _at(place: int, text: str) -> list[str]:
    return [text if i == place else NONE for i in range(len(GAPS))]


def _cells(racer: Racer, name: str = "") -> tuple[str, ...]:
    row = racer.row
    excess = NONE if racer.excess is None else f"+{number(racer.excess)}" if racer.excess else number(row.severity)
    return (
        row.case,
        name or row.method,
        seconds_text(row.limit),
        *(seconds_text(seconds) for seconds in racer.reached),
        percent(racer.equal),
        f"{excess} (killed)" if row.error else excess,
    )

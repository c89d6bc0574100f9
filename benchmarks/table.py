"""Results as markdown: one table of methods, one of cases, and the section that is kept in ``RESULTS.md``."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.registry import METHODS
from benchmarks.results import (
    Results,
    Row,
    contradictions,
    highest_severity_bound,
    least_severity,
    relative,
    seconds_to_gap,
    tightest_bound,
)

GAPS = (0.01, 0.001, 0.0005)
"""Gaps whose time is told."""

NONE = "–"

_HEADER = (
    "case",
    "method",
    "seconds",
    "seats",
    "severity",
    "at least",
    "value",
    "at most",
    "gap",
    "to best bound",
    "peak MiB",
    "notes",
)
_CASE_HEADER = ("case", "villages", "nominees", "of them seated", "posts to fill", "seats", "counts", "prepared in s")
_TIME_HEADER = (
    "case",
    "method",
    "warm-up s",
    *(f"s to {gap * 100:g} %" for gap in GAPS),
    "seconds by phase",
    "sizes and rounds",
)


def methods_table(results: Results) -> str:
    """Return the table of all rows, case by case in the order in which they ran."""
    lines = [cells for name in dict.fromkeys(row.case for row in results.rows) for cells in _case(results, name)]
    return _markdown(_HEADER, lines, left=(0, 1, len(_HEADER) - 1))


def cases_table(results: Results) -> str:
    """Return the sizes of the cases and what the way to their models cost."""
    lines = []
    for case in results.cases:
        sizes = (case.villages, case.nominees, case.seated, case.posts, case.seats, case.counts)
        phases = ", ".join(f"{name} {seconds:.1f}" for name, seconds in case.phases.items())
        lines.append((case.name, *(_number(n) for n in sizes), phases))
    return _markdown(_CASE_HEADER, lines, left=(0, len(_CASE_HEADER) - 1))


def times_table(results: Results) -> str:
    """Return when each row reached which gap and where its time went; the warm-up stands outside of it."""
    lines = []
    for row in results.rows:
        severity = least_severity(results.of_case(row.case))
        reached = [None if severity is None else seconds_to_gap(row, gap, severity) for gap in GAPS]
        phases = ", ".join(f"{name} {seconds:.1f}" for name, seconds in row.phases.items())
        counts = ", ".join(f"{name} {_number(n)}" for name, n in row.counts.items())
        times = (_seconds(row.warm_up), *(_seconds(t) for t in reached))
        lines.append((row.case, row.method, *times, phases or NONE, counts or NONE))
    return _markdown(_TIME_HEADER, lines, left=(0, 1, len(_TIME_HEADER) - 2, len(_TIME_HEADER) - 1))


def section(results: Results) -> str:
    """Return the section of a run: machine, tables, what the methods are."""
    told = {row.method for row in results.rows}
    settings = ", ".join(f"{name} {value}" for name, value in results.settings.items() if value is not None)
    alarms = [f"**CONTRADICTION** {text}" for text in contradictions(results.rows)]
    parts = [
        f"## {results.started} · {results.machine['commit']} · {results.title}",
        "; ".join(f"{name} {value}" for name, value in results.machine.items() if name != "commit") + f". {settings}.",
        *alarms,
        methods_table(results),
        cases_table(results),
        times_table(results),
        "\n".join(f"- `{m.name}`: {m.says}" for m in METHODS if m.name in told),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _case(results: Results, name: str) -> list[tuple[str, ...]]:
    rows = results.of_case(name)
    return [_cells(row, rows) for row in rows]


def _cells(row: Row, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return one line; severity comes first, and a value is only held against others of the same severity (§3)."""
    severity, bound = least_severity(rows), tightest_bound(rows)
    gap, loss = _percent(row.gap), NONE
    if row.severity is not None and severity is not None:
        unproved = row.severity - highest_severity_bound(rows)
        if row.severity > severity:
            gap = f"severity +{_number(row.severity - severity)}"
        elif unproved > 0:
            gap = f"severity open by {_number(unproved)}"
        elif row.value is not None and bound is not None:
            loss = _percent(relative(row.value, bound))
    return (
        row.case,
        row.method,
        NONE if row.error else _seconds(row.seconds),
        *(_number(n) for n in (row.taken, row.severity, row.severity_bound, row.value, row.value_bound)),
        gap,
        loss,
        f"{row.peak_bytes / 2**20:,.0f}" if row.peak_bytes else NONE,
        f"failed: {row.error}" if row.error else ", ".join(row.notes),
    )


def _number(n: int | None) -> str:
    return NONE if n is None else f"{n:,}"


def _seconds(seconds: float | None) -> str:
    return NONE if seconds is None else f"{seconds:.1f}"


def _percent(share: float | None) -> str:
    return NONE if share is None else f"{share * 100:.3f} %"


def _markdown(header: Sequence[str], lines: Sequence[Sequence[str]], left: Sequence[int]) -> str:
    """Return a table whose columns stand straight as plain text too."""
    rows = [[cell.replace("|", "\\|") for cell in line] for line in (header, *lines)]
    widths = [max(3, *(len(row[i]) for row in rows)) for i in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        padded = [c.ljust(w) if i in left else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True))]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * w if i in left else "-" * (w - 1) + ":" for i, w in enumerate(widths)]
    return "\n".join(line(cells) for cells in (rows[0], rule, *rows[1:]))

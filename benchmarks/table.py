"""Results as markdown: one table of methods, one of cases, and the section that is kept in ``RESULTS.md``."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.layout import NONE, markdown, number, percent, seconds_text
from benchmarks.race import GAPS, race_table
from benchmarks.registry import METHODS
from benchmarks.results import (
    Results,
    Row,
    Whole,
    contradictions,
    highest_severity_bound,
    least_severity,
    relative,
    seconds_to_gap,
    tightest_bound,
)

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
_WHOLE_HEADER = (
    "case, files to files",
    "seconds",
    "ms a post",
    "severity",
    "at least",
    "value",
    "gap",
    "peak MiB",
    "seconds by phase",
)
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
    return markdown(_HEADER, lines, left=(0, 1, len(_HEADER) - 1))


def cases_table(results: Results) -> str:
    """Return the sizes of the cases and what the way to their models cost."""
    lines = []
    for case in results.cases:
        sizes = (case.villages, case.nominees, case.seated, case.posts, case.seats, case.counts)
        phases = ", ".join(f"{name} {seconds:.1f}" for name, seconds in case.phases.items())
        lines.append((case.name, *(number(n) for n in sizes), phases))
    return markdown(_CASE_HEADER, lines, left=(0, len(_CASE_HEADER) - 1))


def times_table(results: Results) -> str:
    """Return when each row reached which gap and where its time went; the warm-up stands outside of it."""
    lines = []
    for row in results.rows:
        severity = least_severity(results.of_case(row.case))
        reached = [None if severity is None else seconds_to_gap(row, gap, severity) for gap in GAPS]
        phases = ", ".join(f"{name} {seconds:.1f}" for name, seconds in row.phases.items())
        counts = ", ".join(f"{name} {number(n)}" for name, n in row.counts.items())
        times = (seconds_text(row.warm_up), *(seconds_text(t) for t in reached))
        lines.append((row.case, row.method, *times, phases or NONE, counts or NONE))
    return markdown(_TIME_HEADER, lines, left=(0, 1, len(_TIME_HEADER) - 2, len(_TIME_HEADER) - 1))


def wholes_table(wholes: Sequence[Whole]) -> str:
    """Return where the time of the whole product goes, from files to files."""
    lines = []
    for whole in wholes:
        phases = ", ".join(f"{name} {seconds:.1f}" for name, seconds in whole.phases.items())
        each = f"{whole.seconds / whole.posts * 1000:,.0f}" if whole.posts else NONE
        lines.append(
            (
                whole.case,
                NONE if whole.error else seconds_text(whole.seconds),
                each,
                number(whole.severity),
                number(whole.severity_bound),
                number(whole.value),
                percent(whole.gap),
                f"{whole.peak_bytes / 2**20:,.0f}" if whole.peak_bytes else NONE,
                f"failed: {whole.error}" if whole.error else phases,
            )
        )
    return markdown(_WHOLE_HEADER, lines, left=(0, len(_WHOLE_HEADER) - 1))


def section(results: Results) -> str:
    """Return the section of a run: machine, tables, what the methods are."""
    told = {row.method for row in results.rows}
    settings = ", ".join(f"{name} {value}" for name, value in results.settings.items() if value is not None)
    alarms = [f"**CONTRADICTION** {text}" for text in contradictions(results.rows)]
    names = [name for name in dict.fromkeys(row.case for row in results.rows) if len(results.of_case(name)) > 1]
    parts = [
        f"## {results.started} · {results.machine['commit']} · {results.title}",
        "; ".join(f"{name} {value}" for name, value in results.machine.items() if name != "commit") + f". {settings}.",
        *alarms,
        methods_table(results) if results.rows else "",
        race_table(results, names) if names else "",
        cases_table(results) if results.cases else "",
        times_table(results) if results.rows else "",
        wholes_table(results.wholes) if results.wholes else "",
        "\n".join(f"- `{m.name}`: {m.says}" for m in METHODS if m.name in told),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _case(results: Results, name: str) -> list[tuple[str, ...]]:
    rows = results.of_case(name)
    return [_cells(row, rows) for row in rows]


def _cells(row: Row, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return one line; severity comes first, and a value is only held against others of the same severity (§3)."""
    severity, bound = least_severity(rows), tightest_bound(rows)
    gap, loss = percent(row.gap), NONE
    if row.severity is not None and severity is not None:
        unproved = row.severity - highest_severity_bound(rows)
        if row.severity > severity:
            gap = f"severity +{number(row.severity - severity)}"
        elif unproved > 0:
            gap = f"severity open by {number(unproved)}"
        elif row.value is not None and bound is not None:
            loss = percent(relative(row.value, bound))
    return (
        row.case,
        row.method,
        NONE if row.error else seconds_text(row.seconds),
        *(number(n) for n in (row.taken, row.severity, row.severity_bound, row.value, row.value_bound)),
        gap,
        loss,
        f"{row.peak_bytes / 2**20:,.0f}" if row.peak_bytes else NONE,
        f"failed: {row.error}" if row.error else ", ".join(row.notes),
    )

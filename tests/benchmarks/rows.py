"""Rows as three methods might leave them on one case."""

from __future__ import annotations

from benchmarks.answer import Moment
from benchmarks.cases import CaseFacts
from benchmarks.results import Results, Row

ENGINE = Row(
    "county-s:1",
    "engine",
    seconds=12.34,
    warm_up=3.0,
    taken=170,
    severity=340,
    value=30_000,
    severity_bound=340,
    value_bound=30_015,  # 15 / 30,000 = 0.050 %
    peak_bytes=400 * 2**20,
    phases={"relax": 4.0, "improve": 8.3},
    counts={"columns": 5810},
    trace=(
        Moment(1.0, 400, 31_000, 340, 31_000),  # no gap, but more severity than need be
        Moment(2.0, 340, 29_000, 340, None),
        Moment(3.0, 340, 29_800, 340, 30_015),  # 215 / 29,800 = 0.72 %
        Moment(12.3, 340, 30_000, 340, 30_015),
    ),
)
GREEDY = Row("county-s:1", "greedy", seconds=0.5, taken=142, severity=1820, value=31_000)
PEER = Row(
    "county-s:1",
    "cpsat-default",
    seconds=12.4,
    limit=12.34,
    taken=168,
    severity=340,
    value=29_400,
    severity_bound=180,
    value_bound=32_340,  # 2,940 / 29,400 = 10 %; to the engine's bound 615 / 29,400 = 2.092 %
    notes=("severity feasible", "value feasible"),
)
DEAD = Row("county-s:1", "cpsat-max-lp", error="the process died (exit code -6)")


def results(*rows: Row) -> Results:
    """Return a run with these rows."""
    facts = CaseFacts("county-s:1", 65, 204, 196, 171, 10_810, 2_000, {"read": 1.25}, 100 * 2**20)
    machine = {"processor": "Some CPU", "cores": "2", "Python": "3.11", "commit": "0123456789"}
    return Results("preset small", "2026-01-02 03:04 UTC", {"workers": 2, "seconds": None}, machine, (facts,), rows)

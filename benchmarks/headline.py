"""The table at the head of ``RESULTS.md``: one row a release, with the figures that the project is judged by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from benchmarks.layout import NONE, markdown, percent
from benchmarks.race import GAPS, RATIO_GAP, best_peer, racers, times_sooner
from benchmarks.registry import OURS
from benchmarks.results import Results, Row, Whole

BEGIN, END = "<!-- one row a release: python -m benchmarks release -->", "<!-- end of releases -->"

HEADER = (
    "release",
    "date",
    "commit",
    "cores",
    "county-s:1",
    "county-m:1",
    "county-l:1",
    "county-m:1, s to 0.1 %",
    "first peer",
    "ratio",
    "province:1",
)

SHOWN = ("county-s:1", "county-m:1", "county-l:1")
RACED = "county-m:1"
PROVINCE = "province:1"


def release_row(release: str, results: Sequence[Results]) -> tuple[str, ...]:
    """Return the row of a release, from as many runs as it took; of a case run twice the last counts.

    Raises
    ------
    ValueError
        If there are no results, or they are of several commits.
    """
    commits = {run.machine["commit"] for run in results}
    if len(commits) != 1:
        raise ValueError(f"a release is measured at one commit, not {len(commits)}: {', '.join(sorted(commits))}")
    rows = [row for run in results for row in run.rows]
    wholes = [whole for run in results for whole in run.wholes]
    return (
        release,
        results[-1].started[:10],
        commits.pop(),
        results[-1].machine.get("cores", NONE),
        *(_of_case(rows, name) for name in SHOWN),
        *_race(results),
        _province(rows, wholes),
    )


def _ours(rows: Sequence[Row], name: str) -> Row | None:
    found = [row for row in rows if row.case == name and row.method in OURS and row.value is not None]
    return found[-1] if found else None


def _of_case(rows: Sequence[Row], name: str) -> str:
    row = _ours(rows, name)
    return NONE if row is None else f"{percent(row.gap)}, {row.seconds:.0f} s"


def _race(results: Sequence[Results]) -> tuple[str, str, str]:
    """Return our seconds to the gap, the first peer with its own, and how many times sooner we were."""
    place = GAPS.index(RATIO_GAP)
    for run in reversed(results):
        found = racers(run.of_case(RACED))
        ratio, peer = times_sooner(found), best_peer(found)
        if ratio is None or peer is None:
            continue
        mine = min(r.reached[place] or 0.0 for r in found if r.row.method in OURS)
        theirs = peer.reached[place]
        told = f"{peer.row.method}, {theirs:.1f}" if theirs is not None else f"none in {peer.row.limit or 0:.0f}"
        return f"{mine:.1f}", told, f"{'> ' if ratio[1] else ''}{ratio[0]:.1f} ×"
    return NONE, NONE, NONE


def _province(rows: Sequence[Row], wholes: Sequence[Whole]) -> str:
    """Return the province from files to files, else what the method took."""
    whole = next((w for w in reversed(wholes) if w.case == PROVINCE and w.value is not None), None)
    if whole is not None:
        return f"{percent(whole.gap)}, {whole.seconds:.0f} s, {whole.peak_bytes / 2**30:.1f} GiB"
    row = _ours(rows, PROVINCE)
    return NONE if row is None else f"{percent(row.gap)}, {row.seconds:.0f} s, {row.peak_bytes / 2**30:.1f} GiB"


def with_release(page: str, row: tuple[str, ...]) -> str:
    """Return the page with the row of a release added, or put in place of an older one of the same name.

    Raises
    ------
    ValueError
        If the page has no place for it.
    """
    found = re.search(f"{re.escape(BEGIN)}(.*?){re.escape(END)}", page, re.DOTALL)
    if found is None:
        raise ValueError(f"the page has no {BEGIN}")
    lines = [line for line in found[1].strip().splitlines() if line.startswith("|")][2:]
    kept = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    table = markdown(HEADER, [*(old for old in kept if old[0] != row[0]), row], left=(0, 1, 2))
    return page.replace(found[0], f"{BEGIN}\n\n{table}\n\n{END}")

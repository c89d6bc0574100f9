"""What a what-if of county-s costs and comes to at several efforts, begun from the base's plan, one worker.

Run from the project's folder: ``python benchmarks/studies/2026-11-29_what-ifs-in-minutes/study.py 02 04 07 09 12 20``
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from solver import api
from solver.api.results import Solution
from solver.domain.plan import Plan
from solver.engine.effort import EFFORTS, Effort
from solver.engine.neighbourhood import Tuning

NOW = EFFORTS["quick"]
BEFORE = replace(NOW, batches=3, patience=2, free=40, most_free=50)
"""What ``quick`` was until then."""
VARIANTS = {
    "before: 3 batches of 40 villages": BEFORE,
    "now: 1 batch of 24": NOW,
    "2 batches of 24": replace(NOW, batches=2, patience=1),
    "2 batches of 16": replace(NOW, batches=2, patience=1, free=16, most_free=22),
    "1 batch of 30, 5 nodes": replace(NOW, free=30, most_free=36, tuning=Tuning(teams=1500, nodes=5, rounds=40)),
}


def solved(path: Path, effort: Effort, start: Plan | None) -> Solution:
    """Solve a scenario with one worker and print what it took."""
    begun = perf_counter()
    found = api.solve(path, effort=effort, workers=1, start=start)
    seconds = perf_counter() - begun
    print(f"{path.stem:34} {seconds:6.1f} s  severity {found.severity:6,}  gap {found.gap:.3%}", flush=True)
    return found


def main(numbers: list[str]) -> None:
    """Solve some of the thirty questions at each effort."""
    base = solved(Path("scenarios/county-s/county-s.yaml"), NOW, None).plan
    for name, effort in VARIANTS.items():
        print(name)
        for number in numbers:
            solved(next(Path("scenarios/whatif").glob(f"{number}-*.yaml")), effort, base)


if __name__ == "__main__":
    main(sys.argv[1:])

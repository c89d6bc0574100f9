"""Whether prefectures should be relaxed by themselves before the whole is.

``PYTHONPATH=. python benchmarks/studies/2026-11-29_prefectures-first/study.py [COUNTIES]`` relaxes a province of so
many counties (20) both ways and writes results.json; about ten minutes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.machine import describe_machine
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.barrier.master import BarrierMaster
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.relaxing import WholeRelaxation
from solver.engine.coupled.whole_rows import gather_rows
from solver.engine.crews.deploying import Deployment
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE
from solver.units import PRICE_SCALE

HERE = Path(__file__).parent
WORKERS = 2


def relaxed(split: Split, *, prefectures_first: bool) -> dict[str, Any]:
    """Relax the whole in one of the two ways."""
    rows = gather_rows(split)
    relaxation = WholeRelaxation(split, rows, WORKERS, lambda *_: None)
    steps: list[tuple[int, int]] = []
    solved = BarrierMaster._solved

    def watched(master: BarrierMaster, *arguments: Any) -> Any:
        before = master.steps
        found = solved(master, *arguments)
        steps.append((len(master.arrays), master.steps - before))
        return found

    if not prefectures_first:
        relaxation._prefecture = relaxation._prefecture * 0
    own = Places(split, rows.keys, WORKERS)
    with (
        patch.object(BarrierMaster, "_solved", watched),
        Deployment(WORKERS).crew(PlacesShipment(split.problem, split.book, rows.keys), own) as crew,
    ):
        crew.run([])
        start = time.perf_counter()
        found = relaxation.solve(crew, "value", 1)
        seconds = time.perf_counter() - start
    return {
        "seconds": round(seconds, 1),
        "rounds of the whole": found.rounds,
        "programs": len(steps),
        "steps, times thousands of columns": round(sum(n * columns for columns, n in steps) / 1000),
        "bound": round(found.point.total / PRICE_SCALE, 1),
    }


def main() -> None:
    """Measure, and write what was found."""
    counties = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    book = RuleBook.of()
    instance = Instance.build(REFERENCE, **generate("province", 1, counties=counties).tables())
    split = Split(Problem(instance, freeze_villages(instance, book).posts), book)
    ways = {first: relaxed(split, prefectures_first=first) for first in (True, False)}
    found = {
        "machine": describe_machine(),
        f"province:1, {counties} counties": {
            "prefectures first": ways[True],
            "all at once": ways[False],
        },
    }
    (HERE / "results.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

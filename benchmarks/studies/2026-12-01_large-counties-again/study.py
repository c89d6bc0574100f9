"""What a second plan of a large county wins, merged with the first.

``PYTHONPATH=. python benchmarks/studies/2026-12-01_large-counties-again/study.py prefecture:1 FOLDER`` relaxes the
case, shares it out, dives in each county of more than 140 villages and polishes as the product does; then makes other
plans by other dives and merges each with the best so far. Writes results.json beside itself: a case is added, others
stay. The case is made once, and kept in the folder.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import describe_machine
from benchmarks.stepwise import case_work, steps
from solver.engine.coupled.jobs import beside
from solver.engine.coupled.places import Places
from solver.engine.coupled.placing import share_rows
from solver.engine.coupled.shares import elsewhere
from solver.engine.coupled.whole import DEAR
from solver.engine.dive import POOL, DiveTuning, dive
from solver.engine.draft_plan import Draft, make_draft
from solver.engine.generation import generate_columns
from solver.engine.polishing import SMALL, Programs, polish
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation, Subproblem
from solver.units import PRICE_SCALE

RESULTS = Path(__file__).with_name("results.json")
TEAMS = 30
"""Teams a village that a program lists."""
SECOND = (DiveTuning(share=0.2), DiveTuning(share=0.06, keep=40))
"""Dives after the product's."""


class County:
    """A county within its share, its relaxation solved."""

    def __init__(self, relaxation: Relaxation, columns: Sequence[Column]) -> None:
        self.relaxation = relaxation
        master = Subproblem(relaxation).master(columns, 0, 1, DEAR)
        self.point = generate_columns(Subproblem(relaxation), master, 0, n_others=2, tolerance=0.5).best
        self.pool = self.point.leading(master.columns, POOL)
        self.programs = Programs(relaxation, self.pool, TEAMS, self.point, 0, DEAR)

    def plan(self, tuning: DiveTuning) -> tuple[Draft, dict[str, float]]:
        """Dive and polish."""
        start = time.process_time()
        dived = dive(self.relaxation, self.pool, 0, tuning)
        assert dived is not None
        seconds = time.process_time() - start
        found = polish(self.relaxation, dived, self.pool, TEAMS, self.point, charge=DEAR).columns or ()
        line = {"dive": self.lost(dived), "dive_seconds": round(seconds, 1)}
        polished = time.process_time() - start - seconds
        return self.draft(found), line | {"polished": self.lost(found), "polish_seconds": round(polished, 1)}

    def draft(self, columns: Sequence[Column]) -> Draft:
        """Evaluate a plan."""
        draft = make_draft(self.relaxation, columns)
        assert draft is not None
        return draft

    def lost(self, columns: Sequence[Column]) -> float:
        """Return what a plan misses of the county's relaxed optimum within its share."""
        draft = self.draft(columns)
        return round(self.point.total / PRICE_SCALE - draft.value + DEAR * draft.severity, 1)

    def measured(self) -> list[dict[str, float]]:
        """Make the product's plan, then others, each merged with the best so far."""
        best, line = self.plan(DiveTuning())
        lines = [line]
        for tuning in SECOND:
            other, line = self.plan(tuning)
            start = time.process_time()
            differ = [a.village for a, b in zip(best.columns, other.columns, strict=True) if a != b]
            best = min(best, other, key=lambda draft: draft.rank)
            if differ:  # the others keep their teams
                best, _ = self.programs.improved(best, differ)
            seconds = round(time.process_time() - start, 1)
            lines.append(line | {"differ": len(differ), "merged": self.lost(best.columns), "merge_seconds": seconds})
        return lines


def main(name: str, folder: Path) -> None:
    """Measure one case, and write it down."""
    found: list[dict[str, Any]] = []
    with steps(case_work(name, folder)) as (run, crew):
        split, rows = run.split, run.rows
        relaxed = run.relaxation.solve(crew, "value", 1)
        shares = share_rows(rows, run.relaxation, crew, relaxed).units
        own = Places(split, rows.keys)
        for county in range(len(split)):
            villages = len(split.villages_of(county))
            if villages > SMALL:
                place = own.alone(county)
                relaxation = beside(place, elsewhere(rows, shares, county))
                plans = County(relaxation, place.own(relaxed.columns)).measured()
                found.append({"villages": villages, "plans": plans})
                print(json.dumps(found[-1]), flush=True)
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results[name] = {"machine": describe_machine(), "counties": found}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

"""Does branching lower the value bound enough, and is it worth trying several ways to halve before taking one.

From the top folder: ``PYTHONPATH=. python benchmarks/studies/2026-11-23_bound-by-branching/study.py``.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.cases import Case, load_model, prepare
from solver.engine import branching
from solver.engine.branching import LEADING, HalvesTree, bound_half, halves_of
from solver.engine.county import solve_county
from solver.engine.effort import Effort
from solver.engine.generation import generate_columns
from solver.engine.packing import greedy
from solver.engine.relaxation import Relaxation, Subproblem

CASES = ("county-s:1", "county-s:11", "county-m:1")
LEAVES = 24
OUT = Path(__file__).with_name("results.json")


def study(name: str) -> list[dict[str, object]]:
    """Grow a tree for one case, with and without trying."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(Case.parse(name), Path(folder) / "model")
        model = load_model(Path(folder) / "model")
    # the severity level, proved; the plan itself is of no interest here
    severity = solve_county(model, Effort(batches=0, halves=1)).severity
    relaxation = Relaxation(model)
    whole = Subproblem(relaxation)
    master = whole.master(greedy(relaxation).columns, severity)
    made = generate_columns(whole, master, severity, pack_above=0.05)
    rows: list[dict[str, object]] = []
    for tried in (5, 1):
        branching.TRIED = tried
        start = time.process_time()
        root = bound_half(relaxation, (), made.best.leading(master.columns, LEADING), made.best, severity, 0)
        tree = HalvesTree(root)
        while True:
            seconds = round(time.process_time() - start, 1)
            n = len(tree.leaves)
            rows.append({"case": name, "tried": tried, "leaves": n, "bound": tree.bound(severity), "cpu": seconds})
            worst = tree.worst(1, severity, 0)
            if not worst or n >= LEAVES:
                break
            leaf = worst[0]
            halves = [bound_half(relaxation, h, leaf.columns, leaf.point, severity, 0) for h in halves_of(leaf)]
            tree.halve(leaf, halves)
        print(*rows[-1].values(), file=sys.stderr, flush=True)
    return rows


if __name__ == "__main__":
    OUT.write_text(json.dumps([row for case in CASES for row in study(case)], indent=1) + "\n", encoding="utf-8")

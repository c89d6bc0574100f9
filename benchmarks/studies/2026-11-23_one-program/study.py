"""Which solver for the program of several counties: HiGHS's barrier, or one that knows counties; exact or early.

``PYTHONPATH=. python benchmarks/studies/2026-11-23_one-program/study.py`` writes results.json; about six minutes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import describe_machine
from solver.book.compile import compile_model
from solver.book.rule_book import RuleBook
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.barrier.master import BarrierMaster
from solver.engine.duals import Duals
from solver.engine.generation import Restricted, generate_columns
from solver.engine.packing import Packer
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation, Subproblem
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE
from solver.modelling.seats import IntArray
from solver.units import PRICE_SCALE

HERE = Path(__file__).parent
THREADS = 2
LOOSE = 0.03
"""Points a village that the bound may stay away, as in the product."""


class Watched:
    """A restricted master that counts its rounds and the seconds in it.

    Parameters
    ----------
    miss
        What the optimum may be missed by, whatever is asked; ``None`` does as asked.
    """

    exact = False

    def __init__(self, master: Restricted, miss: float | None = None) -> None:
        self._master, self._miss = master, miss
        self.seconds, self.rounds = 0.0, 0

    @property
    def columns(self) -> list[Column]:
        """The columns known so far."""
        return self._master.columns

    def add(self, columns: Sequence[Column]) -> int:
        """Add columns."""
        return self._master.add(columns)

    def keep(self, columns: Sequence[Column]) -> None:
        """Drop all others."""
        self._master.keep(columns)

    def solve(self, tolerance: float) -> Duals:
        """Solve, and count."""
        start = time.perf_counter()
        found = self._master.solve(tolerance if self._miss is None else self._miss)
        self.seconds += time.perf_counter() - start
        self.rounds += 1
        return found


def relaxed(whole: Subproblem, master: Restricted, miss: float | None) -> dict[str, Any]:
    """Relax the prefecture from one packed plan."""
    watched, packer = Watched(master, miss), Packer(whole)
    start = time.perf_counter()
    made = generate_columns(whole, watched, 0, packed=packer, tolerance=LOOSE * whole.n_villages)
    return {
        "seconds": round(time.perf_counter() - start, 1),
        "seconds in the program": round(watched.seconds, 1),
        "rounds": watched.rounds,
        "steps": getattr(master, "steps", None),
        "columns": len(master.columns),
        "bound": round(made.best.total / PRICE_SCALE, 1),
        "optimum": round(made.duals.objective, 1),
    }


def ways(whole: Subproblem, county_of: IntArray) -> dict[str, dict[str, Any]]:
    """Relax it in every way."""

    def ours(areas: Sequence[IntArray]) -> BarrierMaster:
        master = BarrierMaster(whole.villages, whole.linking, 0, areas=areas, threads=THREADS)
        master.add(whole.nobody())
        return master

    exact = 0.2 * LOOSE * whole.n_villages
    return {
        "ours by county, stops early": relaxed(whole, ours([county_of]), None),
        "ours by county, to the last tolerance each round": relaxed(whole, ours([county_of]), exact),
        "ours, the whole as one area": relaxed(whole, ours([]), None),
        "barrier of HiGHS, exact": relaxed(whole, whole.master((), 0), None),
    }


def main() -> None:
    """Measure, and write the figures down."""
    book = RuleBook.of()
    instance = Instance.build(REFERENCE, **generate("prefecture", 1).tables())
    problem = Problem(instance, freeze_villages(instance, book).posts)
    whole = Subproblem(Relaxation(compile_model(problem, book), threads=THREADS))
    counties = [(village.prefecture, village.county) for village in instance.villages]
    _, county_of = np.unique([f"{p}/{c}" for p, c in counties], return_inverse=True)
    found = {"machine": describe_machine(), "prefecture:1": ways(whole, county_of.astype(np.int64))}
    (HERE / "results.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

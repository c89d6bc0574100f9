"""How to price what counties share: one program for a region, tolls between counties, or a first-order method.

``PYTHONPATH=. python benchmarks/studies/2026-11-23_coupling-prices/study.py`` writes results.json; about eight minutes.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from ortools.math_opt import parameters_pb2

from benchmarks.machine import describe_machine
from solver.book.compile import compile_model
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.regions import Regions, _box
from solver.engine.coupled.tolls import Tolls, TollSearch
from solver.engine.coupled.whole_rows import gather_rows
from solver.engine.crews.deploying import Deployment
from solver.engine.generation import generate_columns, scaled
from solver.engine.packing import greedy
from solver.engine.pricing import Scalars
from solver.engine.program import run
from solver.engine.relaxation import Relaxation, Subproblem
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE
from solver.units import PRICE_SCALE

HERE = Path(__file__).parent
ROUNDS = 9
TOLERANCE = 20.0


def prefecture(seed: int) -> tuple[Problem, RuleBook]:
    """Draw the prefecture: 9 counties, 1,100 villages."""
    book = RuleBook.of()
    instance = Instance.build(REFERENCE, **generate("prefecture", seed).tables())
    return Problem(instance, freeze_villages(instance, book).posts), book


def one_program(problem: Problem, book: RuleBook) -> dict[str, Any]:
    """Column generation for the whole prefecture, and what PDLP's prices prove from the same columns."""
    relaxation = Relaxation(compile_model(problem, book), threads=2)
    whole = Subproblem(relaxation)
    start = time.perf_counter()
    master = whole.master(greedy(relaxation).columns, 0)
    trace: list[tuple[float, float, float]] = []

    def tell(_: int, objective: float, point: Any) -> bool:
        trace.append((time.perf_counter() - start, objective, point.total / PRICE_SCALE))
        return True

    made = generate_columns(whole, master, 0, pack_above=0.05, tolerance=TOLERANCE, tell=tell)
    answer: dict[str, Any] = {"rounds": made.rounds, "seconds": trace[-1][0], "trace": trace, "pdlp": []}
    for tolerance in (1e-3, 1e-4, 1e-5):
        parameters = parameters_pb2.SolveParametersProto(threads=2)
        criteria = parameters.pdlp.termination_criteria.simple_optimality_criteria
        criteria.eps_optimal_relative = criteria.eps_optimal_absolute = tolerance
        start = time.perf_counter()
        duals = master._read(run(master._model(), "PDLP", parameters).solutions[0])
        seconds = time.perf_counter() - start
        rows, scalars = scaled(duals, 1)
        point, _ = whole.price(whole.linking.admissible(rows), scalars, 0)
        answer["pdlp"].append((tolerance, seconds, duals.objective, point.total / PRICE_SCALE))
    return answer


def tolls(problem: Problem, book: RuleBook) -> dict[str, Any]:
    """Regions of one county each, with tolls on what they share."""
    split = Split(problem, book)
    counties = [(county,) for county in range(len(split))]
    rows = gather_rows(split, counties)
    plan = Regions(split, rows, counties, lambda: None)
    trace: list[tuple[float, float]] = []
    shipment = PlacesShipment(problem, book, rows.keys, rows.shared)
    with Deployment(2).crew(shipment, Places(split, rows.keys, rows.shared, 2)) as crew:
        start = time.perf_counter()
        regions = plan.relax_shares(crew)
        search = TollSearch(rows, len(regions), 1, 0, *_box(1, 0))
        at, none = Tolls(plan.tolls_of(regions), 100.0), np.zeros(len(rows), dtype=np.int64)
        for number in range(ROUNDS):
            tasks = [plan.task(f"{number}/{g}", g, r.columns, at.rows, none, 1) for g, r in enumerate(regions)]
            regions = plan.run(crew, tasks)
            term = rows.shared_term(at.rows, Scalars(PRICE_SCALE, 100 * PRICE_SCALE))
            bound = (sum(region.total for region in regions) + term) / PRICE_SCALE
            trace.append((time.perf_counter() - start, bound))
            search.tell(at, bound, [plan.tangent(region) for region in regions])
            at = search.next()
    return {"shared_rows": int(rows.shared.sum()), "trace": trace}


def main() -> None:
    """Measure and write."""
    problem, book = prefecture(1)
    results = {"machine": describe_machine(), "one_program": one_program(problem, book), "tolls": tolls(problem, book)}
    (HERE / "results.json").write_text(json.dumps(results, indent=1, default=str) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""How far a search lowers the bound of each county of a prefecture, at the prices of the whole, and how long it takes.

``PYTHONPATH=. python benchmarks/studies/2026-11-30_bound-by-search/study.py`` relaxes the prefecture of seed 1 and
writes results.json. Some ten minutes on two cores.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np

from benchmarks.machine import describe_machine
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.relaxing import WholeRelaxation
from solver.engine.coupled.whole_rows import gather_rows
from solver.engine.crews.deploying import Deployment
from solver.engine.relaxation import PricePoint
from solver.engine.search_bound import lowered_by
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE
from solver.units import PRICE_SCALE

HERE = Path(__file__).parent
NODES = (1, 20)
"""Branch-and-bound nodes of a county's program."""
WORKERS = 2


def main() -> None:
    """Measure, and write the figures down."""
    book = RuleBook.of()
    instance = Instance.build(REFERENCE, **generate("prefecture", 1).tables())
    problem = Problem(instance, freeze_villages(instance, book).posts)
    split = Split(problem, book)
    rows = gather_rows(split)
    places = Places(split, rows.keys, WORKERS)
    with Deployment(WORKERS).crew(PlacesShipment(problem, book, rows.keys), places) as crew:
        relaxed = WholeRelaxation(split, rows, WORKERS, lambda *_: None).solve(crew, "value", 1)
    found = []
    for county, own in enumerate(rows.of_county):
        villages = split.villages_of(county)
        point = PricePoint(relaxed.point.rows[own], relaxed.point.scalars, 0)
        line: dict[str, float] = {"county": county, "villages": len(villages)}
        for nodes in NODES:
            start, relaxation = time.perf_counter(), places.alone(county).relaxation
            lowered = lowered_by(relaxation, point, np.asarray(relaxed.tops[villages]), rows.spanning[own], nodes)
            line |= {f"points_{nodes}": lowered / PRICE_SCALE, f"seconds_{nodes}": time.perf_counter() - start}
        print(line, flush=True)
        found.append(line)
    bound = relaxed.point.total / PRICE_SCALE
    out = {"machine": describe_machine(), "bound_by_prices": bound, "counties": found}
    (HERE / "results.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()

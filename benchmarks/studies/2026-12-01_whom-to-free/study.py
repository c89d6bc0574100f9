"""Which villages a program over a hundred of them should free, and how many nodes it is worth.

``PYTHONPATH=. python benchmarks/studies/2026-12-01_whom-to-free/study.py province:1:counties=20`` relaxes the case,
shares it out, makes a dive in each county of 160 villages and more, and polishes the same plan in several ways, one
after another. Writes results.json beside itself: a case is added, others stay. Half an hour on two slow cores.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.cases import Case, load_work, prepare
from benchmarks.machine import describe_machine
from solver.book.split import Split
from solver.engine.coupled.jobs import beside
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.placing import share_rows
from solver.engine.coupled.relaxing import WholeRelaxation
from solver.engine.coupled.shares import elsewhere
from solver.engine.coupled.whole import DEAR
from solver.engine.coupled.whole_rows import gather_rows
from solver.engine.crews.deploying import Deployment
from solver.engine.dive import POOL, DiveTuning, dive
from solver.engine.draft_plan import Draft, make_draft
from solver.engine.generation import generate_columns
from solver.engine.neighbourhood import Tuning, improve
from solver.engine.polishing import polish
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation, Subproblem
from solver.units import PRICE_SCALE

RESULTS = Path(__file__).with_name("results.json")
WORKERS = 2
LARGE, FREE, DRAWN = 160, 100, 80
"""Villages of a county that is looked at, and those of a program; those drawn, as polishing did before."""
TEAMS = 30
"""Teams a village that a program lists."""
DRAWS, PATIENCE = 8, 2


class County:
    """A county within its share: its relaxation solved, and a dive's plan."""

    def __init__(self, relaxation: Relaxation, columns: Sequence[Column]) -> None:
        self.relaxation = relaxation
        whole = Subproblem(relaxation)
        master = whole.master(columns, 0, 1, DEAR)
        made = generate_columns(whole, master, 0, n_others=2, tolerance=0.5)
        self.point, self.most = made.best, made.best.total / PRICE_SCALE
        self.tops = whole.best_worths(self.point)
        self.pool = self.point.leading(master.columns, POOL)
        self.heaviest = np.zeros(len(self.tops))
        np.maximum.at(self.heaviest, [c.village for c in made.duals.columns], made.duals.weights)
        start = time.perf_counter()
        self.plan = dive(relaxation, self.pool, 0, DiveTuning()) or []
        self.seconds = time.perf_counter() - start
        draft = make_draft(relaxation, self.plan)
        assert draft is not None
        self.draft = draft

    def lost(self, draft: Draft) -> float:
        """Return what a plan misses of the county's relaxed optimum within its share."""
        return round(self.most - draft.value + DEAR * draft.severity, 1)

    def better(self, draft: Draft, villages: Sequence[int], nodes: int) -> Draft:
        """Improve some villages by one program."""
        free = set(villages)
        found = improve(
            Subproblem(self.relaxation, [c for c in draft.columns if c.village not in free]),
            [c for c in draft.columns if c.village in free],
            [c for c in self.pool if c.village in free],
            Tuning(teams=TEAMS * len(free), nodes=nodes, solver="GSCIP"),
            0,
            start=self.point,
            charge=DEAR,
        )
        better = draft.with_columns(self.relaxation, found.columns or ())
        return draft if better is None or better.rank > draft.rank else better

    def losing(self, draft: Draft) -> list[int]:
        """Return the villages that lose most against the prices."""
        order: list[int] = np.argsort(-self.point.losses(self.tops, draft.columns), kind="stable").tolist()
        return order[:FREE]

    def last(self, n: int) -> list[int]:
        """Return the villages that the dive fixed last."""
        return [c.village for c in self.plan[-n:]]

    def torn(self) -> list[int]:
        """Return the villages whose heaviest team in the relaxation weighs least."""
        order: list[int] = np.argsort(np.round(self.heaviest, 9), kind="stable").tolist()
        return order[:FREE]

    def drawn(self) -> Draft:
        """Improve villages drawn, those that lose most more often, until two draws win nothing."""
        rng, draft, idle = np.random.default_rng(1), self.draft, 0
        for _ in range(DRAWS):
            weights = self.point.losses(self.tops, draft.columns) + float(PRICE_SCALE)
            free = rng.choice(len(weights), DRAWN, replace=False, p=weights / weights.sum())
            better = self.better(draft, free.tolist(), 40)
            idle = 0 if better.rank < draft.rank else idle + 1
            draft = better
            if idle >= PATIENCE:
                break
        return draft

    def product(self) -> Draft:
        """Polish as the product does."""
        found = polish(self.relaxation, self.plan, self.pool, TEAMS, self.point, charge=DEAR)
        draft = make_draft(self.relaxation, found.columns or ())
        assert draft is not None
        return draft

    def measured(self) -> dict[str, Any]:
        """Polish in every way."""
        n = len(self.tops)
        ways: dict[str, Callable[[], Draft]] = {
            "drawn 80, 40 nodes": self.drawn,
            "all, 40 nodes": lambda: self.better(self.draft, range(n), 40),
            "all, 500 nodes": lambda: self.better(self.draft, range(n), 500),
            "last 100, 40 nodes": lambda: self.better(self.draft, self.last(FREE), 40),
            "last 100, 500 nodes": lambda: self.better(self.draft, self.last(FREE), 500),
            "torn 100, 500 nodes": lambda: self.better(self.draft, self.torn(), 500),
            "losing 100, 500 nodes": lambda: self.better(self.draft, self.losing(self.draft), 500),
            "product": self.product,
        }
        found: dict[str, Any] = {
            "villages": n,
            "dive": {"lost": self.lost(self.draft), "seconds": round(self.seconds, 1)},
        }
        for name, way in ways.items():
            start = time.perf_counter()
            draft = way()
            found[name] = {"lost": self.lost(draft), "seconds": round(time.perf_counter() - start, 1)}
        return found


def counties(name: str) -> Iterator[County]:
    """Yield the large counties of a case, each within its share of what spans them."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "work"
        prepare(Case.parse(name), target)
        work = load_work(target)
    split = Split(work.problem, work.book)
    rows = gather_rows(split)
    relaxation = WholeRelaxation(split, rows, WORKERS, lambda *_: None)
    own = Places(split, rows.keys, WORKERS)
    with Deployment(WORKERS).crew(PlacesShipment(split.problem, split.book, rows.keys), own) as crew:
        relaxed = relaxation.solve(crew, "value", 1)
        shares = share_rows(rows, relaxation, crew, relaxed).units
    for county in range(len(split)):
        if len(split.villages_of(county)) >= LARGE:
            place = own.alone(county)
            yield County(beside(place, elsewhere(rows, shares, county)), place.own(relaxed.columns))


def main(name: str) -> None:
    """Measure one case, and write it down."""
    found = [county.measured() for county in counties(name)]
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results[name] = {"machine": describe_machine(), "counties": found}
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])

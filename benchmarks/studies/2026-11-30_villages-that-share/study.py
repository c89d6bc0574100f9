"""What neighbourhoods win: villages drawn by what they lose, or villages that want the same people.

``PYTHONPATH=. python benchmarks/studies/2026-11-30_villages-that-share/study.py province:1:counties=20 7`` makes the
first plan of the case, and improves it in batches of eight neighbourhoods, once each way, for as many seconds; 7 is the
seed of the draws. Prints a line a batch.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from scipy import sparse

from benchmarks.cases import Case, load_work, prepare
from solver.book.split import Split
from solver.engine.coupled.draft import WholeDraft
from solver.engine.coupled.jobs import JointTask
from solver.engine.coupled.joint import POOL
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.relaxing import Relaxed
from solver.engine.coupled.whole import FEW, WholeRun
from solver.engine.coupled.whole_rows import WholeRows
from solver.engine.crews.contract import Crew
from solver.engine.crews.deploying import Deployment
from solver.engine.effort import EFFORTS
from solver.engine.neighbourhood import Tuning
from solver.engine.program import Column
from solver.engine.relaxation import PricePoint
from solver.modelling.seats import BoolArray, IntArray
from solver.units import PRICE_SCALE

WORKERS, BATCH, SECONDS = 2, 8, 140.0
NEAR = 2 * PRICE_SCALE
"""A team so much worse than the best of its village counts for 1/e in what the village wants."""
WAYS = {
    "drawn": (100, Tuning()),
    "sharing": (80, Tuning(teams=2400, solver="GSCIP")),
    "across": (100, Tuning(teams=3000, solver="GSCIP")),
}
"""Villages of a neighbourhood, and how it is searched: drawn as the product did, those of a county that want the same
people, or those of any counties."""


def main(name: str, seed: int) -> None:
    """Measure one case."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "work"
        prepare(Case.parse(name), target)
        work = load_work(target)
    split, deployment = Split(work.problem, work.book), Deployment(WORKERS)
    run = WholeRun(split, EFFORTS["default"], deployment, lambda _: None)
    shipment = PlacesShipment(split.problem, split.book, run.rows.keys)
    with deployment.crew(shipment, Places(split, run.rows.keys, WORKERS)) as crew:
        relaxed = run.relaxation.solve(crew, "value", 1)
        run._dive(crew, relaxed)
        assert run.best is not None
        print("first plan:", run.best.severity, run.best.value, flush=True)
        for way in WAYS:
            improve(way, run.best, run.rows, relaxed.thinned(FEW), split, crew, seed)


def improve(
    way: str, first: WholeDraft, rows: WholeRows, relaxed: Relaxed, split: Split, crew: Crew[Places], seed: int
) -> None:
    """Improve a plan for a while."""
    size, tuning = WAYS[way]
    rng, best, county = np.random.default_rng(seed), first, np.array(split.county_of)
    tried, began, number = np.zeros(len(county)), time.perf_counter(), 0
    point = relaxed.point
    pool = point.leading(relaxed.columns, POOL)
    while time.perf_counter() - began < SECONDS:
        number += 1
        losses = point.losses(relaxed.tops, best.columns)
        near = None if way == "drawn" else wanting(rows, relaxed, best)
        free, tasks = np.ones(len(county), dtype=np.bool_), []
        for i in range(BATCH):
            if not free.any():
                break
            hope = np.where(free, losses / (1 + tried) ** 2, 0) + 1e-9
            start = int(rng.choice(len(hope), p=hope / hope.sum()))
            tried[start] += 1
            among = free if way == "across" else free & (county == county[start])
            if near is not None:
                villages = grown(near, start, size, among)
            else:
                here = np.flatnonzero(among)
                weights = losses[here] + max(float(PRICE_SCALE), float(losses[here].mean()) / 2)
                villages = rng.choice(here, min(size, len(here)), replace=False, p=weights / weights.sum())
            free[villages] = False
            tasks.append(task(f"{way}-{number}/{i}", np.sort(villages).tolist(), best, rows, point, pool, tuning))
        proved = 0
        for answer in crew.run(tasks):
            proved += answer.proved
            draft = best.with_columns(rows, answer.columns) if answer.columns else None
            best = draft if draft is not None and draft.rank < best.rank else best
        print(
            way, f"{time.perf_counter() - began:.0f} s: {best.value - first.value} points, {proved} proved", flush=True
        )


def wanting(rows: WholeRows, relaxed: Relaxed, best: WholeDraft) -> sparse.csr_matrix:
    """Return how much villages want the same people: shape (n_villages, n_villages)."""
    scarce = (rows.linking.limits <= 1) & (relaxed.point.rows > 0)
    entries = []
    for column in (*relaxed.columns, *best.columns):
        weight = np.exp(min(0, relaxed.point.worth(column) - int(relaxed.tops[column.village])) / NEAR)
        entries += [(column.village, row, weight) for row in column.rows if scarce[row]]
    village, row, weight = zip(*entries, strict=True)
    wants = sparse.coo_matrix((weight, (village, row)), shape=(len(relaxed.tops), len(rows))).tocsr()
    wants.data = np.minimum(wants.data, 1.0)
    in_all = np.maximum(1.0, np.asarray(wants.sum(axis=0)).ravel())
    return (wants @ sparse.diags(1 / in_all) @ wants.T).tocsr()


def grown(near: sparse.csr_matrix, start: int, size: int, among: BoolArray) -> IntArray:
    """Return villages to begin with one, each next the one that shares most with those before."""
    inside, score, village = np.zeros(len(among), dtype=np.bool_), np.zeros(len(among)), start
    for _ in range(size):
        inside[village] = True
        score += near[village].toarray().ravel()
        left = np.where(inside | ~among, -1.0, score)
        village = int(left.argmax())
        if left[village] <= 0:
            break
    return np.flatnonzero(inside)


def task(
    name: str,
    villages: list[int],
    best: WholeDraft,
    rows: WholeRows,
    point: PricePoint,
    pool: Sequence[Column],
    tuning: Tuning,
) -> JointTask:
    """Return the task of one neighbourhood."""
    current, here = tuple(best.columns[v] for v in villages), set(villages)
    known = tuple(column for column in pool if column.village in here)
    others = best.used - rows.used(current)
    return JointTask(name, current, known, others, point.rows, point.scalars.severity_price, None, tuning)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

"""How far cuts of three rows lower the relaxation of several counties.

``PYTHONPATH=. python benchmarks/studies/2026-11-30_cuts-of-three/study.py province:1:counties=20`` relaxes the case,
lists every team within three points of its village's best, and adds all violated cuts over these until hardly any
is left. Writes results.json beside itself: a case is added, others stay.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.cases import Case, load_work, prepare
from benchmarks.machine import describe_machine
from solver.book.split import Split
from solver.engine.barrier.master import BarrierMaster
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.relaxing import Relaxed, WholeRelaxation
from solver.engine.coupled.whole_rows import WholeRows, gather_rows
from solver.engine.crews.deploying import Deployment
from solver.engine.duals import FloatArray
from solver.engine.linking import LinkingRows
from solver.engine.program import SEVERITY_WORTH, Column
from solver.engine.relaxation import Subproblem
from solver.modelling.counts import Count
from solver.units import PRICE_SCALE

RESULTS = Path(__file__).with_name("results.json")
WORKERS = 2
SLACK = 3 * PRICE_SCALE
"""Teams this near to the best of their village are listed."""
ROUNDS, FEW = 6, 3
"""Rounds of cuts at most; fewer new ones than this end them."""
VIOLATED, ACTIVE = 0.02, 1e-2
"""By how much a cut must be violated to be added, and its price from which it stays."""
OF_EACH = 3
"""New cuts of a row in one round."""

Cut = tuple[int, int, int]
"""Numbers of rows; a village's follows those of the linking rows."""


def main(name: str) -> None:
    """Measure one case, and write it down."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "work"
        prepare(Case.parse(name), target)
        work = load_work(target)
    split = Split(work.problem, work.book)
    rows = gather_rows(split)
    places = Places(split, rows.keys, WORKERS)
    with Deployment(WORKERS).crew(PlacesShipment(split.problem, split.book, rows.keys), places) as crew:
        relaxation = WholeRelaxation(split, rows, WORKERS, lambda *_: None)
        relaxed = relaxation.solve(crew, "value", 1)
    columns = list(dict.fromkeys([*relaxed.columns, *listed(split, rows, places, relaxed)]))
    lines, cuts, first = [], list[Cut](), 0.0
    for number in range(ROUNDS):
        lengthened = replace(rows, linking=with_cuts(rows.linking, len(cuts)))
        master = WholeRelaxation(split, lengthened, WORKERS, lambda *_: None).master(1, 0, SEVERITY_WORTH)
        master.add(list(cut(columns, cuts, len(rows))))
        duals = master.solve(0.3)
        first = first or duals.objective
        prices = duals.rows[len(rows) :]
        lines.append({"cuts": len(cuts), "lowered_by": first - duals.objective, "priced": int((prices > ACTIVE).sum())})
        print(lines[-1], flush=True)
        new = chosen(violated(master, duals.weights, rows), set(cuts))
        if number == ROUNDS - 1 or len(new) < FEW:
            break
        cuts = [c for c, price in zip(cuts, prices.tolist(), strict=True) if price > ACTIVE] + new
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[name] = {"machine": describe_machine(), "columns": len(columns), "rounds": lines}
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n")


def listed(split: Split, rows: WholeRows, places: Places, relaxed: Relaxed) -> Iterator[Column]:
    """Yield all teams that are nearly the best of their village, and nobody."""
    for county, own in enumerate(rows.of_county):
        place = places.county(county)
        whole, scalars = Subproblem(place.relaxation), relaxed.point.scalars
        tops = np.asarray(relaxed.tops[split.villages_of(county)])
        found = whole.within(whole.worths(relaxed.point.rows[own], scalars), scalars, tops, SLACK, 1 << 20)
        yield from place.of_whole([*(found or ()), *whole.nobody()])


def with_cuts(linking: LinkingRows, n: int) -> LinkingRows:
    """Return the rows and one more for each cut: at most one team."""
    none = np.zeros(0, dtype=np.int64)
    counts = tuple(Count("cut", str(i), none, upper=1) for i in range(n))
    ones = np.ones(n, dtype=np.int64)
    return replace(
        linking,
        counts=linking.counts + counts,
        room=np.append(linking.room, ones),
        least=np.append(linking.least, 0 * ones),
    )


def cut(columns: Iterable[Column], cuts: Sequence[Cut], n_rows: int) -> Iterator[Column]:
    """Yield the columns with the cuts that they have two rows of."""
    of_row: dict[int, list[int]] = defaultdict(list)
    for number, three in enumerate(cuts):
        for row in three:
            of_row[row].append(n_rows + number)
    for column in columns:
        here = (*column.rows, n_rows + column.village) if column.seats else ()
        times = Counter(number for row in here for number in of_row.get(row, ()))
        own = tuple(sorted(number for number, n in times.items() if n >= 2))
        yield replace(column, rows=column.rows + own, amounts=column.amounts + (1,) * len(own))


def violated(master: BarrierMaster, weights: FloatArray, rows: WholeRows) -> list[Cut]:
    """Return the cuts that a fractional solution breaks, the most broken first."""
    person = [key.startswith("one_post_per_person@") for key in rows.keys]
    pairs: dict[tuple[int, int], float] = defaultdict(float)
    threes: dict[Cut, float] = defaultdict(float)
    beside: dict[int, set[int]] = defaultdict(set)
    for column, weight in zip(master.columns, weights.tolist(), strict=True):
        if column.seats and 1e-3 < weight < 1 - 1e-3:
            here = sorted(row for row in column.rows if row < len(rows) and person[row])
            here.append(len(rows) + column.village)
            for a, b in combinations(here, 2):
                pairs[a, b] += weight
                beside[a].add(b)
            for a, b, c in combinations(here, 3):
                threes[a, b, c] += weight
    found = []
    for (a, b), weight in list(pairs.items()):
        for c in beside[a] & beside[b]:  # rows after b: each three is met once
            over = weight + pairs[a, c] + pairs[b, c] - 2 * threes.get((a, b, c), 0.0) - 1
            if over > VIOLATED:
                found.append((-over, (a, b, c)))
    return [three for _, three in sorted(found)]


def chosen(found: Iterable[Cut], known: set[Cut]) -> list[Cut]:
    """Return new cuts, a few of each row."""
    times: Counter[int] = Counter()
    new = []
    for three in found:
        if three not in known and all(times[row] < OF_EACH for row in three):
            new.append(three)
            times.update(three)
    return new


if __name__ == "__main__":
    main(sys.argv[1])

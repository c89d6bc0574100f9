"""What one exact program over all villages of a county wins back of what its dive lost, and at what price.

``PYTHONPATH=. python benchmarks/studies/2026-11-29_polishing/study.py`` relaxes a prefecture, shares out its rows,
dives in each county of 120 villages and more, and polishes the same plan in several ways; it writes results.json.
About forty minutes on two cores: ways are measured one after another, alone on the machine.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np

from benchmarks.machine import describe_machine
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.coupled.jobs import beside
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.placing import share_rows
from solver.engine.coupled.relaxing import WholeRelaxation
from solver.engine.coupled.shares import elsewhere
from solver.engine.coupled.whole import DEAR
from solver.engine.coupled.whole_rows import gather_rows
from solver.engine.crews.deploying import Deployment
from solver.engine.dive import DiveTuning, dive
from solver.engine.draft_plan import Draft, make_draft
from solver.engine.generation import generate_columns
from solver.engine.neighbourhood import Tuning, improve
from solver.engine.program import Column
from solver.engine.relaxation import Relaxation, Subproblem
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE
from solver.units import PRICE_SCALE

HERE = Path(__file__).parent
WORKERS = 2
LARGE = 120
"""Villages of a county that is looked at, at least."""


class Way(NamedTuple):
    """A way to polish: villages of a program at most, teams a village, times each village is free, solver."""

    villages: int
    teams: int
    sweeps: int
    solver: Literal["HIGHS", "GSCIP"]


WAYS = (
    Way(300, 30, 1, "HIGHS"),
    Way(300, 60, 1, "HIGHS"),
    Way(300, 30, 1, "GSCIP"),
    Way(150, 30, 3, "HIGHS"),
    Way(75, 30, 3, "HIGHS"),
    Way(75, 60, 3, "HIGHS"),
)


def polished(relaxation: Relaxation, draft: Draft, pool: Sequence[Column], way: Way, seed: int) -> Draft:
    """Polish a plan in one of the ways."""
    n, rng = len(draft.columns), np.random.default_rng(seed)
    for _ in range(way.sweeps if n > way.villages else 1):
        for part in np.array_split(rng.permutation(n), math.ceil(n / way.villages)):
            free = set(part.tolist())
            found = improve(
                Subproblem(relaxation, [c for c in draft.columns if c.village not in free]),
                [c for c in draft.columns if c.village in free],
                [c for c in pool if c.village in free],
                Tuning(teams=way.teams * len(free), solver=way.solver),
                0,
                charge=DEAR,
            )
            better = draft.with_columns(relaxation, found.columns or ())
            if better is not None and better.rank < draft.rank:
                draft = better
    return draft


def counties(seed: int) -> Iterator[tuple[int, Relaxation, list[Column]]]:
    """Yield the large counties of a prefecture, each with its share of what spans them, and the columns known."""
    book = RuleBook.of()
    instance = Instance.build(REFERENCE, **generate("prefecture", seed).tables())
    split = Split(Problem(instance, freeze_villages(instance, book).posts), book)
    rows = gather_rows(split)
    relaxation = WholeRelaxation(split, rows, WORKERS, lambda *_: None)
    own = Places(split, rows.keys, WORKERS)
    with Deployment(WORKERS).crew(PlacesShipment(split.problem, split.book, rows.keys), own) as crew:
        relaxed = relaxation.solve(crew, "value", 1)
        shares = share_rows(rows, relaxation, crew, relaxed).units
    for county in range(len(split)):
        place = own.county(county)
        if len(place.part.villages) >= LARGE:
            within = beside(place, elsewhere(rows, shares, county))
            yield county, within, [c for c in place.own(relaxed.columns) if Subproblem(within).fits(c)]


def measured(county: int, relaxation: Relaxation, columns: list[Column]) -> dict[str, Any]:
    """Dive in a county, and polish the plan in every way."""
    start = time.perf_counter()
    plan = dive(relaxation, columns, 0, DiveTuning())
    assert plan is not None
    draft = make_draft(relaxation, plan)
    assert draft is not None
    seconds = time.perf_counter() - start
    whole = Subproblem(relaxation)
    made = generate_columns(whole, whole.master(columns, 0, 1, DEAR), 0, tolerance=0.5)
    most = made.best.total / PRICE_SCALE

    def lost(found: Draft) -> float:
        return round(most - found.value + DEAR * found.severity, 1)

    ways = []
    for way in WAYS:
        start = time.perf_counter()
        found = polished(relaxation, draft, columns, way, county)
        ways.append({**way._asdict(), "seconds": round(time.perf_counter() - start, 1), "lost": lost(found)})
    villages = len(draft.columns)
    return {"county": county, "villages": villages, "dive": round(seconds, 1), "lost": lost(draft), "ways": ways}


def main() -> None:
    """Measure, and write what was found."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    found = {"machine": describe_machine(), "prefecture": seed, "counties": [measured(*c) for c in counties(seed)]}
    (HERE / "results.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

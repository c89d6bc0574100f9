"""How to give counties their shares of people whom several could have, and how many villages to improve at a time.

``PYTHONPATH=. python benchmarks/studies/2026-11-24_sharing-out/study.py`` writes results.json; about eight minutes.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.machine import describe_machine
from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.coupled import joint, placing, whole
from solver.engine.coupled.joint import JointSearch
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.placing import Shares
from solver.engine.coupled.relaxing import Relaxed
from solver.engine.coupled.shares import share_out
from solver.engine.crews.contract import Crew
from solver.engine.crews.deploying import Deployment
from solver.engine.effort import Effort
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE

HERE = Path(__file__).parent
WORKERS = 2
SHARES = (None, 1.0, 0.5, 0.3)
"""Part of the people placed at each step; ``None`` rounds all shares at once, as relaxed."""
SIZES = ((25, 40), (40, 100), (60, 200))
"""Villages of a neighbourhood at first, and at most."""
SECONDS = 60


def shared(run: whole.WholeRun, crew: Crew[Places], value: Relaxed, share: float | None) -> dict[str, Any]:
    """Share out in one way, and let the counties dive."""
    run.best = None
    start = time.perf_counter()
    if share is None:
        at_once = Shares(share_out(run.rows, value.usage))
        with patch.object(whole, "share_rows", lambda *_: at_once):
            run._dive(crew, value)
    else:
        with patch.object(placing, "SHARE", share):
            run._dive(crew, value)
    assert run.best is not None
    return {"placed at a time": share, "seconds": round(time.perf_counter() - start, 1), **standing(run, value)}


def improved(run: whole.WholeRun, crew: Crew[Places], value: Relaxed, size: tuple[int, int]) -> dict[str, Any]:
    """Improve for some time in neighbourhoods of one size."""
    with patch.object(joint, "FREE", size[0]), patch.object(joint, "MOST_FREE", size[1]):
        search = JointSearch(run, crew, value, None)
        start, number = time.perf_counter(), 0
        while time.perf_counter() - start < SECONDS:
            search._batch(number, run.effort.batch)
            number += 1
        return {
            "villages": size,
            "batches": number,
            "seconds": round(time.perf_counter() - start, 1),
            **standing(run, value),
        }


def standing(run: whole.WholeRun, value: Relaxed) -> dict[str, Any]:
    """Return what the plan is worth, and how far the bound is at its severity."""
    assert run.best is not None
    bound = value.point.value_bound(run.best.severity)
    return {
        "severity": run.best.severity,
        "value": run.best.value,
        "gap, %": round(100 * (bound - run.best.value) / run.best.value, 4),
    }


def main() -> None:
    """Measure, and write what was found."""
    book = RuleBook.of()
    instance = Instance.build(REFERENCE, **generate("prefecture", 1).tables())
    problem = Problem(instance, freeze_villages(instance, book).posts)
    deployment = Deployment(WORKERS)
    run = whole.WholeRun(Split(problem, book), Effort(), deployment, lambda _: None)
    shipment, own = PlacesShipment(problem, book, run.rows.keys), Places(run.split, run.rows.keys, WORKERS)
    with deployment.crew(shipment, own) as crew:
        start = time.perf_counter()
        value = run.relaxation.solve(crew, "value", 1)
        found: dict[str, Any] = {"machine": describe_machine(), "relaxed, s": round(time.perf_counter() - start, 1)}
        limits = run.rows.linking.limits[run.rows.spanning]
        top, whole_usage = value.usage.max(axis=0), value.usage.sum(axis=0)
        wanted = (limits == 1) & (whole_usage > placing.SEEN)
        found["people wanted"] = int(np.count_nonzero(wanted))
        found["of these in one county by nine tenths"] = int(np.count_nonzero(top[wanted] > placing.SURE))
        drafts = {}
        found["shares"] = []
        for share in SHARES:
            found["shares"].append(shared(run, crew, value, share))
            drafts[share] = run.best
        found["neighbourhoods"] = []
        for size in SIZES:
            run.best = drafts[0.5]
            found["neighbourhoods"].append(improved(run, crew, value, size))
    (HERE / "results.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

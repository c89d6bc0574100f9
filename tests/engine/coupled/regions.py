"""A small region, ready to be relaxed; and rows that counties share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.relaxing import WholeRelaxation
from solver.engine.coupled.whole_rows import WholeRows, gather_rows
from solver.engine.crews.contract import Crew
from solver.engine.crews.deploying import Deployment
from solver.engine.linking import LinkingRows
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE
from solver.modelling.counts import Count

BOOK = RuleBook.of()
NONE = np.zeros(0, dtype=np.int64)


def small_split(seed: int) -> Split:
    """Draw a prefecture of a few small counties."""
    instance = Instance.build(REFERENCE, **generate("prefecture-tiny", seed).tables())
    return Split(Problem(instance, freeze_villages(instance, BOOK).posts), BOOK)


@contextmanager
def small_region(seed: int) -> Iterator[tuple[WholeRows, WholeRelaxation, Crew[Places]]]:
    """Draw one, ready to be relaxed; this process is its crew."""
    split = small_split(seed)
    rows = gather_rows(split)
    relaxation = WholeRelaxation(split, rows, 1, lambda *_: None)
    with Deployment().crew(PlacesShipment(split.problem, BOOK, rows.keys), Places(split, rows.keys)) as crew:
        yield rows, relaxation, crew


def spanning_rows(uppers: Sequence[int | None], most: int = 50, counties: int = 2) -> WholeRows:
    """Rows with hard limits (or none) that all counties have seats of."""
    counts = tuple(Count("row", str(i), NONE, upper=upper) for i, upper in enumerate(uppers))
    n = len(counts)
    zero = np.zeros(n, dtype=np.int64)
    room = np.array([most if upper is None else min(most, upper) for upper in uppers], dtype=np.int64)
    linking = LinkingRows(
        counts, np.zeros(1, dtype=np.int64), NONE.astype(np.int32), NONE.astype(np.int32), room, zero, NONE, 0
    )
    all_rows = np.arange(n)
    return WholeRows(
        tuple(c.key for c in counts), linking, np.ones(n, dtype=np.bool_), (all_rows,) * counties, np.full(counties, 9)
    )

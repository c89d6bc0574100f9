"""A small region, ready to be relaxed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.relaxing import WholeRelaxation
from solver.engine.coupled.whole_rows import WholeRows, gather_rows
from solver.engine.crews.contract import Crew
from solver.engine.crews.deploying import Deployment
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE

BOOK = RuleBook.of()


@contextmanager
def small_region(seed: int) -> Iterator[tuple[WholeRows, WholeRelaxation, Crew[Places]]]:
    """Draw a prefecture of a few small counties; this process is its crew."""
    instance = Instance.build(REFERENCE, **generate("prefecture-tiny", seed).tables())
    split = Split(Problem(instance, freeze_villages(instance, BOOK).posts), BOOK)
    rows = gather_rows(split)
    relaxation = WholeRelaxation(split, rows, 1, lambda *_: None)
    with Deployment().crew(PlacesShipment(split.problem, BOOK, rows.keys), Places(split, rows.keys)) as crew:
        yield rows, relaxation, crew

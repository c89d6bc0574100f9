"""The relaxation of the whole: how far it goes."""

from __future__ import annotations

from solver.book.rule_book import RuleBook
from solver.book.split import Split
from solver.domain.instance import Instance
from solver.domain.plan import Problem
from solver.engine.coupled.places import Places, PlacesShipment
from solver.engine.coupled.relaxing import WholeRelaxation
from solver.engine.coupled.whole_rows import gather_rows
from solver.engine.crews.deploying import Deployment
from solver.engine.stage1 import freeze_villages
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE

BOOK = RuleBook.of()


def test_severity_is_bounded_no_better_than_is_enough() -> None:
    instance = Instance.build(REFERENCE, **generate("prefecture-tiny", 1).tables())
    split = Split(Problem(instance, freeze_villages(instance, BOOK).posts), BOOK)
    rows = gather_rows(split)
    relaxation = WholeRelaxation(split, rows, 1, lambda *_: None)
    with Deployment().crew(PlacesShipment(split.problem, BOOK, rows.keys), Places(split, rows.keys)) as crew:
        best = relaxation.solve(crew, "severity", 0, tolerance=0.25)
        least = best.point.severity_bound()
        assert least > 1
        near = relaxation.solve(crew, "severity", 0, tolerance=0.25, enough=1)
        nearly = relaxation.solve(crew, "severity", 0, tolerance=0.25, enough=least)
    assert 1 <= near.point.severity_bound() <= least
    assert nearly.point.severity_bound() == least
    assert near.rounds <= nearly.rounds <= best.rounds
    assert near.rounds < best.rounds

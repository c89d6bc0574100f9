"""What was drawn is what the reader of rosters reads back, from either form in either language, without a repair."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from solver.domain.instance import Instance
from solver.generate.drawing import generate
from solver.generate.setting import REFERENCE
from solver.generate.shipping import ship
from solver.scenario.rosters import writing
from solver.scenario.rosters.reading import read_rosters
from solver.scenario.rosters.sheets import SHEETS
from solver.text import Lang


def comparable(instance: Instance) -> Instance:
    """Leave out what a file cannot hold: where a pin stood; an end-of-term grade is read from the yearly one."""
    return replace(
        instance,
        incumbents=tuple(replace(incumbent, grade=None) for incumbent in instance.incumbents),
        pins=tuple(replace(pin, line="") for pin in instance.pins),
    )


@pytest.mark.parametrize("form", ["workbook", "csv"])
@pytest.mark.parametrize(("size", "lang"), [("tiny", "zh"), ("county-s", "zh"), ("county-s", "en"), ("county-m", "zh")])
def test_round_trip(tmp_path: Path, size: str, lang: Lang, form: str) -> None:
    drawn = generate(size, 6)
    ship(drawn, tmp_path / "out", SHEETS, writing, lang)
    path = tmp_path / "out" / (f"{size}.xlsx" if form == "workbook" else "csv")
    rosters, faults = read_rosters(path, REFERENCE.reference_date)
    assert {fault.severity for fault in faults} <= {"note"}
    read = Instance.build(REFERENCE, **rosters.tables())
    assert comparable(read) == comparable(Instance.build(REFERENCE, **drawn.tables()))

"""The shipped scenarios are what the generator makes, and they open."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from solver.domain.instance import Instance
from solver.generate.drawing import generate
from solver.generate.region_shipping import ship_region
from solver.generate.shipping import ship
from solver.generate.sizes import REGIONS
from solver.scenario.opening import open_scenario
from solver.scenario.rosters import writing
from solver.scenario.rosters.sheets import SHEETS

SCENARIOS = Path(__file__).parents[2] / "scenarios"
NAMES = ("tiny", "county-s", "prefecture-tiny")


@pytest.mark.parametrize("name", NAMES)
def test_files_are_current(name: str, tmp_path: Path) -> None:
    if name in REGIONS:
        ship_region(REGIONS[name], 1, tmp_path / "out", SHEETS, writing)
    else:
        ship(generate(name, 1), tmp_path / "out", SHEETS, writing)
    for path in sorted((tmp_path / "out").rglob("*")):
        shipped = SCENARIOS / name / path.relative_to(tmp_path / "out")
        if path.suffix == ".xlsx":
            # bytes may differ with the version of the writing library; cells may not
            assert _cells(shipped) == _cells(path)
        elif path.is_file():
            assert shipped.read_bytes() == path.read_bytes(), shipped


def _cells(path: Path) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book.worksheets}


@pytest.mark.parametrize("name", NAMES)
def test_both_forms_open_and_say_the_same(name: str) -> None:
    folder = SCENARIOS / name
    book, files = (open_scenario(folder / f"{name}{form}.yaml") for form in ("", "-csv"))
    assert {fault.severity for fault in (*book.faults, *files.faults)} <= {"note"}
    assert _without_lines(book.instance) == _without_lines(files.instance)
    assert len(book.instance.villages) == len(generate(name, 1).villages)


def _without_lines(instance: Instance) -> tuple[object, ...]:
    return (instance.reference, instance.villages, instance.candidates, instance.units, instance.incumbents)


def test_tiny_needs_add_up() -> None:
    """The table of scenarios/tiny/README.md, recomputed from the statements of domain.md A.4."""
    serves = {
        "agronomy": {"D2a", "D2b"},
        "party_affairs": {"D1a", "D1b", "D1c"},
        "engineering": {"D2c", "D4c"},
        "economy_trade": {"D2b"},
        "finance": {"D2a", "D2b"},
        "education": {"D4a", "D4c"},
        "health": {"D4a", "D4b", "D4c"},
        "social_security": {"D2a", "D4a", "D4b"},
        "law": {"D3a", "D3b", "D3c"},
    }
    plan = {"V001": (1, 5, 6, 7), "V002": (8, 9, 10), "V003": (2,), "V004": (3, 11)}
    drawn = generate("tiny", 1)
    people = {person.person_id: person for person in drawn.candidates}
    items = [f"D{duty}{item}" for duty in (1, 2, 3, 4) for item in "abc"]
    total = 0
    for village in drawn.villages:
        needs = dict(zip(items, village.needs, strict=True))
        team = [people[f"A01P{number:04d}"] for number in plan[village.village_id[-4:]]]
        total += sum(needs[item] for person in team for item in serves[person.expertise[0]])
        assert any(village.primary_need in serves[person.expertise[0]] for person in team)
    assert total == 41

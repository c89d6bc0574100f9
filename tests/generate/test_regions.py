"""Prefectures and provinces: totals against domain.md C.4, counties that do not depend on each other, and the knobs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from solver.api.rounds import load
from solver.domain.instance import Instance
from solver.domain.words import Level
from solver.errors import OutputError
from solver.generate.drawing import generate, region_size
from solver.generate.generated import Generated
from solver.generate.region import draw_member
from solver.generate.region_map import draw_map
from solver.generate.region_shipping import BOOKS, ship_region
from solver.generate.setting import REFERENCE
from solver.generate.sizes import REGIONS
from solver.scenario.rosters import writing
from solver.scenario.rosters.reading import read_rosters
from solver.scenario.rosters.sheets import SHEETS
from tests.generate.test_planting import planted

UPPER = (Level.PREFECTURE, Level.PROVINCE, Level.CENTRAL)


@pytest.fixture(scope="module")
def prefecture() -> Generated:
    return generate("prefecture", 3)


@pytest.fixture(scope="module")
def instance(prefecture: Generated) -> Instance:
    return Instance.build(REFERENCE, **prefecture.tables())  # raises if an ID occurs twice


def open_posts(drawn: Generated) -> int:
    budgets = drawn.scenario["budgets"]
    staying = len(Instance.build(REFERENCE, **drawn.tables()).staying)
    return int(budgets["first_secretaries"] + budgets["members"]) - staying


def share_above(drawn: Generated) -> float:
    return sum(person.level in UPPER for person in drawn.candidates) / len(drawn.candidates)


def test_totals_of_a_prefecture(prefecture: Generated) -> None:
    # C.4: about 1,100 post villages and 1,900 people; 8-12 % of the nominees may serve several counties
    assert len(prefecture.villages) == 1100
    assert len({village.county for village in prefecture.villages}) == 9
    assert 1800 <= len(prefecture.candidates) <= 2100
    assert 1.15 <= len(prefecture.candidates) / open_posts(prefecture) <= 1.25
    assert 0.08 <= share_above(prefecture) <= 0.12


def test_counties_differ_and_keep_their_limits(prefecture: Generated) -> None:
    sizes = Counter(village.county for village in prefecture.villages)
    assert min(sizes.values()) >= REGIONS["prefecture"].fewest
    assert max(sizes.values()) <= REGIONS["prefecture"].most
    assert max(sizes.values()) > 1.5 * min(sizes.values())


def test_a_province_on_the_map() -> None:
    # 100 counties, 10,250 teams (C.4), 25-30 % of them key counties; one or two central units each
    region = draw_map(REGIONS["province"], 1)
    assert len(region.counties) == 100
    assert sum(plan.size.villages for plan in region.counties) == 10_250
    assert len({plan.place.county for plan in region.counties}) == 100
    assert len({plan.place.prefecture for plan in region.counties}) == 9
    key = {plan.place.code for plan in region.counties if plan.size.key_county}
    assert 25 <= len(key) <= 30
    paired = Counter(code for codes in region.central.values() for code in codes)
    assert set(paired) == key
    assert set(paired.values()) == {1, 2}
    assert any(len(codes) == 2 for codes in region.central.values())


def test_upper_units_lend_to_several_counties(prefecture: Generated, instance: Instance) -> None:
    counties: dict[str, set[str]] = {}
    for village in prefecture.villages:
        counties.setdefault(village.lead_unit, set()).add(village.county)
    levels = {unit.unit_id: unit.level for unit in prefecture.units}
    above = {unit: at for unit, at in counties.items() if levels[unit] in UPPER}
    assert max(map(len, above.values())) >= 3
    assert all(len(at) == 1 for unit, at in counties.items() if unit not in above)
    people = Counter(person.unit_id for person in prefecture.candidates if person.level in UPPER)
    assert max(people.values()) >= 3


def test_central_units_are_paired_with_key_counties(prefecture: Generated, instance: Instance) -> None:
    key = {village.county for village in prefecture.villages if village.key_county}
    central = {unit.unit_id for unit in prefecture.units if unit.level is Level.CENTRAL}
    assert central
    assert {pairing.county for pairing in prefecture.pairings if pairing.unit_id in central} == key
    assert all(instance.paired_villages[unit] for unit in central)


def test_budgets_of_counties_add_up(prefecture: Generated) -> None:
    budgets = prefecture.scenario["budgets"]
    for kind in ("first_secretaries", "members"):
        assert sum(county[kind] for county in budgets["counties"].values()) == budgets[kind]


def test_names_of_people_are_told_apart(prefecture: Generated) -> None:
    people = [*prefecture.candidates, *(incumbent.person for incumbent in prefecture.incumbents)]
    assert len({person.alias for person in people}) == len({person.person_id for person in people})


def test_a_county_does_not_depend_on_what_was_drawn_before() -> None:
    region = draw_map(REGIONS["prefecture-tiny"], 5)
    forwards = [draw_member(region, plan) for plan in region.counties]
    backwards = [draw_member(draw_map(REGIONS["prefecture-tiny"], 5), plan) for plan in reversed(region.counties)]
    assert forwards == backwards[::-1]
    assert generate("prefecture-tiny", 5) == generate("prefecture-tiny", 5)
    assert generate("prefecture-tiny", 5).villages != generate("prefecture-tiny", 6).villages


def test_number_of_counties() -> None:
    drawn = generate("prefecture-tiny", 1, counties=5)
    assert len({village.county for village in drawn.villages}) == 5
    assert len(drawn.villages) == 40  # 24 of 3 counties, so 8 a county
    assert len({v.county for v in generate("prefecture-tiny", 1, counties=1).villages}) == 1


@pytest.mark.parametrize("ratio", [1.05, 1.6, 2.0])
def test_ratio(ratio: float) -> None:
    drawn = generate("prefecture", 1, counties=3, nominees_per_post=ratio)
    assert len(drawn.candidates) / open_posts(drawn) == pytest.approx(ratio, abs=0.03)
    alone = generate("county-m", 1, nominees_per_post=ratio)
    assert len(alone.candidates) / open_posts(alone) == pytest.approx(ratio, abs=0.03)
    assert len(generate("county-s", 1, nominees_per_post=2.4).candidates) == 408  # twice 204, for the same posts


@pytest.mark.parametrize("coupling", [0.0, 0.05, 0.3])
def test_coupling(coupling: float) -> None:
    # shares of levels differ by kind of county, so the whole comes out within a quarter
    drawn = generate("prefecture", 1, counties=4, coupling=coupling)
    assert share_above(drawn) == pytest.approx(coupling, rel=0.25)
    if not coupling:
        assert not drawn.pairings
        assert {unit.level for unit in drawn.units} == {Level.COUNTY, Level.TOWNSHIP}


def test_without_coupling_there_is_no_workbook_of_upper_levels(tmp_path: Path) -> None:
    region = region_size("prefecture-tiny", counties=2, coupling=0.0)
    scenario = ship_region(region, 1, tmp_path / "round", SHEETS, writing)[0]
    assert len(list((tmp_path / "round" / BOOKS).iterdir())) == 2
    assert load(scenario).instance.candidates  # a workbook without a table would be refused


def test_what_cannot_be_generated() -> None:
    with pytest.raises(ValueError, match="no prefecture"):
        generate("county-m", counties=2)
    with pytest.raises(ValueError, match="by hand"):
        generate("tiny", nominees_per_post=1.5)
    for bad in ({"counties": 0}, {"nominees_per_post": 0.9}, {"coupling": 0.31}, {"counties": 1000}):
        with pytest.raises(ValueError):
            generate("prefecture-tiny", **bad)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("region") / "tiny"
    told: list[tuple[int, int]] = []
    ship_region(
        region_size("prefecture-tiny"), 2, folder, SHEETS, writing, tell=lambda done, of: told.append((done, of))
    )
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    return folder


def test_both_forms_read_as_they_were_drawn(shipped: Path) -> None:
    drawn = Instance.build(REFERENCE, **generate("prefecture-tiny", 2).tables())
    for name in ("prefecture-tiny", "prefecture-tiny-csv"):
        the_round = load(shipped / f"{name}.yaml")
        assert the_round.instance.villages == drawn.villages
        assert the_round.instance.candidates == drawn.candidates
        assert the_round.instance.units == drawn.units
        seats = [(i.person.person_id, i.village_id, i.role, i.start, i.end) for i in the_round.instance.incumbents]
        assert seats == [(i.person.person_id, i.village_id, i.role, i.start, i.end) for i in drawn.incumbents]
        assert the_round.instance.pairings == drawn.pairings
        assert {fault.severity for fault in the_round.faults} == {"note"}
        assert the_round.book.rules


def test_bytes_repeat(shipped: Path, tmp_path: Path) -> None:
    ship_region(region_size("prefecture-tiny"), 2, tmp_path / "again", SHEETS, writing)
    for file in sorted(shipped.rglob("*")):
        if file.is_file():
            assert file.read_bytes() == (tmp_path / "again" / file.relative_to(shipped)).read_bytes(), file.name


def test_a_folder_in_use_is_refused(shipped: Path) -> None:
    with pytest.raises(OutputError):
        ship_region(region_size("prefecture-tiny"), 2, shipped, SHEETS, writing)
    assert len(list((shipped / BOOKS).iterdir())) == 4


def test_planted_faults_are_found_with_their_file(tmp_path: Path) -> None:
    folder = tmp_path / "dirty"
    ship_region(region_size("prefecture-tiny"), 2, folder, SHEETS, writing, dirty=True)
    rows = planted(folder)
    for form in (BOOKS, "csv"):
        _, faults = read_rosters(folder / form, REFERENCE.reference_date)
        found = {(f"{form}/{f.file}", f.sheet if form == BOOKS else "", f.row, f.code) for f in faults}
        wanted = [r for r in rows if r["file"].startswith(form) and r["code"]]
        assert wanted
        missing = [r for r in wanted if (r["file"], r["sheet"], int(r["row"]), r["code"]) not in found]
        assert not missing

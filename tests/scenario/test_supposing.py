"""``suppose:`` changes facts and no file; every supposition is listed, every unknown name refused with its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from solver import api
from solver.domain.candidate import Place
from solver.domain.instance import Instance
from solver.domain.words import Gate, Role, VillageType
from solver.errors import Fault, InputError
from solver.scenario.opening import open_scenario
from solver.scenario.rosters.reading import Rosters
from solver.scenario.supposing.findings import Notes
from solver.scenario.supposing.people import fail_vetting
from solver.scenario.supposing.places import merge_townships
from solver.scenario.supposing.sections import MergeTownships, Vetting
from solver.scenario.yaml_reader import read_yaml
from tests.rounds import SCENARIOS

TINY = SCENARIOS / "tiny"


@pytest.fixture
def ask(tmp_path: Path) -> object:
    """Return a function that opens tiny with these lines laid over it."""
    import shutil

    folder = tmp_path / "scenarios" / "tiny"
    shutil.copytree(TINY, folder)

    def opened(lines: str) -> tuple[Instance, list[Fault]]:
        file = folder / "asked.yaml"
        file.write_text(f"extends: tiny.yaml\n{lines}", encoding="utf-8")
        found = open_scenario(file)
        return found.instance, [fault for fault in found.faults if fault.code == "supposed"]

    return opened


BASE = open_scenario(TINY / "tiny.yaml").instance


def refused(ask: object, lines: str) -> list[Fault]:
    with pytest.raises(InputError) as error:
        ask(lines)  # type: ignore[operator]
    return [fault for fault in error.value.faults if fault.severity == "error"]


def test_nothing_is_supposed_by_default(ask: object) -> None:
    instance, notes = ask("suppose: {}\n")  # type: ignore[operator]
    assert notes == []
    assert (instance.candidates, instance.villages, instance.units) == (BASE.candidates, BASE.villages, BASE.units)


def test_people_are_withdrawn_by_unit_and_by_code(ask: object) -> None:
    unit = BASE.candidates[0].unit_id
    instance, notes = ask(f"suppose:\n  withdraw: {{units: [{unit}], people: [A01P0006]}}\n")  # type: ignore[operator]
    gone = {c.person_id for c in BASE.candidates} - {c.person_id for c in instance.candidates}
    assert gone == {c.person_id for c in BASE.candidates if c.unit_id == unit} | {"A01P0006"}
    assert [note.row for note in notes] == [3]
    assert str(len(gone)) in notes[0].problem.to("zh")
    assert instance.incumbents == BASE.incumbents


def test_a_unit_may_call_back_its_incumbents(ask: object) -> None:
    unit = BASE.incumbents[0].person.unit_id
    instance, _ = ask(f"suppose:\n  withdraw: {{units: [{unit}], incumbents: true}}\n")  # type: ignore[operator]
    back = {i.person.person_id for i in instance.incumbents if i.recalled}
    assert back == {i.person.person_id for i in BASE.incumbents if i.person.unit_id == unit}


def test_the_draw_of_the_vetting_is_by_code(ask: object) -> None:
    """12 nominees: round(3) = 3 fail and round(1.2) = 1 is pending; another number draws others."""

    def drawn(draw: int) -> dict[str, Gate]:
        lines = f"suppose:\n  vetting: {{fail_percent: 25, pending_percent: 10, draw: {draw}}}\n"
        instance, _ = ask(lines)  # type: ignore[operator]
        return {c.person_id: c.vetting[0] for c in instance.candidates if c.vetting[0] is not Gate.PASS}

    assert sorted(drawn(1).values()) == [Gate.FAIL] * 3 + [Gate.PENDING]
    assert drawn(1) == drawn(1)
    assert len({tuple(sorted(drawn(n))) for n in range(5)}) > 1
    assert refused(ask, "suppose:\n  vetting: {fail_percent: 60, pending_percent: 41}\n")


def test_who_has_failed_is_not_made_pending() -> None:
    first, *others = BASE.candidates
    failed = replace(first, vetting=(Gate.FAIL, *first.vetting[1:]))
    tree, _ = read_yaml(b"suppose: {vetting: {pending_percent: 100}}\n", "asked.yaml")
    assert tree is not None
    rosters = fail_vetting(Rosters(candidates=(failed, *others)), Vetting(pending_percent=100), Notes(tree))
    gates = [c.vetting[0] for c in rosters.candidates]
    assert gates == [Gate.FAIL] + [Gate.PENDING] * len(others)


def test_no_more_are_drawn_than_there_are() -> None:
    """Of three, half is rounded to two twice over; the note says what became of the three."""
    tree, _ = read_yaml(b"suppose: {vetting: {fail_percent: 50, pending_percent: 50}}\n", "asked.yaml")
    assert tree is not None
    notes = Notes(tree)
    asked = Vetting(fail_percent=50, pending_percent=50)
    rosters = fail_vetting(Rosters(candidates=BASE.candidates[:3]), asked, notes)
    assert sorted(c.vetting[0] for c in rosters.candidates) == sorted([Gate.FAIL, Gate.FAIL, Gate.PENDING])
    assert notes.faults[0].problem.to("en") == "supposed: failed at vetting: 2; pending: 1 (draw 1)"


def test_recalls_and_terms(ask: object) -> None:
    person = BASE.staying[0]
    lines = f"suppose:\n  recall: [{person.person.person_id}]\n  term_of_incumbents: 1\n"
    instance, notes = ask(lines)  # type: ignore[operator]
    assert len(notes) == 2
    assert instance.staying == ()
    assert all(i.end == i.start or i.start is None or i.end > i.start for i in instance.incumbents)
    assert [i.recalled for i in instance.incumbents] == [i.person == person.person for i in BASE.incumbents]


def test_the_weak_list(ask: object) -> None:
    """V003 leaves the list and keeps its year; V004 enters it in the year of the data."""
    instance, _ = ask('suppose:\n  weak_list: {"off": [A01V003], "on": [A01V004]}\n')  # type: ignore[operator]
    by_id = {v.village_id: v for v in instance.villages}
    before = {v.village_id: v for v in BASE.villages}
    assert VillageType.WEAK not in by_id["A01V003"].types
    assert by_id["A01V003"].weak_since == before["A01V003"].weak_since
    assert by_id["A01V004"].types == before["A01V004"].types | {VillageType.WEAK}
    assert by_id["A01V004"].weak_since == 2025
    assert by_id["A01V001"] == before["A01V001"]


def test_people_who_are_lent_may_be_sent(ask: object) -> None:
    """They take the domains in turn, and their unit has no quota but the one asked for."""
    lines = (
        "suppose:\n  lend:\n  - {people: 3, level: county, expertise: [law, finance], roles: [member], at_most: 2}\n"
    )
    instance, _ = ask(lines)  # type: ignore[operator]
    lent = [c for c in instance.candidates if c.person_id.startswith("LENT")]
    assert [c.person_id for c in lent] == ["LENT01-001", "LENT01-002", "LENT01-003"]
    assert [c.expertise[0].value for c in lent] == ["law", "finance", "law"]
    assert {role for c in lent for role in c.roles} == {Role.MEMBER}
    assert instance.unit_by_id[lent[0].unit_id].cap == 2


def test_every_unknown_name_is_refused_with_its_line(ask: object) -> None:
    faults = refused(
        ask,
        "suppose:\n"
        "  withdraw: {units: [无此单位], people: [P9999]}\n"
        "  recall: [P0001]\n"
        '  weak_list: {"on": [V009]}\n'
        "  merge_townships:\n"
        "  - {townships: [甲镇, 乙镇], into: 丙镇}\n"
        "  merge_units:\n"
        "  - {units: [甲, 乙], into: 丙}\n",
    )
    assert {fault.code for fault in faults} == {"unknown_name"}
    assert [(fault.row, fault.value) for fault in faults] == [
        (3, "无此单位"),
        (3, "P9999"),
        (4, "P0001"),
        (5, "V009"),
        (7, "甲镇"),
        (7, "乙镇"),
        (9, "甲"),
        (9, "乙"),
    ]
    assert "did you mean" in refused(ask, "suppose: {withdraw: {people: [P00001]}}\n")[0].to("en")


def test_a_unit_that_exists_cannot_be_made(ask: object) -> None:
    unit = BASE.units[0].unit_id
    assert [f.code for f in refused(ask, f"suppose:\n  lend:\n  - {{people: 1, unit: {unit}}}\n")] == ["name_taken"]
    two, other = [u.unit_id for u in BASE.units[1:3]], BASE.units[0].unit_id
    lines = f"suppose:\n  merge_units:\n  - {{units: [{two[0]}, {two[1]}], into: {other}}}\n"
    assert [f.code for f in refused(ask, lines)] == ["name_taken"]


def test_units_merge_into_one_of_them(ask: object) -> None:
    one, two = BASE.units[:2]
    lines = f"suppose:\n  merge_units:\n  - {{units: [{one.unit_id}, {two.unit_id}], into: {one.unit_id}}}\n"
    instance, _ = ask(lines)  # type: ignore[operator]
    whole = instance.unit_by_id[one.unit_id]
    assert two.unit_id not in instance.unit_by_id
    assert all(c.unit_id != two.unit_id for c in instance.candidates)
    # a part without a limit leaves the whole without one
    parts = (one.quota_member, two.quota_member)
    assert whole.quota_member == (None if None in parts else sum(n or 0 for n in parts))


def test_where_everybody_is_held_the_posts_are_those_of_today(ask: object, tmp_path: Path) -> None:
    """V002 has a first secretary, V004 one member and so a team that lacks its first secretary; others have nobody."""
    instance, _ = ask("suppose: {hold: true}\n")  # type: ignore[operator]
    assert len(instance.staying) == len(BASE.incumbents)
    villages = api.freeze(tmp_path / "scenarios" / "tiny" / "asked.yaml")
    posts = {p.village_id: (p.mode.value, p.members_target) for p in villages.posts}
    assert posts == {
        "A01V001": ("none", 0),
        "A01V002": ("first_secretary_only", 0),
        "A01V003": ("none", 0),
        "A01V004": ("team", 1),
    }


def test_a_plan_of_a_what_if_is_verified(ask: object, tmp_path: Path) -> None:
    """Whoever re-checks reads the same suppositions; one that is changed afterwards does not verify."""
    ask("suppose: {withdraw: {people: [A01P0006]}}\n")  # type: ignore[operator]
    scenario = tmp_path / "scenarios" / "tiny" / "asked.yaml"
    folder = api.solve(scenario).write(tmp_path / "plan")
    assert api.verify(folder, scenario).ok
    assert "A01P0006" not in (folder / "csv" / "postings.csv").read_text(encoding="utf-8-sig")
    assert "假设：撤回人选1名" in (folder / "csv" / "repairs.csv").read_text(encoding="utf-8-sig")
    scenario.write_text(scenario.read_text(encoding="utf-8").replace("A01P0006", "A01P0007"), encoding="utf-8")
    assert not api.verify(folder, scenario).ok


@pytest.mark.parametrize(("key", "village"), [("off", "A01V004"), ("on", "A01V003")])
def test_a_change_of_the_weak_list_that_changes_nothing_is_refused(ask: object, key: str, village: str) -> None:
    """V003 alone is on the list: another village was meant."""
    (fault,) = refused(ask, f'suppose:\n  weak_list: {{"{key}": [{village}]}}\n')
    assert (fault.code, fault.value, fault.row) == ("weak_list", village, 3)


def test_units_are_merged_once_and_on(ask: object) -> None:
    """A unit named twice is one unit, and what one item made the next may merge with a third."""
    one, two, three = [u.unit_id for u in BASE.units][:3]
    items = f"[{{units: [{one}, {two}, {one}], into: 甲}}, {{units: [甲, {three}], into: 乙}}]"
    lines = f"suppose:\n  merge_units: {items}\n"
    instance, _ = ask(lines)  # type: ignore[operator]
    old = {one, two, three}
    assert {u.unit_id for u in instance.units} == {u.unit_id for u in BASE.units} - old | {"乙"}
    assert [c.unit_id for c in instance.candidates] == [
        "乙" if c.unit_id in old else c.unit_id for c in BASE.candidates
    ]


def test_townships_of_one_name_in_two_counties_are_told_apart() -> None:
    """A name alone is refused where two counties use it; with ``county``, the other's township stays as it is."""
    first, second, third, fourth = BASE.villages
    villages = (
        replace(first, county="甲县", township="一镇"),
        replace(second, county="甲县", township="二镇"),
        replace(third, county="甲县", township="三镇"),
        replace(fourth, county="乙县", township="一镇"),
    )
    homes = tuple(Place(county, "一镇") for county in ("甲县", "乙县"))
    people = tuple(replace(c, home=home) for c, home in zip(BASE.candidates, homes, strict=False))
    tree, _ = read_yaml(b"suppose: {merge_townships: []}\n", "asked.yaml")
    assert tree is not None
    rosters = Rosters(villages=villages, candidates=people)
    for into, county, codes in (
        ("新镇", "", ["several_counties"]),
        ("新镇", "丙县", ["unknown_name"]),
        ("三镇", "甲县", ["name_taken"]),
        ("新镇", "甲县", ["supposed"]),
    ):
        notes = Notes(tree)
        asked = MergeTownships(townships=("一镇", "二镇"), into=into, county=county)
        merged = merge_townships(rosters, (asked,), notes)
        assert [fault.code for fault in notes.faults][: len(codes)] == codes
    assert [v.township for v in merged.villages] == ["新镇", "新镇", "三镇", "一镇"]
    assert [c.home.township for c in merged.candidates] == ["新镇", "一镇"]

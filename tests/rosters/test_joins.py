"""Rows that refer to other rows: villages, units, people, places; and rows that occur twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from solver.domain.candidate import Place
from solver.domain.words import Grade, Level, Role
from solver.scenario.rosters.findings import Source
from solver.scenario.rosters.places import Places, Spot
from solver.scenario.rosters.reading import Rosters, read_rosters
from tests.rosters.conftest import Tables, cells_of, errors, found, put

PEOPLE, POSTED, PINS = "人选花名册", "在岗人员表", "回避指定表"
Write = Callable[..., Path]


def spot(village_id: str, township: str, name: str, county: str = "甲县", row: int = 2) -> Spot:
    return Spot(village_id, "丁市", county, township, name, Source("f.xlsx", "村情需求表", row))


PLACES = Places(
    [
        spot("V1", "乙镇", "丙村", row=2),
        spot("V2", "乙镇", "戊村", row=3),
        spot("V3", "己乡", "丙村", row=4),
        spot("V4", "乙镇", "庚村", county="辛县", row=5),
    ]
)


@pytest.mark.parametrize(
    ("reference", "village_id"),
    [
        (("V1", "", "", ""), "V1"),
        (("ｖ１", "", "", ""), "V1"),
        (("V1", "甲县", "乙镇", "丙村"), "V1"),
        (("", "甲县", "己乡", "丙村"), "V3"),
        (("", "丁市甲县", "己乡", "丙村"), "V3"),
        (("", "", "己乡", "丙村"), "V3"),
        (("", "", "", "己乡丙村"), "V3"),
        (("", "", "", "甲县/己乡/丙村"), "V3"),
        (("", "", "", "戊村"), "V2"),
        (("", "", "", "戊 村"), "V2"),
        (("", "", "", "V2"), "V2"),
    ],
)
def test_village_found(reference: tuple[str, str, str, str], village_id: str) -> None:
    assert PLACES.village(*reference).village_id == village_id
    assert PLACES.village(*reference).code == ""


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        (("", "", "", "丙村"), "ambiguous_village"),
        (("", "甲县", "", "丙村"), "ambiguous_village"),
        (("", "辛县", "", "丙村"), "unknown_village"),
        (("", "", "己乡", "戊村"), "unknown_village"),
        (("V9", "", "", ""), "unknown_village"),
        (("V1", "", "", "戊村"), "village_mismatch"),
        (("V1", "", "己乡", "丙村"), "village_mismatch"),
        (("", "", "", "丙"), "ambiguous_village"),
    ],
)
def test_village_refused(reference: tuple[str, str, str, str], code: str) -> None:
    result = PLACES.village(*reference)
    assert (result.village_id, result.code) == ("", code)


def test_ambiguous_village_lists_the_rows() -> None:
    rows = PLACES.village("", "", "", "丙村").values["rows"]
    assert [row.to("zh") for row in rows] == ["村情需求表第2行", "村情需求表第4行"]  # type: ignore[attr-defined]


def test_village_by_stem_is_listed() -> None:
    result = PLACES.village("", "", "乙镇", "戊村村委会")
    assert (result.village_id, result.code) == ("V2", "village_suffix")


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("甲县", Place("甲县"), ""),
        ("己乡", Place("甲县", "己乡"), ""),
        ("甲县乙镇", Place("甲县", "乙镇"), ""),
        ("甲县/乙镇/丙村", Place("甲县", "乙镇", "丙村"), ""),
        ("己乡丙村", Place("甲县", "己乡", "丙村"), ""),
        ("丙村", Place("甲县", "", "丙村"), "place_by_name"),  # both are in 甲县: all villages of that name in it
        ("乙镇", Place("", "乙镇"), "place_by_name"),  # in two counties: every township of that name
        ("甲县己乡癸村", Place("甲县", "己乡", "癸村"), "unknown_place"),
        ("某省壬市子县丑镇寅村", Place("子县", "丑镇", "寅村"), "unknown_place"),
        ("壬市丑镇", Place("壬市", "丑镇"), "unknown_place"),
        ("子县/丑镇", Place("子县", "丑镇"), "unknown_place"),
    ],
)
def test_place(text: str, place: Place, code: str) -> None:
    read, found_code, _ = PLACES.place(text)
    assert (read, found_code) == (place, code)


def test_whole_township_or_county() -> None:
    assert PLACES.area("甲县乙镇") == ("V1", "V2")
    assert PLACES.area("甲县") == ("V1", "V2", "V3")
    assert PLACES.area("乙镇") == ()  # in two counties
    assert PLACES.area("丙村") == ()


def test_references_with_faults(workbook: Write, tables: Tables) -> None:
    put(tables, "villages", 3, "现帮扶单位", "甲县农业局机关")
    put(tables, "candidates", 2, "不可派(回避)", "己乡、丙村")
    put(tables, "candidates", 3, "单位", "甲县农业居")
    put(tables, "incumbents", 2, "村编码", "V7")
    put(tables, "pins", 2, "姓名", "王某04")
    put(tables, "pins", 3, "编号", "C20")
    put(tables, "scores", 3, "编号", "")
    read, faults = read_rosters(workbook(tables))
    assert found(faults, "unknown_unit") == [("村情需求表", 3, "现帮扶单位"), (PEOPLE, 3, "单位")]
    hint = next(fault for fault in faults if fault.code == "unknown_unit" and fault.row == 3 and fault.sheet == PEOPLE)
    assert "甲县农业局" in hint.problem.to("en")
    assert found(faults, "ambiguous_village") == [(PEOPLE, 2, "不可派(回避)")]
    assert found(faults, "unknown_village") == [(POSTED, 2, "村(社区)")]
    assert found(faults, "person_mismatch") == [(PINS, 2, "姓名")]
    assert found(faults, "unknown_person") == [(PINS, 3, "编号")]
    assert [c.person_id for c in read.candidates] == ["C03"]
    assert (read.incumbents, read.pins) == ((), ())


def test_units_by_short_name_and_code(workbook: Write, tables: Tables) -> None:
    for row, (short, code) in enumerate([("简称", "单位编码"), ("农业局、农口", "U1"), ("三处", "U2")]):
        tables["units"][row] += [short, code]
    header = tables["units"][0]
    for name in ("简称", "单位编码"):
        header[header.index(name)] = f"旧{name}"  # the empty columns of the template
    put(tables, "candidates", 2, "单位", "农口")
    put(tables, "candidates", 3, "单位", "U1")
    put(tables, "candidates", 4, "单位", "三 处")
    read, faults = read_rosters(workbook(tables))
    assert errors(faults) == []
    assert [c.unit_id for c in read.candidates] == ["甲县农业局", "甲县农业局", "省直三处"]
    assert read.units[0].extra == {"单位编码": "U1"}


def test_shared_short_name_is_ambiguous(workbook: Write, tables: Tables) -> None:
    put(tables, "units", 2, "简称", "三处")
    put(tables, "units", 3, "简称", "三处")
    put(tables, "candidates", 3, "单位", "三处")
    _, faults = read_rosters(workbook(tables))
    assert found(faults, "ambiguous_unit") == [(PEOPLE, 3, "单位")]


def test_level_from_unit(workbook: Write, tables: Tables) -> None:
    put(tables, "candidates", 3, "单位层级", "")
    put(tables, "candidates", 4, "单位层级", "市")
    read, faults = read_rosters(workbook(tables))
    assert read.candidates[1].level is Level.COUNTY
    assert found(faults, "level_from_unit") == [(PEOPLE, 3, "单位层级")]
    assert found(faults, "level_differs") == [(PEOPLE, 4, "单位层级")]


def test_rows_that_occur_twice(workbook: Write, tables: Tables) -> None:
    tables["villages"].append([*tables["villages"][1]])
    tables["villages"].append([*tables["villages"][2]])
    put(tables, "villages", 6, "村编码", "V9")  # another ID, the same village
    tables["candidates"].append([*tables["candidates"][1]])
    tables["units"].append([*tables["units"][1]])
    put(tables, "pins", 2, "姓名", "")
    tables["pins"].append([*tables["pins"][1]])
    tables["scores"] += [[*tables["scores"][1]], [*tables["scores"][2]]]
    put(tables, "scores", 5, "分数", 1)
    tables["pairings"].append([*tables["pairings"][1]])
    put(tables, "candidates", 4, "姓名", "李　某02")
    read, faults = read_rosters(workbook(tables))
    assert found(faults, "duplicate_village") == [("村情需求表", 5, "村(社区)"), ("村情需求表", 6, "村(社区)")]
    assert found(faults, "duplicate_person") == [(PEOPLE, 5, "编号")]
    assert found(faults, "duplicate_unit") == [("派出单位名额表", 4, "单位")]
    assert found(faults, "same_name") == [(PEOPLE, 4, "姓名")]
    assert found(faults, "conflicting_score") == [("评分表", 5, "分数")]
    assert found(faults, "duplicate_row") == [("结对帮扶表", 3, "单位"), (PINS, 4, "类型"), ("评分表", 4, "分数")]
    assert [len(getattr(read, key)) for key in ("villages", "units", "pairings", "scores")] == [3, 2, 1, 2]


def test_village_id_does_not_depend_on_the_row(workbook: Write, tables: Tables) -> None:
    for row in (2, 3, 4):
        put(tables, "villages", row, "村编码", "")
    for key in ("incumbents", "pairings", "pins", "scores"):
        for row in range(2, len(tables[key]) + 1):
            put(tables, key, row, "村编码", "")
    put(tables, "candidates", 2, "不可派(回避)", "己乡丙村")
    put(tables, "units", 3, "定点帮扶村", "乙镇丙村")
    read, faults = read_rosters(workbook(tables))
    assert errors(faults) == []
    assert [v.village_id for v in read.villages] == ["甲县/乙镇/丙村", "甲县/乙镇/戊村", "甲县/己乡/丙村"]
    assert read.candidates[0].avoid == ("甲县/己乡/丙村",)
    assert [s.village_id for s in read.scores] == ["甲县/乙镇/丙村", "甲县/己乡/丙村"]


def test_names_serve_as_codes_if_there_are_none(workbook: Write, tables: Tables, rosters: Rosters) -> None:
    tables["candidates"][0][tables["candidates"][0].index("编号")] = "原编号"
    for key in ("pins", "scores"):
        for row in range(2, len(tables[key]) + 1):
            put(tables, key, row, "编号", "")
    put(tables, "candidates", 2, "配偶编号", "李某02")
    read, faults = read_rosters(workbook(tables))
    assert errors(faults) == []
    assert found(faults, "names_as_codes") == [(PEOPLE, 2, "姓名")]
    assert [c.person_id for c in read.candidates] == ["张某01", "李某02", "王某03"]
    assert read.candidates[0].spouse_id == "李某02"
    put(tables, "candidates", 3, "姓名", "张某01")
    _, faults = read_rosters(workbook(tables))
    assert "duplicate_person" in errors(faults)


def test_incumbent_who_is_a_nominee(workbook: Write, rosters: Rosters) -> None:
    incumbent = rosters.incumbents[0]
    person = replace(incumbent.person, person_id="C02", alias="李某02", unit_id="甲县农业局", level=Level.COUNTY)
    changed = replace(rosters, incumbents=(replace(incumbent, person=person),))
    read, faults = read_rosters(workbook(cells_of(changed)))
    assert errors(faults) == []
    assert found(faults, "candidate_is_incumbent") == [(POSTED, 2, "编号")]
    merged = read.incumbents[0].person
    assert merged.vetting == rosters.candidates[1].vetting  # from the roster
    assert merged.appraisals == (Grade.COMPETENT, Grade.EXCELLENT)  # where the roster is silent
    assert merged.roles == frozenset({Role.MEMBER})


def test_home_that_nearly_is_a_place_is_noted(workbook: Write, tables: Tables) -> None:
    put(tables, "candidates", 2, "籍贯/家庭所在乡镇村", "甲县己乡丙材")
    put(tables, "candidates", 3, "籍贯/家庭所在乡镇村", "某省子县丑镇")
    put(tables, "candidates", 3, "意愿县/乡", "服从安排")
    put(tables, "candidates", 4, "意愿县/乡", "寅县")
    put(tables, "candidates", 4, "不可派(回避)", "甲县乙镇")
    put(tables, "candidates", 4, "配偶编号", "C77")
    tables["pins"] = tables["pins"][:1]
    read, faults = read_rosters(workbook(tables))
    assert errors(faults) == []
    assert found(faults, "unknown_place") == [(PEOPLE, 2, "籍贯/家庭所在乡镇村"), (PEOPLE, 4, "意愿县/乡")]
    assert read.candidates[1].home == Place("子县", "丑镇")
    assert read.candidates[1].wishes == ()
    assert read.candidates[2].wishes == (Place("寅县"),)
    assert read.candidates[2].avoid == ("V1", "V2")
    assert found(faults, "area_avoided") == [(PEOPLE, 4, "不可派(回避)")]
    assert found(faults, "spouse_not_listed") == [(PEOPLE, 4, "配偶编号")]


def test_assisted_villages(workbook: Write, tables: Tables) -> None:
    put(tables, "villages", 2, "现有帮扶", "")
    put(tables, "villages", 2, "现帮扶单位", "")
    read, _ = read_rosters(workbook(tables))
    assert [v.assisted for v in read.villages] == [True, False, False]  # V1 has an incumbent and a pairing
    put(tables, "villages", 2, "现有帮扶", "否")
    read, _ = read_rosters(workbook(tables))
    assert [v.assisted for v in read.villages] == [False, False, False]


def test_rows_that_refer_to_rows_with_faults(workbook: Write, tables: Tables) -> None:
    put(tables, "villages", 2, "D1a", 4)
    read, faults = read_rosters(workbook(tables))
    assert errors(faults) == ["out_of_range"]
    assert {sheet for sheet, _, _ in found(faults, "refers_to_dropped")} == {
        "派出单位名额表",
        POSTED,
        "结对帮扶表",
        PINS,
        "评分表",
    }
    assert [len(getattr(read, key)) for key in ("villages", "incumbents", "pairings", "pins", "scores")] == [
        2,
        0,
        0,
        1,
        1,
    ]

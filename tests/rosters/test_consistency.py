"""Rows that contradict themselves or each other: both sides of each limit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from solver.domain.words import Gate, Mode
from solver.scenario.rosters.reading import read_rosters
from tests.rosters.conftest import Tables, errors, found, put

DAY = date(2025, 5, 1)
PEOPLE, PINS = "人选花名册", "回避指定表"
Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        # C01 is born on 1985-03-01: 18 on 2003-03-01, 15 on 2000-03-01
        ("转正时间", "2003-03-01", ""),
        ("转正时间", "2003-02-28", "member_too_young"),
        ("参加工作时间", "2000-03-01", ""),
        ("参加工作时间", "2000-02-29", "work_too_young"),
        ("参加工作时间", "2025-05-01", ""),
        ("参加工作时间", "2025-05-02", "future_date"),
        ("出生年月", "2025-05-02", "future_date"),
        ("预计退休", "1985-03-01", "end_before_start"),
        ("预计退休", "1985-03-02", ""),
        ("配偶编号", "C01", "spouse_is_self"),
    ],
)
def test_dates_of_a_person(workbook: Write, tables: Tables, header: str, cell: str, code: str) -> None:
    if header == "出生年月":
        put(tables, "candidates", 2, "转正时间", "")
        put(tables, "candidates", 2, "参加工作时间", "")
        put(tables, "candidates", 2, "预计退休", "")
    put(tables, "candidates", 2, header, cell)
    _, faults = read_rosters(workbook(tables), DAY)
    assert errors(faults) == ([code] if code else [])
    assert found(faults, code) == ([(PEOPLE, 2, header)] if code else [])


@pytest.mark.parametrize(
    ("birth", "plausible"),
    # 18 on the reference date exactly; 81 the day after the last day of being 80
    [("2007-05-01", True), ("2007-05-02", False), ("1944-05-02", True), ("1944-05-01", False)],
)
def test_age(workbook: Write, tables: Tables, birth: str, plausible: bool) -> None:
    put(tables, "candidates", 3, "出生年月", birth)
    path = workbook(tables)
    _, faults = read_rosters(path, DAY)
    assert errors(faults) == ([] if plausible else ["implausible_birth"])
    assert errors(read_rosters(path)[1]) == []  # no reference date, no age


@pytest.mark.parametrize(("end", "code"), [("2023-05-07", ""), ("2023-05-06", "end_before_start"), ("2023.05", "")])
def test_term(workbook: Write, tables: Tables, end: str, code: str) -> None:
    put(tables, "incumbents", 2, "任期届满", end)
    read, faults = read_rosters(workbook(tables), DAY)
    assert errors(faults) == ([code] if code else [])
    if end == "2023.05":
        assert read.incumbents[0].end == date(2023, 5, 31)  # the term runs through the month


@pytest.mark.parametrize(
    ("mode", "secretaries", "members", "read"),
    [
        ("", "", "", (None, None)),
        ("", 1, 2, (Mode.TEAM, 2)),
        ("", "", 2, (Mode.TEAM, 2)),
        ("", 1, 0, (Mode.FIRST_SECRETARY_ONLY, 0)),
        ("", 1, "", (None, None)),
        ("", 0, "", (Mode.NONE, None)),
        ("", "", 0, (None, 0)),
        ("第一书记和工作队", "", "", (Mode.TEAM, None)),
        ("单独选派第一书记", 1, 0, (Mode.FIRST_SECRETARY_ONLY, 0)),
        ("不选派", 0, 0, (Mode.NONE, 0)),
        ("不选派", 1, 0, None),
        ("单独选派第一书记", 1, 1, None),
        ("单独选派第一书记", 0, 0, None),
        ("第一书记和工作队", 0, 2, None),
        ("第一书记和工作队", 1, 0, None),
        ("", 0, 2, None),
    ],
)
def test_mode_and_quotas(workbook: Write, tables: Tables, mode: Any, secretaries: Any, members: Any, read: Any) -> None:
    for header, cell in (("选派方式", mode), ("第一书记名额", secretaries), ("队员名额", members)):
        put(tables, "villages", 4, header, cell)
    tables["pins"], tables["scores"] = tables["pins"][:1], tables["scores"][:1]
    put(tables, "candidates", 2, "不可派(回避)", "")
    put(tables, "units", 3, "定点帮扶村", "")
    rosters, faults = read_rosters(workbook(tables))
    if read is None:
        assert errors(faults) == ["mode_contradiction"]
        assert len(rosters.villages) == 2
    else:
        assert errors(faults) == []
        assert (rosters.villages[2].demanded_mode, rosters.villages[2].demanded_members) == read
        derived = not mode and read[0] is not None
        assert bool(found(faults, "mode_from_quotas")) is derived


def pins_of(tables: Tables, *rows: tuple[str, str, str, str]) -> None:
    """Replace the pins by (person, village, kind, role); the first is row 2."""
    header = tables["pins"][0]
    tables["pins"] = [header]
    for person, village, kind, role in rows:
        cells = {"编号": person, "村编码": village, "类型": kind, "角色": role}
        tables["pins"].append([cells.get(name, "") for name in header])


@pytest.mark.parametrize(
    "rows",
    [
        [("C03", "V1", "指定", ""), ("C03", "V2", "指定", "")],
        [("C02", "V1", "指定", ""), ("C02", "V1", "回避", "")],
        [("C02", "V1", "指定", "队员"), ("C02", "V1", "回避", "")],
        [("C02", "V1", "指定", "第一书记"), ("C03", "V1", "指定", "第一书记")],
        [("C02", "V1", "指定", "第一书记"), ("C02", "V1", "指定", "队员")],
    ],
)
def test_contradictory_pins_name_both_lines(workbook: Write, tables: Tables, rows: list[Any]) -> None:
    pins_of(tables, *rows)
    read, faults = read_rosters(workbook(tables))
    assert errors(faults) == ["contradictory_pins"]
    fault = next(fault for fault in faults if fault.code == "contradictory_pins")
    assert fault.row == 3
    assert "回避指定表第2行" in fault.problem.to("zh")
    assert "回避指定表 row 2" in fault.problem.to("en")
    assert read.pins == ()


@pytest.mark.parametrize(
    "rows",
    [
        [("C03", "V1", "回避", ""), ("C03", "V2", "回避", "")],
        [("C03", "V1", "指定", ""), ("C03", "V2", "回避", "")],
        [("C02", "V1", "指定", "队员"), ("C02", "V1", "回避", "第一书记")],
        [("C02", "V1", "指定", "队员"), ("C03", "V1", "指定", "第一书记")],
        [("C02", "V1", "指定", "第一书记"), ("C03", "V2", "指定", "第一书记")],
    ],
)
def test_pins_that_agree(workbook: Write, tables: Tables, rows: list[Any]) -> None:
    pins_of(tables, *rows)
    read, faults = read_rosters(workbook(tables))
    assert errors(faults) == []
    assert len(read.pins) == 2


def test_pin_against_declared_avoidance_and_outside_the_roster(workbook: Write, tables: Tables) -> None:
    pins_of(tables, ("C01", "V3", "指定", ""), ("P9", "V1", "指定", ""), ("P9", "V2", "回避", ""))
    read, faults = read_rosters(workbook(tables))
    assert found(faults, "pin_without_candidate") == [(PINS, 3, "编号")]
    contradiction = next(fault for fault in faults if fault.code == "contradictory_pins")
    assert (contradiction.row, "人选花名册第2行" in contradiction.problem.to("zh")) == (2, True)
    assert [pin.person_id for pin in read.pins] == ["P9"]


def test_vetting_blank_is_pending(workbook: Write, tables: Tables) -> None:
    put(tables, "candidates", 3, "能力", "")
    read, faults = read_rosters(workbook(tables))
    assert read.candidates[1].vetting == (Gate.PASS, Gate.PASS, Gate.PENDING, Gate.PASS, Gate.PASS)
    assert found(faults, "pending_vetting") == [(PEOPLE, 3, "能力")]


def test_no_vetting_at_all(workbook: Write, tables: Tables) -> None:
    cut = tables["candidates"][0].index("政治")
    tables["candidates"] = [row[:cut] + row[cut + 5 :] for row in tables["candidates"]]
    read, faults = read_rosters(workbook(tables))
    assert {c.vetting for c in read.candidates} == {(Gate.PENDING,) * 5}
    assert found(faults, "no_vetting") == [(PEOPLE, None, "")]
    assert errors(faults) == []


def test_ineligible_is_a_note_only(workbook: Write, tables: Tables) -> None:
    put(tables, "candidates", 2, "政治面貌", "预备党员")
    put(tables, "candidates", 3, "政治面貌", "预备党员")  # a member: nothing to note
    put(tables, "candidates", 4, "政治面貌", "群众")  # first secretary only
    read, faults = read_rosters(workbook(tables))
    assert errors(faults) == []
    assert found(faults, "not_full_member") == [(PEOPLE, 2, "政治面貌"), (PEOPLE, 4, "政治面貌")]
    assert len(read.candidates) == 3


def test_needs(workbook: Write, tables: Tables) -> None:
    header = tables["villages"][0]
    for item in header[header.index("D1a") : header.index("D4c") + 1]:
        put(tables, "villages", 2, item, "")
    put(tables, "villages", 3, "首要需求", "D1a")  # weight 0
    read, faults = read_rosters(workbook(tables))
    assert read.villages[0].needs == (0,) * 12
    assert found(faults, "no_needs") == [("村情需求表", 2, "D1a")]
    assert found(faults, "primary_need_zero") == [("村情需求表", 3, "首要需求")]


def test_two_first_secretaries_and_recall(workbook: Write, tables: Tables) -> None:
    put(tables, "incumbents", 2, "角色", "第一书记")
    tables["incumbents"] += [[*tables["incumbents"][1]], [*tables["incumbents"][1]]]
    for row, person, reason in ((3, "P8", "不胜任"), (4, "P7", "无")):
        put(tables, "incumbents", row, "编号", person)
        put(tables, "incumbents", row, "姓名", f"钱某{row}")
        put(tables, "incumbents", row, "是否召回", "")
        put(tables, "incumbents", row, "调整原因", reason)
    put(tables, "incumbents", 4, "角色", "队员")
    read, faults = read_rosters(workbook(tables))
    assert errors(faults) == []
    assert found(faults, "two_first_secretaries") == [("在岗人员表", 3, "角色")]
    assert [(i.person.person_id, i.recalled, i.recall_reason) for i in read.incumbents] == [
        ("P9", False, ""),
        ("P8", True, "不胜任"),
        ("P7", False, ""),
    ]


def test_many_notes_become_one(workbook: Write, tables: Tables) -> None:
    row = tables["candidates"][2]
    for number in range(60):
        tables["candidates"].append([*row])
        last = len(tables["candidates"])
        put(tables, "candidates", last, "编号", f"N{number:02}")
        put(tables, "candidates", last, "姓名", f"孙某{number:02}")
        put(tables, "candidates", last, "作风", "")
        put(tables, "candidates", last, "学历", "不明")
    _, faults = read_rosters(workbook(tables))
    pending = [fault for fault in faults if fault.code == "pending_vetting"]
    assert len(pending) == 1
    assert "60" in pending[0].problem.to("zh")
    assert "5, 6, 7" in pending[0].problem.to("en")
    assert len(errors(faults)) == 60  # errors are never joined

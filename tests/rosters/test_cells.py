"""Single cells: what is read, what is refused, and that nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.words import (
    Education,
    Expertise,
    Gate,
    Grade,
    Mode,
    PartyStatus,
    Role,
    VillageType,
)
from solver.scenario.rosters.cells import clean, read_cell, shown
from solver.scenario.rosters.columns import Column, Kind, Sheet
from solver.scenario.rosters.sheets import sheet_of


def col(sheet: str, key: str) -> Column:
    table: Sheet | None = sheet_of(sheet)
    assert table is not None
    return table.column(key)


FS, M = Role.FIRST_SECRETARY, Role.MEMBER


@pytest.mark.parametrize(
    ("sheet", "key", "cell", "value"),
    [
        ("candidates", "role_ok", "第一书记", (FS,)),
        ("candidates", "role_ok", "均可", (FS, M)),
        ("candidates", "role_ok", "第一书记/队员", (FS, M)),
        ("candidates", "role_ok", "第一书记、队员", (FS, M)),
        ("candidates", "party_status", "中共党员", PartyStatus.FULL),
        ("candidates", "party_status", "中共预备党员", PartyStatus.PROBATIONARY),
        ("candidates", "party_status", "群众", PartyStatus.NONE),
        ("candidates", "education", "大学本科", Education.BACHELOR),
        ("candidates", "expertise", "农技、政法信访", (Expertise.AGRONOMY, Expertise.LAW)),
        ("candidates", "expertise", "law, police, petitions; agronomy", (Expertise.LAW, Expertise.AGRONOMY)),
        ("candidates", "appraisals", "优秀/称职 称职", (Grade.EXCELLENT, Grade.COMPETENT, Grade.COMPETENT)),
        ("candidates", "appraisals", "2022年优秀、2023年:称职", (Grade.EXCELLENT, Grade.COMPETENT)),
        ("candidates", "vet_1", "通过", Gate.PASS),
        ("candidates", "vet_1", "不通过", Gate.FAIL),
        ("candidates", "vet_1", "待定", Gate.PENDING),
        ("candidates", "hardship", "是", True),
        ("candidates", "hardship", "否", False),
        ("candidates", "hardship", True, True),
        ("candidates", "rural_years", "３", 3),
        ("candidates", "rural_years", "3年", 3),
        ("candidates", "rural_years", 3.0, 3),
        ("candidates", "person_id", 1001.0, "1001"),
        ("candidates", "alias", "张　三", "张三"),
        ("candidates", "languages", "无", None),
        ("villages", "population", "1,700", 1700),
        ("villages", "collective_income", "12.5", 12.5),
        ("villages", "collective_income", "12.5万元", 12.5),
        ("villages", "need_D1a", 3, 3),
        ("villages", "need_D1a", 0, 0),
        ("villages", "primary_need", "d2b 产业与集体经济", "D2b"),
        ("villages", "primary_need", "产业与集体经济", "D2b"),
        ("villages", "weak_since", "2023年", 2023),
        ("villages", "mode", "第一书记+工作队", Mode.TEAM),
        ("villages", "mode", "单独选派", Mode.FIRST_SECRETARY_ONLY),
        ("villages", "types", "脱贫村、抵边村", (VillageType.LIFTED, "抵边村")),
        ("pairings", "since", "2021.05", 2021),
    ],
)
def test_read(sheet: str, key: str, cell: Any, value: Any) -> None:
    reading = read_cell(col(sheet, key), cell)
    assert (reading.value, reading.code) == (value, "")


@pytest.mark.parametrize(
    ("sheet", "key", "cell", "code"),
    [
        ("villages", "need_D1a", 4, "out_of_range"),
        ("villages", "need_D1a", -1, "out_of_range"),
        ("villages", "need_D1a", 1.5, "bad_number"),
        ("villages", "beds", "无", "bad_number"),
        ("villages", "drive_min", "1小时", "bad_number"),
        ("villages", "drive_min", True, "bad_number"),
        ("villages", "fs_quota", 2, "out_of_range"),
        ("villages", "types", "脱贫材", "unknown_word"),
        ("villages", "primary_need", "D5a", "unknown_word"),
        ("units", "quota_fs", -1, "out_of_range"),
        ("candidates", "party_status", "党圆", "unknown_word"),
        ("candidates", "role_ok", "副书记", "unknown_word"),
        ("candidates", "hardship", "也许", "unknown_word"),
        ("candidates", "birth", 1985.1, "ambiguous_month"),
        ("candidates", "birth", 31108, "date_serial"),
        ("candidates", "birth", "1985.13", "bad_date"),
        ("candidates", "person_id", 110101198001011234.0, "destroyed_number"),
        ("candidates", "person_id", 1e14, "destroyed_number"),
        ("candidates", "person_id", "110101198001011234", "identity_number"),
        ("candidates", "person_id", "11010119800101123X", "identity_number"),
        ("candidates", "person_id", "13800000000", "identity_number"),
        ("candidates", "note", "联系13800000000", "private_text"),
    ],
)
def test_refused_or_listed(sheet: str, key: str, cell: Any, code: str) -> None:
    assert read_cell(col(sheet, key), cell).code == code


def test_fifteen_digits_is_the_limit() -> None:
    # 14 digits are exact and kept; 15 are refused (1e14 is the first number with 15 digits).
    assert read_cell(col("candidates", "person_id"), 99999999999999.0).value == "99999999999999"
    assert read_cell(col("candidates", "person_id"), 100000000000000.0).code == "destroyed_number"
    assert read_cell(col("candidates", "person_id"), "1.10101E+17", typed=False).code == "destroyed_number"
    assert read_cell(col("villages", "village_id"), 522301100205.0).value == "522301100205"


def test_messages_hide_identity_numbers() -> None:
    assert shown("号110101198001011234") == "号110…"
    assert shown(110101198001011234.0) == "1.10E+17"
    assert shown("13800000000") == "138…"


def test_suggestion() -> None:
    reading = read_cell(col("candidates", "party_status"), "中共党圆")
    assert "中共党员" in reading.values["hint"].to("zh")  # type: ignore[attr-defined]


def test_clean_keeps_latin_spaces() -> None:
    assert clean(" 甲 县  Wang  San ") == "甲县 Wang San"


def test_no_unit_of_another_measure() -> None:
    assert read_cell(col("villages", "drive_min"), "50分钟").value == 50
    assert read_cell(col("villages", "drive_min"), "50公里").code == "bad_number"
    assert Kind.INT is col("villages", "drive_min").kind

"""A small county with every column filled, and ways to put tables into real files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from solver.domain.candidate import Candidate, Place
from solver.domain.posting import Incumbent, Pairing, Pin, Score
from solver.domain.village import Unit, Village
from solver.domain.words import (
    Category,
    Education,
    Expertise,
    Gate,
    Grade,
    Health,
    Level,
    Mode,
    PartyStatus,
    PinKind,
    Role,
    Route,
    Sex,
    State,
    TaskWeight,
    VillageType,
)
from solver.scenario.rosters.reading import Rosters
from solver.scenario.rosters.sheets import SHEETS
from solver.scenario.rosters.writing import header_rows, row_of

Cells = list[list[Any]]
Tables = dict[str, Cells]


def full_rosters() -> Rosters:
    """Return tables in which every field differs from its default somewhere."""
    villages = (
        Village(
            "V1",
            "丁市",
            "甲县",
            "乙镇",
            "丙村",
            frozenset({VillageType.LIFTED, VillageType.WEAK}),
            ("抵边示范",),
            True,
            TaskWeight.HEAVY,
            2023,
            450,
            1700,
            200,
            9,
            41,
            5,
            12.5,
            "茶叶",
            "D2b",
            (1, 2, 0, 3, 3, 0, 0, 1, 2, 0, 0, 1),
            (Expertise.AGRONOMY, Expertise.ECOLOGY),
            "甲方言",
            35.5,
            70,
            1200,
            2,
            3,
            Mode.TEAM,
            2,
            "甲县农业局",
            True,
            "路远",
        ),
        Village(
            "V2",
            "丁市",
            "甲县",
            "乙镇",
            "戊村",
            demanded_mode=Mode.FIRST_SECRETARY_ONLY,
            demanded_members=0,
            needs=(0,) * 11 + (1,),
            primary_need="D4c",
        ),
        Village("V3", "丁市", "甲县", "己乡", "丙村", needs=(1,) * 12, task_weight=TaskWeight.LIGHT),
    )
    candidates = (
        Candidate(
            "C01",
            "张某01",
            Sex.FEMALE,
            date(1985, 3, 1),
            Place("甲县", "己乡", "丙村"),
            PartyStatus.FULL,
            date(2010, 7, 1),
            date(2008, 8, 1),
            Education.BACHELOR,
            "农学",
            (Expertise.AGRONOMY, Expertise.LAW),
            "甲县农业局",
            "一级主任科员",
            Level.COUNTY,
            Category.CIVIL_SERVANT,
            4,
            ("甲方言", "普通话"),
            frozenset({Role.FIRST_SECRETARY, Role.MEMBER}),
            Route.BOTH,
            (Place("甲县", "乙镇"), Place("甲县")),
            ("V3",),
            Health.LIMITED,
            True,
            (Grade.EXCELLENT, Grade.COMPETENT, Grade.COMPETENT),
            (Gate.PASS, Gate.PASS, Gate.PENDING, Gate.PASS, Gate.FAIL),
            State.CONFIRMED,
            date(2045, 3, 1),
            date(2025, 6, 15),
            "C02",
            date(2022, 5, 31),
            1,
            "备用",
        ),
        Candidate(
            "C02",
            "李某02",
            unit_id="甲县农业局",
            level=Level.COUNTY,
            roles=frozenset({Role.MEMBER}),
            vetting=(Gate.PASS,) * 5,
        ),
        Candidate(
            "C03",
            "王某03",
            unit_id="省直三处",
            level=Level.PROVINCE,
            roles=frozenset({Role.FIRST_SECRETARY}),
            vetting=(Gate.PASS,) * 5,
        ),
    )
    units = (
        Unit(
            "甲县农业局",
            Level.COUNTY,
            "丁市",
            "甲县",
            "农业",
            28,
            1,
            1,
            2,
            4,
            max_villages=2,
            resources="技术",
            note="无",
        ),
        Unit(
            "省直三处",
            Level.PROVINCE,
            quota_first_secretary=1,
            quota_member=0,
            paired_county="甲县",
            paired_villages=("V1", "V3"),
        ),
    )
    person = Candidate(
        "P9",
        "赵某09",
        Sex.MALE,
        date(1990, 1, 1),
        unit_id="省直三处",
        level=Level.PROVINCE,
        roles=frozenset({Role.MEMBER}),
        appraisals=(Grade.COMPETENT, Grade.EXCELLENT),
        terms_served=1,
    )
    incumbents = (
        Incumbent(person, "V1", Role.MEMBER, date(2023, 5, 7), date(2025, 5, 6), 180, Grade.EXCELLENT, 2, True, True),
    )
    return Rosters(
        villages,
        candidates,
        units,
        incumbents,
        (Pairing("省直三处", "甲县", "V1", 2021),),
        (
            Pin("C03", "V1", PinKind.MUST, "县委决定", Role.FIRST_SECRETARY),
            Pin("C02", "V2", PinKind.FORBID, "亲属任职"),
        ),
        (Score("C01", "V1", None, 88), Score("C02", "V3", Role.MEMBER, 75)),
    )


def cells_of(rosters: Rosters, lang: Any = "zh", merged: bool = False) -> Tables:
    """Return the rosters as cells, header first, by sheet key."""
    villages = {village.village_id: village for village in rosters.villages}
    names = {candidate.person_id: candidate.alias for candidate in rosters.candidates}
    return {
        sheet.key: [
            *header_rows(sheet, lang, merged),
            *(
                row_of(sheet, row, lang, villages, names, number)
                for number, row in enumerate(getattr(rosters, sheet.key), start=1)
            ),
        ]
        for sheet in SHEETS
    }


@pytest.fixture
def rosters() -> Rosters:
    return full_rosters()


@pytest.fixture
def tables() -> Tables:
    """The full county as cells, Chinese headers in one row: change a cell, then write it."""
    return cells_of(full_rosters())


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    def write(tables: Tables, lang: Any = "zh", name: str = "甲县.xlsx") -> Path:
        path = tmp_path / name
        book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in SHEETS:
            if sheet.key not in tables:
                continue
            page = book.add_worksheet(sheet.title(lang))
            for i, row in enumerate(tables[sheet.key]):
                for j, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(i, j, cell, day)
                    elif cell != "":
                        page.write(i, j, cell)
        book.close()
        return path

    return write


@pytest.fixture
def csv_folder(tmp_path: Path) -> Callable[..., Path]:
    def write(tables: Tables, encoding: str, lang: Any = "zh") -> Path:
        folder = tmp_path / f"csv-{encoding}"
        folder.mkdir()
        for sheet in SHEETS:
            if sheet.key in tables:
                with (folder / f"{sheet.title(lang)}.csv").open("w", encoding=encoding, newline="") as file:
                    csv.writer(file).writerows(tables[sheet.key])
        return folder

    return write


def column(tables: Tables, sheet: str, header: str) -> int:
    """Return the position of a header in the first row of a sheet."""
    return tables[sheet][0].index(header)


def put(tables: Tables, sheet: str, row: int, header: str, cell: Any) -> None:
    """Write one cell: ``row`` as a spreadsheet shows it."""
    tables[sheet][row - 1][column(tables, sheet, header)] = cell


def found(faults: Sequence[Any], code: str) -> list[tuple[str, int | None, str]]:
    """Return (sheet, row, column) of every fault of a code."""
    return [(fault.sheet, fault.row, fault.column) for fault in faults if fault.code == code]


def errors(faults: Sequence[Any]) -> list[str]:
    """Return the codes of all errors."""
    return [fault.code for fault in faults if fault.severity == "error"]

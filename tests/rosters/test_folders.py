"""A folder of workbooks, one a county: joined over all, faults named with their file, names of the own county first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from solver.domain.candidate import Place
from solver.scenario.rosters.files import roster_files
from solver.scenario.rosters.findings import did_you_mean
from solver.scenario.rosters.reading import read_rosters
from solver.scenario.rosters.spellings import Spellings

Sheets = dict[str, list[list[str]]]


def county(letter: str) -> Sheets:
    """One county of two villages, one unit, two nominees; names of townships and villages are the same everywhere."""
    return {
        "村情需求表": [
            ["村编码", "市州", "县", "乡镇", "村", "村类型"],
            [f"{letter}1", "丁市", f"{letter}县", "柳镇", "上村", "脱贫村"],
            [f"{letter}2", "丁市", f"{letter}县", "柳镇", "下村", "脱贫村"],
        ],
        "派出单位名额表": [["单位", "层级", "简称"], [f"{letter}县农业局", "县", "农业局"]],
        "人选花名册": [
            ["编号", "姓名", "单位", "拟任", "意愿县/乡", "不可派(回避)"],
            [f"P{letter}1", "王某1", "农业局", "队员", "柳镇", "上村"],
            [f"P{letter}2", "李某2", f"{letter}县农业局", "均可", "", ""],
        ],
        "在岗人员表": [
            ["编号", "姓名", "村(社区)", "角色", "单位"],
            [f"Q{letter}1", "赵某9", "下村", "队员", "农业局"],
        ],
    }


UPPER: Sheets = {
    "派出单位名额表": [["单位", "层级"], ["省直某厅", "省"]],
    "人选花名册": [["编号", "姓名", "单位", "拟任", "意愿县/乡"], ["S1", "孙某7", "省直某厅", "均可", "乙县"]],
    "结对帮扶表": [["单位", "县", "村编码"], ["省直某厅", "甲县", "甲2"]],
}


def write(folder: Path, books: Mapping[str, Sheets]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, sheets in books.items():
        with xlsxwriter.Workbook(str(folder / f"{name}.xlsx")) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for i, row in enumerate(rows):
                    sheet.write_row(i, 0, row)
    return folder


@pytest.fixture
def books() -> dict[str, Sheets]:
    return {"A甲县": county("甲"), "B乙县": county("乙"), "Z省级": UPPER}


def test_all_files_are_one_round(tmp_path: Path, books: dict[str, Sheets]) -> None:
    told: list[tuple[int, int]] = []
    read, faults = read_rosters(write(tmp_path / "r", books), tell=lambda done, of: told.append((done, of)))
    assert [fault for fault in faults if fault.severity == "error"] == []
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [v.village_id for v in read.villages] == ["甲1", "甲2", "乙1", "乙2"]
    assert [c.person_id for c in read.candidates] == ["P甲1", "P甲2", "P乙1", "P乙2", "S1"]
    assert [u.unit_id for u in read.units] == ["甲县农业局", "乙县农业局", "省直某厅"]
    assert [(p.unit_id, p.village_id) for p in read.pairings] == [("省直某厅", "甲2")]
    source = read.source("candidates", "P乙2")
    assert source is not None
    assert (source.file, source.sheet, source.row) == ("B乙县.xlsx", "人选花名册", 3)
    assert str(source) == "B乙县.xlsx 人选花名册 row 3"


def test_names_mean_the_own_county_first(tmp_path: Path, books: dict[str, Sheets]) -> None:
    """柳镇, 上村, 下村 and 农业局 are in both counties; each workbook means its own."""
    read, _ = read_rosters(write(tmp_path / "r", books))
    by_id = {c.person_id: c for c in read.candidates}
    assert [by_id[f"P{x}1"].unit_id for x in "甲乙"] == ["甲县农业局", "乙县农业局"]
    assert [by_id[f"P{x}1"].wishes for x in "甲乙"] == [(Place("甲县", "柳镇"),), (Place("乙县", "柳镇"),)]
    assert [by_id[f"P{x}1"].avoid for x in "甲乙"] == [("甲1",), ("乙1",)]
    assert [i.village_id for i in read.incumbents] == ["甲2", "乙2"]
    assert [i.person.unit_id for i in read.incumbents] == ["甲县农业局", "乙县农业局"]


def test_a_workbook_without_villages_must_say_which(tmp_path: Path, books: dict[str, Sheets]) -> None:
    posted = [["编号", "姓名", "村(社区)", "角色", "单位"], ["Q1", "赵某9", "上村", "队员", "省直某厅"]]
    books["Z省级"] = {**UPPER, "在岗人员表": posted}
    _, faults = read_rosters(write(tmp_path / "r", books))
    (fault,) = [f for f in faults if f.severity == "error"]
    assert (fault.code, fault.file, fault.row) == ("ambiguous_village", "Z省级.xlsx", 2)
    assert "A甲县.xlsx 村情需求表第2行" in fault.problem.to("zh")
    assert "B乙县.xlsx 村情需求表第2行" in fault.problem.to("zh")


def test_an_id_in_two_files_is_a_fault(tmp_path: Path, books: dict[str, Sheets]) -> None:
    books["B乙县"]["人选花名册"][1][0] = "P甲1"
    books["B乙县"]["村情需求表"][2][0] = "甲2"
    books["Z省级"] = {**UPPER, "派出单位名额表": [*UPPER["派出单位名额表"], ["甲县农业局", "县"]]}
    read, faults = read_rosters(write(tmp_path / "r", books))
    wrong = {f.code: f for f in faults if f.severity == "error"}
    assert {"duplicate_person", "duplicate_village", "duplicate_unit"} <= set(wrong)
    assert (wrong["duplicate_person"].file, wrong["duplicate_person"].row) == ("B乙县.xlsx", 2)
    assert "A甲县.xlsx 人选花名册 row 2" in wrong["duplicate_person"].problem.to("en")
    assert wrong["duplicate_unit"].file == "Z省级.xlsx"
    assert [c.person_id for c in read.candidates].count("P甲1") == 1


def test_columns_may_differ_from_file_to_file(tmp_path: Path, books: dict[str, Sheets]) -> None:
    """In 乙县 the columns stand in another order, under another name; a fault names the header of its own file."""
    rows = books["B乙县"]["人选花名册"]
    rows[0] = ["编号", "姓名", "派出单位", "拟任", "意愿县/乡", "不可派(回避)"]
    books["B乙县"]["人选花名册"] = [row[::-1] for row in rows]
    books["B乙县"]["人选花名册"][2][3] = "无此单位"
    _, faults = read_rosters(write(tmp_path / "r", books))
    (fault,) = [f for f in faults if f.severity == "error"]
    assert (fault.code, fault.file, fault.column, fault.row) == ("unknown_unit", "B乙县.xlsx", "派出单位", 3)


def test_codes_in_all_files_or_in_none(tmp_path: Path, books: dict[str, Sheets]) -> None:
    books["B乙县"]["人选花名册"] = [row[1:] for row in books["B乙县"]["人选花名册"]]
    _, faults = read_rosters(write(tmp_path / "r", books))
    missing = [f for f in faults if f.code == "missing_column"]
    assert [(f.file, f.sheet, f.row) for f in missing] == [("B乙县.xlsx", "人选花名册", 1)]


def test_what_no_file_has_is_missing(tmp_path: Path, books: dict[str, Sheets]) -> None:
    for letter in ("A甲县", "B乙县"):
        del books[letter]["村情需求表"]
    _, faults = read_rosters(write(tmp_path / "r", books))
    assert [f.file for f in faults if f.code == "missing_sheet"] == ["r"]


def test_a_file_of_which_nothing_is_read_is_an_error(tmp_path: Path, books: dict[str, Sheets]) -> None:
    books["C丙县"] = {"Sheet1": [["a"]]}
    _, faults = read_rosters(write(tmp_path / "r", books))
    (fault,) = [f for f in faults if f.severity == "error"]
    assert (fault.code, fault.file) == ("no_tables", "C丙县.xlsx")


def test_workbooks_beside_csv_files_are_ambiguous(tmp_path: Path, books: dict[str, Sheets]) -> None:
    folder = write(tmp_path / "r", books)
    (folder / "~$A甲县.xlsx").write_text("lock")
    assert [p.name for p in roster_files(folder)] == ["A甲县.xlsx", "B乙县.xlsx", "Z省级.xlsx"]
    (folder / "人选花名册.csv").write_text("编号\nP1\n", encoding="utf-8")
    _, faults = read_rosters(folder)
    assert [f.code for f in faults] == ["mixed_folder"]


def test_notes_of_many_files_are_one(tmp_path: Path) -> None:
    """The same kind of note in nine files is one note; in eight it is one a file."""
    letters = "甲乙丙丁戊己庚辛壬"
    many = {f"{i}": county(letter) for i, letter in enumerate(letters)}
    for sheets in many.values():
        sheets["村情需求表"][1][5] = "红色村"
    _, faults = read_rosters(write(tmp_path / "nine", many))
    (note,) = [f for f in faults if f.code == "custom_type"]
    assert note.row is None
    assert "9 rows in 9 files: 0.xlsx" in note.problem.to("en")
    _, faults = read_rosters(write(tmp_path / "eight", dict(list(many.items())[:8])))
    assert [f.file for f in faults if f.code == "custom_type"] == [f"{i}.xlsx" for i in range(8)]


@pytest.mark.parametrize("text", ["甲县柳镇上村", "乙县柳镇下寸", "P甲l", "壬癸", "", "上村", "县"])
@pytest.mark.parametrize("cutoff", [0.5, 0.6, 0.75, 0.9])
def test_hints_are_those_of_a_full_comparison(text: str, cutoff: float) -> None:
    names = [f"{c}县{t}{v}" for c in "甲乙丙" for t in ("柳镇", "石乡") for v in ("上村", "下村", "上上村", "")]
    names += ["P甲1", "P甲2", "上村"]
    assert Spellings(lambda: names).near(text, cutoff) == did_you_mean(text, names, cutoff)

"""Real files with the habits of real planners: titles, merged headers, totals, hidden sheets, encodings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from solver.domain.words import Gate, Role
from solver.scenario.rosters.grid import decode
from solver.scenario.rosters.reading import Rosters, read_rosters
from tests.rosters.conftest import Cells, Tables, cells_of, column, errors, found, put

PEOPLE = "人选花名册"


def test_a_sheet_as_counties_send_it(tmp_path: Path) -> None:
    """Title over all columns, two-row merged header, date cells, merged townships, subtotal, total, footer."""
    path = tmp_path / "甲县.xlsx"
    book = xlsxwriter.Workbook(path)
    month = book.add_format({"num_format": 'yyyy"年"m"月"'})
    page = book.add_worksheet(PEOPLE)
    page.merge_range("A1:L1", "甲县驻村人选花名册")
    page.write("A2", "填报单位:甲县")
    for cells, title in (
        ("A3:A4", "序号"),
        ("B3:B4", "编号"),
        ("C3:C4", "姓名"),
        ("D3:D4", "拟任"),
        ("E3:E4", "出生\n年月"),
    ):
        page.merge_range(cells, title)
    page.merge_range("F3:J3", "联审情况")
    page.write_row("F4", ["政治", "品行", "能力", "作风", "廉洁"])
    page.merge_range("K3:K4", "民族")
    page.merge_range("L3:L4", "备注")
    page.write_row("A5", [1, "C01", "张某01", "第一书记"])
    page.write_datetime("E5", date(1985, 3, 1), month)  # type: ignore[arg-type]
    page.write_row("F5", ["通过"] * 5)
    page.write_row("A7", [2, "C02", "李某02", "队员", "1990.10", "通过", "通过", "待定", "通过", "", "某族"])
    page.write_row("A8", ["小计", "", "2人"])
    page.merge_range("A9:C9", "合　计")
    page.write("D9", 2)
    page.write("A10", "填表人:王某  审核人:赵某")
    village = book.add_worksheet("村情需求表")
    village.write_row("A1", ["县", "乡镇", "村"])
    village.merge_range("A2:A4", "甲县")
    village.merge_range("B2:B3", "乙镇")
    village.write_column("C2", ["丙村", "戊村", "丙村"])
    village.write("B4", "己乡")
    book.close()

    read, faults = read_rosters(path, date(2025, 5, 1))
    assert errors(faults) == []
    assert [c.person_id for c in read.candidates] == ["C01", "C02"]
    assert read.candidates[0].birth == date(1985, 3, 1)
    assert read.candidates[1].birth == date(1990, 10, 1)
    assert read.candidates[1].vetting == (Gate.PASS, Gate.PASS, Gate.PENDING, Gate.PASS, Gate.PENDING)
    assert read.candidates[1].extra == {"民族": "某族"}
    assert [v.village_id for v in read.villages] == ["甲县/乙镇/丙村", "甲县/乙镇/戊村", "甲县/己乡/丙村"]
    assert found(faults, "total_row") == [(PEOPLE, 8, ""), (PEOPLE, 9, "")]
    assert found(faults, "footer_row") == [(PEOPLE, 10, "")]
    assert found(faults, "pending_vetting") == [(PEOPLE, 7, "联审情况/廉洁")]
    assert found(faults, "merged_cells") == [("村情需求表", 2, "县"), ("村情需求表", 2, "乡镇")]


def test_written_by_openpyxl(tmp_path: Path, tables: Tables, rosters: Rosters) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for key in ("villages", "candidates", "units"):
        page = book.create_sheet(key)
        for row in tables[key]:
            page.append([None if cell == "" else cell for cell in row])
    path = tmp_path / "county.xlsx"
    book.save(path)
    read, faults = read_rosters(path)
    assert errors(faults) == []
    assert read.candidates == rosters.candidates


def test_formulas_without_a_result(tmp_path: Path, workbook: Callable[..., Path], tables: Tables) -> None:
    path = workbook(tables)
    book = openpyxl.load_workbook(path)
    birth = column(tables, "candidates", "出生年月") + 1
    book[PEOPLE].cell(3, birth).value = "=VLOOKUP(B3,X!A:B,2,0)"  # never calculated: openpyxl stores no result
    book.save(path)
    read, faults = read_rosters(path)
    assert found(faults, "formula_error") == [(PEOPLE, 3, "出生年月")]
    assert [c.person_id for c in read.candidates] == ["C01", "C03"]


def test_failed_formula(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("villages")
    page.write_row("A1", ["township", "village", "beds"])
    page.write_row("A2", ["乙镇", "丙村"])
    page.write_formula("C2", "=1/0", None, "#DIV/0!")
    page.write_row("A3", ["乙镇", "戊村"])
    page.write_formula("C3", "=1+1", None, 2)
    book.close()
    read, faults = read_rosters(path)
    assert found(faults, "formula_error") == [("villages", 2, "beds")]
    assert [(v.name, v.beds) for v in read.villages] == [("戊村", 2)]
    assert found(faults, "missing_sheet") == [("", None, "")]


def test_hidden_unknown_doubled_and_missing_sheets(tmp_path: Path, tables: Tables) -> None:
    path = tmp_path / "x.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, key in (("村情需求表", "villages"), ("村表", "villages"), ("人选花铭册", "candidates"), ("说明", "")):
        page = book.add_worksheet(name)
        if name == "村情需求表":
            page.activate()
        for i, row in enumerate(tables.get(key, [["随便写写"]])):
            page.write_row(i, 0, row)
        if name == "村表":
            page.hide()
    book.close()
    _, faults = read_rosters(path)
    assert found(faults, "hidden_sheet") == [("村表", None, "")]
    assert found(faults, "duplicate_sheet") == [("村表", None, "")]
    assert [sheet for sheet, _, _ in found(faults, "unknown_sheet")] == ["人选花铭册", "说明"]
    missing = next(fault for fault in faults if fault.code == "missing_sheet")
    assert "人选花铭册" in missing.problem.to("zh")


def write_sheets(path: Path, sheets: dict[str, Cells], hidden: str = "") -> None:
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for i, row in enumerate(rows):
            page.write_row(i, 0, [str(cell) for cell in row])
        if name == hidden:
            page.hide()
    book.close()


def test_a_table_that_planners_keep_and_no_rule_uses_is_named(tmp_path: Path, tables: Tables) -> None:
    needed = {"村情需求表": tables["villages"], "人选花名册": tables["candidates"]}
    write_sheets(tmp_path / "x.xlsx", {**needed, "县间距离表": [["县", "公里"], ["甲县", 3]], "2025年": [["x"]]})
    _, faults = read_rosters(tmp_path / "x.xlsx")
    assert found(faults, "unused_sheet") == [("县间距离表", None, "")]
    assert found(faults, "unknown_sheet") == [("2025年", None, "")]
    assert {fault.severity for fault in faults if fault.code in ("unused_sheet", "unknown_sheet")} == {"note"}


def test_a_hidden_sheet_that_is_not_read_is_not_called_read(tmp_path: Path, tables: Tables) -> None:
    needed = {"村情需求表": tables["villages"], "人选花名册": tables["candidates"]}
    write_sheets(tmp_path / "x.xlsx", {**needed, "去年的": tables["villages"]}, hidden="去年的")
    _, faults = read_rosters(tmp_path / "x.xlsx")
    assert found(faults, "hidden_sheet") == []
    assert found(faults, "unknown_sheet") == [("去年的", None, "")]


def test_a_workbook_among_csv_files_is_named(csv_folder: Callable[..., Path], tables: Tables) -> None:
    path = csv_folder(tables, "utf-8")
    for name in ("回避指定表.xlsx", "2025年评分表.txt", "readme.txt", "~$在岗人员表.xlsx"):
        (path / name).write_text("x")
    _, faults = read_rosters(path)
    unread = sorted(fault.file for fault in faults if fault.code == "unread_file")
    assert unread == ["2025年评分表.txt", "回避指定表.xlsx"]


def test_header_faults(workbook: Callable[..., Path], tables: Tables) -> None:
    header = tables["candidates"][0]
    header[column(tables, "candidates", "拟任")] = "拟认"
    header[column(tables, "candidates", "专业")] = "学历"
    header[column(tables, "candidates", "籍贯/家庭所在乡镇村")] = "身份证号码"
    header[column(tables, "candidates", "职务职级")] = "手机"
    header[column(tables, "candidates", "语言")] = "考察记录"
    read, faults = read_rosters(workbook(tables))
    assert found(faults, "duplicate_column") == [(PEOPLE, 1, "学历")]
    assert [c for _, _, c in found(faults, "private_column")] == ["身份证号码", "手机"]
    assert [c for _, _, c in found(faults, "extra_column")] == ["考察记录", "拟认"]
    missing = next(fault for fault in faults if fault.code == "missing_column")
    assert "拟认" in missing.problem.to("en")
    assert read.candidates[0].extra == {"考察记录": "甲方言、普通话", "拟认": "均可"}


def test_columns_with_private_numbers_are_not_kept(workbook: Callable[..., Path], tables: Tables) -> None:
    header = tables["candidates"][0]
    for name, cell in (
        ("其他", "110101198001011234"),
        ("附记", 110101198001011234),
        ("联络", "13800000000"),
        ("班次", "甲"),
    ):
        header.append(name)
        for row in tables["candidates"][1:]:
            row.append(cell)
    read, faults = read_rosters(workbook(tables))
    assert [c for _, _, c in found(faults, "private_column")] == ["其他", "附记", "联络"]
    assert {tuple(c.extra) for c in read.candidates} == {("班次",)}
    assert not any("1101" in fault.to("zh") for fault in faults)


def test_repeated_header_and_blank_rows(csv_folder: Callable[..., Path], tables: Tables) -> None:
    rows = tables["candidates"]
    blank = ["  "] * len(rows[0])
    tables["candidates"] = [["甲县花名册"], [], rows[0], rows[1], blank, rows[0], rows[2], rows[3]]
    read, faults = read_rosters(csv_folder(tables, "gb18030"))
    assert found(faults, "repeated_header") == [(PEOPLE, 6, "")]
    assert len(read.candidates) == 3
    source = read.source("candidates", "C03")
    assert source is not None
    assert source.row == 8


def test_rare_name_characters_and_encodings() -> None:
    text = "姓名\n𫟼某\n䶮某\n"  # in GB18030, not in GBK
    assert decode(text.encode("gb18030")) == (text, "GB18030")
    assert decode(text.encode("utf-8")) == (text, "UTF-8")
    assert decode(text.encode("utf-8-sig")) == (text, "UTF-8 (BOM)")
    for broken in (text.encode("utf-16"), b"\xff\xff\xff", "甲".encode("utf-16-le") + b"\0"):
        with pytest.raises(UnicodeError):
            decode(broken)


def test_unreadable_sources(tmp_path: Path, tables: Tables) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    (tmp_path / "a.docx").write_bytes(b"")
    for name in ("empty", "broken.xlsx", "a.docx", "absent.xlsx"):
        read, faults = read_rosters(tmp_path / name)
        assert read == Rosters()
        assert errors(faults)[0] == "unreadable_file"
        assert str(tmp_path) not in "".join(fault.to("en") for fault in faults)


def test_bad_csv(csv_folder: Callable[..., Path], tables: Tables) -> None:
    folder = csv_folder(tables, "utf-8")
    (folder / "评分表.csv").write_bytes("编号,分数\n甲".encode("utf-16"))
    (folder / "在岗人员表.csv").write_bytes(b"")
    _, faults = read_rosters(folder)
    assert found(faults, "bad_encoding") == [("评分表", None, "")]
    assert found(faults, "empty_sheet") == [("在岗人员表", None, "")]


def test_no_header(csv_folder: Callable[..., Path], tables: Tables) -> None:
    tables["units"] = [["一", "二"], ["甲", "乙"]]
    _, faults = read_rosters(csv_folder(tables, "utf-8"))
    assert found(faults, "no_header") == [("派出单位名额表", None, "")]


def test_one_fault_per_cell_and_its_words(workbook: Callable[..., Path], tables: Tables) -> None:
    put(tables, "candidates", 2, "出生年月", 1985.1)
    put(tables, "candidates", 3, "学历", "本课")
    put(tables, "candidates", 4, "参加工作时间", 39661.0)  # 1 August 2008
    read, faults = read_rosters(workbook(tables))
    assert found(faults, "ambiguous_month") == [(PEOPLE, 2, "出生年月")]
    assert found(faults, "unknown_word") == [(PEOPLE, 3, "学历")]
    serial = next(fault for fault in faults if fault.code == "date_serial")
    assert (serial.row, serial.value, serial.severity) == (4, "39661", "repair")
    assert "2008-08-01" in serial.problem.to("zh")
    assert [c.person_id for c in read.candidates] == ["C03"]
    assert read.candidates[0].work_start == date(2008, 8, 1)
    # what refers to people whose rows have faults is left out with them, without a second error
    assert errors(faults) == ["ambiguous_month", "unknown_word"]
    assert [(p.person_id, p.role) for p in read.pins] == [("C03", Role.FIRST_SECRETARY)]


def test_english_workbook_without_optional_sheets(workbook: Callable[..., Path], rosters: Rosters) -> None:
    tables = cells_of(rosters, "en")
    read, faults = read_rosters(workbook({key: tables[key] for key in ("villages", "candidates")}, "en"))
    assert errors(faults) == []
    assert found(faults, "no_units") == [("villages", None, "")]
    assert read.candidates == rosters.candidates

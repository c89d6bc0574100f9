"""The frozen list of villages: written, edited, read back, and every fault of an edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from solver.domain.instance import Instance
from solver.domain.village import Post
from solver.domain.words import Mode
from solver.errors import OutputError
from solver.modelling.cases import build_case
from solver.scenario.posts_table import read_posts, write_posts
from solver.text import Text

VILLAGES = [
    {"village_id": "V1", "county": "甲县", "township": "乙镇", "name": "一村"},
    {"village_id": "V2", "county": "甲县", "township": "丙乡", "name": "一村"},
    {"village_id": "=V3", "county": "甲县", "township": "丙乡", "name": "+三村"},
]
HEAD = "村编码,县(市、区),乡镇,村(社区),选派方式,队员下限,队员目标,队员上限,优先级,理由"
ROWS = ["V1,,,,第一书记和工作队,2,3,4,2,脱贫村", "V2,,,,单独选派第一书记,0,0,0,1,", "=V3,,,,不选派,,,,6,"]


@pytest.fixture
def instance() -> Instance:
    return build_case({"villages": VILLAGES, "candidates": []}).problem.instance


@pytest.fixture
def posts(instance: Instance) -> tuple[Post, ...]:
    by_id = {
        "V1": Post("V1", Mode.TEAM, 2, 3, 4, 2, (Text("脱贫村", "lifted"), Text("任务重", "heavy"))),
        "V2": Post("V2", Mode.FIRST_SECRETARY_ONLY, 0, 0, 0, 1),
        "=V3": Post("=V3", Mode.NONE),
    }
    return tuple(by_id[v.village_id] for v in instance.villages)


def written(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "edited.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8-sig")
    return path


def errors(path: Path, instance: Instance) -> list[tuple[str, int | None]]:
    posts, faults = read_posts(path, instance)
    found = [(f.code, f.row) for f in faults if f.severity == "error"]
    assert bool(found) == (not posts)
    for fault in faults:
        assert fault.to("zh") != fault.to("en")
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_written_posts_are_read_again(tmp_path, instance, posts, ending, lang):
    path = tmp_path / f"posts{ending}"
    write_posts(path, posts, instance, lang)
    again, faults = read_posts(path, instance)
    assert again == posts
    assert not [f for f in faults if f.severity == "error"]
    assert [tuple(r.to("zh") for r in p.reasons) for p in again if p.village_id == "V1"] == [
        ("脱贫村；任务重",) if lang == "zh" else ("lifted; heavy",)
    ]


def test_nothing_becomes_a_formula(tmp_path, instance, posts):
    write_posts(tmp_path / "p.csv", posts, instance)
    content = (tmp_path / "p.csv").read_text(encoding="utf-8-sig")
    assert "'=V3" in content
    assert "'+三村" in content
    write_posts(tmp_path / "p.xlsx", posts, instance)
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").active
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}


def test_the_list_can_be_printed_and_its_reasons_read(tmp_path, instance, posts):
    # 61 Chinese characters are 122 cells: three lines of 56
    long = [replace(post, reasons=(Text("理" * 61, "r" * 122),)) for post in posts]
    write_posts(tmp_path / "p.xlsx", long, instance)
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").active
    assert sheet.row_dimensions[2].height == 45
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"


def test_never_over_an_edited_list(tmp_path, instance, posts):
    path = tmp_path / "p.csv"
    write_posts(path, posts, instance)
    with pytest.raises(OutputError):
        write_posts(path, posts, instance)
    with pytest.raises(OutputError):
        write_posts(tmp_path / "p.txt", posts, instance)
    with pytest.raises(OutputError):
        write_posts(tmp_path / "nowhere" / "p.csv", posts, instance)


def test_order_of_rows_is_of_no_account(tmp_path, instance, posts):
    expected = tuple(replace(p, reasons=()) for p in posts)
    assert read_posts(written(tmp_path, *ROWS), instance)[0] == expected
    assert read_posts(written(tmp_path, *reversed(ROWS)), instance)[0] == expected


def test_villages_by_name_where_that_is_enough(tmp_path, instance):
    by_name = [",甲县,乙镇,一村,team,2,3,4,2,", ",,丙乡,一村,none,,,,6,", ",,,+三村,none,,,,6,"]
    posts, faults = read_posts(written(tmp_path, *by_name), instance)
    assert {p.village_id: p.mode for p in posts} == {"V1": Mode.TEAM, "V2": Mode.NONE, "=V3": Mode.NONE}
    assert not [f for f in faults if f.severity == "error"]


def test_gbk_and_title_row(tmp_path, instance):
    path = tmp_path / "p.csv"
    path.write_bytes("\n".join(["2025年选派村名单,,,,,,,,,", HEAD, *ROWS]).encode("gb18030"))
    assert len(read_posts(path, instance)[0]) == 3


@pytest.mark.parametrize(
    ("number", "row", "expected"),
    [
        (0, "V1,,,,第一书记和工作队,3,2,4,2,", [("post_numbers", 2)]),
        (0, "V1,,,,第一书记和工作队,2,5,4,2,", [("post_numbers", 2)]),
        (0, "V1,,,,第一书记和工作队,,3,4,2,", [("post_numbers", 2)]),
        (0, "V1,,,,第一书记和工作队,0,0,0,2,", [("post_numbers", 2)]),
        (0, "V1,,,,第一书记和工作队,0,0,1,2,", []),
        (0, "V1,,,,第一书记和工作队,2,2,2,2,", []),
        (1, "V2,,,,单独选派第一书记,0,0,1,1,", [("post_numbers", 3)]),
        (0, "V1,,,,第一书记和工作队,two,3,4,2,", [("bad_number", 2)]),
        (0, "V1,,,,第一书记和工作队,2.5,3,4,2,", [("bad_number", 2)]),
        (0, "V1,,,,第一书记和工作队,-1,3,4,2,", [("out_of_range", 2)]),
        (0, "V1,,,,第一书记和工作队,2,3,21,2,", [("out_of_range", 2)]),
        (0, "V1,,,,第一书记和工作队,2,3,20,2,", []),
        (0, "V1,,,,第一书记和工作队,2,3,4,0,", [("out_of_range", 2)]),
        (0, "V1,,,,第一书记和工作队,2,3,4,7,", [("out_of_range", 2)]),
        (0, "V1,,,,第一书记和工作队,2,3,4,,", [("required_cell", 2)]),
        (0, "V1,,,,,2,3,4,2,", [("required_cell", 2)]),
        (0, "V1,,,,队伍呢,2,3,4,2,", [("unknown_word", 2)]),
        (0, "V9,,,,第一书记和工作队,2,3,4,2,", [("unknown_village", 2), ("missing_village", None)]),
        (0, "V2,,,,第一书记和工作队,2,3,4,2,", [("duplicate_village", 3), ("missing_village", None)]),
        (0, "V1,,,二村,第一书记和工作队,2,3,4,2,", [("village_mismatch", 2)]),
        (0, ",,,一村,第一书记和工作队,2,3,4,2,", [("ambiguous_village", 2), ("missing_village", None)]),
        (0, ",,,九村,第一书记和工作队,2,3,4,2,", [("unknown_village", 2), ("missing_village", None)]),
        (0, ",,,,第一书记和工作队,2,3,4,2,", [("unknown_village", 2), ("missing_village", None)]),
    ],
)
def test_faults_of_an_edit(tmp_path, instance, number, row, expected):
    rows = [*ROWS]
    rows[number] = row
    assert errors(written(tmp_path, *rows), instance) == expected


def test_faults_name_the_cell(tmp_path, instance):
    _, faults = read_posts(written(tmp_path, "V1,,,,第一书记和工作队,3,2,4,2,", *ROWS[1:]), instance)
    fault = next(f for f in faults if f.code == "post_numbers")
    assert (fault.file, fault.row, fault.column, fault.value) == (
        "edited.csv",
        2,
        "队员下限、队员目标、队员上限",
        "3、2、4",
    )
    _, faults = read_posts(written(tmp_path, *ROWS[1:]), instance)
    missing = next(f for f in faults if f.code == "missing_village")
    assert missing.value == "V1 甲县乙镇一村"


def test_missing_columns_and_files(tmp_path, instance):
    assert errors(written(tmp_path, "V1,2", head="村编码,队员下限"), instance)[0][0] == "missing_column"
    assert errors(tmp_path / "nowhere.csv", instance) == [("unreadable_file", None)]
    assert errors(tmp_path / "nowhere.xlsx", instance) == [("unreadable_file", None)]
    assert errors(written(tmp_path, head="x,y"), instance)[0][0] in ("no_header", "empty_sheet")

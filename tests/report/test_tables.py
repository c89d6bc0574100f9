"""The tables of a round made by hand (``samples.HAND_MADE``)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from solver.report.all_tables import TABLES, build_tables
from solver.report.columns import COLUMNS, SHEETS
from solver.report.table import Table
from solver.text import LANGS, Lang
from tests.report.samples import hand_made


def rows_of(slug: str, lang: Lang = "zh", **fields: Any) -> list[dict[str, Any]]:
    table = next(t for t in build_tables(hand_made(**fields), lang) if t.sheet.slug == slug)
    return [{str(k): None if v is pd.NA else v for k, v in row.items()} for row in table.frame.to_dict("records")]


@pytest.fixture(scope="module", params=LANGS)
def tables(request: pytest.FixtureRequest) -> tuple[Table, ...]:
    return build_tables(hand_made(), request.param)


def test_one_function_a_sheet_in_order(tables: tuple[Table, ...]) -> None:
    assert len(TABLES) == len(SHEETS)
    assert [table.sheet for table in tables] == list(SHEETS)


def test_headers_are_bilingual_and_each_stands_once(tables: tuple[Table, ...]) -> None:
    for table in tables:
        assert len(set(table.headers)) == len(table.headers) == len(table.frame.columns)
        assert list(table.headed().columns) == table.headers
    used = {key for sheet in SHEETS for key in sheet.columns}
    assert used == set(COLUMNS), "a header that no sheet uses, or a column without a header"


def test_english_tables_hold_no_chinese_of_ours() -> None:
    """Names, aliases, files and the words of the policy stay as they are; everything else is English."""
    for table in build_tables(hand_made(), "en"):
        own = [
            c for c in table.frame.columns if c in {"mode", "role", "standing", "types", "category", "reasons", "level"}
        ]
        for key in own:
            text = "".join(str(cell) for cell in table.frame[key])
            assert not any("\u4e00" <= sign <= "\u9fff" for sign in text), (table.sheet.slug, key, text)


def test_postings_first_secretary() -> None:
    row = rows_of("postings")[0]
    assert (row["village"], row["role"], row["alias"], row["person_id"]) == ("1村", "第一书记", "张某1", "P1")
    assert row["types"] == "党组织软弱涣散村、脱贫村"
    assert row["age"] == 38  # born 1987-05-01, on post 2025-06-01
    assert (row["start"], row["end"]) == (date(2025, 6, 1), date(2027, 6, 1))
    assert row["old_holder"] == "李某1(I1)"
    assert row["fit"] == "产业与集体经济(3)、监测和精准帮扶(1)"
    assert (row["points"], row["points_by_goal"]) == (24, "需求匹配24")  # (3 + 1) x 6
    assert row["extra:电话"] == "1"


def test_postings_member_with_steps_left() -> None:
    row = rows_of("postings")[1]
    assert row["age"] == 37  # 38 only on 2025-06-02
    assert row["start"] == date(2025, 6, 11)
    assert row["old_holder"] == "李某3(I3)"  # I2 stays, I3 leaves
    assert row["to_do"] == "联审待定：品行关、廉洁关；尚未研究确定(现为备案)；2025-06-11方可到岗"


def test_postings_list_who_stays() -> None:
    rows = rows_of("postings")
    assert [r["standing"] for r in rows] == ["新选派", "新选派", "留任(任期未满)"]
    assert (rows[2]["start"], rows[2]["end"]) == (date(2024, 6, 1), date(2026, 6, 1))
    assert rows[2]["points"] is None


def test_teams_say_who_covers_what() -> None:
    row = rows_of("teams")[0]
    assert (row["first_secretary"], row["members"]) == ("张某1(P1)", "张某2(P2)")
    assert row["staying_people"] == "李某2(I2)工作队员"
    assert (row["headcount"], row["planned"]) == (3, 4)  # target of 3 members and the first secretary
    assert row["primary_by"] == "张某2(P2)、李某2(I2)"
    assert row["duty_2"] == "张某1(P1)、张某2(P2)"  # agronomy serves D2a, propaganda D2c
    assert row["duty_4"] == "—"
    assert row["gaps"] == "队员比计划少1名(计划3名)"


def test_teams_without_anybody() -> None:
    rows = rows_of("teams")
    assert [row["village"] for row in rows] == ["1村", "2村"]  # V3 is not listed and holds nobody
    assert rows[1]["gaps"] == "缺第一书记1名；例外须签：选派村须有第一书记"


def test_handovers() -> None:
    first, late, recalled, unlisted = rows_of("handovers")
    # from arrival on 2025-06-01, 30 days: until 2025-07-01; the old term ends a day before
    assert (first["overlap_from"], first["overlap_to"]) == (date(2025, 6, 1), date(2025, 7, 1))
    assert first["remark"] == "交接期比原任期多1天，须延期离村至2025-07-01"
    assert first["lists"].endswith("重点：产业与集体经济、化解矛盾与网格")  # needs of degree 2 and 3
    assert late["overlap_from"] == date(2025, 6, 11)
    assert "早于接任人员到岗" in late["remark"]
    assert recalled["out_cause"] == "中途调整(工作调动)"
    assert recalled["remark"] == "接任人选空缺；已调整离岗，按清单补办交接"
    assert recalled["overlap_from"] is None
    assert (unlisted["out_cause"], unlisted["remark"]) == ("任期届满(届满日期未填)", "本轮不再选派")


def test_reserve_is_ranked_by_the_best_seat() -> None:
    rows = [r for r in rows_of("reserves") if r["role"] == "工作队员"]
    # P4 finance: D2a and D2b of V1, (1 + 3) x 6; P3 and P5 have no expertise
    assert [(r["person_id"], r["best_points"], r["rank"], r["rank_in_group"]) for r in rows] == [
        ("P4", 24, 1, 1),
        ("P3", 0, 2, 1),
        ("P5", 0, 3, 2),
    ]
    assert rows[0]["best_village"] == "甲县乙镇1村"
    assert not [r for r in rows_of("reserves") if r["role"] == "第一书记"]  # none of them is a full member


def test_every_nominee_is_posted_or_listed_with_a_reason() -> None:
    rows = rows_of("unposted")
    assert {r["person_id"] for r in rows} | {"P1", "P2"} == {"P1", "P2", "P3", "P4", "P5", "I2"}
    assert all(r["reason"] for r in rows)
    assert next(r for r in rows if r["person_id"] == "I2")["category"] == "留任在岗"


def test_units() -> None:
    county, city = rows_of("units")
    assert (county["nominated"], county["eligible"]) == (5, 5)
    assert (county["posted_first_secretary"], county["posted_member"], county["staying"]) == (0, 1, 1)
    assert (county["short_first_secretary"], county["short_member"]) == (1, 2)  # 1 - 0 and 3 - 1
    assert (county["n_villages"], county["villages"]) == (1, "甲县乙镇1村")
    assert city["short_first_secretary"] == 1
    assert city["quota_member"] is None
    assert city["short_member"] is None


def test_exceptions_are_ready_to_sign() -> None:
    (row,) = rows_of("exceptions")
    assert (row["rule"], row["clauses"], row["place"]) == ("post_first_secretary", "S1、S5", "甲县乙镇2村")
    assert row["message"] == "甲县乙镇2村没有第一书记。"
    assert (row["size"], row["severity"], row["tier"]) == (1, 320, 1)  # 10 x 32 for tier 1
    assert row["signature"] is None


def test_stage_1_exceptions_come_first() -> None:
    stage1 = hand_made().evaluation.exceptions
    rows = rows_of("exceptions", stage1=stage1)
    assert [row["stage"] for row in rows] == ["定村", "定人"]


def test_publication_holds_nothing_private() -> None:
    rows = rows_of("publication")
    assert set(rows[0]) == {"seq", "county", "township", "village", "role", "alias", "unit", "post_rank"}
    assert [row["alias"] for row in rows] == ["张某1", "张某2"]  # who stays was published before
    table = next(t for t in build_tables(hand_made()) if t.sheet.slug == "publication")
    text = table.frame.to_csv() + "".join(table.headers)
    for private in ("P1", "软弱涣散", "38", "农技", "党员", "电话"):
        assert private not in text


def test_villages_and_repairs() -> None:
    listed, alone, none = rows_of("villages")
    assert (listed["mode"], listed["reasons"], listed["staying"]) == ("第一书记和工作队", "脱贫村，须派队；任务重", 1)
    assert (alone["mode"], none["mode"]) == ("单独选派第一书记", "不选派")
    assert alone["extra:驻地"] == "=HYPERLINK(1)"
    (repair,) = rows_of("repairs")
    assert (repair["sheet"], repair["row"], repair["column"], repair["cell"]) == ("人选花名册", 7, "出生年月", "198503")


def test_overview_figures() -> None:
    figures = {row["item"]: row["figure"] for row in rows_of("overview")}
    assert figures["选派村数"] == 2
    assert (figures["第一书记计划人数"], figures["第一书记新派"], figures["第一书记缺额"]) == (2, 1, 1)
    assert (figures["工作队员计划人数"], figures["工作队员新派"], figures["工作队员留任"]) == (3, 1, 1)
    assert (figures["提名人数"], figures["已安排"], figures["符合条件未安排"]) == (6, 2, 3)
    # points 24 + 12; law was there already in I2, so the primary need adds nothing
    assert (figures["严重度合计"], figures["方案得分"], figures["证明的上界"]) == (320, 36, 37)
    assert figures["已修正的单元格"] == 1


def test_roster_columns_that_repeat_one_of_ours_are_marked() -> None:
    solved = hand_made()
    solved.plan.problem.instance.candidates[1].extra["专长"] = "x"
    table = next(t for t in build_tables(solved) if t.sheet.slug == "postings")
    assert "专长(原表)" in table.headers

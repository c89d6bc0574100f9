"""villages, check, compare, generate, rules, schema: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from solver.book.page import rule_page
from solver.goals import GOALS
from solver.rules import RULES
from solver.scenario.schema import schema_text
from tests.cli.running import run
from tests.rounds import NOMINEES, SCENARIOS, copy_round, edit, say

TINY = SCENARIOS / "tiny" / "tiny.yaml"


def test_villages_shows_the_list_with_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "villages", TINY)
    assert said.code == 0
    lines = said.out.splitlines()
    assert len([line for line in lines if line.startswith("砚溪县")]) == 4
    assert "软弱涣散" in next(line for line in lines if "石湾村" in line)
    # README of scenarios/tiny: four first secretaries, 3 + 3 + 0 + 2 members, three teams
    assert "共 4 个村：工作队 3、单独选派第一书记 1、不选派 0；第一书记 4 名，队员 8 名" in said.out
    document = run(capsys, "villages", TINY, "--json", "--lang", "en").document
    assert [post["members_target"] for post in document["posts"]] == [3, 3, 0, 2]
    assert document["proved"] is True
    assert all(post["reasons"] for post in document["posts"])


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_edited_list_is_filled_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """V002 is given two members instead of three, so one of the seven people stays at home."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / f"list.{ending}"
    said = run(capsys, "villages", TINY, "--out", file)
    assert said.code == 0
    assert f"--posts {file}" in said.err
    assert run(capsys, "villages", TINY, "--out", file).code == 2, "a list that was edited is never written over"
    if ending == "csv":
        rows = file.read_text(encoding="utf-8-sig").splitlines()
        index = rows[0].split(",").index("队员上限"), rows[0].split(",").index("队员目标")
        cells = rows[2].split(",")
        assert cells[index[0]] == "3"
        cells[index[0]] = cells[index[1]] = "2"
        file.write_text("\n".join([rows[0], rows[1], ",".join(cells), *rows[3:]]) + "\n", encoding="utf-8-sig")
    else:
        book = openpyxl.load_workbook(file)
        sheet = book.active
        assert sheet is not None
        headers = [cell.value for cell in sheet[1]]
        for name in ("队员上限", "队员目标"):
            cell = sheet.cell(3, headers.index(name) + 1)
            assert cell.value == 3
            cell.value = 2
        book.save(file)
    said = run(capsys, "solve", TINY, "--posts", file, "--json")
    assert said.code in (0, 1)
    assert said.document["assignments"] == 9
    folder = Path(said.document["folder"])
    assert list(json.loads((folder / "run.json").read_text(encoding="utf-8"))["posts"]) == [file.name]
    assert run(capsys, "verify", folder, "--scenario", TINY).code == 0


def test_a_faulty_list_is_refused_with_its_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.csv"
    run(capsys, "villages", TINY, "--out", file)
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    file.write_text("\n".join([rows[0], rows[1].replace("A01V001", "A01V009"), *rows[3:]]), encoding="utf-8-sig")
    said = run(capsys, "solve", TINY, "--posts", file, "--out", tmp_path / "plan")
    assert said.code == 2
    assert "#2" in said.err  # the village that does not exist
    assert "A01V002" in said.err  # the village that is gone
    said = run(capsys, "solve", TINY, "--posts", tmp_path / "none.csv")
    assert said.code == 2


def test_a_list_that_the_scenario_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    scenario = copy_round(tmp_path)
    file = scenario.parent / "frozen.csv"
    assert run(capsys, "villages", scenario, "--out", file).code == 0
    say(scenario, "rosters: csv", "rosters: csv\nposts: frozen.csv")
    said = run(capsys, "villages", scenario, "--lang", "en")
    assert "stage 1 was not run" in said.out
    assert run(capsys, "solve", scenario, "--out", "plan", "--quiet").code == 0
    assert run(capsys, "verify", "plan").code == 0
    file.write_text(file.read_text(encoding="utf-8-sig").replace("柳坪镇", "柳坪 镇"), encoding="utf-8-sig")
    assert run(capsys, "verify", "plan").code in (2, 3)


def test_check_says_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "check", TINY, "--lang", "en")
    assert said.code == 0
    assert "villages 4, nominees 12, units 9, incumbents 2" in said.out
    assert run(capsys, "check", TINY, "--json").document["exit_code"] == 0


def test_compare_names_people_and_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """P0010 falls ill: nobody takes the place, so one person is dropped and nobody is sent instead."""
    monkeypatch.chdir(tmp_path)
    scenario = copy_round(tmp_path)
    assert run(capsys, "solve", scenario, "--out", "a").code == 0

    def ill(row: dict[str, str]) -> None:
        if row["编号"] == "A01P0010":
            row["健康"] = "不能履职"

    edit(scenario, NOMINEES, ill)
    assert run(capsys, "solve", scenario, "--out", "b").code in (0, 1)
    document = run(capsys, "compare", "a", "b", "--json").document
    assert [(m["person_id"], m["change"]) for m in document["moves"]] == [("A01P0010", "dropped")]
    figures = {f["key"]: (f["before"], f["after"]) for f in document["figures"]}
    assert figures["sent"] == (10, 9)
    # P0010 served V002's needs by 4 units of 8 points (README of scenarios/tiny)
    assert figures["points.need_fit"] == (328, 328 - 4 * 8)
    said = run(capsys, "compare", "a", "b", "--lang", "zh")
    assert said.code == 0
    assert "(A01P0010)" in said.out
    assert "取消" in said.out
    assert "安和社区 工作队员" in said.out
    assert "same people" in run(capsys, "compare", "a", "a", "--lang", "en").out
    assert run(capsys, "compare", "a", "nowhere").code == 2


def test_generate_writes_a_round_that_can_be_solved_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(capsys, "generate", "tiny", "--lang", "en")
    assert said.code == 0
    assert "Next: villages-first solve tiny-1/tiny.yaml" in said.out
    assert run(capsys, "check", "tiny-1/tiny.yaml").code == 0
    said = run(capsys, "generate", "tiny", "--lang", "en")
    assert said.code == 2
    assert "tiny-1 exists" in said.err
    written = run(capsys, "generate", "tiny", "--seed", "2", "--json", "--dirty").document
    assert written["folder"] == "tiny-2-dirty"
    assert "tiny-2-dirty/planted.csv" in written["files"]


def test_rules_prints_the_book(capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, "rules", "--lang", "en").out
    assert all(statute.slug in listed for statute in (*RULES, *GOALS))
    one = run(capsys, "rules", "unit_quota", "--lang", "zh").out
    rule = next(rule for rule in RULES if rule.slug == "unit_quota")
    assert rule.statement.zh in one
    assert all(field in one for field in rule.Params.model_fields if field not in ("enabled", "reason"))
    assert run(capsys, "rules", "--full", "--lang", "zh").out == rule_page("zh")
    assert len(run(capsys, "rules", "--json").document["rules"]) == len(RULES) + len(GOALS)


def test_an_unknown_rule_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "rules", "unit_quotas", "--lang", "en")
    assert said.code == 2
    assert "unit_quota" in said.err


def test_schema_is_the_shipped_one(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "schema")
    assert said.code == 0
    assert said.out == schema_text()
    assert json.loads(said.out)["properties"]["extends"]

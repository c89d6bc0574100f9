"""Impossible inputs: a plan as good as there is, with exceptions in words; contradictions name both lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Said, run
from tests.rounds import NOMINEES, UNITS, VILLAGES, Row, add_pins, copy_round, edit, say

GATES = ("政治", "品行", "能力", "作风", "廉洁")
STATE = "提名/备案/研究确定"


@pytest.fixture
def scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The round of four villages, as CSV files that a test may change."""
    monkeypatch.chdir(tmp_path)
    return copy_round(tmp_path)


def solved(capsys: pytest.CaptureFixture[str], scenario: Path) -> tuple[Said, dict[str, Any]]:
    """Solve, see exceptions in words and that the plan stands; return what was said, and the plan."""
    said = run(capsys, "solve", scenario, "--lang", "en", "--json")
    assert said.code == 1, said.err
    assert said.document["exceptions"]
    for exception in said.document["exceptions"]:
        assert len(exception["message"]) > 10
        assert "infeasible" not in exception["message"].lower()
    folder = Path(said.document["folder"])
    checked = run(capsys, "verify", folder, "--lang", "en")
    assert checked.code == 0, checked.out
    return said, json.loads((folder / "plan.json").read_text(encoding="utf-8"))


def roles(plan: dict[str, Any]) -> list[str]:
    return [seat["role"] for seat in plan["assignments"]]


def all_rows(**cells: str) -> Any:
    return lambda row: row.update(cells)


def test_no_eligible_first_secretary(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has a year of Party standing: three villages want a first secretary and get none; members are sent."""

    def young(row: Row) -> None:
        row["转正时间"] = "2025.01" if row["转正时间"] else ""

    edit(scenario, NOMINEES, young)
    said, plan = solved(capsys, scenario)
    assert "first_secretary" not in roles(plan)
    # six members for V001 and V002, one for V004: all seven of the hand calculation still have a place
    assert roles(plan).count("member") == 7
    short = [e for e in said.document["exceptions"] if e["rule"] == "post_first_secretary"]
    assert sorted(e["place"][-4:] for e in short) == ["V001", "V003", "V004"]


def test_all_pending_in_a_draft_is_no_obstacle(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A draft may hold people whose vetting is pending: the same ten go, and P0012, whose gate no longer failed."""
    edit(scenario, NOMINEES, all_rows(**dict.fromkeys(GATES, "待定")))
    said = run(capsys, "solve", scenario, "--lang", "en", "--json")
    assert said.code == 0, said.err
    assert said.document["assignments"] == 10


def test_all_pending_in_the_final_plan(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The final plan sends nobody whose vetting is pending: nobody is sent, every open post is an exception."""
    edit(scenario, NOMINEES, all_rows(**dict.fromkeys(GATES, "待定"), **{STATE: "研究确定"}))
    say(scenario, "mode: draft", "mode: final")
    said, plan = solved(capsys, scenario)
    assert plan["assignments"] == []
    assert {"post_first_secretary", "members_minimum"} & {e["rule"] for e in said.document["exceptions"]}
    text = run(capsys, "solve", scenario, "--lang", "zh").out
    assert "例外" in text
    assert "须签字" in text


def test_quota_0_and_a_named_person(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """P0005's unit may send nobody, and P0005 is named for V001: whichever gives way is an exception in words."""
    unit = "砚溪县农业农村局"

    def none(row: Row) -> None:
        if row["单位"] == unit:
            row.update({"第一书记": "0", "队员": "0", "上限": "0"})

    def from_there(row: Row) -> None:
        if row["编号"] == "A01P0005":
            row["单位"] = unit

    edit(scenario, UNITS, none)
    edit(scenario, NOMINEES, from_there)
    add_pins(scenario, "A01P0005,A01V001,指定,工作队员,县委研究指定")
    said, _ = solved(capsys, scenario)
    assert {"named_person", "unit_quota"} & {e["rule"] for e in said.document["exceptions"]}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("A01P0005,A01V001,指定,,甲", "A01P0005,A01V002,指定,,乙"), "two villages"),
        (("A01P0005,A01V001,指定,,甲", "A01P0005,A01V001,回避,,乙"), "both a must and a forbid"),
        (("A01P0001,A01V001,指定,第一书记,甲", "A01P0002,A01V001,指定,第一书记,乙"), "first secretary of one village"),
    ],
)
def test_contradictory_pins_name_both_lines(
    scenario: Path, capsys: pytest.CaptureFixture[str], lines: tuple[str, str], why: str
) -> None:
    add_pins(scenario, *lines)
    said = run(capsys, "solve", scenario, "--lang", "en")
    assert said.code == 2
    # the header is row 1, the pins are rows 2 and 3: the fault stands at row 3 and names row 2
    line = next(line for line in said.err.splitlines() if why in line)
    assert "#3" in line
    assert "2" in line.partition("#3")[2]
    assert "plan" not in said.out


def test_a_minimum_above_the_beds(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """V001 has two beds, and its team of a first secretary and at least two members needs three."""

    def two_beds(row: Row) -> None:
        if row["村编码"] == "A01V001":
            row["住宿床位"] = "2"

    edit(scenario, VILLAGES, two_beds)
    say(scenario, "goals: {}", "  lodging:\n    enabled: true\n    reason: 村里只能住这么多人\ngoals: {}")
    said, plan = solved(capsys, scenario)
    assert sum(seat["village_id"] == "A01V001" for seat in plan["assignments"]) == 2
    assert "A01V001" in {e["place"] for e in said.document["exceptions"]}


def test_nobody_at_all(scenario: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everybody is unable to serve: an empty plan, with every open post in the list of exceptions."""
    edit(scenario, NOMINEES, all_rows(健康="不能履职"))
    _, plan = solved(capsys, scenario)
    assert plan["assignments"] == []

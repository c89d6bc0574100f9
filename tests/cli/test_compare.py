"""``compare`` with several plans, baselines, curve, causes, workbook and page."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from solver import api
from solver.text import LANGS, Lang
from tests.cli.running import run
from tests.report.html.pages import taken_apart
from tests.rounds import NOMINEES, UNITS, VILLAGES, copy_round, edit


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two plans, ``a`` and ``b``: in b the light village V4 has one member instead of two."""
    folder = tmp_path_factory.mktemp("made")
    base = copy_round(folder)
    (base.parent / "light.yaml").write_text(
        "extends: tiny-csv.yaml\nname: light\ntitle: 轻村减员\nreason: 试\nrules: {light_task: {members_max: 1}}\n"
        "goals: {need_fit: {weight: 4}}\n",
        encoding="utf-8",
    )
    for scenario, name in ((base, "a"), (base.parent / "light.yaml", "b")):
        api.solve(scenario).write(folder / name)
    return folder


@pytest.fixture
def plans(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the plans and of their inputs, and the current folder."""
    place = tmp_path / "copy"
    shutil.copytree(made, place)
    monkeypatch.chdir(place)
    return place


def test_indicators_people_and_villages(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "compare", "a", "b", "--lang", "en")
    assert said.code == 0
    assert "Primary need covered" in said.out
    assert "Villages that lose (1): 砚溪县柳坪镇双溪村" in said.out
    line = next(line for line in said.out.splitlines() if line.startswith("彭某0011(A01P0011)"))
    assert "no longer sent" in line
    assert "now: eligible" in line, "why the person is left over"
    document = run(capsys, "compare", "a", "b", "--json", "--lang", "en").document
    rows = {row["key"]: row["values"] for row in document["indicators"]}
    assert rows["sent"] == [10, 9]
    assert document["moves"][0]["why"].startswith("now: ")
    assert "curve" not in document


def test_three_plans_and_the_baselines(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "compare", "a", "b", "a", "--baselines", "--lang", "zh")
    assert said.code == 0
    assert all(word in said.out for word in ("上一轮", "逐村择优", "随机(种子1)", "== a → b", "== a → a"))
    document = run(capsys, "compare", "a", "b", "a", "--baselines", "--json", "--seed", "7").document
    assert len(document["measured"]) == 6
    assert [len(pair["moves"]) for pair in document["pairs"]] == [1, 0]
    assert all(len(row["values"]) == 6 for row in document["indicators"])


@pytest.mark.parametrize("lang", LANGS)
def test_everything_in_workbook_and_page(plans: Path, capsys: pytest.CaptureFixture[str], lang: Lang) -> None:
    options = ["--cause", "--curve", "--out", "c.xlsx", "--html", "c.html", "--lang", lang]
    said = run(capsys, "compare", "a", "b", "--baselines", *options)
    assert said.code == 0
    assert "rules.light_task" in said.out
    assert "c.xlsx" in said.out
    book = openpyxl.load_workbook(plans / "c.xlsx")
    assert len(book.sheetnames) == 6
    page = taken_apart((plans / "c.html").read_text(encoding="utf-8"))
    assert page.unbalanced == []
    assert len(set(page.ids)) == len(page.ids)
    anchors = ("headline", "figures", "indicators", "moves", "village_changes", "trade", "effects", "causes")
    assert set(anchors) <= set(page.ids)
    assert "74" not in page.text.split("彭某0011")[1][:80], "no points of people in the open version"
    again = run(capsys, "compare", "a", "b", *options)
    assert again.code == 2, "nothing is written over"


def test_the_internal_page_says_why(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "compare", "a", "b", "--html", "open.html", "--lang", "en").code == 0
    assert run(capsys, "compare", "a", "b", "--html", "closed.html", "--private", "--lang", "en").code == 0
    texts = {
        name: taken_apart((plans / f"{name}.html").read_text(encoding="utf-8")).text for name in ("open", "closed")
    }
    assert "now: eligible" in texts["closed"]
    assert "now: eligible" not in texts["open"]


def test_without_the_inputs_what_is_stored_is_compared(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(plans / "scenarios" / "tiny" / "tiny-csv.yaml", NOMINEES, lambda row: row.update(备注="改"))
    said = run(capsys, "compare", "a", "b", "--lang", "en")
    assert said.code == 0
    assert "Only what the plan folders hold is compared" in said.err
    assert "A01P0011" in said.out
    assert run(capsys, "compare", "a", "b", "--html", "stored.html").code == 0
    for more in (["--baselines"], ["--curve"], ["--cause"], ["--out", "c.xlsx"]):
        said = run(capsys, "compare", "a", "b", "--lang", "en", *more)
        assert said.code == 2
        assert "The inputs of the plans are needed" in said.err
    assert run(capsys, "compare", "a").code == 2


def test_a_page_that_cannot_be_written_is_said_before_anything_is_solved(
    plans: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is there; and one inside a plan folder, which verify would refuse from then on."""
    monkeypatch.setattr("solver.api.trading.trade_off", lambda *_, **__: pytest.fail("solved in vain"))
    Path("there.html").touch()
    for option, file in (("--html", "there.html"), ("--html", "b/compared.html"), ("--out", "a/compared.xlsx")):
        said = run(capsys, "compare", "a", "b", "--curve", option, file, "--lang", "en")
        assert said.code == 2
        assert file in said.err


def test_a_page_of_three_plans_needs_their_inputs(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the inputs a page shows two plans only; the third would be left out in silence."""
    shutil.rmtree("scenarios")
    said = run(capsys, "compare", "a", "b", "a", "--html", "page.html", "--lang", "zh")
    assert said.code == 2
    assert "多个方案的报告" in said.err
    assert not Path("page.html").exists()


def test_plans_of_different_counties_share_no_people(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Codes are unique within a round only: A01P0001 of another county is somebody else."""
    other = copy_round(plans / "other")
    for table in (VILLAGES, "在岗人员表"):
        edit(other, table, lambda row: row.update({"县(市、区)": "别县"}))
    edit(other, NOMINEES, lambda row: row.update({"籍贯/家庭所在乡镇村": "", "意愿县/乡": "", "不可派(回避)": ""}))
    edit(other, UNITS, lambda row: row.update({"县(市、区)": "", "定点帮扶县": "", "定点帮扶村": ""}))
    other.write_text(other.read_text(encoding="utf-8") + "# 别县\n", encoding="utf-8")  # to be told from the copy here
    api.solve(other).write(plans / "other" / "elsewhere")
    for lang, words in (("zh", "不是同一个县的"), ("en", "The plans are of different counties")):
        said = run(capsys, "compare", "a", "other/elsewhere", "--lang", lang)
        assert words in said.out
        assert "A01P0001" not in said.out
    assert (
        run(capsys, "compare", "a", "other/elsewhere", "--json", "--lang", "zh", "--html", "p.html").document["moves"]
        == []
    )
    page = Path("p.html").read_text(encoding="utf-8")
    assert "不是同一个县的" in page
    assert "人员安排相同" not in page

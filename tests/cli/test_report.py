"""``report`` and ``compare --html`` from a real plan of the shipped round."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from solver.api import Comparison, compare, report, report_comparison
from solver.cli.exits import BAD_INPUT, DONE, NOT_VERIFIED
from solver.errors import OutputError
from tests.cli.running import run
from tests.rounds import NOMINEES, copy_round, edit


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan folder of a copy of tiny."""
    from solver.api import solve

    root = tmp_path_factory.mktemp("round")
    solve(copy_round(root), effort="quick", workers=1).write(root / "out" / "plan-1")
    return root / "out" / "plan-1"


def test_written_beside_the_folder_and_never_twice(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in plan.rglob("*") if path.is_file()}
    said = run(capsys, "report", plan)
    file = plan.parent / "plan-1.zh.html"
    assert said.code == DONE
    assert str(file) in said.out
    assert file.stat().st_mode & 0o777 == 0o600
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in plan.rglob("*") if path.is_file()} == before
    again = run(capsys, "report", plan)
    assert again.code == BAD_INPUT
    assert "不覆盖" in again.err
    assert run(capsys, "verify", plan).code == DONE


def test_language_privacy_and_place(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "report", plan, "--lang", "en", "--private", "--out", tmp_path / "new" / "r.html", "--json")
    assert said.document["schema"] == "villages-first/report/1"
    assert said.document["private"] is True
    html = (tmp_path / "new" / "r.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert "Internal: with personal facts and points" in html
    assert "villages-first verify plan-1</code>" in html  # a name, no path of this machine
    assert str(plan.parent) not in html


def test_the_report_can_hold_what_is_solved(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in plan.rglob("*") if path.is_file()}
    plain, solved = tmp_path / "plain.html", tmp_path / "solved.html"
    assert run(capsys, "report", plan, "--lang", "en", "--out", plain).code == DONE
    said = run(capsys, "report", plan, "--lang", "en", "--out", solved, "--explain", "--places", "3")
    assert said.code == DONE, said.err
    assert "answering" in said.err
    assert "villages-first report plan-1 --explain" in plain.read_text(encoding="utf-8")
    html = solved.read_text(encoding="utf-8")
    assert "--explain" not in html
    for heading in ("What would help", "What one more is worth"):
        assert heading in html
    assert {path: path.read_bytes() for path in plan.rglob("*") if path.is_file()} == before


def test_nothing_is_written_into_the_plan_folder(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (("report", plan, "--out"), ("explain", plan, "--shortage", "--html")):
        said = run(capsys, *command, plan / "why.html", "--lang", "en")
        assert said.code == BAD_INPUT
        assert "inside the plan folder" in said.err
    assert not (plan / "why.html").exists()


def test_a_page_a_county_on_demand(plan: Path, tmp_path: Path) -> None:
    index = report(plan, out=tmp_path / "pages", by_county=True, lang="zh")
    assert index == tmp_path / "pages" / "index.html"
    assert len(list(index.parent.iterdir())) >= 2


def test_changed_inputs_are_not_reported(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = copy_round(tmp_path)
    edit(other, NOMINEES, lambda row: row.update({"备注": "改"}))
    said = run(capsys, "report", plan, "--scenario", other, "--out", tmp_path / "r.html")
    assert said.code == NOT_VERIFIED
    assert "verify" in said.err
    assert not (tmp_path / "r.html").exists()


def test_no_plan_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "report", tmp_path).code == BAD_INPUT


def test_comparison(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "compared.html"
    said = run(capsys, "compare", plan, plan, "--html", file, "--lang", "en")
    assert said.code == DONE
    assert str(file) in said.out
    assert "Both plans post the same people to the same places." in file.read_text(encoding="utf-8")
    found = compare(plan, plan)
    assert isinstance(found, Comparison)
    with pytest.raises(OutputError):
        report_comparison(found, ("a", "b"), out=file)

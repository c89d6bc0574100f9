"""``explain`` and ``replan`` from plan folder to plan folder, on the shipped tiny round."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from solver.api import runs
from solver.book.evaluation import evaluate
from tests.cli.running import run
from tests.rounds import copy_round


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan folder of the tiny round, with its scenario above it."""
    from solver.api import solve

    root = tmp_path_factory.mktemp("round")
    scenario = copy_round(root)
    return solve(scenario, lang="en").write(root / "plan")


@pytest.fixture
def inside(plan: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan folder, with the current folder above it."""
    monkeypatch.chdir(plan.parent)
    return plan


def sent(plan: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((plan / "plan.json").read_text(encoding="utf-8"))["assignments"]
    return found


def test_why_not_names_the_rule_that_bars_or_the_proved_cost(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seats = sent(inside)
    one, other = seats[0], next(s for s in seats if s["village_id"] != seats[0]["village_id"])
    said = run(capsys, "explain", inside, "--why-not", one["person_id"], other["village_id"], "--json", "--lang", "en")
    assert said.code == 0, said.err
    answer = said.document["answers"][0]
    assert answer["status"] in ("barred", "costed", "no_place", "impossible")
    assert answer["proved"]  # the tiny round is decided on the whole model
    if answer["status"] == "costed":
        assert (answer["severity"], answer["loss"]) >= (0, 0)
    there = run(capsys, "explain", inside, "--why-not", one["person_id"], one["village_id"], one["role"], "--json")
    assert there.document["answers"][0]["status"] == "in_plan"


def test_every_question_is_answered_in_both_languages(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seat = sent(inside)[0]
    for lang, mark in (("zh", "已证明"), ("en", "proved")):
        said = run(
            capsys, "explain", inside, "--seat", seat["village_id"], "--person", seat["person_id"],
            "--shortage", "--repairs", "--prices", "--lang", lang,
        )  # fmt: skip
        assert said.code == 0, said.err
        assert mark in said.out
        assert not re.search(r"\{[a-z_]+\}", said.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_questions_in_one_go_as_a_page(
    inside: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    file = tmp_path / "why.html"
    said = run(capsys, "explain", inside, "--all", "--html", file, "--lang", lang, "--json")
    assert said.code == 0, said.err
    kinds = [answer["question"] for answer in said.document["answers"]]
    assert list(dict.fromkeys(kinds))[:3] == ["shortage", "repairs", "prices"]
    exceptions = json.loads((inside / "plan.json").read_text(encoding="utf-8"))["exceptions"]
    assert ("seat" in kinds) == bool(exceptions)
    assert said.document["file"] == str(file)
    assert file.stat().st_mode & 0o777 == 0o600
    html = file.read_text(encoding="utf-8")
    for answer in said.document["answers"]:
        if answer["question"] in ("repairs", "prices"):
            assert answer["heading"] in html
    assert run(capsys, "explain", inside, "--all", "--html", file).code == 2  # never overwritten


def test_a_limit_of_places_is_said(inside: Path) -> None:
    """A plan in which every second person gives way has open places; one is solved for, the others are named."""
    from solver.api import explain
    from solver.api.answering import _villages
    from solver.domain.plan import Plan

    explainer = explain(inside, lang="en")
    plan = explainer.solved.plan
    fewer = Plan.of(plan.problem, plan.assignments[::2])
    short = type(explainer)(replace(explainer.solved, plan=fewer, evaluation=evaluate(fewer, explainer.solved.book)))
    few, left = _villages(short, 1)
    everything, none = _villages(short, 1000)
    assert len(few) == 1
    assert none == []
    assert few + left == everything
    assert len(left) >= 1


def test_private_answers_only_on_demand(inside: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seat = sent(inside)[0]
    for private in (False, True):
        file = tmp_path / f"{private}.html"
        more = ["--private"] if private else []
        said = run(
            capsys, "explain", inside, "--seat", seat["village_id"], "--person", seat["person_id"],
            "--html", file, "--lang", "en", *more,
        )  # fmt: skip
        assert said.code == 0, said.err
        html = file.read_text(encoding="utf-8")
        assert ("Points of the seat" in html) == private
        assert ("in the internal version only" in html) != private


def test_points_of_a_seat_are_told_term_by_term(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seat = sent(inside)[0]
    said = run(capsys, "explain", inside, "--seat", seat["village_id"], seat["role"], "--lang", "en")
    total = re.search(r"Points of the seat (-?\d+): (.*)\.", said.out)
    assert total is not None
    assert int(total[1]) == sum(int(n) for n in re.findall(r"([+-]\d+)(?:;|$)", total[2]))


def test_incumbents_are_explained_too(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from solver.api import load

    instance = load(inside.parent / "scenarios" / "tiny" / "tiny-csv.yaml").instance
    staying = {i.person.person_id for i in instance.staying}
    village = instance.villages[0].village_id
    for incumbent in instance.incumbents:
        person = incumbent.person.person_id
        assert run(capsys, "explain", inside, "--person", person, "--json").code == 0
        said = run(capsys, "explain", inside, "--why-not", person, village, "--json").document["answers"][0]
        if person in staying:
            assert said["status"] == "stays"
        elif person not in instance.candidate_index:
            assert said["status"] == "not_nominated"


def test_unknown_names_are_refused_with_a_hint(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "explain", inside, "--why-not", "NOBODY", "NOWHERE", "--lang", "en")
    assert said.code == 2
    assert "NOBODY" in said.err
    said = run(capsys, "replan", "--from", inside, "--recall", "NOBODY", "--lang", "en")
    assert said.code == 2
    assert run(capsys, "replan", "--from", inside).code == 2


def test_a_recall_changes_one_person_and_the_new_plan_verifies(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = sent(inside)[0]["person_id"]
    history = inside.parent / "history.sqlite"
    mended = ("--out", inside.parent / "mended", "--history", history)
    said = run(capsys, "replan", "--from", inside, "--recall", gone, "--json", *mended)
    assert said.code in (0, 1), said.err
    found = said.document
    assert found["vacated"] == 1
    assert found["fewest_proved"]
    assert [one.command for one in runs(history)] == ["replan"]
    assert found["changed"] + found["empty"] >= 1
    before = {(s["person_id"], s["village_id"], s["role"]) for s in sent(inside)}
    after = {(s["person_id"], s["village_id"], s["role"]) for s in sent(inside.parent / "mended")}
    assert {person for person, _, _ in before - after} == {gone} or found["changed"] > 1
    assert gone not in {person for person, _, _ in after}
    verified = run(capsys, "verify", inside.parent / "mended")
    assert verified.code == 0, verified.out + verified.err
    sheet = openpyxl.load_workbook(found["changes"]).worksheets[0]
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert any(gone in cell for cell in cells)


def test_objections_are_read_and_their_faults_name_the_cell(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seat = sent(inside)[1]
    book = openpyxl.Workbook()
    book.active.title = "公示异议表"
    book.active.append(["编号", "村编码", "异议", "是否成立"])
    book.active.append([seat["person_id"], seat["village_id"], "原籍回避", "是"])
    book.active.append([sent(inside)[2]["person_id"], None, "查无实据", "否"])
    file = inside.parent / "objections.xlsx"
    book.save(file)
    target = inside.parent / "after-notice"
    said = run(capsys, "replan", "--from", inside, "--objections", file, "--json", "--out", target)
    assert said.code in (0, 1), said.err
    after = {(s["person_id"], s["village_id"]) for s in sent(target)}
    assert (seat["person_id"], seat["village_id"]) not in after
    kept = sent(inside)[2]
    assert (kept["person_id"], kept["village_id"]) in after
    assert run(capsys, "verify", target).code == 0
    book.active.append(["P-NONE", None, "x", "是"])
    book.save(inside.parent / "bad.xlsx")
    said = run(capsys, "replan", "--from", inside, "--objections", inside.parent / "bad.xlsx", "--lang", "en")
    assert said.code == 2
    assert "P-NONE" in said.err
    assert "#4" in said.err

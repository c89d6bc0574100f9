"""``plan.json`` and ``certificate.json``: what is written is read back, what was damaged is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from solver.domain.instance import Instance
from solver.domain.words import Mode
from solver.errors import InputError, VerificationError
from solver.modelling.cases import build_case
from solver.report.certificate_file import certificate_text, read_certificate
from solver.report.plan_file import plan_text, read_plan
from tests.report.samples import HAND_MADE, hand_made, solved_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    solved = hand_made()
    (tmp_path / "plan.json").write_text(plan_text(solved), encoding="utf-8")
    (tmp_path / "certificate.json").write_text(certificate_text(solved.certificate), encoding="utf-8")
    return tmp_path


def change(folder: Path, name: str, **fields: Any) -> None:
    path = folder / name
    content = {**json.loads(path.read_text(encoding="utf-8")), **fields}
    path.write_text(json.dumps(content), encoding="utf-8")


def test_plan_comes_back(folder: Path) -> None:
    solved, stored = hand_made(), read_plan(folder)
    assert stored.assignments == solved.plan.assignments
    assert stored.posts == solved.plan.problem.posts
    assert [r.to("en") for r in stored.posts[0].reasons] == ["lifted: a team is due", "heavy task"]
    assert stored.posts[1].mode is Mode.FIRST_SECRETARY_ONLY
    assert [(s.village_id, s.person_id) for s in stored.staying] == [("V1", "I2")]
    assert (stored.severity, stored.value, stored.points) == (320, 36, {"need_fit": 36, "primary_need": 0})
    (exception,) = stored.exceptions
    assert exception.message.to("zh") == "甲县乙镇2村没有第一书记。"
    assert exception.message.to("en") == solved.evaluation.exceptions[0].message.to("en")
    assert (stored.title.to("zh"), stored.mode, stored.status) == ("甲县试例", "draft", "complete")
    assert stored.input_hashes == solved.input_hashes


def test_stored_plan_is_the_plan_again(folder: Path) -> None:
    plan = hand_made().plan
    assert read_plan(folder).onto(plan.problem.instance) == plan


def test_certificate_comes_back(folder: Path) -> None:
    assert read_certificate(folder) == hand_made().certificate


def test_no_clock_and_no_order_of_rows_in_the_plan() -> None:
    shuffled = {**HAND_MADE, "assign": HAND_MADE["assign"][::-1]}
    solved = hand_made()
    again = solved_of(build_case(shuffled), faults=solved.faults)
    assert plan_text(again) == plan_text(solved)
    assert json.dumps(json.loads(plan_text(solved)), ensure_ascii=False, sort_keys=True, indent=1) + "\n" == plan_text(
        solved
    )


def test_other_inputs_are_noticed(folder: Path) -> None:
    stored = read_plan(folder)
    fewer = build_case({**HAND_MADE, "villages": [{}, {}], "incumbents": [], "assign": []}).problem.instance
    with pytest.raises(VerificationError, match="villages of the plan"):
        stored.onto(fewer)
    others = build_case({**HAND_MADE, "candidates": [{}], "assign": []}).problem.instance
    with pytest.raises(VerificationError, match="P2"):
        stored.onto(others)
    assert isinstance(others, Instance)


@pytest.mark.parametrize(
    ("name", "fields", "why"),
    [
        ("plan.json", {"schema": "villages-first/plan/99"}, "villages-first/plan/99"),
        ("plan.json", {"value": 36.0}, "whole number"),
        ("plan.json", {"value": True}, "whole number"),
        ("plan.json", {"assignments": [{"village_id": "V1", "role": "mayor", "person_id": "P1"}]}, "mayor"),
        ("plan.json", {"assignments": [{"village_id": 1, "role": "member", "person_id": "P1"}]}, "texts"),
        ("plan.json", {"posts": 3}, "damaged"),
        ("certificate.json", {"price_scale": 1}, "price_scale"),
        ("certificate.json", {"severity": {}}, "damaged"),
        ("certificate.json", {"schema": "villages-first/plan/1"}, "should be"),
    ],
)
def test_damage_is_refused_in_words(folder: Path, name: str, fields: dict[str, Any], why: str) -> None:
    change(folder, name, **fields)
    with pytest.raises(InputError, match=why) as caught:
        (read_plan if name == "plan.json" else read_certificate)(folder)
    assert caught.value.faults[0].file == name


@pytest.mark.parametrize("text", ["", "{", '{"schema": 1, "schema": 1}', "[]", "\x80"])
def test_no_json_is_refused_in_words(folder: Path, text: str) -> None:
    (folder / "plan.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError):
        read_plan(folder)


def test_missing_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_plan(tmp_path)

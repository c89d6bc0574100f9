"""Named decisions, and why one is not kept."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.words import Mode, PinKind, Role
from solver.modelling.cases import build_case
from solver.rules.named_person import NamedPerson
from solver.rules.unit_quota import UnitQuota

FS, M = Role.FIRST_SECRETARY, Role.MEMBER
PIN = {"person_id": "P1", "village_id": "V1", "kind": PinKind.MUST}


def why(**facts: Any) -> str:
    """Return the Chinese sentence of the only violation."""
    (violation,) = NamedPerson().check(build_case({"pins": [PIN], **facts}))
    assert (violation.place, violation.size, violation.severity) == ("P1", 1, 60 * 12)
    return violation.message.to("zh")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"pins": [{**PIN, "village_id": "V9"}]}, "该村不在村情需求表中"),
        ({"candidates": []}, "此人不在人选花名册中"),
        ({"villages": [{}, {}], "assign": [("P1", "V2", M)]}, "已在甲县乙镇2村任工作队员"),
        ({"posts": [{"mode": Mode.NONE}]}, "该村没有设置此岗位"),
        ({"posts": [{"mode": Mode.FIRST_SECRETARY_ONLY}], "pins": [{**PIN, "role": M}]}, "该村没有设置此岗位"),
        ({"pins": [{**PIN, "role": FS}], "incumbents": [{"role": FS}]}, "该岗位由留任者担任"),
        ({}, "不符合任职或回避条件，或单位名额、岗位已用完"),
    ],
)
def test_reason(facts: dict[str, Any], reason: str) -> None:
    assert reason in why(**facts)


def test_whole_sentence_with_a_role() -> None:
    assert why(pins=[{**PIN, "role": FS}], candidates=[]) == (
        "P1被指定到甲县乙镇1村任第一书记，未能落实：此人不在人选花名册中。"
    )


def test_the_same_decision_twice_counts_once() -> None:
    assert why(pins=[PIN, {**PIN, "reason": "again"}])


def test_quota_of_none_and_a_named_person() -> None:
    """Impossible input: the quota is hard, so the named decision becomes an exception, never the other way."""
    facts = {"units": [{"unit_id": "U1", "cap": 0}], "pins": [PIN]}
    sent, left = build_case({**facts, "assign": [("P1", "V1", M)]}), build_case(facts)
    assert [v.hard for v in UnitQuota().check(sent)] == [True]
    assert not list(UnitQuota().check(left))
    assert [v.hard for v in NamedPerson().check(left)] == [False]

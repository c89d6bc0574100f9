"""Tables 7, 9 and 10 of a round made by hand, and of small cases on both sides of each limit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from solver.book.compile import compile_model
from solver.book.rule_book import RuleBook
from solver.domain.words import Expertise, Mode, Role
from solver.modelling.cases import build_case
from solver.report.all_tables import build_tables
from solver.report.need_coverage import needs_met
from solver.report.solved import Solved
from tests.report.samples import FS, MEMBER, hand_made, solved_of

RULES = frozenset({"party_full_member", "post_first_secretary", "one_post_per_person", "need_fit"})


def rows_of(solved: Solved, slug: str, lang: str = "zh") -> list[dict[str, Any]]:
    table = next(t for t in build_tables(solved, "zh" if lang == "zh" else "en") if t.sheet.slug == slug)
    return [{str(k): None if v is pd.NA else v for k, v in row.items()} for row in table.frame.to_dict("records")]


def test_needs_are_counted_from_degree_two() -> None:
    met = {need.item: (need.wanted, need.met, need.unmet) for need in needs_met(hand_made().plan.teams)}
    assert met["D2b"] == (1, 1, ())  # V1, degree 3: P1 has agronomy
    assert met["D3c"] == (1, 1, ())  # V1, degree 2: P2 has law
    assert met["D2a"] == (0, 0, ())  # V1, degree 1: not heavy


def test_a_village_that_is_not_listed_wants_nothing() -> None:
    needs = (3,) * 12
    post = {"mode": Mode.NONE, "members_min": 0, "members_target": 0, "members_max": 0}
    listed = build_case({"villages": [{"needs": needs}]})
    unlisted = build_case({"villages": [{"needs": needs}], "posts": [post]})
    assert [need.wanted for need in needs_met(listed.teams)] == [1] * 12
    assert [need.wanted for need in needs_met(unlisted.teams)] == [0] * 12


def test_posts_that_are_short_say_who_could_be_sent() -> None:
    posts = {(r["matter"], r["gap_place"]): r for r in rows_of(hand_made(), "gaps") if r["gap_kind"] == "岗位"}
    first = posts["第一书记", "甲县乙镇"]
    # V1 has P1, V2 nobody: 2 wanted, 1 held. P4 is no full member, P3 neither, P5 neither: nobody would do
    assert (first["wanted"], first["held"], first["lacking"]) == (2, 1, 1)
    assert first["unposted"] == 0
    assert first["remedy"] == "未安排人选中无人可任，须另行提名"


def test_expertise_that_villages_ask_for() -> None:
    case = {
        "villages": [{"wanted_expertise": (Expertise.LAW,)}, {"wanted_expertise": (Expertise.LAW, Expertise.HEALTH)}],
        "candidates": [{"expertise": (Expertise.LAW,)}, {}, {"expertise": (Expertise.HEALTH,)}],
        "assign": [("P1", "V1", FS), ("P2", "V2", FS)],
    }
    found = {r["matter"]: r for r in rows_of(solved_of(build_case(case)), "gaps") if r["gap_kind"] == "专长"}
    assert (found["政法信访"]["wanted"], found["政法信访"]["held"], found["政法信访"]["lacking"]) == (2, 1, 1)
    assert found["政法信访"]["remedy"] == "请派出单位补充提名：政法信访"  # nobody left has it
    assert (found["卫生健康"]["unposted"], found["卫生健康"]["remedy"]) == (1, "调换未安排人选：卫生健康")  # P3


@pytest.mark.parametrize(("quota", "listed"), [(1, True), (2, False)])
def test_a_limit_is_listed_only_where_it_alone_stands_in_the_way(quota: int, listed: bool) -> None:
    book = RuleBook.of(only=RULES | {"unit_quota"})
    case = {
        "units": [{"unit_id": "U1", "quota_first_secretary": quota, "quota_member": 0}],
        "villages": [{}, {}],
        "candidates": [{}, {}],
        "assign": [("P1", "V1", FS)],
    }
    solved = solved_of(build_case(case), book)
    limits = [r for r in rows_of(solved, "gaps") if r["gap_kind"] == "上限"]
    assert bool(limits) is listed
    if listed:  # P2 could be first secretary of V2: one exception of post_first_secretary fewer
        model = compile_model(solved.plan.problem, book)
        count = next(c for c in model.all_counts if c.rule == "post_first_secretary" and c.place == "V2")
        assert f"例外严重度{count.severity(1) - count.severity(0):+d}" in limits[0]["remedy"]
        assert "到甲县乙镇2村任第一书记" in limits[0]["remedy"]
        assert limits[0]["first_choice"] == "张某2(P2)"


def test_training_lists_new_people_and_those_who_stay_without_any() -> None:
    def staying(trainings: int) -> Solved:
        incumbent = {"role": MEMBER, "end": date(2026, 6, 1), "trainings": trainings}
        return solved_of(build_case({"incumbents": [incumbent], "candidates": [{}], "assign": [("P1", "V1", FS)]}))

    assert [r["person_id"] for r in rows_of(staying(0), "training")] == ["P1", "I1"]
    assert [r["person_id"] for r in rows_of(staying(1), "training")] == ["P1"]
    both = rows_of(staying(0), "training")
    assert [r["train_by"] for r in both] == [date(2027, 6, 1), date(2026, 6, 1)]  # the ends of both terms
    assert [r["training_class"] for r in both] == ["第一书记第1班", "工作队员第1班"]


@pytest.mark.parametrize(("n", "last"), [(50, "工作队员第1班"), (51, "工作队员第2班")])
def test_a_class_has_fifty(n: int, last: str) -> None:
    case = {
        "villages": [{} for _ in range(n)],
        "candidates": [{} for _ in range(n)],
        "assign": [(f"P{i}", f"V{i}", MEMBER) for i in range(1, n + 1)],
    }
    assert rows_of(solved_of(build_case(case)), "training")[-1]["training_class"] == last


def test_the_focus_of_training_is_what_the_village_needs_and_the_person_lacks() -> None:
    rows = {r["person_id"]: r for r in rows_of(hand_made(), "training", "en")}
    assert rows["P1"]["focus"] == "settling disputes, grid management"  # D3c is 2, agronomy does not serve it
    assert rows["P2"]["focus"] == "industry and collective economy"  # D2b is 3, law does not serve it


def test_costs_are_those_that_the_budget_cap_counts() -> None:
    table = {"hardship_table": {1: 15, 2: 30}, "budget": 1_000_000, "enabled": True, "reason": "预算"}
    book = RuleBook.of(rules={"cost_cap": table}, only=RULES | {"cost_cap"})
    case = {
        "villages": [{"hardship_class": 2}, {}, {}],
        "candidates": [{}, {}, {}],
        "assign": [("P1", "V1", FS), ("P2", "V1", MEMBER), ("P3", "V2", FS)],
    }
    solved = solved_of(build_case(case), book)
    rows = {r["village_id"]: r for r in rows_of(solved, "costs")}
    # 24 months: 440 days x 100 + 24 x 100 = 46,400 yuan a person; class 2 adds 440 x 30 = 13,200
    assert set(rows) == {"V1", "V2"}
    assert (rows["V1"]["cost_meals"], rows["V1"]["cost_phone"], rows["V1"]["cost_hardship"]) == (88_000, 4_800, 26_400)
    assert (rows["V1"]["cost"], rows["V2"]["cost"]) == (119_200, 46_400)
    model = compile_model(solved.plan.problem, book)
    count = next(c for c in model.all_counts if c.rule == "cost_cap")
    seats = model.seats
    taken = {(0, 0, 0), (1, 0, 1), (2, 1, 0)}  # person, village, role
    weights = dict(zip(count.seats.tolist(), count.seat_weights.tolist(), strict=True))
    counted = sum(w for s, w in weights.items() if (seats.person[s], seats.village[s], seats.role[s]) in taken)
    assert counted == sum(r["cost"] for r in rows.values())


def test_costs_without_a_cap_take_the_default_rates() -> None:
    rows = rows_of(hand_made(), "costs")
    assert [(r["village_id"], r["n_new"], r["cost"]) for r in rows] == [("V1", 2, 92_800)]  # I2 stays: not counted


def test_role_numbers_are_those_of_the_model() -> None:
    assert [role.value for role in (FS, MEMBER)] == [role.value for role in Role]

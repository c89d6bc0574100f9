"""Quotas by role and cap of a unit; what-ifs 3 and 4."""

from __future__ import annotations

from typing import Any

from solver.book.compile import compile_model
from solver.domain.plan import Plan
from solver.domain.words import Role
from solver.modelling.cases import build_case
from solver.rules.unit_quota import UnitQuota
from tests.conformance.judging import book_of

FS, M = Role.FIRST_SECRETARY, Role.MEMBER


def plan_of(unit: dict[str, Any], n_members: int, **facts: Any) -> Plan:
    """Return a plan in which the unit sends so many members to one village."""
    return build_case(
        {
            "candidates": [{} for _ in range(n_members)],
            "units": [{"unit_id": "U1", **unit}],
            "assign": [(f"P{i + 1}", "V1", M) for i in range(n_members)],
            **facts,
        }
    )


def over(plan: Plan, **params: Any) -> list[int]:
    return [v.size for v in UnitQuota(UnitQuota.Params(**params)).check(plan)]


def test_cap_replaced_by_the_scenario() -> None:
    """What-if 3: the unit can give only three where six were asked."""
    plan = plan_of({"cap": 6}, 4)
    assert over(plan) == []
    assert over(plan, caps={"U1": 3}) == [1]


def test_cap_for_a_unit_that_the_table_does_not_hold() -> None:
    plan = plan_of({}, 1, candidates=[{"unit_id": "新单位"}])
    assert over(plan) == []
    assert over(plan, caps={"新单位": 0}) == [1]


def test_small_units_exempt_unless_named() -> None:
    """What-if 4: units under ten staff send nobody; an explicit cap goes before it."""
    plan = plan_of({"staff": 9, "cap": 2}, 1)
    assert over(plan, exempt_below_staff=10) == [1]
    assert over(plan, exempt_below_staff=9) == []
    assert over(plan, exempt_below_staff=10, caps={"U1": 1}) == []
    assert over(plan_of({"staff": None}, 1), exempt_below_staff=10) == []


def test_staying_people_count_towards_the_cap_only() -> None:
    """One stays, two are sent: 3 on a cap of 2, but 2 on a quota of 2 members."""
    plan = plan_of({"quota_member": 2, "cap": 2}, 2, incumbents=[{}])
    assert over(plan) == []
    assert over(plan, count_staying=True) == [1]


def test_staying_people_are_never_undone() -> None:
    """Three stay on a cap of 1: no violation without new people, one for each new person."""
    assert over(plan_of({"cap": 1}, 0, incumbents=[{}, {}, {}]), count_staying=True) == []
    assert over(plan_of({"cap": 1}, 1, incumbents=[{}, {}, {}]), count_staying=True) == [1]


def test_three_rows_a_unit() -> None:
    plan = plan_of({"quota_first_secretary": 1, "quota_member": 2, "cap": 3}, 2)
    counts = compile_model(plan.problem, book_of(UnitQuota())).linking_counts
    assert {(c.key, c.upper, len(c.seats)) for c in counts} == {
        ("unit_quota@U1#first_secretary", 1, 2),
        ("unit_quota@U1#member", 2, 2),
        ("unit_quota@U1#all", 3, 4),
    }


def test_message_names_unit_and_numbers() -> None:
    (violation,) = UnitQuota().check(plan_of({"quota_member": 1}, 3))
    assert violation.hard
    assert violation.message.to("zh") == "U1派出3人，超过工作队员名额1人。"
    assert violation.message.to("en") == "U1 sends 3, over its quota of members of 1."

"""Budgets and supply that bind, with the arithmetic by hand."""

from __future__ import annotations

from solver.domain.words import Mode, PartyStatus, Role, TaskWeight
from tests.stage1.counties import HEAVY, LIFTED, OTHER, RESETTLEMENT, WEAK, county, freeze, shapes, village

KEY = {"key_county": True}
LIGHT = {"task_weight": TaskWeight.LIGHT}


def test_first_secretaries_go_by_tier() -> None:
    """A village left out costs the factor of its tier (32, 24, 16, 8) x (40 + 3 a member due); 5 and 6 only points."""
    villages = (
        village(OTHER),
        village(HEAVY),
        village(LIFTED, **LIGHT),
        village(LIFTED),
        village(LIFTED, **KEY),
        village(WEAK),
    )
    # with n first secretaries the last n villages are listed: what-if 26, which are dropped first
    for n in range(7):
        stage = freeze(county(*villages), headcount_budget={"first_secretaries": n})
        assert [s != "-" for s in shapes(stage)] == [False] * (6 - n) + [True] * n
    # 0 listed: weak 32*40, key 24*(40+6), lifted 16*(40+6), light 8*(40+3)
    stage = freeze(county(*villages), headcount_budget={"first_secretaries": 0})
    assert stage.severity == 1280 + 1104 + 736 + 344
    assert {v.rule for v in stage.violations} == {
        "weak_coverage",
        "key_county",
        "lifted_and_resettlement",
        "light_task",
    }
    assert all("名额预算" in "".join(r.to("zh") for r in p.reasons) for p in stage.posts)


def test_members_above_the_minimum_spread_by_task_weight() -> None:
    # minima: 2 + 2 + 1 = 5 members. Points of an extra one: heavy 16, 8; normal 10; light 4.
    villages = (
        village(LIFTED, task_weight=TaskWeight.HEAVY),
        village(LIFTED),
        village(LIFTED, **LIGHT),
    )
    order = {5: [2, 2, 1], 6: [3, 2, 1], 7: [3, 3, 1], 8: [4, 3, 1], 9: [4, 3, 2], 99: [4, 3, 2]}
    for budget, members in order.items():
        stage = freeze(county(*villages), headcount_budget={"members": budget})
        assert [p.members_target for p in stage.posts] == members, budget
        assert not stage.violations


def test_two_heavy_villages_share_before_one_has_two() -> None:
    heavy = village(LIFTED, task_weight=TaskWeight.HEAVY)
    stage = freeze(county(heavy, heavy), headcount_budget={"members": 6})
    assert shapes(stage) == ["fs+3", "fs+3"]


def test_members_below_the_minimum_are_exceptions() -> None:
    # tier 2 before tier 3: one member short costs 3 x 24 = 72 there and 3 x 16 = 48 here
    stage = freeze(county(village(RESETTLEMENT), village(LIFTED)), headcount_budget={"members": 3})
    assert shapes(stage) == ["fs+2", "fs+1"]
    assert [(v.place, v.size, v.severity) for v in stage.violations] == [("V2", 1, 48)]
    assert stage.posts[1].members_min == 1


def test_budgets_of_counties_are_kept_apart() -> None:
    stage = freeze(
        county(village(LIFTED, county="甲县"), village(LIFTED, county="乙县"), village(LIFTED, county="乙县")),
        headcount_budget={"counties": {"甲县": {"total": 4}, "乙县": {"first_secretaries": 1}}},
    )
    assert shapes(stage) == ["fs+3", "fs+3", "-"]


def test_a_budget_below_what_stays_is_read_as_what_stays() -> None:
    instance = county(
        village(LIFTED),
        village(LIFTED),
        incumbents=[{"village_id": "V1"}, {"village_id": "V1"}, {"village_id": "V1", "role": Role.FIRST_SECRETARY}],
    )
    stage = freeze(instance, headcount_budget={"total": 1})
    assert shapes(stage) == ["fs+2", "-"]


def test_the_batch_has_its_size_and_the_needier_village() -> None:
    needy = village(HEAVY, needs=(3,) + (0,) * 11)
    assert shapes(freeze(county(village(HEAVY), needy, village(HEAVY)), heavy_batch={"count": 1})) == ["-", "fs+4", "-"]
    # 50 % of three villages is two; of the two that are equal the smaller ID goes first
    stage = freeze(county(village(HEAVY), needy, village(HEAVY)), heavy_batch={"share": 50, "mode": "fs_only"})
    assert shapes(stage) == ["fs", "fs", "-"]
    assert any("任务重的村选一批" in r.to("zh") for r in stage.posts[2].reasons)


def test_ties_go_to_the_smaller_id_whatever_the_order_of_the_rows() -> None:
    rows = [{**village(LIFTED), "village_id": f"K{i}"} for i in range(6)]
    for order in (rows, rows[::-1], rows[3:] + rows[:3]):
        stage = freeze(county(*order), headcount_budget={"first_secretaries": 4, "members": 9})
        # 4 villages at 2 members, one extra; all by ID
        assert shapes(stage) == ["fs+3", "fs+2", "fs+2", "fs+2", "-", "-"]


def test_supply_limits_what_is_a_matter_of_choice_only() -> None:
    # full coverage needs 1 + 2 = 3 people; of 10 people 85 % may be used: 8 - 3 = 5 are left for choice.
    # the heavy village (60) and the other one (30) come before extra members
    villages = (village(LIFTED), village(HEAVY), village(OTHER))
    stage = freeze(county(*villages, people=10))
    assert sum(p.wants_first_secretary + p.members_target for p in stage.posts) == 8
    assert [p.wants_first_secretary for p in stage.posts] == [True, True, True]
    # of 4 people 85 % is 3: full coverage takes them all
    assert shapes(freeze(county(*villages, people=4))) == ["fs+2", "-", "-"]
    # nobody at all: full coverage stays on the list, the gaps show in stage 2
    nobody = freeze(county(*villages, people=0))
    assert shapes(nobody) == ["fs+2", "-", "-"]
    assert any("可派人数" in r.to("zh") for r in nobody.posts[1].reasons)


def test_only_full_members_count_as_first_secretaries_to_be() -> None:
    # 20 people, but only 2 could be first secretary at all; one is needed for the lifted village
    facts = {"candidates": [{}] * 2 + [{"party_status": PartyStatus.NONE}] * 18}
    instance = county(village(LIFTED), village(HEAVY), village(HEAVY), **facts)
    stage = freeze(instance, aggregate_supply={"percent": 100})
    assert sum(p.wants_first_secretary for p in stage.posts) == 2


def test_the_county_s_own_entries_are_respected_where_rules_allow() -> None:
    stage = freeze(
        county(
            village(LIFTED, demanded_mode=Mode.TEAM, demanded_members=2),  # of 2-3
            village(LIFTED, demanded_mode=Mode.TEAM, demanded_members=5),  # over the maximum: 3
            village(LIFTED, demanded_mode=Mode.NONE),  # full coverage: not allowed, so the least
            village(WEAK, demanded_mode=Mode.FIRST_SECRETARY_ONLY),
            village(HEAVY, demanded_mode=Mode.NONE),
            village(demanded_mode=Mode.TEAM, demanded_members=2),
        )
    )
    assert shapes(stage) == ["fs+2", "fs+3", "fs+2", "fs", "fs+4", "fs+2"]
    differing = [any("不一致" in r.to("zh") for r in p.reasons) for p in stage.posts]
    assert differing == [False, True, True, False, True, False]

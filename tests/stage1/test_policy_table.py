"""The policy table of domain.md A.2, row by row, and its overlaps."""

from __future__ import annotations

from typing import Any

import pytest

from solver.domain.words import Role, TaskWeight
from tests.stage1.counties import (
    HEAVY,
    LIFTED,
    OTHER,
    RESETTLEMENT,
    WEAK,
    county,
    due_of,
    freeze,
    shapes,
    village,
)

KEY = {"key_county": True}
LIGHT = {"task_weight": TaskWeight.LIGHT}
HEAVY_TASK = {"task_weight": TaskWeight.HEAVY}

# facts -> first secretary required, team required, members min, max, coverage, tier
TABLE: list[tuple[str, dict[str, Any], tuple[bool, bool, int, int, str, int]]] = [
    ("weak", village(WEAK), (True, False, 2, 2, "full", 1)),
    ("lifted in a key county", village(LIFTED, **KEY), (True, True, 2, 4, "full", 2)),
    ("resettlement", village(RESETTLEMENT, population=800), (True, True, 2, 4, "full", 2)),
    ("resettlement, population unknown", village(RESETTLEMENT), (True, True, 2, 4, "full", 2)),
    ("resettlement, small", village(RESETTLEMENT, population=799), (False, False, 0, 0, "none", 6)),
    ("lifted", village(LIFTED), (True, True, 2, 3, "full", 3)),
    ("lifted, heavy task", village(LIFTED, **HEAVY_TASK), (True, True, 2, 4, "full", 3)),
    ("lifted, light task", village(LIFTED, **LIGHT), (True, True, 1, 2, "full", 4)),
    ("resettlement, light task", village(RESETTLEMENT, **LIGHT), (True, True, 1, 2, "full", 4)),
    ("small resettlement, light task", village(RESETTLEMENT, population=9, **LIGHT), (False, False, 0, 0, "none", 6)),
    ("heavy", village(HEAVY), (False, False, 2, 4, "chosen", 5)),
    ("other", village(OTHER), (False, False, 2, 2, "local", 6)),
    ("other by a local name", village(custom_types=("抵边",)), (False, False, 2, 2, "local", 6)),
    ("no type", village(), (False, False, 0, 0, "none", 6)),
    ("no type, heavy task", village(**HEAVY_TASK), (False, False, 0, 0, "none", 6)),
    # overlaps: the strongest requirement of each kind
    ("lifted + weak", village(LIFTED, WEAK), (True, True, 2, 3, "full", 1)),
    ("lifted + weak + key county", village(LIFTED, WEAK, **KEY), (True, True, 2, 4, "full", 1)),
    ("lifted + light in a key county: not reduced", village(LIFTED, **KEY, **LIGHT), (True, True, 2, 4, "full", 2)),
    ("lifted + weak + light", village(LIFTED, WEAK, **LIGHT), (True, True, 1, 2, "full", 1)),
    ("lifted + resettlement", village(LIFTED, RESETTLEMENT), (True, True, 2, 4, "full", 2)),
    ("heavy + weak", village(HEAVY, WEAK), (True, False, 2, 4, "full", 1)),
    ("heavy + lifted", village(HEAVY, LIFTED), (True, True, 2, 4, "full", 3)),
    ("heavy + other", village(HEAVY, OTHER), (False, False, 2, 4, "chosen", 5)),
]


@pytest.mark.parametrize(("facts", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_a_village_is_due(facts: dict[str, Any], expected: tuple[bool, bool, int, int, str, int]) -> None:
    (due,) = due_of(county(facts))
    assert (due.first_secretary, due.team, due.members_min, due.members_max, due.coverage, due.tier) == expected


def test_plenty_gives_every_row_its_maximum() -> None:
    stage = freeze(
        county(
            village(WEAK),
            village(LIFTED),
            village(LIFTED, **KEY),
            village(RESETTLEMENT),
            village(LIFTED, **LIGHT),
            village(HEAVY),
            village(OTHER),
            village(),
        )
    )
    assert shapes(stage) == ["fs+2", "fs+3", "fs+4", "fs+4", "fs+2", "fs+4", "fs+2", "-"]
    assert [p.members_min for p in stage.posts] == [2, 2, 2, 2, 1, 2, 2, 0]
    assert [p.tier for p in stage.posts] == [1, 3, 2, 2, 4, 5, 6, 6]
    assert not stage.violations
    assert "不属于规定类别" in stage.posts[7].reasons[0].to("zh")


def test_a_switched_off_reduction_gives_the_full_team() -> None:
    (due,) = due_of(county(village(LIFTED, **LIGHT)), light_task={"enabled": False})
    assert (due.members_min, due.members_max, due.tier) == (2, 3, 3)


def test_a_light_village_with_first_secretary_alone_still_has_one() -> None:
    # what-if 7: light villages from three people to the first secretary alone
    stage = freeze(county(village(LIFTED, **LIGHT)), light_task={"mode": "first_secretary_only"})
    assert shapes(stage) == ["fs"]
    assert not stage.violations


def test_key_counties_get_one_more_each() -> None:
    # what-if 8: 2-4 becomes 3-5
    (due,) = due_of(county(village(LIFTED, **KEY)), key_county={"extra_members": 1})
    assert (due.members_min, due.members_max) == (3, 5)


def test_weak_list_changes_in_mid_term() -> None:
    # what-if 17: V1 left the list but its first secretary is in mid-term; V2 is new on it; V3 left and nobody stays
    instance = county(
        village(weak_since=2024),
        village(WEAK, weak_since=2025),
        village(weak_since=2024),
        incumbents=[{"role": Role.FIRST_SECRETARY, "village_id": "V1"}],
        people=1,
    )
    stage = freeze(instance, aggregate_supply={"percent": 100})
    assert shapes(stage) == ["fs", "fs", "-"]
    kept = freeze(instance, weak_coverage={"keep_after_exit_months": 12})
    assert shapes(kept) == ["fs", "fs", "fs"]


def test_who_stays_is_never_cut() -> None:
    # a village of no type with one staying member: a team of that one, led by a first secretary
    stage = freeze(county(village(), village(LIFTED), incumbents=[{"village_id": "V1"}]), headcount_budget={"total": 0})
    assert shapes(stage) == ["fs+1", "-"]
    assert stage.posts[0].members_max == 1

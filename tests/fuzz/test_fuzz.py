"""A short run of the fuzz harness; ``make fuzz`` runs the long one."""

from __future__ import annotations

import pytest

from tests.fuzz.cases import TWISTS, draw_case
from tests.fuzz.run import run_all


@pytest.mark.parametrize("part", range(6))
def test_random_counties_stand_up_to_the_recheck(part: int) -> None:
    summary = run_all(range(100 * part, 100 * part + 15))
    assert summary.failures == []
    assert summary.n == 15


def test_every_twist_occurs() -> None:
    assert {draw_case(seed).twist for seed in range(200)} == set(TWISTS)


def test_a_case_depends_on_its_seed_only() -> None:
    assert draw_case(7) == draw_case(7)
    assert draw_case(7) != draw_case(8)

"""G8, E16, S2: the strong where it is hard."""

from __future__ import annotations

import pytest

from solver.domain.words import Grade, Role, TaskWeight, VillageType
from tests.judging import compiled, judged

E, C = Grade.EXCELLENT, Grade.COMPETENT


@pytest.mark.parametrize(
    ("village", "points"),
    [
        ({"task_weight": TaskWeight.HEAVY}, 8),  # 2 excellent x 4
        ({"key_county": True}, 8),
        ({"key_county": True, "types": frozenset({VillageType.WEAK})}, 0),  # not lifted
        ({"key_county": True, "task_weight": TaskWeight.HEAVY}, 16),  # twice
        ({"task_weight": TaskWeight.LIGHT}, 0),
    ],
)
def test_villages(village: dict[str, object], points: int) -> None:
    facts = {"villages": [village], "candidates": [{"appraisals": (E, C, E)}], "assign": [("P1", "V1", Role.MEMBER)]}
    assert judged("strength", facts).value == points


def test_only_the_last_three_appraisals() -> None:
    # E C C C: the excellent one is four years back; E E E E counts as three: 3 x 4
    facts = {
        "villages": [{"task_weight": TaskWeight.HEAVY}],
        "candidates": [{"appraisals": (E, C, C, C)}, {"appraisals": (E, E, E, E)}],
    }
    assert compiled("strength", facts).seats.points.tolist() == [0, 12, 0, 12]

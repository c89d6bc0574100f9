"""O3, G1: the bound unit goes on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judging import compiled

PAIRED = {"unit_id": "U1", "county": "甲县"}


@pytest.mark.parametrize(
    "binding",
    [
        {"villages": [{"lead_unit": "U1"}]},
        {"pairings": [{**PAIRED, "village_id": "V1"}]},
        {"units": [{"unit_id": "U1", "paired_villages": ("V1",)}]},
        # bound in three ways: still once
        {"villages": [{"lead_unit": "U1"}], "pairings": [{**PAIRED, "village_id": "V1"}, PAIRED]},
    ],
)
def test_first_secretary_25_member_12(binding: dict[str, Any]) -> None:
    assert compiled("pairing_continuity", binding).seats.points.tolist() == [25, 12]


@pytest.mark.parametrize(
    "binding",
    [
        {"villages": [{"lead_unit": "U2"}]},
        {"pairings": [PAIRED]},  # with the county only
        {"pairings": [{**PAIRED, "village_id": "V9"}]},  # with a village that is not in the table
        {"villages": [{"lead_unit": ""}], "candidates": [{"unit_id": ""}]},
    ],
)
def test_no_binding(binding: dict[str, Any]) -> None:
    assert compiled("pairing_continuity", binding).seats.points.tolist() == [0, 0]


def test_several_units_may_be_bound() -> None:
    facts = {
        "villages": [{"lead_unit": "U1"}],
        "pairings": [{"unit_id": "U2", "county": "甲县", "village_id": "V1"}],
        "candidates": [{}, {"unit_id": "U2"}, {"unit_id": "U3"}],
    }
    assert compiled("pairing_continuity", facts).seats.points.tolist() == [25, 25, 0, 12, 12, 0]

"""E8: Party members preferred as team members."""

from __future__ import annotations

import pytest

from solver.domain.words import PartyStatus
from tests.judging import compiled


@pytest.mark.parametrize(
    ("status", "points"),
    [(PartyStatus.FULL, 8), (PartyStatus.PROBATIONARY, 8), (PartyStatus.NONE, 0), (None, 0)],
)
def test_members_only(status: PartyStatus | None, points: int) -> None:
    """The first seat is that of first secretary: nothing, whatever the status."""
    model = compiled("party_member", {"candidates": [{"party_status": status}]})
    assert model.seats.points.tolist() == [0, points]

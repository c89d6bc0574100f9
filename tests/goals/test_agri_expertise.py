"""E10: agriculture-related expertise."""

from __future__ import annotations

import pytest

from solver.domain.words import Expertise
from tests.judging import compiled


@pytest.mark.parametrize("domain", list(Expertise))
def test_two_domains_count(domain: Expertise) -> None:
    points = 10 if domain in (Expertise.AGRONOMY, Expertise.LIVESTOCK_FORESTRY) else 0
    model = compiled("agri_expertise", {"candidates": [{"expertise": (domain,)}]})
    assert model.seats.points.tolist() == [points, points]

"""A.7: the local language."""

from __future__ import annotations

import pytest

from tests.judging import compiled


@pytest.mark.parametrize(
    ("village", "languages", "points"),
    [
        ("甲话", ("甲话",), 12),
        ("甲话", ("乙话", "甲话"), 12),
        ("甲话", ("乙话",), 0),
        ("", ("甲话",), 0),
        ("", ("",), 0),
    ],
)
def test_speakers(village: str, languages: tuple[str, ...], points: int) -> None:
    facts = {"villages": [{"language": village}], "candidates": [{"languages": languages}]}
    assert compiled("language", facts).seats.points.tolist() == [points, points]

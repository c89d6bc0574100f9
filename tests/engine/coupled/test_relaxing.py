"""The relaxation of the whole: how far it goes."""

from __future__ import annotations

from tests.engine.coupled.regions import small_region


def test_severity_is_bounded_no_better_than_is_enough() -> None:
    with small_region(1) as (_, relaxation, crew):
        best = relaxation.solve(crew, "severity", 0, tolerance=0.25)
        least = best.point.severity_bound()
        assert least > 1
        near = relaxation.solve(crew, "severity", 0, tolerance=0.25, enough=1)
        nearly = relaxation.solve(crew, "severity", 0, tolerance=0.25, enough=least)
    assert 1 <= near.point.severity_bound() <= least
    assert nearly.point.severity_bound() == least
    assert near.rounds <= nearly.rounds <= best.rounds
    assert near.rounds < best.rounds


def test_the_severity_of_an_optimum_is_all_there_is() -> None:
    """Of 380 units 240 are of rows that nothing can change: whoever compares with a plan's severity needs them, too."""
    with small_region(6) as (rows, relaxation, crew):
        assert rows.linking.idle_severity == 240
        value = relaxation.solve(crew, "value", 1)
        least = relaxation.solve(crew, "severity", 0, value.columns).point.severity_bound()
    assert least == 380
    assert abs(value.severity - 380) < 0.01

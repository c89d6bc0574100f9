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


def test_thinned_to_few_columns_each_village_keeps_its_best_and_nobody() -> None:
    with small_region(1) as (_, relaxation, crew):
        value = relaxation.solve(crew, "value", 1)
    few = value.thinned(2)
    for village in range(len(value.tops)):
        known = [column for column in value.columns if column.village == village]
        kept = [column for column in few.columns if column.village == village]
        best = sorted(map(value.point.worth, known), reverse=True)[:2]
        assert sorted(map(value.point.worth, kept), reverse=True)[:2] == best
        assert any(not column.seats for column in kept)
        assert len(kept) <= 3
    assert len(few.columns) < len(value.columns)


def test_a_firm_charge_buys_no_severity_and_bounds_the_value_better() -> None:
    """At a point a unit, an optimum takes 44 units more than the least, 460: each of them earns more than that."""
    with small_region(1) as (_, relaxation, crew):
        cheap = relaxation.solve(crew, "value", 1, charge=1.0)
        least = relaxation.solve(crew, "severity", 0, cheap.columns).point.severity_bound()
        firm = relaxation.solve(crew, "limit", 1, cheap.columns, least, charge=1000.0)
    assert least == 460
    assert cheap.severity > least + 40
    assert firm.severity < 0.01  # above the limit
    assert firm.point.value_bound(least) < cheap.point.value_bound(least)

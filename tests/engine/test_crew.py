"""Worker processes give the same plan as one process, whatever they did before (§7.3, §7.5)."""

from __future__ import annotations

from dataclasses import replace

from solver.engine.county import CountyResult, solve_county
from solver.engine.crews.contract import Task
from solver.engine.crews.local import LocalCrew
from solver.engine.dive import DiveTuning, dive
from solver.engine.effort import Effort
from solver.engine.neighbourhood import Answer
from solver.engine.relaxation import Relaxation
from solver.engine.tasks import CountyShipment, DiveTask
from tests.engine.crew_tasks import PriceTask
from tests.engine.random_models import Size, couples_model, random_model

COUNTY = Size(villages=7, people=10, team_counts=5)
SMALL_STEPS = Effort(
    dives=(DiveTuning(share=0.3), DiveTuning(sure=0.8)), batches=3, patience=2, batch=3, free=2, nodes=0, gap=0.0
)
"""Two dives and batches of three small neighbourhoods: something for each of two workers."""
SEARCHED = replace(SMALL_STEPS, nodes=20)
"""The same with a bound by search, which leaves fewer neighbourhoods to do."""


def result_of(found: CountyResult) -> tuple[object, ...]:
    """Return all of a result that is part of its definition: everything but seconds."""
    points = [
        point and (point.rows.tolist(), point.scalars, point.total)
        for point in (found.severity_point, *(leaf.point for leaf in found.value_leaves))
    ]
    proved = (found.severity_bound, found.value_bound, found.severity_proved, found.value_proved)
    return (found.seats.tolist(), found.severity, found.value, points, proved, found.counts, found.left_out)


def test_workers_change_nothing() -> None:
    """In a county whose relaxation leaves a gap: 2 dives and at least 6 neighbourhoods are shared out."""
    for seed in range(200):
        model = random_model(seed, COUNTY)
        one = solve_county(model, SMALL_STEPS)
        if one.counts.get("batches", 0) > 1:
            break
    two = solve_county(model, SMALL_STEPS, workers=2)
    assert one.counts["batches"] > 1
    assert result_of(one) == result_of(two)


def test_a_second_run_is_the_same() -> None:
    for seed in range(12):
        model = random_model(seed, COUNTY)
        for effort in (SMALL_STEPS, SEARCHED):
            assert result_of(solve_county(model, effort)) == result_of(solve_county(model, effort)), seed


def test_two_workers_bound_by_search_as_one_does() -> None:
    n_lower = 0
    for seed in range(12):
        model = random_model(seed, COUNTY)
        one = solve_county(model, SEARCHED)
        assert result_of(one) == result_of(solve_county(model, SEARCHED, workers=2)), seed
        assert one.value_bound is not None
        n_lower += any(leaf.point.value_bound(one.severity) > one.value_bound for leaf in one.value_leaves)
    assert n_lower > 0


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    """A worker that has priced other things answers like a fresh one; else the plan depends on who got which task."""
    for seed in range(12):
        model = couples_model(seed)
        tasks: list[Task[Relaxation, Answer]] = [
            PriceTask(1),
            DiveTask("dive", (), 0, DiveTuning(share=0.25)),
            PriceTask(2),
            PriceTask(3),
        ]
        fresh = []
        for task in tasks:
            with LocalCrew(CountyShipment(model)) as crew:
                fresh += list(crew.run([task]))
        used = Relaxation(model)
        with LocalCrew(CountyShipment(model), own=used) as crew:
            assert list(crew.run(tasks)) == fresh, seed
            assert list(crew.run(tasks[::-1])) == fresh[::-1], seed
        assert not any(pricer.promoted for pricer in used.pricers)  # nor does what is asked afterwards


def test_couples_are_promoted() -> None:
    """The models of the test above are of the kind it is about."""
    relaxation = Relaxation(couples_model(0))
    dive(relaxation, (), 0, DiveTuning())
    assert any(pricer.promoted for pricer in relaxation.pricers)

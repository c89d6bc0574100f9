"""Worker processes: the same plan as one process, and a death costs a repeat only (§7.3, §7.5)."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from solver.engine.county import CountyResult, solve_county
from solver.engine.dive import DiveTuning, dive
from solver.engine.effort import Effort
from solver.engine.relaxation import Relaxation
from solver.engine.tasks import Crew, DiveTask, Task
from solver.errors import ModelError
from tests.engine.crew_tasks import KilledTask, NumberTask, PriceTask, answer_of
from tests.engine.random_models import Size, couples_model, random_model

COUNTY = Size(villages=7, people=10, team_counts=5)
SMALL_STEPS = Effort(
    dives=(DiveTuning(share=0.3), DiveTuning(sure=0.8)), batches=3, patience=2, batch=3, free=2, gap=0.0
)
"""Two dives and batches of three small neighbourhoods: something for each of two workers."""


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(Relaxation(random_model(0)), workers=2) as two:
        yield two


def numbers_from(crew: Crew, tasks: list[Task]) -> list[int]:
    return [answer.columns[0].village for answer in crew.run(tasks) if answer.columns]


def test_answers_come_in_the_order_of_the_tasks(crew: Crew) -> None:
    assert numbers_from(crew, [NumberTask(i) for i in range(9)]) == list(range(9))


def test_a_dead_worker_costs_a_repeat(crew: Crew, tmp_path: Path) -> None:
    tasks: list[Task] = [NumberTask(0), NumberTask(1), KilledTask(2, str(tmp_path), 1), NumberTask(3)]
    assert numbers_from(crew, tasks) == [0, 1, 2, 3]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_worker_that_dies_idle_is_replaced(crew: Crew) -> None:
    """Between two batches, while the search compares plans, there is nobody to see it die."""
    assert numbers_from(crew, [NumberTask(0), NumberTask(1)]) == [0, 1]
    pool = crew._pool
    assert pool is not None
    victim = next(iter(pool._processes.values()))
    os.kill(victim.pid or 0, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while not pool._broken and time.monotonic() < deadline:
        time.sleep(0.01)
    assert pool._broken
    assert numbers_from(crew, [NumberTask(0), NumberTask(1)]) == [0, 1]


def test_three_deaths_end_the_run(crew: Crew, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="keep dying"):
        list(crew.run([NumberTask(0), KilledTask(1, str(tmp_path), 99)]))
    assert len(list(tmp_path.iterdir())) == 3
    assert crew._pool is None


def test_one_worker_needs_no_process() -> None:
    with Crew(Relaxation(random_model(0)), workers=1) as alone:
        assert [a == answer_of(i) for i, a in enumerate(alone.run([NumberTask(0), NumberTask(1)]))] == [True, True]
        assert alone._pool is None


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
        assert result_of(solve_county(model, SMALL_STEPS)) == result_of(solve_county(model, SMALL_STEPS)), seed


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    """A worker that has priced other things answers like a fresh one; else the plan depends on who got which task."""
    for seed in range(12):
        model = couples_model(seed)
        tasks: list[Task] = [PriceTask(1), DiveTask((), 0, DiveTuning(share=0.25)), PriceTask(2), PriceTask(3)]
        fresh = []
        for task in tasks:
            with Crew(Relaxation(model), workers=1) as crew:
                fresh += list(crew.run([task]))
        used = Relaxation(model)
        with Crew(used, workers=1) as crew:
            assert list(crew.run(tasks)) == fresh, seed
            assert list(crew.run(tasks[::-1])) == fresh[::-1], seed
        assert not any(pricer.promoted for pricer in used.pricers)  # nor does what is asked afterwards


def test_couples_are_promoted() -> None:
    """The models of the test above are of the kind it is about."""
    relaxation = Relaxation(couples_model(0))
    dive(relaxation, (), 0, DiveTuning())
    assert any(pricer.promoted for pricer in relaxation.pricers)

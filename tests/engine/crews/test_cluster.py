"""The crew of a real Dask cluster: a scheduler and two worker processes, killed like any others (§7.3)."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.local_cluster import Cluster, started_cluster
from solver.engine.crews.deploying import Deployment
from solver.engine.crews.part_folder import PartFolder
from solver.errors import EngineError, ModelError
from tests.engine.crews.simple import (
    AtHome,
    Desk,
    DeskShipment,
    Fails,
    Held,
    Multiply,
    counts,
    expected,
    plain,
    traces,
    wait_until,
)
from tests.engine.crews.test_local import pids

pytest.importorskip("distributed", reason="the extra [dask] is not installed")
from solver.engine.crews.cluster import DistributedCrew


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with started_cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.fixture
def crew(two: Cluster, tmp_path: Path) -> Iterator[DistributedCrew[Desk]]:
    with DistributedCrew(DeskShipment(7, str(tmp_path)), two.address) as started:
        started._client.wait_for_workers(2, timeout=60)
        yield started


def test_answers_come_in_the_order_of_the_tasks(crew: DistributedCrew[Desk], tmp_path: Path) -> None:
    """Both workers opened the shipment once, though each got several tasks and two batches."""
    tasks = [Multiply(i, str(tmp_path), seconds=0.02 if i else 0.5) for i in range(8)]
    done: list[int] = []
    assert plain(list(crew.run(tasks, done.append))) == expected(range(8))
    assert plain(list(crew.run(tasks))) == expected(range(8))
    assert done.index(0) > 2
    assert len(traces(tmp_path, "opened")) == len(pids(tmp_path, "begun-0") | pids(tmp_path, "begun-1")) == 2


def test_a_batch_of_nothing_lets_the_own_workplace_forget(two: Cluster, tmp_path: Path) -> None:
    own = Desk(7)
    own.seen.append(99)
    with DistributedCrew(DeskShipment(7, str(tmp_path)), two.address.replace("tcp://", "dask://"), own) as crew:
        assert list(crew.run([])) == []
    assert own.seen == []


def test_a_worker_killed_in_mid_task_costs_a_repeat(crew: DistributedCrew[Desk], tmp_path: Path) -> None:
    """Its nanny starts another, which gets the shipment before it gets the task."""
    tasks = [Multiply(i, str(tmp_path), seconds=0.5) for i in range(4)]
    answers = crew.as_done(tasks)
    wait_until(lambda: traces(tmp_path, "begun-0"))
    (worker,) = pids(tmp_path, "begun-0")
    os.kill(worker, signal.SIGKILL)
    assert plain([answer for _, answer in sorted(answers, key=lambda pair: pair[0])]) == expected(range(4))
    assert counts(tmp_path, "begun", 4) == [2, 1, 1, 1]
    assert counts(tmp_path, "done", 4) == [1] * 4


def test_a_task_that_kills_every_worker_ends_the_run_by_name(crew: DistributedCrew[Desk], tmp_path: Path) -> None:
    """As many deaths as the scheduler allows by default, 3, and one more."""
    with pytest.raises(ModelError, match="task batch/01 killed its worker 4 times"):
        list(crew.run([Multiply(0, str(tmp_path)), Multiply(1, str(tmp_path), deaths=99)]))
    # the other one is done again each time that its worker dies before its answer is fetched
    other, deadly = counts(tmp_path, "begun", 2)
    assert deadly == 4
    assert 1 <= other <= 1 + deadly


def test_a_task_whose_home_is_gone_with_all_others_is_done_by_who_comes_next(
    crew: DistributedCrew[Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two deaths, of the only two workers: while nobody is there the task waits for a worker that will not come."""
    monkeypatch.setattr("solver.engine.crews.cluster.PATIENCE", 2.0)
    tasks = [AtHome(i, str(tmp_path), home=i, deaths=2 - i) for i in range(2)]
    assert plain(list(crew.run(tasks))) == expected(range(2))
    # each is done again if the other kills its worker before the answer is fetched: the first kills two, the second one
    first, second = counts(tmp_path, "done", 2)
    assert 1 <= first <= 2
    assert 1 <= second <= 3
    # never twice by one worker
    assert [len(pids(tmp_path, f"done-{i}")) for i in range(2)] == [first, second]


def test_errors_of_tasks_are_raised_here(crew: DistributedCrew[Desk]) -> None:
    with pytest.raises(ZeroDivisionError, match="7"):
        list(crew.run([Fails()]))


def test_a_shipment_that_another_run_took_away_comes_again(crew: DistributedCrew[Desk], tmp_path: Path) -> None:
    list(crew.run([Multiply(0, str(tmp_path))]))
    crew._client.unregister_worker_plugin(crew._key)
    assert plain(list(crew.run([Multiply(i, str(tmp_path)) for i in range(3)]))) == expected(range(3))


def test_other_versions_are_refused(
    crew: DistributedCrew[Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solver.engine.crews.cluster.versions_here", lambda: ("villages-first 0.0",))
    with pytest.raises(EngineError, match=r"than this process \(villages-first 0.0\)"):
        list(crew.run([Multiply(0, str(tmp_path))]))
    assert counts(tmp_path, "begun", 1) == [0]


def test_no_scheduler_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solver.engine.crews.cluster.PATIENCE", 0.5)
    with pytest.raises(EngineError, match=r"Cannot reach the cluster at tcp://127\.0\.0\.1:9"):
        DistributedCrew(DeskShipment(7, str(tmp_path)), "tcp://127.0.0.1:9")


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "solver.engine.crews.cluster", None)
    with pytest.raises(EngineError, match=r"pip install 'villages-first\[dask\]'"):
        Deployment(address="tcp://127.0.0.1:9").crew(DeskShipment(7, str(tmp_path)))


def test_a_cluster_whose_workers_have_all_gone_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    with started_cluster(tmp_path) as doomed, DistributedCrew(DeskShipment(7, str(work)), doomed.address) as crew:
        monkeypatch.setattr("solver.engine.crews.cluster.PATIENCE", 0.5)
        answers = crew.as_done([Multiply(0, str(work), seconds=30)])
        wait_until(lambda: traces(work, "begun-0"))
        doomed.kill_workers()
        with pytest.raises(EngineError, match=r"has no workers.*--resume"):
            list(answers)


def test_a_lost_scheduler_keeps_what_was_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("solver.engine.crews.cluster.PATIENCE", 10.0)
    work = tmp_path / "work"
    work.mkdir()
    tasks = [Multiply(i, str(work)) if i < 3 else Held(i, str(work)) for i in range(6)]
    part = PartFolder(tmp_path / "x.part", {})
    shipment = DeskShipment(7, str(work))
    with started_cluster(tmp_path) as doomed, Deployment(address=doomed.address, part=part).crew(shipment) as crew:
        answers = crew.as_done(tasks)
        wait_until(lambda: len(part.names()) == 3, 30)
        doomed.kill_scheduler()
        with pytest.raises(EngineError, match=r"was lost.*--resume"):
            list(answers)
    assert len(part.names()) == 3
    (work / "go").touch()
    with Deployment(part=part).crew(shipment) as crew:
        assert plain(list(crew.run(tasks))) == expected(range(6))
    assert counts(work, "begun", 3) == [1] * 3

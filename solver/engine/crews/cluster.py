"""The crew of a Dask cluster: the same tasks on the workers of several machines (optional extra ``dask``; §7.3).

Scheduler and workers run in an environment that holds this package, of the same version::

    dask scheduler --host 127.0.0.1
    dask worker tcp://127.0.0.1:8786 --nworkers 4 --nthreads 1

Whoever can reach the port of a scheduler or worker can run any code there, since Dask executes the pickles that it is
sent. So let them listen on the loopback interface only, or use ``tls://`` with certificates of your own (Dask's
configuration ``distributed.comm.tls``).
"""

from __future__ import annotations

import hashlib
import logging
import pickle
import threading
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from distributed import Client, KilledWorker, Scheduler, Worker, WorkerPlugin

from solver.engine.crews.contract import Crew, Found, Keep, Shipment, Task, W, Workplace, clear, deadly, do, home_of
from solver.engine.crews.hands import Batch
from solver.errors import EngineError
from solver.text import Text

PATIENCE = 20.0
"""Seconds to wait for the scheduler, and for its first worker."""

RESHIPMENTS = 3
"""Times that a worker without the shipment gets it again; another run of the same inputs may have taken it away."""

LONELY = 3
"""Times ``PATIENCE`` that a run waits for a worker when all have gone."""

SHAPING = ("ortools", "numpy", "numba")
"""Libraries whose versions shape a plan."""


class DistributedCrew(Crew[W]):
    """Does tasks on the workers of a Dask cluster, one at a time on each.

    The shipment goes to each worker once, also to those that come later or are started anew. A worker that dies costs a
    repeat of the task that it was doing; how many deaths one task may cause is the scheduler's to say
    (``distributed.scheduler.allowed-failures``, 3). Workers that join are used from the next batch on.

    Parameters
    ----------
    address
        Of the scheduler: ``tcp://``, ``tls://`` or ``dask://`` (which is ``tcp://``), host and port.
    own
        This process's workplace, if it has one: it forgets before each batch.

    Raises
    ------
    EngineError
        If there is no scheduler, or it has no worker.
    """

    def __init__(self, shipment: Shipment[W], address: str, own: W | None = None) -> None:
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it would say, our errors say
        self._own, self._address = own, address
        self._content = pickle.dumps(shipment)
        self._key = hashlib.sha256(self._content).hexdigest()
        self._batch: Batch[W, Any] | None = None
        try:
            self._client = Client(address.replace("dask://", "tcp://"), timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise _unreachable(address) from error
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
            self.ship()
        except TimeoutError as error:
            self._client.close()
            raise _without_workers(address) from error
        except BaseException:
            self._client.close()
            raise

    def as_done(self, tasks: Sequence[Task[W, Found]], keep: Keep | None = None) -> Iterator[tuple[int, Found]]:
        """Begin some tasks, see :meth:`Crew.as_done`."""
        clear(self._own)
        if not tasks:
            return iter(())
        if self._batch is not None:
            self._batch.wait()
        batch = Batch([_Hand(self, i) for i in range(max(1, len(self._workers())))], tasks, keep)
        self._batch = batch
        return batch.answers()

    def ship(self) -> None:
        """Send the shipment to all workers that are there or will be."""
        self._client.register_plugin(Delivery(self._key, self._content))

    def do(self, task: Task[Any, Found], number: int) -> Found:
        """Do a task on the worker of a number, or on any other if that one is gone.

        Raises
        ------
        ModelError
            If it keeps killing its worker.
        EngineError
            If the scheduler is lost, or a worker has other versions.
        """
        content = pickle.dumps(task)
        for _ in range(RESHIPMENTS):
            future = self._begun(task, content, number)
            try:
                found: Found = pickle.loads(self._result(future))
                return found
            except NotShippedError:
                self.ship()
            except NoWorkersError as error:
                raise _without_workers(self._address) from error
            except KilledWorker as error:
                raise deadly(task, error.allowed_failures + 1) from error
            except OtherVersionsError as error:
                raise _other_versions(error) from error
            except Exception as error:
                if future.status == "error":  # the task's own
                    raise
                raise _lost(self._address) from error
        raise _lost(self._address)

    def close(self) -> None:
        """Leave the cluster; what its workers are doing is finished and thrown away."""
        if self._batch is not None:
            self._batch.stop()
        if self._client.status == "running":
            try:
                self._client.unregister_worker_plugin(self._key)
            except Exception:  # the cluster may have gone: then nothing is left there
                logging.getLogger(__name__).debug("the shipment could not be taken back", exc_info=True)
        self._client.close(timeout=5)

    def _begun(self, task: Task[Any, Any], content: bytes, number: int) -> Any:
        """Hand a task in; return what will be its answer."""
        key, near = f"{task.name}-{uuid.uuid4().hex}", {}
        if home_of(task) is not None and (workers := self._workers()):
            near = {"workers": [workers[number % len(workers)]], "allow_other_workers": True}
        try:
            return self._client.submit(run_here, self._key, versions_here(), content, key=key, pure=False, **near)
        except Exception as error:
            raise _lost(self._address) from error

    def _result(self, future: Any) -> bytes:
        """Wait for an answer, as long as there is a worker, or was one a while ago."""
        alone = 0
        while True:
            try:
                answer: bytes = future.result(timeout=PATIENCE)
                return answer
            except TimeoutError:
                if future.status != "pending":  # the task's own
                    raise
                alone = 0 if self._workers() else alone + 1
                if alone >= LONELY:
                    raise NoWorkersError from None
                if not alone:
                    self._client.run_on_scheduler(set_free, future.key)

    def _workers(self) -> list[str]:
        """Return the addresses of the workers that are there, in order."""
        try:
            return sorted(self._client.nthreads())
        except Exception as error:
            raise _lost(self._address) from error


@dataclass(frozen=True)
class _Hand:
    """Hands tasks to the worker of a number."""

    crew: DistributedCrew[Any]
    number: int

    def do(self, task: Task[Any, Found], /) -> Found:
        return self.crew.do(task, self.number)


class Delivery(WorkerPlugin):  # type: ignore[misc]
    """Brings a shipment to a worker, and takes it away."""

    def __init__(self, key: str, content: bytes) -> None:
        self.name = key
        self.content = content

    def setup(self, worker: Worker) -> None:
        """Put the shipment down; it is opened when a task needs it."""
        _shipped[self.name] = self.content

    def teardown(self, worker: Worker) -> None:
        """Clear away the shipment and its workplace."""
        _shipped.pop(self.name, None)
        _opened.pop(self.name, None)


def set_free(key: str, dask_scheduler: Scheduler) -> None:
    """Let a task run anywhere (in the scheduler's process).

    Dask gives one that came up when all workers were gone to none but the worker that it was meant for, whatever
    ``allow_other_workers`` says, and that one never comes again.
    """
    task = dask_scheduler.tasks.get(key)
    if task in dask_scheduler.unrunnable:
        dask_scheduler.set_restrictions({key: None})
        dask_scheduler.transitions({key: "processing"}, "villages-first")


class NoWorkersError(Exception):
    """All workers have gone, and none has come."""


class NotShippedError(Exception):
    """The worker has no such shipment."""


class OtherVersionsError(Exception):
    """The worker has other versions than the main process: its answers might be others."""


_shipped: dict[str, bytes] = {}
_opened: dict[str, Workplace] = {}
_one_at_a_time = threading.Lock()
"""A workplace is for one task at a time, however many threads a worker was given."""


def run_here(key: str, versions: tuple[str, ...], content: bytes) -> bytes:
    """Do a task on this worker; tasks and answers travel as pickles."""
    if versions != versions_here():
        raise OtherVersionsError(" ".join(versions_here()), " ".join(versions))
    with _one_at_a_time:
        if key not in _opened:
            if key not in _shipped:
                raise NotShippedError(key)
            _opened[key] = pickle.loads(_shipped[key]).open()
        return pickle.dumps(do(pickle.loads(content), _opened[key]))


@cache
def versions_here() -> tuple[str, ...]:
    """Return the versions of this package and of the libraries that shape a plan."""
    from solver import __version__

    found = [f"villages-first {__version__}"]
    for name in SHAPING:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} -")
    return tuple(found)


def _unreachable(address: str) -> EngineError:
    text = Text("连不上计算集群{address}。", "Cannot reach the cluster at {address}.")
    return EngineError(text.with_values(address=address))


def _without_workers(address: str) -> EngineError:
    text = Text(
        "计算集群{address}没有工作进程。请先启动：dask worker {address} --nthreads 1；已开始的求解用 --resume 继续。",
        "The cluster at {address} has no workers. Start some: dask worker {address} --nthreads 1; "
        "a run that has begun goes on with --resume.",
    )
    return EngineError(text.with_values(address=address))


def _lost(address: str) -> EngineError:
    text = Text(
        "与计算集群{address}的连接中断。已完成的部分没有丢失，可用 --resume 继续。",
        "The cluster at {address} was lost. What was finished is kept: go on with --resume.",
    )
    return EngineError(text.with_values(address=address))


def _other_versions(error: OtherVersionsError) -> EngineError:
    text = Text(
        "集群上的版本({there})与本机({here})不同，方案可能不一致。请装成同样的版本。",
        "The cluster has other versions ({there}) than this process ({here}): plans could differ. Install the same.",
    )
    there, here = error.args
    return EngineError(text.with_values(there=there, here=here))

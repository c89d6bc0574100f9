"""Which crew a run gets: workers on this machine or a cluster, with or without memory."""

from __future__ import annotations

from dataclasses import dataclass

from solver.engine.crews.contract import Crew, Shipment, W
from solver.engine.crews.local import LocalCrew
from solver.engine.crews.part_folder import PartFolder
from solver.engine.crews.remembered import Remembering
from solver.errors import EngineError
from solver.text import Text

LOCAL = "local"


@dataclass(frozen=True)
class Deployment:
    """Where the tasks of a run are done. It changes the time that a run takes, never what it finds.

    Attributes
    ----------
    workers
        Worker processes of this machine; also the threads in which this process prices villages.
    address
        ``local``, or the scheduler of a cluster: ``tcp://host:port``, ``tls://host:port`` or ``dask://host:port``.
    part
        Where finished tasks are kept, or ``None``.
    """

    workers: int = 1
    address: str = LOCAL
    part: PartFolder | None = None

    def crew(self, shipment: Shipment[W], own: W | None = None) -> Crew[W]:
        """Return a crew; the caller closes it.

        Parameters
        ----------
        own
            This process's workplace, if it has one already.

        Raises
        ------
        EngineError
            If the cluster cannot be used.
        """
        crew = LocalCrew(shipment, self.workers, own) if self.address == LOCAL else self._cluster(shipment, own)
        return crew if self.part is None else Remembering(crew, self.part)

    def _cluster(self, shipment: Shipment[W], own: W | None) -> Crew[W]:
        try:
            from solver.engine.crews.cluster import DistributedCrew
        except ImportError as error:
            text = Text(
                "使用计算集群须另装：pip install 'villages-first[dask]'",
                "A cluster needs an extra: pip install 'villages-first[dask]'",
            )
            raise EngineError(text) from error
        return DistributedCrew(shipment, self.address, own)

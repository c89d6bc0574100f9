"""A run of several counties in its single steps, for studies: of a case, or of a run whose kept answers were copied.

What a run keeps of its tasks can be copied while it goes on, as by ``cp -rlun OUT.part/. copy/`` now and then. From
such a copy the steps of a province's run take a minute, where the run took an hour: each answer is taken up again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cases import Case, Work, load_work, prepare
from solver.book.split import Split
from solver.engine.coupled.places import Places
from solver.engine.coupled.whole import WholeRun
from solver.engine.crews.contract import Crew
from solver.engine.crews.deploying import Deployment
from solver.engine.crews.part_folder import PartFolder, stored_identity
from solver.engine.effort import EFFORTS
from solver.scenario.opening import open_scenario

WORKERS = 2


def case_work(name: str, folder: Path) -> Work:
    """Return the work of a case; it is made once, and kept in a folder.

    Raises
    ------
    ValueError
        If there is no such case.
    """
    file = folder / "work"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        prepare(Case.parse(name), file)
    return load_work(file)


def scenario_work(file: Path) -> Work:
    """Return the work of a scenario.

    Raises
    ------
    InputError
        If the product refuses it.
    """
    return Work.of(open_scenario(file))


@contextmanager
def steps(work: Work, part: Path | None = None) -> Iterator[tuple[WholeRun, Crew[Places]]]:
    """Open a run and its crew, to go through the steps of :meth:`WholeRun.solve` by hand.

    Parameters
    ----------
    part
        Where answers are kept and taken up: the copy of a run's, or a folder of this case's own.

    Raises
    ------
    OutputError
        If the folder is not one of kept answers.
    """
    deployment = Deployment(WORKERS, part=None if part is None else _kept(part))
    run = WholeRun(Split(work.problem, work.book), EFFORTS["default"], deployment, lambda _: None)
    with run.crew() as crew:
        yield run, crew


def _kept(part: Path) -> PartFolder:
    """Open a folder of kept answers by what it says itself; a study knows whose it is."""
    return PartFolder(part, stored_identity(part) or {})

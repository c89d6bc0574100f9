"""Solve a round: villages first, then people, then everything checked again before it leaves (§1.1)."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.listing import VillageList, freeze
from solver.api.results import Solution
from solver.api.rounds import Round
from solver.api.run_log import RunLog
from solver.api.unfinished import part_folder
from solver.errors import ModelError
from solver.text import Lang

if TYPE_CHECKING:
    from solver.api.searching import Searched
    from solver.domain.plan import Plan
    from solver.engine.county import Progress
    from solver.engine.effort import Effort

LIBRARIES = ("ortools", "numpy", "numba", "pandas", "pydantic", "python-calamine", "xlsxwriter")


def solve(
    source: Round | VillageList | str | Path,
    *,
    lang: Lang | None = None,
    effort: str | int | Effort | None = None,
    seconds: float | None = None,
    workers: int | None = None,
    engine: str = "local",
    part: str | Path | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_searched: Callable[[], None] = lambda: None,
    on_checked: Callable[[int, int], None] = lambda done, of: None,
    start: Plan | None = None,
) -> Solution:
    """Solve a round.

    Parameters
    ----------
    source
        A scenario's path, a round, or a frozen list of villages.
    effort
        ``quick``, ``default``, ``thorough``, a number of units, or an ``Effort``; ``None`` takes the scenario's.
    seconds
        Wall-clock limit. A plan made under one is recorded as not reproducible.
    workers
        Worker processes: they change the time, never the plan. ``None`` takes the scenario's number, else 1. With
        more than one, a script must guard its start with ``if __name__ == "__main__":``.
    engine
        ``local``, or the scheduler of a Dask cluster: ``tcp://host:port`` (``tls://``, ``dask://``). Needs the extra
        ``dask``; it changes the time, never the plan.
    part
        Folder for finished tasks: those found there are not done again, so that a run that was killed goes on. Made
        with the first of them; yours to remove once the plan is written. ``None`` keeps nothing.
    on_progress
        Called whenever the plan or a bound gets better.
    on_searched
        Called once the search is over, before the plan is checked and certified.
    on_checked
        Called while several counties are certified, with how many are done and of how many.
    start
        A plan to begin with, of this round or of another whose villages and people have the same IDs: what of it is
        legal here is a first plan. It may lead to another plan than a cold start; both are certified alike. Several
        counties of more than 400 villages are solved in parts and cannot use it: ``Solution.start_unused`` says so.

    Returns
    -------
    Solution
        Also after Ctrl-C, once there is a first plan: the best so far, with its gap.

    Raises
    ------
    InputError
        If the inputs have faults.
    OutputError
        If ``part`` is the folder of another run, or cannot be written.
    EngineError
        If the cluster cannot be used, or is lost; what was finished stays in ``part``.
    ModelError
        If the plan does not stand up to its own check: such a plan is never returned.
    """
    from solver.api.searching import search
    from solver.engine.crews.deploying import Deployment

    villages = source if isinstance(source, VillageList) else freeze(_round_of(source, lang))
    log = RunLog(villages)
    chosen = resolve_effort(villages.round, effort, seconds)
    n_workers = workers or villages.round.opened.scenario.settings.effort.workers or 1
    kept = None
    if part is not None and not villages.interrupted:  # a list that was cut short is never made again
        kept = part_folder(Path(part), villages, chosen, versions_now())
    deployment = Deployment(n_workers, engine, kept)
    searched = search(villages, chosen, deployment, log, _teller(villages, log, on_progress), start, on_checked)
    on_searched()
    log.end(searched.result)
    return _finish(villages, searched, chosen, log, lang)


def resolve_effort(the_round: Round, effort: str | int | Effort | None, seconds: float | None) -> Effort:
    """Return the effort asked for, else the scenario's.

    A number is the batches of neighbourhoods that are made at most, whether or not they still improve the plan.

    Raises
    ------
    KeyError
        If there is no effort of that name.
    """
    from solver.engine.effort import EFFORTS, Effort

    settings = the_round.opened.scenario.settings.effort
    wanted = settings.level if effort is None else effort
    limit = settings.seconds if seconds is None else seconds
    if isinstance(wanted, Effort):
        chosen = wanted
    elif isinstance(wanted, int):
        chosen = replace(EFFORTS["default"], batches=wanted, patience=wanted)
    else:
        chosen = EFFORTS[wanted]
    return chosen if limit is None else replace(chosen, seconds=float(limit))


def _round_of(source: Round | str | Path, lang: Lang | None) -> Round:
    if isinstance(source, Round):
        return source
    from solver.api.rounds import load

    return load(source, lang)


def _teller(
    villages: VillageList, log: RunLog, on_progress: Callable[[Progress], None] | None
) -> Callable[[Progress], None]:
    """Log each line of progress and pass it on; after a stop in stage 1, stop at the first plan."""
    from solver.engine.county import Stopped

    def tell(progress: Progress) -> None:
        log.tell(progress)
        if on_progress is not None:
            on_progress(progress)
        if villages.interrupted:
            raise Stopped

    return tell


def _finish(villages: VillageList, searched: Searched, effort: Effort, log: RunLog, lang: Lang | None) -> Solution:
    """Check the plan from the statements, certify it, and put everything together."""
    from solver.book.evaluation import evaluate
    from solver.report.solved import Solved
    from solver.scenario.effective import effective_yaml

    the_round = villages.round
    plan, result = searched.plan, searched.result
    evaluation = evaluate(plan, the_round.book)
    if evaluation.hard:
        broken = "; ".join(f"{v.rule}@{v.place}: {v.message.to('en')}" for v in evaluation.hard)
        raise ModelError(f"the engine's plan breaks hard rules: {broken}")
    if (evaluation.severity, evaluation.value) != (result.severity, result.value):
        raise ModelError(
            f"the engine says severity {result.severity} and value {result.value}, "
            f"the statements say {evaluation.severity} and {evaluation.value}"
        )
    versions, hashes = versions_now(), dict(the_round.opened.hashes)
    certificate = searched.certify(versions, hashes)
    log.certified(certificate)
    interrupted = result.interrupted or villages.interrupted
    solved = Solved(
        plan=plan,
        book=the_round.book,
        evaluation=evaluation,
        certificate=certificate,
        scenario_text=effective_yaml(the_round.opened.scenario, defaults=True),
        title=the_round.title,
        lang=lang or the_round.lang,
        faults=the_round.faults,
        input_hashes=hashes,
        versions=versions,
        log=log.text(),
        status="interrupted" if interrupted else "complete",
        stage1=villages.exceptions,
        run=log.record(effort, lang or the_round.lang),
    )
    return Solution(solved, villages, result, start_unused=log.start_unused)


def versions_now() -> dict[str, str]:
    """Return the versions of this program, of Python and of the libraries that shape a plan or its files."""
    from solver import __version__

    found = {"villages-first": __version__, "python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found

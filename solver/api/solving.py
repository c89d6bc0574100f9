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
from solver.errors import ModelError
from solver.text import Lang

if TYPE_CHECKING:
    from solver.domain.plan import Plan
    from solver.engine.county import CountyResult, Progress
    from solver.engine.effort import Effort
    from solver.modelling.model import AllocationModel
    from solver.modelling.seats import IntArray

SMALL = 3000
"""Seats below which a model is solved in this process: worker processes would take longer to start."""

LIBRARIES = ("ortools", "numpy", "numba", "pandas", "pydantic", "python-calamine", "xlsxwriter")


def solve(
    source: Round | VillageList | str | Path,
    *,
    lang: Lang | None = None,
    effort: str | int | Effort | None = None,
    seconds: float | None = None,
    workers: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_searched: Callable[[], None] = lambda: None,
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
    on_progress
        Called whenever the plan or a bound gets better.
    on_searched
        Called once the search is over, before the plan is checked and certified.
    start
        A plan to begin with, of this round or of another whose villages and people have the same IDs: what of it is
        legal here is a first plan. It may lead to another plan than a cold start; both are certified alike.

    Returns
    -------
    Solution
        Also after Ctrl-C, once there is a first plan: the best so far, with its gap.

    Raises
    ------
    InputError
        If the inputs have faults.
    ModelError
        If the plan does not stand up to its own check: such a plan is never returned.
    """
    from solver.book.compile import compile_model
    from solver.engine.county import solve_county

    villages = source if isinstance(source, VillageList) else freeze(_round_of(source, lang))
    log = RunLog(villages)
    the_round = villages.round
    chosen = resolve_effort(the_round, effort, seconds)
    model = compile_model(villages.problem, the_round.book)
    n_workers = workers or the_round.opened.scenario.settings.effort.workers or 1
    n_workers = 1 if len(model.seats) < SMALL else n_workers
    log.begin(chosen, n_workers, len(model.seats))
    result = solve_county(
        model,
        chosen,
        workers=n_workers,
        on_progress=_teller(villages, log, on_progress),
        start=None if start is None else seats_of(model, the_round, start),
    )
    on_searched()
    log.end(result)
    return _finish(villages, model, result, chosen, log, lang)


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


def seats_of(model: AllocationModel, the_round: Round, plan: Plan) -> IntArray:
    """Return the seats of a model that a plan of this or another round takes: int64 array, ascending."""
    import numpy as np

    from solver.domain.words import ROLES

    instance, seats = the_round.instance, model.seats
    found = []
    for a in plan.assignments:
        person, village = instance.candidate_index.get(a.person_id), instance.village_index.get(a.village_id)
        if person is not None and village is not None:
            own = seats.of_village(village)
            found += own.where((own.person == person) & (own.role == ROLES.index(a.role))).tolist()
    return np.array(sorted(found), dtype=np.int64)


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


def _finish(
    villages: VillageList,
    model: AllocationModel,
    result: CountyResult,
    effort: Effort,
    log: RunLog,
    lang: Lang | None,
) -> Solution:
    """Check the plan from the statements, certify it, and put everything together."""
    from solver.api.certifying import certify
    from solver.book.compile import plan_of
    from solver.book.evaluation import evaluate
    from solver.report.solved import Solved
    from solver.scenario.effective import effective_yaml

    the_round = villages.round
    plan = plan_of(villages.problem, model, result.seats)
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
    certificate = certify(model, result, versions, hashes)
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
    return Solution(solved, villages, result)


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

"""``solve``: a plan, its folder, and what a planner reads first."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.cli.exits import DONE, EXCEPTIONS, INTERRUPTED
from solver.cli.folders import next_folder, refuse_unusable, write_into
from solver.cli.output import Output, fault_documents
from solver.cli.progress import Display, display_for
from solver.cli.recording import keep
from solver.cli.rounds import count_faults, open_round
from solver.cli.stopper import Stopper
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.results import Solution
    from solver.api.rounds import Round
    from solver.domain.certificate import Level
    from solver.engine.county import Progress

STOPPED = Text("已按要求停止；保存的是当前最好方案。", "Stopped as asked; the best plan so far is saved.")


def run(args: Namespace, out: Output) -> int:
    """Solve a scenario and write the plan folder."""
    if args.out is not None:
        refuse_unusable(args.out)
    display, start = display_for(out), time.monotonic()
    with Stopper(lambda text: out.error(text.to(out.lang))) as stopper:
        the_round = open_round(args, out)
        count_faults(the_round, out, args.scenario)
        if args.out is None:
            refuse_unusable(next_folder(the_round.name))
        with display:
            solution = _solve(args, the_round, stopper, display)
            display.phase("write")
            folder = write_into(solution.write, args.out, the_round.name)
        keep(args, out, folder, time.monotonic() - start)
    if stopper.stopped:
        out.note(out.say(STOPPED))
    code = INTERRUPTED if stopper.stopped else EXCEPTIONS if solution.n_exceptions else DONE
    out.result(solution.summary(out.lang, folder))
    _document(solution, folder, code, out)
    return code


def _solve(args: Namespace, the_round: Round, stopper: Stopper, display: Display) -> Solution:
    from solver.api.listing import freeze
    from solver.api.solving import solve

    def searched() -> None:
        stopper.finish()
        display.phase("check")

    display.phase("villages")
    villages = freeze(the_round, posts=args.posts)
    display.phase("build")
    settings = the_round.opened.scenario.settings.effort
    start, seconds = time.monotonic(), args.seconds or settings.seconds

    def tell(progress: Progress) -> None:
        nonlocal seconds
        stopper.look()
        if seconds is not None:  # there is a first plan now: from here on the limit is kept to the second
            stopper.limit(start + seconds - time.monotonic())
            seconds = None
        display.tell(progress)

    return solve(
        villages,
        effort=args.effort,
        seconds=args.seconds,
        workers=args.workers or settings.workers or _cores(),
        on_progress=tell,
        on_searched=searched,
    )


def _cores() -> int:
    """Return the cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _document(solution: Solution, folder: Path, code: int, out: Output) -> None:
    plan, solved = solution.plan, solution.solved
    staying = plan.problem.instance.staying
    out.document(
        "solve",
        exit_code=code,
        status=solved.status,
        title=solved.title.to(out.lang),
        folder=str(folder),
        assignments=len(plan.assignments),
        staying=len(staying),
        severity=_level(solution.certificate.severity),
        value=_level(solution.certificate.value),
        points=solution.evaluation.points,
        exceptions=[
            {
                "stage": stage,
                "rule": v.rule,
                "place": v.place,
                "size": v.size,
                "severity": v.severity,
                "message": v.message.to(out.lang),
            }
            for stage, found in (("villages", solved.stage1), ("people", solution.evaluation.exceptions))
            for v in found
        ],
        faults=fault_documents(solved.faults, out.lang),
    )


def _level(level: Level) -> dict[str, object]:
    return {"reached": level.reached, "bound": level.bound, "search_bound": level.search_bound, "gap": level.gap}

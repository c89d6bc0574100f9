"""``solve``: a plan, its folder, and what a planner reads first."""

from __future__ import annotations

import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.cli.cores import cores_of_machine
from solver.cli.exits import DONE, EXCEPTIONS, INTERRUPTED
from solver.cli.folders import write_into
from solver.cli.output import Output, fault_documents
from solver.cli.parts import Places, places_for, refuse_at_once
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

LEFT = Text(
    "已完成的部分留在{part}：加 --resume 可继续。",
    "What was finished is kept in {part}: --resume goes on with it.",
)
GOING_ON = Text("接着{part}继续。", "Going on with {part}.")
NOTHING_LEFT = Text("没有可继续的部分，从头开始。", "There is nothing to go on with: starting from the beginning.")


def run(args: Namespace, out: Output) -> int:
    """Solve a scenario and write the plan folder."""
    refuse_at_once(args.out, args.resume)
    display, start = display_for(out), time.monotonic()
    with Stopper(lambda text: out.error(text.to(out.lang))) as stopper:
        the_round = open_round(args, out)
        count_faults(the_round, out, args.scenario)
        places = places_for(args.out, args.resume, the_round.name)
        if args.resume is not None:
            out.note(out.say(GOING_ON if places.goes_on else NOTHING_LEFT, part=str(places.part)))
        with display:
            solution = _solve(args, the_round, places.part, stopper, display)
            display.phase("write")
            folder = write_into(solution.write, places.target, None if places.asked else the_round.name)
            if not solution.interrupted:
                places.remove_part()
        keep(args, out, folder, time.monotonic() - start)
    if stopper.stopped:
        out.note(out.say(STOPPED))
    if places.part.exists():
        out.note(out.say(LEFT, part=str(places.part)))
    code = INTERRUPTED if stopper.stopped else EXCEPTIONS if solution.n_exceptions else DONE
    out.result(solution.summary(out.lang, folder))
    _document(solution, folder, places, code, out)
    return code


def _solve(args: Namespace, the_round: Round, part: Path, stopper: Stopper, display: Display) -> Solution:
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
        workers=args.workers or settings.workers or cores_of_machine(),
        engine=args.engine,
        part=part,
        on_progress=tell,
        on_searched=searched,
        on_checked=display.step,
    )


def _document(solution: Solution, folder: Path, places: Places, code: int, out: Output) -> None:
    plan, solved = solution.plan, solution.solved
    staying = plan.problem.instance.staying
    out.document(
        "solve",
        exit_code=code,
        status=solved.status,
        title=solved.title.to(out.lang),
        folder=str(folder),
        part=str(places.part) if places.part.exists() else None,
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

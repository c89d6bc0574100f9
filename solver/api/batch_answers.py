"""One scenario of a batch solved: its plan, or why there is none. What comes out can be sent between processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from solver.api.rounds import DEFAULT_LANG, Round
from solver.errors import InputError, VillagesFirstError
from solver.text import Lang, Text, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.domain.plan import Plan
    from solver.engine.county import Progress
    from solver.report.solved import Solved
    from solver.scenario.opening import SharedRosters

NO_TROUBLE = Text("", "")
FAULTS_TOLD = 3
"""Faults of a scenario that the comparison tells; ``check`` tells all."""


@dataclass(frozen=True)
class Answer:
    """What a scenario came to: a plan, or the trouble.

    Attributes
    ----------
    name
        Short name of the scenario; of its file if it cannot be read.
    start_unused
        Whether it was given a plan to begin with that it could not use.
    stopped
        Whether the user stopped it: its own time limit does not count.
    seconds
        Wall-clock time of reading and solving.
    """

    name: str
    lang: Lang | None = None
    solved: Solved | None = None
    trouble: Text = NO_TROUBLE
    start_unused: bool = False
    stopped: bool = False
    seconds: float = 0.0


def answer_of(
    path: Path,
    lang: Lang | None,
    rosters: SharedRosters,
    effort: str | int | None,
    workers: int | None,
    start: Plan | None,
    on_progress: Callable[[Progress], None] | None = None,
    on_searched: Callable[[], None] = lambda: None,
) -> Answer:
    """Solve a scenario; a fault of its own, or a defect that it meets, is the answer's trouble and raises nothing."""
    from solver.api.listing import freeze
    from solver.api.solving import solve
    from solver.scenario.opening import open_scenario

    begun = monotonic()
    try:
        opened = open_scenario(path, lang, read=rosters)
        the_round = Round(path.resolve(), opened, opened.lang or DEFAULT_LANG)
        solution = solve(
            freeze(the_round),
            lang=lang or the_round.lang,
            effort=effort,
            workers=workers,
            on_progress=on_progress,
            on_searched=on_searched,
            start=start,
        )
    except Exception as error:  # a defect met by one scenario must not cost the others their plans
        return Answer(path.stem, trouble=why(error))
    return Answer(
        the_round.name,
        lang or the_round.lang,
        solution.solved,
        start_unused=solution.start_unused,
        stopped=solution.interrupted and opened.scenario.settings.effort.seconds is None,
        seconds=monotonic() - begun,
    )


def why(error: Exception) -> Text:
    """Return what is wrong in both languages, with the first few faults; what is no error of ours is a defect."""
    if not isinstance(error, VillagesFirstError):
        return Text("程序内部错误：{error}", "a defect: {error}", {"error": repr(error)})
    if not isinstance(error, InputError):
        return Text(*(" ".join(show(part, lang) for part in error.args) for lang in ("zh", "en")))  # type: ignore[arg-type]
    errors = [fault for fault in error.faults if fault.severity == "error"]
    told = errors[:FAULTS_TOLD]
    more = len(errors) - len(told)
    zh, en = ("; ".join(fault.to(lang) for fault in told) for lang in ("zh", "en"))
    return Text(zh + (f"；另有 {more} 处" if more else ""), en + (f"; and {more} more" if more else ""))

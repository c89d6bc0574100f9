"""Solve many scenarios: rosters read once, each begun from the plan of the scenario that it extends, one comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.batch_answers import Answer, answer_of, why
from solver.api.rounds import DEFAULT_LANG
from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.api.batch_lines import Made
    from solver.domain.plan import Plan
    from solver.engine.county import Progress
    from solver.report.batch_tables import BatchLine
    from solver.scenario.opening import SharedRosters

BATCH_EFFORT = "quick"
"""Effort for each scenario unless another is asked for: what-ifs are many, and begin from a plan."""

COMPARISON = "comparison"
"""Name of the files of the comparison, beside the plan folders."""

ALONE = Text("所继承的{base}没有方案，无从比较", "{base}, which it extends, has no plan to compare with")


@dataclass(frozen=True)
class Batch:
    """What a batch came to.

    Attributes
    ----------
    folder
        Holds a plan folder for each plan, and the comparison.
    lines
        One a scenario, bases first, then as they were given.
    interrupted
        Whether it was stopped before all were solved.
    """

    folder: Path
    lines: tuple[BatchLine, ...]
    interrupted: bool = False

    @property
    def failed(self) -> tuple[BatchLine, ...]:
        """Scenarios without a plan, those that were not reached left out."""
        return tuple(line for line in self.lines if line.standing == "failed")

    @property
    def n_exceptions(self) -> int:
        """Exceptions to sign, of all plans."""
        return sum(line.figures.exceptions for line in self.lines if line.figures is not None)


@dataclass(frozen=True)
class Watcher:
    """Who is told how far a batch is.

    Attributes
    ----------
    begin
        Called with the number of the scenario, the number of all, and its name, when it is begun; where several are
        solved side by side, when one is done.
    progress
        Called as :func:`solver.api.solve` calls ``on_progress``.
    searched
        Called once the search of a scenario is over and its plan is being checked and saved.
    done
        Called with the line of each scenario that is finished, and the seconds that it took.
    waiting
        Called where several are solved side by side, with how many of how many are done.
    """

    begin: Callable[[int, int, str], None] = lambda number, of, name: None
    progress: Callable[[Progress], None] | None = None
    searched: Callable[[], None] = lambda: None
    done: Callable[[BatchLine, float], None] = lambda line, seconds: None
    waiting: Callable[[int, int], None] = lambda done, of: None


def batch(
    scenarios: Sequence[str | Path],
    out: str | Path,
    *,
    effort: str | int | None = BATCH_EFFORT,
    workers: int | None = None,
    lang: Lang | None = None,
    watcher: Watcher | None = None,
) -> Batch:
    """Solve scenarios, and the ones that they extend, each into a plan folder of its own; write one comparison.

    A scenario that cannot be solved does not stop the others: its line says why.

    Parameters
    ----------
    scenarios
        Paths of scenario files.
    out
        Folder to make: ``NAME/`` for each plan, ``comparison.xlsx``, ``.md`` and ``.html``.
    effort
        As :func:`solver.api.solve` takes it, for every scenario; ``None`` is each scenario's own.
    workers
        Worker processes: they change the time only. What-ifs of one base are solved side by side.
    lang
        Language; by default that of the first scenario that can be read.

    Returns
    -------
    Batch
        Also after Ctrl-C: with what was solved until then; of what is solved side by side, what is not done is lost.

    Raises
    ------
    OutputError
        If the folder exists or cannot be written.
    """
    from solver.report.batch_files import make_folder, write_comparison

    folder = make_folder(Path(out))
    queue = _with_bases([Path(path) for path in scenarios])
    run = _Run(folder, effort, workers, lang, watcher or Watcher(), queue)
    try:
        interrupted = run.solve()
    except KeyboardInterrupt:
        interrupted = True
    lines = tuple(run.lines.get(number) or _line_not_run(path) for number, path in enumerate(queue, 1))
    write_comparison(folder, lines, run.lang or DEFAULT_LANG, COMPARISON)
    return Batch(folder, lines, interrupted)


def base_of(path: Path) -> Path | None:
    """Return the scenario that this one extends, or ``None``; faults are for whoever opens it."""
    from solver.scenario.loading import base_path

    return base_path(path)


def _with_bases(paths: Sequence[Path]) -> list[Path]:
    """Return the scenarios, each once and after the one that it extends."""
    found: dict[Path, Path] = {}

    def add(path: Path, above: tuple[Path, ...]) -> None:
        real = path.resolve()
        base = base_of(path)
        if base is not None and real not in above:
            add(base, (*above, real))
        found.setdefault(real, path)

    bases = dict.fromkeys(base for path in paths if (base := base_of(path)) is not None)
    for path in (*bases, *paths):
        add(path, ())
    return list(found.values())


@dataclass
class _Run:
    """A batch under way."""

    folder: Path
    effort: str | int | None
    workers: int | None
    lang: Lang | None
    watcher: Watcher
    queue: Sequence[Path]
    lines: dict[int, BatchLine] = field(default_factory=dict)
    """By the number of the scenario in the queue, from 1."""

    def __post_init__(self) -> None:
        from solver.scenario.opening import SharedRosters

        self.rosters: SharedRosters = SharedRosters()
        self.extended = {path: base.resolve() for path in self.queue if (base := base_of(path)) is not None}
        self.bases = frozenset(self.extended.values())
        self.solved: dict[Path, Made] = {}

    def solve(self) -> bool:
        """Solve all; return whether the user asked to stop.

        What-ifs of a base whose plan they can begin from are solved side by side, a worker each; whatever else there
        is, the bases too, one after the other with all workers.
        """
        together = []
        for number, path in enumerate(self.queue, 1):
            if self._can_wait(path):
                together.append(number)
            elif self._solve_here(number, path):
                return True
        if len(together) < 2 or (self.workers or 1) < 2:
            return any(self._solve_here(number, self.queue[number - 1]) for number in together)
        return self._solve_together(together)

    def _can_wait(self, path: Path) -> bool:
        """Whether nobody extends this scenario and it can begin from a plan."""
        from solver.api.searching import solved_in_parts

        base = self._base(path)
        if path.resolve() in self.bases or base is None:
            return False
        return not solved_in_parts(base.solved.plan.problem.instance)

    def _base(self, path: Path) -> Made | None:
        return self.solved.get(self.extended[path]) if path in self.extended else None

    def _start(self, path: Path) -> Plan | None:
        base = self._base(path)
        return None if base is None else base.solved.plan

    def _solve_here(self, number: int, path: Path) -> bool:
        """Solve a scenario with all workers; return whether the user asked to stop."""
        tell = self.watcher
        tell.begin(number, len(self.queue), path.stem)
        start = self._start(path)
        args = (self.effort, self.workers, start, tell.progress, tell.searched)
        return self._keep(number, answer_of(path, self.lang, self.rosters, *args))

    def _solve_together(self, numbers: Sequence[int]) -> bool:
        from solver.api.desks import WhatIf, side_by_side

        paths = [self.queue[number - 1] for number in numbers]
        asked = [WhatIf(path, self.lang, self.effort, self._start(path)) for path in paths]
        with side_by_side(asked, self.workers or 1) as answers:
            for done in range(len(asked)):
                self.watcher.waiting(done, len(asked))
                i, answer = next(answers)
                self.watcher.begin(numbers[i], len(self.queue), paths[i].stem)
                self.watcher.searched()
                self._keep(numbers[i], answer)
        return False

    def _keep(self, number: int, answer: Answer) -> bool:
        """Write the plan and keep its line; return whether the user asked to stop."""
        path = self.queue[number - 1]
        try:
            line = self._line(path, answer)
        except Exception as error:  # as in the search: what one cannot be written for costs no other its plan
            line = _failed(path, why(error))
        self.lines[number] = line
        self.watcher.done(line, answer.seconds)
        return answer.stopped

    def _line(self, path: Path, answer: Answer) -> BatchLine:
        from solver.api.batch_lines import Made, line_of
        from solver.report.plan_folder import write_plan_folder

        self.lang = self.lang or answer.lang
        if answer.solved is None:
            return _failed(path, answer.trouble)
        target = self._free(answer.name)
        write_plan_folder(answer.solved, target)
        made, base = Made(answer.solved, target.name, answer.start_unused), self._base(path)
        if path.resolve() in self.bases:
            self.solved[path.resolve()] = made
        line = line_of(made, base, self.lang or DEFAULT_LANG)
        if base is None and path in self.extended:
            line = replace(line, remarks=(*line.remarks, ALONE.with_values(base=self.extended[path].stem)))
        return line

    def _free(self, name: str) -> Path:
        """Return the plan folder of a scenario; a second one of the same name gets a number."""
        target, n = self.folder / name, 2
        while target.exists():
            target, n = self.folder / f"{name}-{n}", n + 1
        return target


def _failed(path: Path, why: Text) -> BatchLine:
    from solver.report.batch_tables import BatchLine

    return BatchLine(path.stem, Text(path.stem, path.stem), "failed", why)


def _line_not_run(path: Path) -> BatchLine:
    from solver.report.batch_tables import BatchLine

    return BatchLine(path.stem, Text(path.stem, path.stem), "not_run")

"""Solve many scenarios: rosters read once, each begun from the plan of the scenario that it extends, one comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.rounds import DEFAULT_LANG, Round
from solver.errors import InputError, VillagesFirstError
from solver.text import Lang, Text, show

if TYPE_CHECKING:
    from solver.api.batch_lines import Made
    from solver.api.results import Solution
    from solver.engine.county import Progress
    from solver.report.batch_tables import BatchLine
    from solver.scenario.opening import SharedRosters

BATCH_EFFORT = "quick"
"""Effort for each scenario unless another is asked for: what-ifs are many, and begin from a plan."""

COMPARISON = "comparison"
"""Name of the files of the comparison, beside the plan folders."""

ALONE = Text("所继承的{base}没有方案，无从比较", "{base}, which it extends, has no plan to compare with")

FAULTS_TOLD = 3
"""Faults of a scenario that the comparison tells; ``check`` tells all."""


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
        Called with the number of the scenario, the number of all, and its name.
    progress
        Called as :func:`solver.api.solve` calls ``on_progress``.
    searched
        Called once the search of a scenario is over and its plan is being checked and saved.
    done
        Called with the line of each scenario that is finished.
    """

    begin: Callable[[int, int, str], None] = lambda number, of, name: None
    progress: Callable[[Progress], None] | None = None
    searched: Callable[[], None] = lambda: None
    done: Callable[[BatchLine], None] = lambda line: None


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
    effort, workers
        As :func:`solver.api.solve` takes them, for every scenario; an ``effort`` of ``None`` is each scenario's own.
    lang
        Language; by default that of the first scenario that can be read.

    Returns
    -------
    Batch
        Also after Ctrl-C: with what was solved until then.

    Raises
    ------
    OutputError
        If the folder exists or cannot be written.
    """
    from solver.report.batch_files import make_folder, write_comparison

    folder = make_folder(Path(out))
    interrupted = False
    queue = _with_bases([Path(path) for path in scenarios])
    bases = frozenset(base.resolve() for path in queue if (base := base_of(path)) is not None)
    run = _Run(folder, effort, workers, lang, watcher or Watcher(), bases)
    try:
        for number, path in enumerate(queue, 1):
            if run.solve(path, number, len(queue)):
                interrupted = True
                break
    except KeyboardInterrupt:
        interrupted = True
    run.lines += [_line_not_run(path) for path in queue[len(run.lines) :]]
    lines = tuple(run.lines)
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
    bases: frozenset[Path] = frozenset()
    lines: list[BatchLine] = field(default_factory=list)

    def __post_init__(self) -> None:
        from solver.scenario.opening import SharedRosters

        self.rosters: SharedRosters = SharedRosters()
        self.solved: dict[Path, Made] = {}

    def solve(self, path: Path, number: int, of: int) -> bool:
        """Solve one scenario and keep its line; return whether the user asked to stop.

        A scenario that has a time limit of its own is stopped early too, and nobody asked for that.
        """
        self.watcher.begin(number, of, path.stem)
        solution = None
        try:
            solution, line = self._solve(path)
        except VillagesFirstError as error:
            line = _failed(path, _why(error))
        except Exception as error:  # a defect met by one scenario must not cost the others their plans
            line = _failed(path, Text("程序内部错误：{error}", "a defect: {error}", {"error": repr(error)}))
        self.lines.append(line)
        self.watcher.done(line)
        if solution is None or not solution.interrupted:
            return False
        return solution.villages.round.opened.scenario.settings.effort.seconds is None

    def _solve(self, path: Path) -> tuple[Solution, BatchLine]:
        from solver.api.batch_lines import Made, line_of
        from solver.api.listing import freeze
        from solver.api.solving import solve
        from solver.scenario.opening import open_scenario

        opened = open_scenario(path, self.lang, read=self.rosters)
        the_round = Round(path.resolve(), opened, opened.lang or DEFAULT_LANG)
        self.lang = self.lang or the_round.lang
        base_file = base_of(path)
        base = self.solved.get(base_file.resolve()) if base_file is not None else None
        solution = solve(
            freeze(the_round),
            lang=self.lang,
            effort=self.effort,
            workers=self.workers,
            on_progress=self.watcher.progress,
            on_searched=self.watcher.searched,
            start=None if base is None else base.solution.plan,
        )
        target = self._free(the_round.name)
        solution.write(target)
        made = Made(solution, target.name)
        if path.resolve() in self.bases:
            self.solved[path.resolve()] = made
        line = line_of(made, base, self.lang)
        if base_file is not None and base is None:
            line = replace(line, remarks=(*line.remarks, ALONE.with_values(base=base_file.stem)))
        return solution, line

    def _free(self, name: str) -> Path:
        """Return the plan folder of a scenario; a second one of the same name gets a number."""
        target, n = self.folder / name, 2
        while target.exists():
            target, n = self.folder / f"{name}-{n}", n + 1
        return target


def _why(error: VillagesFirstError) -> Text:
    if not isinstance(error, InputError):
        return Text(*(" ".join(show(part, lang) for part in error.args) for lang in ("zh", "en")))  # type: ignore[arg-type]
    errors = [fault for fault in error.faults if fault.severity == "error"]
    told = errors[:FAULTS_TOLD]
    more = len(errors) - len(told)
    zh, en = ("; ".join(fault.to(lang) for fault in told) for lang in ("zh", "en"))
    return Text(zh + (f"；另有 {more} 处" if more else ""), en + (f"; and {more} more" if more else ""))


def _failed(path: Path, why: Text) -> BatchLine:
    from solver.report.batch_tables import BatchLine

    return BatchLine(path.stem, Text(path.stem, path.stem), "failed", why)


def _line_not_run(path: Path) -> BatchLine:
    from solver.report.batch_tables import BatchLine

    return BatchLine(path.stem, Text(path.stem, path.stem), "not_run")

"""Which changed line of a scenario moved which people: found by solving again with some of the changes only."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.errors import Fault, InputError
from solver.report.compared import Causes, Change, ChangedLine, Effect, PersonCause, Step
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.results import Solution
    from solver.api.rounds import Round
    from solver.domain.plan import Assignment
    from solver.engine.effort import Effort

GIVEN = Text(
    "方案用的是另给的选派村名单(--posts)，只凭配置不能重新求解",
    "the plan fills a list of villages that was given beside the scenario (--posts), so the scenario is not all",
)
NAME_IT = Text(
    "在配置中用 posts: 写明该名单后重新求解。", "name the list in the scenario with `posts:`, and solve again."
)

SOLVES = 12
"""Times to solve at most, both scenarios included."""


class _Tries:
    """Solves mixtures of two scenarios, and counts how often."""

    def __init__(
        self,
        before: Round,
        after: Round,
        groups: Mapping[str, tuple[tuple[str, ...], ...]],
        effort: str | int | Effort,
        solves: int,
        on_solve: Callable[[int, int], None] | None,
    ) -> None:
        self.before, self.after, self.groups = before, after, groups
        self.effort, self.limit, self.on_solve = effort, solves, on_solve
        self.solves = 0
        tries = 2 * len(groups) if len(groups) > 1 else 0
        self.planned = min(solves, 2 + tries + bool(groups))

    @property
    def is_spent(self) -> bool:
        """Whether the limit is reached."""
        return self.solves >= self.limit

    def solve(self, the_round: Round, effort: Effort | None = None) -> Solution:
        """Solve one scenario, at the effort of all unless another is given."""
        from solver.api.solving import solve

        solution = solve(the_round, effort=effort or self.effort)
        self.solves += 1
        if self.on_solve is not None:
            self.on_solve(self.solves, self.planned)
        return solution

    def again(self) -> Solution:
        """Solve the first scenario by another way of diving: another plan, where several are about as good."""
        from solver.api.solving import resolve_effort
        from solver.engine.dive import DiveTuning

        effort = resolve_effort(self.before, self.effort, None)
        used = {tuning.share for tuning in effort.dives}
        share = next(share for share in (0.1, 0.06, 0.15) if share not in used)
        return self.solve(self.before, replace(effort, dives=(DiveTuning(share=share),)))

    def mixed(self, keys: Iterable[str]) -> Solution:
        """Solve the first scenario with these changes.

        Raises
        ------
        InputError
            If that is no valid scenario.
        """
        from solver.api.rounds import load
        from solver.scenario.mixing import write_mixture

        one, two = self.before.opened.scenario, self.after.opened.scenario
        paths = [path for key in keys for path in self.groups[key]]
        with tempfile.TemporaryDirectory(prefix="villages-first-") as folder:
            file = write_mixture(self.before.path, one, two, paths, Path(folder))
            return self.solve(load(file, self.before.lang, root=one.root))


def causes(
    before: Round | str | Path,
    after: Round | str | Path,
    *,
    effort: str | int | Effort = "quick",
    solves: int = SOLVES,
    on_solve: Callable[[int, int], None] | None = None,
) -> Causes:
    """Find out which changed lines moved whom.

    Both scenarios are solved anew at the effort given, then the first with one change at a time, then the second
    without one change at a time, while ``solves`` lasts; at last the first once more by another way of searching, to
    see who moves without any change. Plans of nearly equal worth differ by chance, so a person's move is put down to a
    change only as far as these tries agree. It is evidence, not proof.

    Parameters
    ----------
    before, after
        Rounds, scenario files, or plan folders, whose scenarios are read again; the first is no what-if.
    solves
        Times to solve at most; at least 2.
    on_solve
        Called after each with the number done and of all.

    Raises
    ------
    InputError
        If a scenario has faults or is not found, or the first is a what-if.
    """
    from solver.api.comparing import names_of
    from solver.api.supposing import file_of
    from solver.scenario.mixing import changed_paths

    one, two = _round(before), _round(after)
    file_of(one)
    groups = changed_paths(one.opened.scenario, two.opened.scenario)
    tries = _Tries(one, two, groups, effort, max(2, solves), on_solve)
    first, second = tries.solve(one), tries.solve(two)
    changes = {key: _change(key, one, two, paths) for key, paths in groups.items()}
    alone, without, refused = _tried(tries, first, second)
    effects = tuple(
        Effect(
            change,
            _step(first, alone[key]) if key in alone else None,
            _step(without[key], second) if key in without else None,
            refused.get(key, ""),
        )
        for key, change in changes.items()
    )
    control = tries.again() if groups and not tries.is_spent else None
    people = _people(first, second, control, alone, without, tuple(groups))
    done = all(key in alone and key in without for key in groups)
    restless = None if control is None else len(_restless(first, control))
    names = names_of(*(solution.plan.problem.instance for solution in (first, second)))
    return Causes(effects, people, names, tries.solves, done, restless)


def _tried(
    tries: _Tries, first: Solution, second: Solution
) -> tuple[dict[str, Solution], dict[str, Solution], dict[str, str]]:
    """Solve with each change alone, and with all others: key to solution, and to why it cannot be tried."""
    keys = tuple(tries.groups)
    if len(keys) == 1:  # the change is all there is between the two
        return {keys[0]: second}, {keys[0]: first}, {}
    alone: dict[str, Solution] = {}
    without: dict[str, Solution] = {}
    refused: dict[str, str] = {}
    for found, chosen in ((alone, lambda key: (key,)), (without, lambda key: tuple(k for k in keys if k != key))):
        for key in keys:
            if tries.is_spent:
                break
            try:
                found[key] = tries.mixed(chosen(key))
            except InputError as error:
                refused[key] = error.faults[0].to(tries.before.lang) if error.faults else str(error)
    return alone, without, refused


def _change(key: str, one: Round, two: Round, paths: Iterable[tuple[str, ...]]) -> Change:
    from solver.scenario.mixing import source_of

    lines = []
    for path in paths:
        was, _ = source_of(one.opened.scenario.tree, path)
        now, place = source_of(two.opened.scenario.tree, path)
        lines.append(ChangedLine(".".join(path), was, now, place))
    return Change(key, tuple(lines))


def _step(before: Solution, after: Solution) -> Step:
    from solver.api.comparing import moves_between, postings_of

    moved = moves_between(postings_of(before.plan), postings_of(after.plan))
    severity = after.severity + _of_villages(after) - before.severity - _of_villages(before)
    return Step(severity, after.value - before.value, len(moved))


def _of_villages(solution: Solution) -> int:
    return sum(v.severity for v in solution.solved.stage1)


def _people(
    first: Solution,
    second: Solution,
    control: Solution | None,
    alone: Mapping[str, Solution],
    without: Mapping[str, Solution],
    keys: tuple[str, ...],
) -> tuple[PersonCause, ...]:
    from solver.api.comparing import moves_between, postings_of

    posted_alone = {key: _postings(solution) for key, solution in alone.items()}
    posted_without = {key: _postings(solution) for key, solution in without.items()}
    whole = control is not None and len(alone) == len(without) == len(keys)
    restless = set() if control is None else _restless(first, control)
    found = []
    for move in moves_between(postings_of(first.plan), postings_of(second.plan)):
        person = move.person_id
        enough = {key for key, posted in posted_alone.items() if posted.get(person) == move.after}
        needed = {key for key, posted in posted_without.items() if posted.get(person) == move.before}
        verdict, causing = _verdict(enough, needed, keys, whole=whole)
        if person in restless:
            verdict, causing = "restless", ()
        found.append(PersonCause(person, move.before, move.after, move.kind, verdict, causing))
    return tuple(found)


def _restless(first: Solution, control: Solution) -> set[str]:
    """Return the people whom two searches of one scenario post differently."""
    from solver.api.comparing import moves_between, postings_of

    return {move.person_id for move in moves_between(postings_of(first.plan), postings_of(control.plan))}


def _verdict(enough: set[str], needed: set[str], keys: tuple[str, ...], *, whole: bool) -> tuple[str, tuple[str, ...]]:
    """Judge what the tries say of one person; see :class:`PersonCause`."""
    if enough == needed and len(enough) == 1:
        return ("agreed" if whole else "likely"), tuple(enough)
    if len(enough | needed) == 1:
        return "likely", tuple(enough | needed)
    if not enough and len(needed) > 1:
        return "together", tuple(key for key in keys if key in needed)
    return "open", ()


def _postings(solution: Solution) -> dict[str, Assignment]:
    from solver.api.comparing import postings_of

    return {a.person_id: a for group in postings_of(solution.plan) for a in group}


def _round(source: Round | str | Path) -> Round:
    from solver.api.finding import find_scenario
    from solver.api.rounds import Round, load
    from solver.report.run_file import FILE as RUN_FILE

    if isinstance(source, Round):
        return source
    path = Path(source)
    if not path.is_dir():
        return load(path)
    scenario = find_scenario(path)
    if json.loads((path / RUN_FILE).read_text(encoding="utf-8")).get("posts"):
        raise InputError([Fault("posts_given", GIVEN, NAME_IT, file=path.name)])
    return load(scenario)

"""Plans side by side: every indicator of each, with the baselines, and what each village gains and loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.baselines import AT_RANDOM, BY_HAND, LAST_ROUND, at_random, by_hand, last_round
from solver.report.compared import VillageChange
from solver.text import LANGS, Lang, Text

if TYPE_CHECKING:
    import pandas as pd

    from solver.api.comparing import Comparison
    from solver.api.results import Solution
    from solver.domain.plan import Plan
    from solver.report.indicators.measuring import IndicatorRow
    from solver.report.indicators.subject import Subject
    from solver.report.solved import Solved


@dataclass(frozen=True)
class Measures:
    """Plans side by side; the first is what the others are compared with.

    Attributes
    ----------
    names
        What to call each plan, baselines included.
    n_plans
        How many are plans; the baselines follow them.
    """

    names: tuple[Text, ...]
    subjects: tuple[Subject, ...]
    n_plans: int

    @cached_property
    def rows(self) -> tuple[IndicatorRow, ...]:
        """Every indicator that can be computed for any of the plans."""
        from solver.report.indicators.measuring import indicators_of, side_by_side

        return side_by_side([indicators_of(subject) for subject in self.subjects])

    def value(self, key: str, column: int = 0) -> float | None:
        """Return one figure by its key, as ``fit.weak.p10``.

        Raises
        ------
        KeyError
            If no plan has such a figure.
        """
        for row in self.rows:
            if row.key == key:
                return row.values[column]
        raise KeyError(key)

    def frame(self, lang: Lang = "zh", *, written: bool = False) -> pd.DataFrame:
        """Return one row an indicator: key, group, title, then a column a plan.

        Parameters
        ----------
        written
            Figures as texts (``86.4%``) instead of numbers.
        """
        import pandas as pd

        rows = [
            (row.key, row.group.to(lang), row.title.to(lang), *(row.shown(lang) if written else row.values))
            for row in self.rows
        ]
        columns = ["key", "group", "indicator", *(name.to(lang) for name in self.names)]
        return pd.DataFrame(rows, columns=columns)

    def is_elsewhere(self, column: int) -> bool:
        """Whether a plan is of other counties than the first: codes that both use mean others, and nobody moved."""
        one, two = ({(v.prefecture, v.county) for v in self.subjects[i].instance.villages} for i in (0, column))
        return one.isdisjoint(two)

    def comparison(self, column: int = 1, lang: Lang = "zh") -> Comparison:
        """Return who is posted elsewhere in another plan than in the first, and why, with the figures of both.

        Of plans of different counties only the figures are compared.

        Parameters
        ----------
        lang
            Language of the names in the reasons.
        """
        from solver.api.comparing import Comparison, figures_between, moves_between, names_of, postings_of
        from solver.report.move_reasons import reason_of_move

        one, two = self.subjects[0], self.subjects[column]
        figures = figures_between(_figures(one), _figures(two))
        if self.is_elsewhere(column):
            return Comparison((), figures, {})
        here, there = one.context(lang), two.context(lang)
        moves = tuple(
            replace(move, why=reason_of_move(move, here, there))
            for move in moves_between(postings_of(one.plan), postings_of(two.plan))
        )
        names = names_of(one.instance, two.instance)
        return Comparison(moves, figures, names)

    def villages(self, column: int = 1) -> tuple[VillageChange, ...]:
        """Return what each village gains or loses from the first plan to another; the greatest gain first.

        None of a plan of other counties.
        """
        if self.is_elsewhere(column):
            return ()
        one, two = self.subjects[0], self.subjects[column]
        teams = ({t.village.village_id: t for t in subject.plan.teams} for subject in (one, two))
        before, after = teams
        found = []
        for village_id in sorted({*before, *after}):
            a, b = before.get(village_id), after.get(village_id)
            known = a or b
            if known is None:
                continue
            found.append(
                VillageChange(
                    village_id,
                    known.village.full_name,
                    one.village_points.get(village_id),
                    two.village_points.get(village_id),
                    len(a.people) if a else 0,
                    len(b.people) if b else 0,
                )
            )
        return tuple(sorted(found, key=lambda v: (-v.difference, v.village_id)))


def measure(
    *sources: Solution | str | Path,
    names: Sequence[str | Text] = (),
    baselines: bool = True,
    seed: int = 1,
    lang: Lang = "zh",
) -> Measures:
    """Measure plans by the indicators of domain.md D.2.

    Parameters
    ----------
    sources
        Solutions, or plan folders, whose inputs are read again.
    names
        What to call them, one for each; by default the title, or the folder's name where two titles are the same. Of
        plans that are called alike, the later ones get a number.
    baselines
        Also measure, on the inputs of the first plan: the last round, the list filled village by village, and a plan
        at random.
    seed
        Of the random plan.

    Raises
    ------
    InputError
        If a folder holds no plan, its scenario is not found, or the inputs have faults now.
    VerificationError
        If a plan does not belong to the inputs as they are now.
    ValueError
        If there is no source, or there are names, but not one for each.
    """
    if not sources:
        raise ValueError("name at least one plan")
    if names and len(names) != len(sources):
        raise ValueError(f"{len(sources)} plans and {len(names)} names")
    solved = [_solved(source, lang) for source in sources]
    subjects = [_subject(one, solved[0]) for one in solved]
    called = [name if isinstance(name, Text) else Text(name, name) for name in names] or _names(sources, solved)
    n_plans = len(subjects)
    if baselines:
        first = solved[0]
        problem, book = first.plan.problem, first.book
        for name, plan, sends in (
            (LAST_ROUND, last_round(problem), False),
            (BY_HAND, by_hand(problem, book), True),
            (AT_RANDOM.with_values(seed=seed), at_random(problem, book, seed), True),
        ):
            called.append(name)
            subjects.append(_baseline(plan, first, sends=sends))
    return Measures(_distinct(called), tuple(subjects), n_plans)


def _figures(subject: Subject) -> dict[str, int]:
    """Return the figures of a plan by the names that stored plans have for them."""
    evaluation = subject.evaluation
    return {
        "exceptions": len(subject.stage1) + len(evaluation.exceptions),
        "severity": evaluation.severity,
        "value": evaluation.value,
        "sent": len(subject.plan.assignments),
        "listed": len(subject.listed),
        "unserved": sum(not team.people for team in subject.listed),
        **{f"points.{slug}": n for slug, n in evaluation.points.items()},
    }


def _solved(source: Solution | str | Path, lang: Lang) -> Solved:
    if isinstance(source, (str, Path)):
        from solver.api.reopening import reopen

        return reopen(source, lang=lang)
    return source.solved


def _subject(solved: Solved, first: Solved) -> Subject:
    from solver.report.indicators.subject import Subject

    return Subject(solved.plan, solved.book, solved.evaluation, first.book, solved.stage1)


def _baseline(plan: Plan, first: Solved, *, sends: bool) -> Subject:
    from solver.book.evaluation import evaluate
    from solver.report.indicators.subject import Subject

    return Subject(plan, first.book, evaluate(plan, first.book), first.book, first.stage1, sends)


def _names(sources: Sequence[Solution | str | Path], solved: Sequence[Solved]) -> list[Text]:
    titles = [one.title for one in solved]
    if all(len({title.to(lang) for title in titles}) == len(titles) for lang in LANGS):
        return titles
    folders = [Path(source).name if isinstance(source, (str, Path)) else "" for source in sources]
    return [Text(folder, folder) if folder else title for folder, title in zip(folders, titles, strict=True)]


def _distinct(names: Sequence[Text]) -> tuple[Text, ...]:
    """Tell plans that are called alike in a language apart by a number: each is a column of tables and charts."""
    found: list[Text] = []
    for n, name in enumerate(names, start=1):
        alike = any(name.to(lang) == other.to(lang) for other in names[: n - 1] for lang in LANGS)
        found.append(Text("{name}({n})", "{name} ({n})", {"name": name, "n": n}) if alike else name)
    return tuple(found)

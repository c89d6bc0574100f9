"""Reports to read, project and print: one HTML file a plan, or an index and one file a county."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from solver.api.answering import PLACES
from solver.errors import OutputError
from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.api.comparing import Comparison
    from solver.api.explaining import Explainer
    from solver.api.measuring import Measures
    from solver.api.results import Solution
    from solver.api.trading import Trade
    from solver.report.compared import Causes
    from solver.report.solved import Solved
    from solver.report.why.explanation import Answer

EXISTS = Text("{file}已存在，不覆盖，请另指一处。", "{file} exists and is not overwritten; name another place.")
INSIDE = Text(
    "{file}在方案文件夹内：那里多出的文件通不过复核，请另指一处。",
    "{file} is inside the plan folder, where verify would refuse a further file; name another place.",
)
UNWRITABLE = Text("不能写入{file}：{why}", "Cannot write {file}: {why}")


def report(
    source: Solution | str | Path,
    *,
    out: str | Path | None = None,
    lang: Lang | None = None,
    private: bool = False,
    scenario: str | Path | None = None,
    by_county: bool | None = None,
    explain: bool = False,
    places: int = PLACES,
    on_step: Callable[[int, int], None] | None = None,
) -> Path:
    """Write the report of a plan.

    Parameters
    ----------
    source
        A solution, or a plan folder; of a folder the inputs are read again, as ``verify`` does.
    out
        File to write, or folder if there is a page a county; by default beside the plan folder and named after it,
        the language and, with private columns, ``private``.
    lang
        Language; by default the plan's.
    private
        Also show age, Party membership, points, alternatives, who was not chosen and why, and unknown roster columns.
    scenario
        Scenario of the plan folder; by default looked for where it was recorded.
    by_county
        An index and a page a county; by default where the plan has several counties and more villages than one page
        holds.
    explain
        Also solve for what would help, what one more person is worth, and who is next where a place is open or an
        exception is to be signed; takes some seconds a place. The plan folder is not changed.
    places, on_step
        See :meth:`Explainer.everything`.

    Returns
    -------
    Path
        The page to open: the file, or the index in its folder.

    Raises
    ------
    InputError
        If there is no plan folder, its scenario is not found, or the inputs have faults now.
    VerificationError
        If the plan does not belong to the inputs as they are now.
    OutputError
        If the file exists or cannot be written.
    """
    from solver.report.html.files import INDEX, is_split, plan_pages

    solved, folder = _solved(source, scenario, lang)
    chosen, split = lang or solved.lang, is_split(solved.plan) if by_county is None else by_county
    target = _default_target(folder, chosen, private=private, split=split) if out is None else Path(out)
    refuse_target(target, folder)  # before the work, not after it
    shown = _shown(Path(folder)) if folder else ""
    answers = _answers(replace(solved, lang=chosen), places, on_step) if explain else ()
    for name, text in plan_pages(solved, chosen, private=private, folder=shown, split=split, answers=answers):
        write_page(target / name if split else target, text)
    return target / INDEX if split else target


def _answers(solved: Solved, places: int, on_step: Callable[[int, int], None] | None) -> tuple[Answer, ...]:
    from solver.api.explaining import Explainer

    return Explainer(solved).everything(places, on_step)


def report_answers(
    explainer: Explainer,
    answers: Sequence[Answer],
    *,
    out: str | Path,
    lang: Lang | None = None,
    private: bool = False,
) -> Path:
    """Write answers about a plan as one HTML file of their own.

    Parameters
    ----------
    lang
        Language; by default the plan's.
    private
        Also name those who were not chosen, and show points of people; answers about a person are left out else.

    Raises
    ------
    OutputError
        If the file exists or cannot be written.
    """
    from solver.report.context import Context
    from solver.report.html.answers_report import answers_html
    from solver.report.html.page import Page

    context = Context(explainer.solved, lang or explainer.solved.lang)
    write_page(Path(out), answers_html(Page(context, private, answers=tuple(answers))))
    return Path(out)


def refuse_target(target: Path, folder: str | Path = "") -> None:
    """Refuse a place that is taken or lies in the plan folder, before any work is done.

    Raises
    ------
    OutputError
        With a ``Text`` that says why.
    """
    if os.path.lexists(target):
        raise OutputError(EXISTS.with_values(file=str(target)))
    if folder and target.resolve().is_relative_to(Path(folder).resolve()):
        raise OutputError(INSIDE.with_values(file=str(target)))


def _shown(folder: Path) -> str:
    """Name a plan folder for readers elsewhere: from the current folder if it lies below, else by its name alone."""
    place, here = folder.resolve(), Path.cwd().resolve()
    return str(place.relative_to(here)) if place.is_relative_to(here) and place != here else place.name


def _default_target(folder: str, lang: Lang, *, private: bool, split: bool) -> Path:
    """Return a place beside the plan folder: inside, the report would be a file that ``verify`` does not know."""
    plan = Path(folder).resolve() if folder else Path("report")
    name = f"{plan.name}.{lang}" + (".private" if private else "") + ("" if split else ".html")
    return Path(folder).parent / name if folder else Path(name)


def report_comparison(found: Comparison, titles: tuple[str, str], *, out: str | Path, lang: Lang = "zh") -> Path:
    """Write what differs between two plans as one HTML file.

    Parameters
    ----------
    titles
        What to call the two plans: as a rule their folders.

    Raises
    ------
    OutputError
        If the file exists or cannot be written.
    """
    from solver.report.html.comparison_report import FigureLine, MoveLine, comparison_html

    figures = [FigureLine(f.key, f.title, f.before, f.after) for f in found.figures]
    moves = [
        MoveLine(
            move.person_id,
            found.names.get(move.person_id, ""),
            move.kind,
            found.posting(move.before, lang),
            found.posting(move.after, lang),
        )
        for move in found.moves
    ]
    write_page(Path(out), comparison_html(titles, figures, moves, lang))
    return Path(out)


def report_measures(
    measures: Measures,
    titles: Sequence[str],
    *,
    out: str | Path,
    lang: Lang = "zh",
    private: bool = False,
    trade: Trade | None = None,
    causes: Causes | None = None,
) -> Path:
    """Write plans side by side as one HTML file: indicators, people, villages; curve and causes if given.

    Parameters
    ----------
    titles
        What to call the plans, baselines left out: as a rule their folders.
    private
        Also show points of people and villages, and why people moved.

    Raises
    ------
    OutputError
        If the file exists or cannot be written.
    ValueError
        If there are fewer than two plans.
    """
    from solver.api.comparison_files import comparison_tables
    from solver.report.html.comparison_report import ComparisonPage, MoveLine
    from solver.report.html.plans_report import PlansPage, figure_lines, plans_html

    if measures.n_plans < 2:
        raise ValueError("a comparison takes two plans")
    found = measures.comparison(1, lang)
    moves = [MoveLine(m.person_id, "", m.kind, "", "") for m in found.moves]
    figures = figure_lines([(f.key, f.title, f.before, f.after) for f in found.figures], private=private)
    tables = comparison_tables(measures, lang, trade, causes)
    page = PlansPage(
        titles=tuple(titles),
        names=measures.names,
        rows=measures.rows,
        pair=ComparisonPage((titles[0], titles[1]), figures, moves, lang),
        tables=tables[1:],
        notes=tables[0].notes,
        trade=trade.points if trade is not None else (),
        lang=lang,
        private=private,
        elsewhere=all(measures.is_elsewhere(column) for column in range(1, measures.n_plans)),
    )
    write_page(Path(out), plans_html(page))
    return Path(out)


def write_page(file: Path, text: str) -> None:
    """Write a page that is readable by its owner only, never over another file.

    Raises
    ------
    OutputError
        If the file exists or cannot be written.
    """
    write_new(file, text.encode("utf-8"))


def write_new(file: Path, content: bytes) -> None:
    """Write a file that is readable by its owner only, never over another file.

    Raises
    ------
    OutputError
        If the file exists or cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
    except FileExistsError as error:
        raise OutputError(EXISTS.with_values(file=str(file))) from error
    except OSError as error:
        raise OutputError(UNWRITABLE.with_values(file=str(file), why=error.strerror or str(error))) from error


def _solved(source: Solution | str | Path, scenario: str | Path | None, lang: Lang | None) -> tuple[Solved, str]:
    """Return the plan, and its folder ("" for one that was not written)."""
    if not isinstance(source, (str, Path)):
        return source.solved, ""
    from solver.api.reopening import reopen

    return reopen(source, scenario, lang), str(source)

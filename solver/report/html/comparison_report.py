"""The report about two plans: figures side by side, and everybody whose posting differs.

When to modify
    A comparison says more: write a function from a ``ComparisonPage`` to a section, name it in ``SECTIONS``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from solver.report.change_kinds import CHANGE_KINDS
from solver.report.html.render import document, fill
from solver.report.html.section import Section
from solver.report.html.views import Head, View
from solver.text import Lang, Text

LESS_IS_BETTER = frozenset({"severity", "exceptions", "unserved"})
MORE_IS_BETTER = frozenset({"value", "sent", "listed"})
HEADLINE = ("exceptions", "severity", "value", "sent")
"""Figures that stand large at the top."""


@dataclass(frozen=True)
class FigureLine:
    """One figure of both plans; ``None`` where a plan does not have it. ``key`` names it for a program."""

    key: str
    title: Text
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        """After less before."""
        return (self.after or 0) - (self.before or 0)

    @property
    def tone(self) -> str:
        """``gain`` or ``loss``, or "" where neither can be said."""
        sign = -1 if self.key in LESS_IS_BETTER else int(self.key in MORE_IS_BETTER or self.key.startswith("points."))
        return {1: "gain", -1: "loss"}.get((self.difference > 0) * sign - (self.difference < 0) * sign, "")


@dataclass(frozen=True)
class MoveLine:
    """A person whose posting differs, and both postings in words."""

    person_id: str
    alias: str
    kind: str
    before: str
    after: str


@dataclass(frozen=True)
class ComparisonPage:
    """What the sections see."""

    titles: tuple[str, str]
    figures: Sequence[FigureLine]
    moves: Sequence[MoveLine]
    lang: Lang

    def fill(self, template: str, **values: object) -> Markup:
        """Fill a template of the comparison."""
        return fill(f"sections/{template}", self.lang, titles=self.titles, **values)


def comparison_html(
    titles: tuple[str, str], figures: Sequence[FigureLine], moves: Sequence[MoveLine], lang: Lang
) -> str:
    """Return the report."""
    page = ComparisonPage(titles, figures, moves, lang)
    heading = Text("方案比较", "Two plans compared").to(lang)
    lines = [
        Text("原方案：{a}", "Before: {a}", {"a": titles[0]}).to(lang),
        Text("新方案：{b}", "After: {b}", {"b": titles[1]}).to(lang),
    ]
    return document(lang, heading, lines, (), [make(page) for make in SECTIONS])


def headline(page: ComparisonPage) -> Section:
    """Return the figures that matter most, and how many people's postings differ."""
    chosen = [figure for key in HEADLINE for figure in page.figures if figure.key == key]
    kinds = Counter(move.kind for move in page.moves)
    counts = [(CHANGE_KINDS[kind], kinds[kind]) for kind in CHANGE_KINDS if kinds[kind]]
    body = page.fill("comparison_headline", figures=chosen, n_moves=len(page.moves), counts=counts)
    return Section("headline", Text("总体变化", "Headline"), body)


def figures(page: ComparisonPage) -> Section:
    """Return all figures."""
    body = page.fill("comparison_figures", figures=page.figures)
    return Section("figures", Text("主要数字", "Figures"), body)


def moves(page: ComparisonPage) -> Section:
    """Return everybody whose posting differs."""
    heads = (
        Head("alias", Text("人员", "Person").to(page.lang), "text"),
        Head("kind", Text("变动", "Change").to(page.lang), "text"),
        Head("before", Text("原方案", "Before").to(page.lang), "long"),
        Head("after", Text("新方案", "After").to(page.lang), "long"),
    )
    rows = tuple(
        (
            (f"{move.alias}({move.person_id})" if move.alias else move.person_id, ""),
            (CHANGE_KINDS[move.kind].to(page.lang), ""),
            (move.before, ""),
            (move.after, ""),
        )
        for move in page.moves
    )
    view = View("moves", heads, rows, tuple(move.kind for move in page.moves))
    there = {move.kind for move in page.moves}
    filters = [(kind, words) for kind, words in CHANGE_KINDS.items() if kind in there]
    body = page.fill("comparison_moves", table=view, filters=filters)
    return Section("moves", Text("人员变动", "People"), body, wide=len(rows) > 0)


SECTIONS: tuple[Callable[[ComparisonPage], Section], ...] = (headline, figures, moves)
"""In the order of the page."""

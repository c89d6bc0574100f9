"""The report about plans that were put back on their inputs: indicators, people, villages, curve and causes.

When to modify
    A comparison says more: make a table of it in ``compared_tables``, name it in ``PlansPage.tables``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solver.report.compared import TradePoint
from solver.report.compared_tables import ELSEWHERE, TRADE
from solver.report.html.charts.trade import trade_curve
from solver.report.html.comparison_report import ComparisonPage, FigureLine, figures, headline
from solver.report.html.page import shown
from solver.report.html.render import document, fill
from solver.report.html.section import Section
from solver.report.html.views import Head, View
from solver.report.indicators.measuring import IndicatorRow
from solver.report.table import Table
from solver.text import Lang, Text

PRIVATE = frozenset({"why", "points_before", "points_after"})
"""Columns that only the internal version shows."""

INTERNAL = Text("内部版：含得分和原因", "Internal: with points and reasons")
NOTHING = Text("没有不同。", "Nothing differs.")
NONE: dict[str, Text] = {
    "moves": Text("两个方案的人员安排相同。", "Both plans post the same people to the same places."),
}
LEADS: dict[str, Text] = {
    "moves": Text("与第一个方案相比，安排不同的人员。", "Everybody whose posting differs from that in the first plan."),
    "village_changes": Text(
        "与第一个方案相比，各村得失，得者在前。", "What villages gain and lose against the first plan."
    ),
    "trade": Text(
        "保底越高，最低的村越好，以总得分为代价；空心点以加重例外为代价，或未达保底。",
        "The higher the floor, the better the worst village, at a cost in total; hollow marks cost heavier exceptions, "
        "or miss the floor.",
    ),
    "effects": Text("逐项加入或去掉改动，重新求解。", "Each change put in and taken out, and solved again."),
    "causes": Text("每个人的变动由哪一处改动引起。", "Which change moved whom."),
}


@dataclass(frozen=True)
class PlansPage:
    """What the report shows.

    Attributes
    ----------
    titles
        What to call the plans: as a rule their folders.
    names
        Headers of the indicators' columns, baselines included.
    pair
        Figures of the first two plans, and how many people moved between them by kind.
    tables
        Further tables, in order.
    notes
        Below the indicators.
    elsewhere
        Whether the plans are of different counties, so that there is nobody to have moved.
    """

    titles: tuple[str, ...]
    names: tuple[Text, ...]
    rows: tuple[IndicatorRow, ...]
    pair: ComparisonPage
    tables: tuple[Table, ...]
    notes: tuple[Text, ...]
    trade: Sequence[TradePoint]
    lang: Lang
    private: bool
    elsewhere: bool = False


def plans_html(page: PlansPage) -> str:
    """Return the report."""
    heading = Text("方案比较", "Plans compared").to(page.lang)
    lines = [f"{i}. {title}" for i, title in enumerate(page.titles, start=1)]
    sections = [headline(page.pair), figures(page.pair), _indicators(page)]
    sections += [_section(table, page) for table in page.tables]
    badges = [INTERNAL.to(page.lang)] if page.private else []
    return document(page.lang, heading, lines, badges, sections)


def _indicators(page: PlansPage) -> Section:
    groups: list[tuple[Text, list[tuple[IndicatorRow, list[tuple[str, str]]]]]] = []
    for row in page.rows:
        if not groups or groups[-1][0] != row.group:
            groups.append((row.group, []))
        cells = [(text, row.tone(i) if i else "") for i, text in enumerate(row.shown(page.lang))]
        groups[-1][1].append((row, cells))
    body = fill("sections/comparison_indicators", page.lang, names=page.names, groups=groups, notes=page.notes)
    return Section("indicators", Text("指标", "Indicators"), body)


def _section(table: Table, page: PlansPage) -> Section:
    slug = table.sheet.slug
    keys = [str(key) for key in table.frame.columns if page.private or str(key) not in PRIVATE]
    headers = dict(zip(map(str, table.frame.columns), table.headers, strict=True))
    kinds = dict(zip(map(str, table.frame.columns), table.kinds, strict=True))
    heads = tuple(Head(key, headers[key], kinds[key]) for key in keys)
    records = table.frame.to_dict("records")
    rows = tuple(tuple((shown(record[key]), "") for key in keys) for record in records)
    notes = tuple(note.to(page.lang) for note in table.notes)
    view = View(slug, heads, rows, ("",) * len(rows), notes=notes)
    chart = trade_curve(page.trade, page.lang) if table.sheet is TRADE and len(page.trade) > 1 else None
    body = fill(
        "sections/comparison_table",
        page.lang,
        table=view,
        lead=LEADS[slug],
        chart=chart,
        nothing=ELSEWHERE if page.elsewhere else NONE.get(slug, NOTHING),
    )
    return Section(slug, table.sheet.title, body, wide=len(keys) > 7)


def figure_lines(keys: Sequence[tuple[str, Text, int | None, int | None]], *, private: bool) -> list[FigureLine]:
    """Return the figures of two plans; points by goal only where points are shown."""
    return [FigureLine(*line) for line in keys if private or not line[0].startswith("points.")]

"""The comparison of a batch as one page: the summary, who moved, which villages gained or lost."""

from __future__ import annotations

from collections.abc import Sequence

from solver.report.html.render import document, fill
from solver.report.html.section import Section
from solver.report.html.views import Head, View
from solver.report.table import Table
from solver.text import Lang, Text

LEADS: dict[str, Text] = {
    "batch": Text(
        "一行一个场景；增减均与所继承的方案相比。",
        "One line a scenario; changes are against the scenario that it extends.",
    ),
    "batch_moves": Text("去向与所继承的方案不同的人员。", "Everybody whose posting is another than in the base."),
    "batch_villages": Text(
        "岗位数或人数与所继承的方案不同的村。", "Villages with other posts or people than in the base."
    ),
}
HEADING = Text("假设分析对比", "What-if: plans compared")


def batch_html(tables: Sequence[Table], lang: Lang, subtitle: Sequence[str] = ()) -> str:
    """Return the page; empty tables are left out."""
    sections = []
    for table in tables:
        if len(table.frame):
            body = fill(
                "sections/plain_table", lang, private=False, table=_view(table), lead=LEADS[table.sheet.slug], more=0
            )
            sections.append(Section(table.sheet.slug, table.sheet.title, body, wide=True))
    return document(lang, HEADING.to(lang), subtitle, (), sections)


def _view(table: Table) -> View:
    keys = map(str, table.frame.columns)
    heads = tuple(Head(*head) for head in zip(keys, table.headers, table.kinds, strict=True))
    cells = table.frame.astype(object).where(table.frame.notna(), "")
    rows = tuple(
        tuple((value if isinstance(value, int) else str(value), "") for value in row)
        for row in cells.itertuples(index=False, name=None)
    )
    return View(table.sheet.slug, heads, rows, ("",) * len(rows), notes=tuple(n.to(table.lang) for n in table.notes))

"""What each sending unit was to send, sends, and is short of."""

from __future__ import annotations

from solver.report.columns import UNITS
from solver.report.html.charts.bars import Series, lying_bars
from solver.report.html.charts.drawing import BLUE, PALE, RED
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.html.views import Row, view
from solver.text import Text

TITLE = Text("派出单位完成情况", "Sending units")
MOST = 16
"""Units in the chart: those furthest from their quota."""


def section(page: Page) -> Section | None:
    """Return the table of quotas; only of the whole plan, as units serve all counties."""
    if page.county is not None:
        return None
    rows = page.rows(UNITS)
    table = view(page, UNITS, UNITS.columns[1:], mark=lambda row: "short" if _short(row) else "")
    if table is None:
        return None
    n_short = sum(_short(row) > 0 for row in rows)
    with_quota = [row for row in rows if row["quota_first_secretary"] != "" or row["quota_member"] != ""]
    body = page.fill(
        "units",
        table=table,
        chart=_chart(page, with_quota),
        n_units=len(rows),
        n_quota=len(with_quota),
        n_short=n_short,
    )
    return Section("units", TITLE, body, menu=Text("单位", "Units"), wide=True)


def _short(row: Row) -> int:
    return int(row["short_first_secretary"] or 0) + int(row["short_member"] or 0)


def _chart(page: Page, rows: list[dict[str, object]]) -> object:
    chosen = sorted(rows, key=lambda row: (-_short(row), -_posted(row), str(row["unit"])))[:MOST]
    if not chosen:
        return ""
    names = (Text("新派", "posted"), Text("留任", "staying"), Text("未完成", "short of quota"))
    values = ([_posted(r) for r in chosen], [int(str(r["staying"] or 0)) for r in chosen], [_short(r) for r in chosen])
    series = [
        Series(words.to(page.lang), tuple(part), colour)
        for words, part, colour in zip(names, values, (BLUE, PALE, RED), strict=True)
    ]
    label = Text("各单位新派、留任和未完成人数", "People posted, staying and short, by unit").to(page.lang)
    unit = Text("人数", "people").to(page.lang)
    return lying_bars("units", label, [str(row["unit"]) for row in chosen], series, unit)


def _posted(row: Row) -> int:
    return int(row["posted_first_secretary"] or 0) + int(row["posted_member"] or 0)

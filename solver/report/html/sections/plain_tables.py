"""Tables that need no more than a heading and a sentence: handovers, training, costs, who was not posted."""

from __future__ import annotations

from solver.report.columns import COSTS, HANDOVERS, REPAIRS, RESERVES, TRAINING, UNPOSTED, Sheet
from solver.report.html.page import Page
from solver.report.html.section import Section
from solver.report.html.views import view
from solver.text import Text

MOST_ROWS = 3_000
"""Rows up to which a table can be searched in a page without waiting; the workbook has them all."""


def _plain(page: Page, sheet: Sheet, columns: str, lead: Text, menu: Text | None = None) -> Section | None:
    elsewhere = page.county is not None and "county" not in sheet.columns  # in the index, once
    rows = [] if elsewhere else page.rows(sheet)
    table = view(page, sheet, columns, rows=rows[:MOST_ROWS])
    if table is None:
        return None
    body = page.fill("plain_table", table=table, lead=lead, more=max(0, len(rows) - MOST_ROWS))
    return Section(sheet.slug, sheet.title, body, menu=menu, wide=True)


def handovers(page: Page) -> Section | None:
    """Return table 3."""
    return _plain(
        page,
        HANDOVERS,
        "county township village role out_person out_unit out_end out_cause in_person in_unit overlap_from overlap_to "
        "remark",
        Text("老队员离任、新队员接任，交接期内两人同时在村。", "Who leaves, who takes over, and when both are there."),
        Text("交接", "Handovers"),
    )


def training(page: Page) -> Section | None:
    """Return table 9."""
    return _plain(
        page,
        TRAINING,
        "training_class county township village role alias unit standing train_by focus",
        Text("按班次编列，可直接用于办班通知。", "Class by class, ready for the invitations."),
        Text("培训", "Training"),
    )


def costs(page: Page) -> Section | None:
    """Return table 10."""
    return _plain(
        page,
        COSTS,
        "county township village hardship_class n_new days_each cost_meals cost_phone cost_hardship cost",
        Text("新派人员整个任期的补助。", "Allowances of the people newly sent, for the whole term."),
        Text("经费", "Costs"),
    )


def reserves(page: Page) -> Section | None:
    """Return table 4a; private."""
    return _plain(
        page,
        RESERVES,
        "role main_expertise rank_in_group rank alias person_id unit age party expertise best_village best_points "
        "remark",
        Text("符合条件而未安排的人选，按职务、专长排序。", "Eligible and not posted, ranked by role and expertise."),
        Text("候补", "Reserve"),
    )


def unposted(page: Page) -> Section | None:
    """Return table 4b; private."""
    return _plain(
        page,
        UNPOSTED,
        "alias person_id unit roles category reason in_reserve",
        Text("每名未安排人选的原因。", "Why each of them has no post."),
        Text("未安排", "Not posted"),
    )


def repairs(page: Page) -> Section | None:
    """Return what was read otherwise than written; private, as it quotes cells of the rosters."""
    return _plain(
        page,
        REPAIRS,
        "nature file sheet row column cell problem mend",
        Text("读取时修正或提示的单元格，请核对原表。", "Cells that were repaired or noted on reading: check them."),
        Text("输入", "Inputs"),
    )

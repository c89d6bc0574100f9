"""The change list of a mended plan: one page to sign, and who else could have filled each vacated post."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from solver.report.safe_cells import clean_text
from solver.report.workbook import CREATED
from solver.text import Lang, Text

A4 = 9
TITLE = Text("调整名单", "Change list")
RESERVES = Text("候补名单", "Reserve")
_HEADS = (
    (Text("序号", "No."), 6),
    (Text("村", "Village"), 22),
    (Text("职务", "Role"), 12),
    (Text("离任人员", "Leaves"), 20),
    (Text("原因", "Why"), 18),
    (Text("接任人员", "Takes over"), 20),
    (Text("派出单位", "Unit"), 18),
    (Text("说明", "Remark"), 26),
)
_RESERVE_HEADS = (
    (Text("村", "Village"), 22),
    (Text("职务", "Role"), 12),
    (Text("人选", "Person"), 20),
    (Text("派出单位", "Unit"), 18),
    (Text("例外严重度增减", "Severity"), 14),
    (Text("得分增减", "Points"), 12),
)
_SIGN = Text("审核：            批准：            日期：", "Checked:            Approved:            Date:")


@dataclass(frozen=True)
class ChangeLine:
    """One post that changes hands; what is not concerned is empty."""

    village: str
    role: Text
    leaver: str
    why: Text
    successor: str
    unit: str
    remark: Text


@dataclass(frozen=True)
class ReserveLine:
    """A person who could take a vacated post instead, all else as in the new plan: the exact effect."""

    village: str
    role: Text
    person: str
    unit: str
    severity: int
    value: int


def change_list_bytes(
    title: str, notes: Sequence[str], lines: Sequence[ChangeLine], reserves: Sequence[ReserveLine], lang: Lang
) -> bytes:
    """Return the workbook: the list to sign, on one page, and the reserve.

    Parameters
    ----------
    notes
        Sentences under the list: what is proved, which exceptions come and go.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": clean_text(title)[:200], "created": CREATED})
    rows = [
        [i, line.village, line.role, line.leaver, line.why, line.successor, line.unit, line.remark]
        for i, line in enumerate(lines, 1)
    ]
    sheet = _sheet(book, TITLE.to(lang), title, _HEADS, rows, lang)
    below = len(rows) + 3
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    for note in notes:
        sheet.merge_range(below, 0, below, len(_HEADS) - 1, clean_text(note), plain)
        sheet.set_row(below, 15 * (1 + len(note) // 70))
        below += 1
    sheet.merge_range(below + 1, 0, below + 1, len(_HEADS) - 1, _SIGN.to(lang), plain)
    sheet.fit_to_pages(1, 1)
    held = [[r.village, r.role, r.person, r.unit, f"{r.severity:+d}", f"{r.value:+d}"] for r in reserves]
    _sheet(book, RESERVES.to(lang), title, _RESERVE_HEADS, held, lang).fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _sheet(
    book: Any, name: str, title: str, heads: Sequence[tuple[Text, int]], rows: Sequence[Sequence[object]], lang: Lang
) -> Any:
    sheet = book.add_worksheet(name)
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    head = book.add_format({"border": 1, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"})
    sheet.write_string(0, 0, clean_text(title), book.add_format({"bold": True, "font_size": 14}))
    for c, (text, width) in enumerate(heads):
        sheet.set_column(c, c, width)
        sheet.write_string(1, c, text.to(lang), head)
    for r, row in enumerate(rows, 2):
        for c, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(r, c, value, cell)
            else:
                shown = value.to(lang) if isinstance(value, Text) else str(value)
                sheet.write_string(r, c, clean_text(shown), cell)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(1)
    return sheet

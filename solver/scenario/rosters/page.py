"""The readers' page of the input tables: every sheet and column, in both languages.

``python -m solver.scenario.rosters.page`` writes ``scenarios/COLUMNS.md``; a test sees that it is current.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from solver.domain.words import NEED_ITEMS
from solver.scenario.rosters.columns import Column, Kind, Sheet
from solver.scenario.rosters.sheets import NOT_READ, SHEETS
from solver.text import Text

PAGE = Path("scenarios/COLUMNS.md")

INTRO = """# Input tables · 输入表

Generated from the declarations of the tables, not written by hand: `python -m solver.scenario.rosters.page`.
本页由程序生成，请勿手工修改。

One workbook with one sheet for each table, or a folder with one CSV file for each (UTF-8, with or without mark, or
GBK). Headers may be Chinese or English, in any order, in one row or two merged rows, below title rows; blank rows and
totals rows are skipped. Bold columns are needed; all others may be left out. Columns that are not listed pass through
to the plan. In every table a village is named by its code, or by township and name where that names only one.

一个工作簿、每表一张工作表，或一个文件夹、每表一个 CSV 文件（UTF-8、带签名的 UTF-8 或 GBK）。
表头中英文均可，顺序不限，可为一行或两行合并表头，上方可有标题行；空行和合计行自动跳过。加粗的列必填，其余可缺。
未列出的列原样带入方案。各表写村可用村编码，或写乡镇和村名（须唯一）。
"""

CLOSING = """
## Not read · 不读取

{names}: known, but no rule of a county's round uses it. It is listed among the notes, as every sheet is that is not
read. Drive times of villages stand in the villages sheet.

{names}：可以保留，但一县的方案用不到，不读取，并在提示中列出；其他未读取的表也逐一列出。村的车程填在村情需求表。
"""

HOLDS: dict[Kind, Text] = {
    Kind.TEXT: Text("文字", "text"),
    Kind.INT: Text("整数", "whole number"),
    Kind.FLOAT: Text("数字", "number"),
    Kind.YEAR: Text("年份", "year"),
    Kind.DATE: Text("日期：1985.03、198503、1985年3月、1985-03-02", "date: 1985.03, 198503, 1985年3月, 1985-03-02"),
    Kind.YES_NO: Text("是/否", "yes or no"),
    Kind.WORD: Text("其一", "one of"),
    Kind.WORDS: Text("可多项", "any of"),
    Kind.TEXTS: Text("文字，可多项", "texts, separated"),
    Kind.NEED_ITEM: Text("需求项", "need item"),
    Kind.PLACE: Text("地名", "place"),
    Kind.PLACES: Text("地名，可多项", "places, separated"),
    Kind.UNIT: Text("单位名称、简称或编码", "name, abbreviation or code of a unit"),
    Kind.PERSON: Text("人员编号，或唯一的姓名", "code of a person, or a name that is unique"),
    Kind.VILLAGES: Text("村或乡镇，可多项", "villages or townships, separated"),
    Kind.SKIP: Text("不使用", "not used"),
}


def columns_page() -> str:
    """Return the page as Markdown."""
    tables = "".join(part for sheet in SHEETS for part in _section(sheet))
    return INTRO + tables + CLOSING.format(names="、".join(NOT_READ))


def _section(sheet: Sheet) -> Iterator[str]:
    needed = " · 必需 needed" if sheet.required else ""
    yield f"\n## {sheet.zh} · {sheet.en}{needed}\n\n"
    if sheet.aliases:
        yield f"Also called · 也可写作：{'、'.join(sheet.aliases)}\n\n"
    yield "| 中文 | English | holds · 内容 | other headers · 其他写法 |\n|---|---|---|---|\n"
    for column in sheet.columns:
        mark = "**" if column.required else ""
        others = "、".join(name for name in column.aliases if name not in (column.zh, column.en))
        yield f"| {mark}{column.zh}{mark} | {mark}`{column.en}`{mark} | {_holds(column)} | {others} |\n"


def _holds(column: Column) -> str:
    words = column.words or ()
    kind = HOLDS[column.kind]
    if column.kind is Kind.NEED_ITEM:
        return f"{kind.zh} · {kind.en}: {NEED_ITEMS[0]} … {NEED_ITEMS[-1]}"
    if words:
        return f"{kind.zh} · {kind.en}: {', '.join(f'{word.label.zh} `{word}`' for word in words)}"
    return f"{kind.zh} · {kind.en}{_limits(column)}"


def _limits(column: Column) -> str:
    if column.low is None and column.high is None:
        return ""
    if column.high is None:
        return f" ≥ {column.low:g}"
    return f" {column.low:g}–{column.high:g}" if column.low is not None else f" ≤ {column.high:g}"


if __name__ == "__main__":
    (Path(__file__).parents[3] / PAGE).write_text(columns_page(), encoding="utf-8", newline="\n")

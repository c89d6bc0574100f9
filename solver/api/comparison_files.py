"""A comparison as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from solver.errors import OutputError
from solver.text import Lang, Text

if TYPE_CHECKING:
    from solver.api.measuring import Measures
    from solver.api.trading import Trade
    from solver.report.compared import Causes
    from solver.report.table import Table

TITLE = Text("方案比较", "Plans compared")
NOT_XLSX = Text("比较结果写成 .xlsx 文件：{file}", "A comparison is written as an .xlsx file: {file}")


def comparison_tables(
    measures: Measures, lang: Lang = "zh", trade: Trade | None = None, causes: Causes | None = None
) -> tuple[Table, ...]:
    """Return every table of a comparison: indicators, people, villages, then the curve and the causes if given."""
    from solver.report.cause_tables import cause_table, effect_table
    from solver.report.compared_tables import indicator_table, moves_table, trade_table, village_table

    others = range(1, measures.n_plans)
    found = [(measures.names[i], measures.comparison(i, lang)) for i in others]
    tables = [
        indicator_table(measures.rows, measures.names, lang, baselines=len(measures.names) > measures.n_plans),
        moves_table(((name, c.moves, c.names) for name, c in found), lang),
        village_table(((measures.names[i], measures.villages(i)) for i in others), lang),
    ]
    if trade is not None:
        tables.append(trade_table(trade.points, lang))
    if causes is not None:
        tables += [effect_table(causes, lang), cause_table(causes, lang)]
    return tuple(tables)


def write_comparison(
    measures: Measures,
    path: str | Path,
    lang: Lang = "zh",
    trade: Trade | None = None,
    causes: Causes | None = None,
) -> Path:
    """Write a comparison as a workbook that is readable by its owner only, never over another file.

    Raises
    ------
    OutputError
        If the file exists, is no ``.xlsx``, or cannot be written.
    """
    from solver.api.reporting import write_new
    from solver.report.workbook import workbook_bytes

    file = Path(path)
    if file.suffix.lower() != ".xlsx":
        raise OutputError(NOT_XLSX.with_values(file=str(file)))
    write_new(file, workbook_bytes(comparison_tables(measures, lang, trade, causes), TITLE.to(lang), lang))
    return file

"""Headers of the tables of a comparison, beside those that the tables of a plan have already."""

from __future__ import annotations

from collections.abc import Mapping

from solver.report.columns import COLUMNS, Column
from solver.text import Text

COMPARED_COLUMNS: Mapping[str, Column] = {
    **COLUMNS,
    # people and villages
    "of_plan": Column(Text("方案", "Plan")),
    "change": Column(Text("变动", "Change")),
    "before": Column(Text("原方案", "Before"), "long"),
    "after": Column(Text("新方案", "After"), "long"),
    "why": Column(Text("原因", "Why"), "long"),
    "people_before": Column(Text("原在岗人数", "People before"), "int"),
    "people_after": Column(Text("新在岗人数", "People after"), "int"),
    "points_before": Column(Text("原得分", "Points before"), "int"),
    "points_after": Column(Text("新得分", "Points after"), "int"),
    "difference": Column(Text("增减", "Difference"), "int"),
    # the curve
    "floor": Column(Text("各村保底分", "Floor for every village"), "int"),
    "worst": Column(Text("最低的村", "Village worst off"), "int"),
    "tenth": Column(Text("后10%分位的村", "P10 of villages"), "int"),
    "value": Column(Text("总得分", "Value"), "int"),
    "gap": Column(Text("差距", "Gap")),
    "below": Column(Text("未达保底的村", "Villages below the floor"), "int"),
    "impossible": Column(Text("不加重例外不能达到", "Takes heavier exceptions")),
    # the causes
    "line": Column(Text("改动的行", "Changed line")),
    "old_value": Column(Text("原值", "Was")),
    "new_value": Column(Text("新值", "Is")),
    "where": Column(Text("所在文件和行", "File and line")),
    "alone": Column(Text("只改这一处", "With this change only"), "long"),
    "last": Column(Text("其余都改后再改这一处", "With this change after all others"), "long"),
    "verdict": Column(Text("判断", "Verdict")),
    "changes": Column(Text("起因", "Changes"), "long"),
}
"""Key to header and kind."""

"""A county that the shipped overlays fit and that is solved in a second: fourteen villages of county-s, with their IDs.

The overlays are copied as they are; beside them lies a scenario of the name that they extend.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.rounds import SCENARIOS, Row, say

WHAT_IFS = SCENARIOS / "whatif"
VILLAGES = frozenset(f"A01V{n:03d}" for n in (2, 3, 4, 6, 8, 14, 19, 27, 29, 39, 40, 51, 56, 65))
UNITS = frozenset(("澜岫省住房和城乡建设厅", "棠岭县水务公司", "中央某部委", "竹坪镇人民政府", "青湾镇人民政府"))
"""Units that overlays name; all their nominees are there, and every eighth of the others."""

NUMBERS = {
    "members: 169": "members: 32",
    "first_secretaries: 54, members: 132": "first_secretaries: 10, members: 18",
    "members: 160": "members: 23",
    "{棠岭县水务公司: 3}": "{棠岭县水务公司: 1}",
}
"""Figures of overlays, and what they are in this county: it lists 12 villages, 22 members, and that unit sends two."""

FACTS: dict[str, dict[str, Row]] = {
    "人选花名册": {
        "A01P0016": {"已驻村届数": "2"},
        "A01P0032": {"家庭困难": "是", "籍贯/家庭所在乡镇村": "棠岭县/柳坝镇"},
        "A01P0096": {"可到岗时间": "2025-08-01"},
        "A01P0152": {"意愿县/乡": "棠岭县/水塘乡"},
        "A01P0184": {"性别": "女"},
    },
    "村情需求表": {"A01V014": {"车程(分钟)": "70"}},
    "在岗人员表": {"A01P2147": {"年度考核": "优秀", "期满考核": "优秀", "是否愿留": "是", "单位意见": "是"}},
    "派出单位名额表": {"棠岭县税务局": {"在编人数": "15"}},
}
"""Facts of this county that are other than in county-s, so that every question concerns somebody.

A third term; hardship far from home; a late arrival; the first secretary whom V019 needs most wishes to be elsewhere; a
woman alone in a remote village; an excellent incumbent who wishes to stay; a small unit.
"""
KEYS = {"人选花名册": "编号", "村情需求表": "村编码", "在岗人员表": "编号", "派出单位名额表": "单位"}


def small_county(folder: Path) -> Path:
    """Write the county and all overlays below ``folder``; return the folder of the overlays."""
    base, overlays = folder / "scenarios" / "county-s", folder / "scenarios" / "whatif"
    shutil.copytree(SCENARIOS / "county-s", base)
    shutil.copytree(WHAT_IFS, overlays)
    scenario = base / "county-s.yaml"
    say(scenario, "rosters: county-s.xlsx", "rosters: csv")
    say(scenario, "  first_secretaries: 65\n  members: 159\n", "  first_secretaries: 14\n  members: 22\n")
    people = _keep(base, "人选花名册", _is_kept)
    _keep(base, "村情需求表", lambda row: row["村编码"] in VILLAGES)
    _keep(base, "在岗人员表", lambda row: row["村编码"] in VILLAGES)
    codes = {row["编号"] for row in people}
    for table in ("回避指定表", "评分表"):
        _keep(base, table, lambda row: row["编号"] in codes and row["村编码"] in VILLAGES)
    _keep(base, "结对帮扶表", lambda row: row["村编码"] in (*VILLAGES, ""))
    _keep(base, "派出单位名额表", _without_far_villages)
    for table, facts in FACTS.items():
        _keep(base, table, _with(facts, KEYS[table]))
    for file in overlays.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for old, new in NUMBERS.items():
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
    return overlays


def _without_far_villages(row: Row) -> bool:
    if row["定点帮扶村"] not in VILLAGES:
        row["定点帮扶村"] = ""
    return True


def _is_kept(row: Row) -> bool:
    """Choose a nominee; what the row says of villages and people who are not here is left out."""
    row["不可派(回避)"] = row["配偶编号"] = ""
    return row["单位"] in UNITS or int(row["序号"]) % 8 == 0


def _with(facts: dict[str, Row], key: str) -> Callable[[Row], bool]:
    def change(row: Row) -> bool:
        row.update(facts.get(row[key], {}))
        return True

    return change


def _keep(base: Path, table: str, wanted: Callable[[Row], bool]) -> list[Row]:
    path = base / "csv" / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        header, rows = list(reader.fieldnames or ()), [row for row in reader if wanted(row)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)
    return rows

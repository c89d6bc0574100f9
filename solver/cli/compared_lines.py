"""A comparison in the terminal: the figures that matter most; the workbook and the page hold them all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from solver.cli.output import Output, aligned
from solver.text import Text

if TYPE_CHECKING:
    from solver.api.comparing import Comparison
    from solver.api.measuring import Measures
    from solver.report.compared import VillageChange
    from solver.report.table import Table

FIGURES = (Text("项目", "Figure"), Text("原方案", "before"), Text("新方案", "after"), Text("增减", "difference"))
MOVES = (
    Text("人员", "Person"),
    Text("变动", "Change"),
    Text("原方案", "before"),
    Text("新方案", "after"),
    Text("原因", "why"),
)
SAME = Text("两个方案的人员安排相同。", "Both plans post the same people to the same places.")
CHANGED = Text("安排有变动的人员 {n} 名：", "People whose posting differs: {n}")
INDICATOR = Text("指标", "Indicator")
ALL = Text("共 {n} 项指标，全部见 --out 或 --html。", "Of {n} indicators; all are in --out and --html.")
GAIN = Text("得分增加的村 {n} 个：{names}", "Villages that gain ({n}): {names}")
LOSE = Text("得分减少的村 {n} 个：{names}", "Villages that lose ({n}): {names}")
MOST = 6
"""Villages that are named for each."""

HEADLINES = (
    *("severity", "value", "points", "sent", "filled", "coverage.all", "coverage.weak", "illegal"),
    *("fit.all.mean", "fit.all.p10", "primary_need", "duties", "equity.gini", "equity.p10", "equity.worst"),
    *("party", "units.gini", "pairings", "incumbents", "overlap", "cost", "exceptions"),
)
"""Indicators that the terminal shows."""


def headline_lines(measures: Measures, out: Output) -> list[str]:
    """Return the most telling indicators, a column a plan."""
    rows = [[out.say(INDICATOR), *(out.say(name) for name in measures.names)]]
    known = {row.key: row for row in measures.rows}
    rows += [[out.say(known[key].title), *known[key].shown(out.lang)] for key in HEADLINES if key in known]
    return [aligned(rows), out.say(ALL, n=len(known))]


def plan_lines(plans: Sequence[Path], other: int) -> list[str]:
    """Return the heading of one of several comparisons."""
    return [f"== {plans[0].name} → {plans[other].name}"]


def lines_of(found: Comparison, out: Output) -> list[str]:
    """Return figures and people as lines."""
    from solver.api.comparing import KINDS

    rows = [[out.say(head) for head in FIGURES]]
    for f in found.figures:
        both = [f.before, f.after]
        difference = f"{(f.after or 0) - (f.before or 0):+d}"
        rows.append([out.say(f.title), *("–" if n is None else str(n) for n in both), difference])
    lines = [aligned(rows), ""]
    if not found.moves:
        return [*lines, out.say(SAME)]
    lines.append(out.say(CHANGED, n=len(found.moves)))
    reasoned = any(move.why is not None for move in found.moves)
    moves = [[out.say(head) for head in (MOVES if reasoned else MOVES[:-1])]]
    for move in found.moves:
        alias = found.names.get(move.person_id)
        name = f"{alias}({move.person_id})" if alias else move.person_id
        postings = [found.posting(a, out.lang) for a in (move.before, move.after)]
        why = ["" if move.why is None else out.say(move.why)] if reasoned else []
        moves.append([name, out.say(KINDS[move.kind]), *postings, *why])
    return [*lines, aligned(moves)]


def village_lines(villages: Sequence[VillageChange], out: Output) -> list[str]:
    """Return which villages gain and lose most."""
    lines = []
    for words, found in (
        (GAIN, [v for v in villages if v.difference > 0]),
        (LOSE, [v for v in reversed(villages) if v.difference < 0]),
    ):
        if found:
            names = tuple(f"{v.name or v.village_id} {v.difference:+,}" for v in found[:MOST])
            lines.append(out.say(words, n=len(found), names=(*names, "…") if len(found) > MOST else names))
    return lines


def table_lines(table: Table) -> list[str]:
    """Return a table with its title and its notes."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in table.frame.itertuples(index=False)]
    notes = [note.to(table.lang) for note in table.notes]
    return [f"== {table.title}", aligned([table.headers, *cells]), *notes]


def documents(found: Comparison, out: Output) -> dict[str, object]:
    """Return figures and people for a JSON document."""
    return {
        "figures": [
            {"key": f.key, "title": out.say(f.title), "before": f.before, "after": f.after} for f in found.figures
        ],
        "moves": [
            {
                "person_id": move.person_id,
                "change": move.kind,
                "before": None if move.before is None else vars(move.before),
                "after": None if move.after is None else vars(move.after),
                "why": None if move.why is None else out.say(move.why),
            }
            for move in found.moves
        ],
    }

"""Tables of a comparison, for the screen, the workbook and the page alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from solver.domain.plan import Assignment
from solver.report.change_kinds import CHANGE_KINDS
from solver.report.columns import Sheet
from solver.report.compared import Move, TradePoint, VillageChange
from solver.report.compared_columns import COMPARED_COLUMNS
from solver.report.indicators.measuring import IndicatorRow
from solver.report.table import EXTRA, Table, make_table
from solver.report.wording import percent_up
from solver.text import Lang, Text

INDICATORS = Sheet("indicators", Text("指标", "Indicators"), ("group", "item"), frozen=2)
MOVES = Sheet(
    "moves",
    Text("人员变动", "People"),
    ("of_plan", "seq", "alias", "person_id", "change", "before", "after", "why"),
    frozen=4,
)
VILLAGE_CHANGES = Sheet(
    "village_changes",
    Text("各村得失", "Villages"),
    (
        "of_plan",
        "village_id",
        "village",
        "people_before",
        "people_after",
        "points_before",
        "points_after",
        "difference",
    ),
    frozen=3,
)
TRADE = Sheet(
    "trade",
    Text("总分与最低村", "Total against worst"),
    ("floor", "worst", "tenth", "value", "severity", "gap", "below", "impossible"),
)

MEASURED = Text(
    "除“新派”各项外，指标按全部在岗人员(留任和新派)计算；得分一律按第一个方案的计分项和分值计算，例外按各自的规则。",
    "Figures are of everybody on post, staying people included, unless they say “sent”; points are by the goals of the "
    "first plan for all, exceptions by the rules of each.",
)
BASELINES = Text(
    "上一轮：现有人员全部留任、不新派；逐村择优：按名单顺序每村选余下人选中最好的队伍；随机：不违反硬性规则的随机方案。",
    "Last round: everybody on post stays and nobody is sent. Village by village: in the order of the list, each takes "
    "the best team of those still free. At random: any plan that breaks no hard rule.",
)
MOVES_NOTE = Text(
    "原因中的岗位得分按新方案的计分项计算；只有写明规则的，才是规则所限。",
    "Points in the reasons are by the goals of the new plan; a move is forced only where a rule is named.",
)
VILLAGE_NOTE = Text(
    "得分为全队(留任和新派)按第一个方案的计分项计算的得分。",
    "Points of the whole team, staying people included, by the goals of the first plan.",
)
ELSEWHERE = Text(
    "两个方案不是同一个县的，只比较指标，不比较人员和村。",
    "The plans are of different counties: figures are compared, people and villages are not.",
)
PROVED = Text("已证", "proved")
TRADE_NOTE = Text(
    "每行按更高的各村保底分重新求解：新派人员在每个村的岗位分合计不低于保底分(按保底分的八分之一为一档，每人向下取整)。"
    "总得分、严重度不含保底规则本身。“未达保底的村”是所得方案中的；只有写明“已证”的，才是任何方案不加重例外都达不到。"
    "曲线只抬高最差的村，其余各村不再逐一比较(不是字典序最大最小)。",
    "Each line is the round solved again with a higher floor: what the people sent to each village bring together, in "
    "steps of an eighth of the floor, rounded down for each person. Value and severity leave the floor itself out. "
    "Villages below it are those of the plan that was found; only where it says “proved”, no plan keeps the floor "
    "without heavier exceptions. The curve raises the village worst off alone, and not the next ones in turn: it is no "
    "leximin.",
)


def indicator_table(rows: Sequence[IndicatorRow], names: Sequence[Text], lang: Lang, *, baselines: bool) -> Table:
    """Return one row an indicator and one column a plan."""
    titles = [name.to(lang) for name in names]
    cells = [
        {"group": row.group, "item": row.title, **dict(zip((EXTRA + t for t in titles), row.shown(lang), strict=True))}
        for row in rows
    ]
    notes = (MEASURED, BASELINES) if baselines else (MEASURED,)
    return make_table(INDICATORS, cells, lang, columns=COMPARED_COLUMNS, extras=titles, notes=notes)


def moves_table(found: Iterable[tuple[Text, Sequence[Move], dict[str, str]]], lang: Lang) -> Table:
    """Return everybody whose posting differs from the first plan's, plan by plan.

    Parameters
    ----------
    found
        What to call the other plan, who moved, and ID to name of people and villages.
    """
    rows = [
        {
            "of_plan": name,
            "alias": names.get(move.person_id, ""),
            "person_id": move.person_id,
            "change": CHANGE_KINDS[move.kind],
            "before": posting(move.before, names),
            "after": posting(move.after, names),
            "why": move.why,
        }
        for name, moves, names in found
        for move in moves
    ]
    return make_table(MOVES, rows, lang, columns=COMPARED_COLUMNS, notes=(MOVES_NOTE,))


def posting(a: Assignment | None, names: Mapping[str, str]) -> Text:
    """Return a posting in words; a dash for none."""
    if a is None:
        return Text("—", "–")
    return Text(
        "{village} {role}", "{village} {role}", {"village": names.get(a.village_id, a.village_id), "role": a.role.label}
    )


def village_table(found: Iterable[tuple[Text, Sequence[VillageChange]]], lang: Lang) -> Table:
    """Return the villages whose points or people differ, the greatest gain first, plan by plan."""
    rows = [
        {
            "of_plan": name,
            "village_id": v.village_id,
            "village": v.name,
            "people_before": v.people_before,
            "people_after": v.people_after,
            "points_before": v.before,
            "points_after": v.after,
            "difference": v.difference,
        }
        for name, villages in found
        for v in villages
        if v.difference or v.people_before != v.people_after
    ]
    return make_table(VILLAGE_CHANGES, rows, lang, columns=COMPARED_COLUMNS, notes=(VILLAGE_NOTE,))


def trade_table(points: Sequence[TradePoint], lang: Lang) -> Table:
    """Return one row a floor."""
    rows = [
        {
            **{key: getattr(point, key) for key in ("floor", "worst", "tenth", "value", "severity")},
            "gap": percent_up(round(point.gap * 1_000_000_000), 1_000_000_000),
            "below": point.short,
            "impossible": PROVED if point.proved else "",
        }
        for point in points
    ]
    return make_table(TRADE, rows, lang, columns=COMPARED_COLUMNS, notes=(TRADE_NOTE,))

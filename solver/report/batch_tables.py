"""The comparison of a batch: a line a scenario, who moved against the base, and which villages gained or lost people.

When to modify
    A comparison says more of each scenario: add a figure to ``BatchLine``, its header to ``BATCH_COLUMNS``, its key to
    the sheet, its value in the rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solver.report.change_kinds import CHANGE_KINDS
from solver.report.columns import Column, Sheet
from solver.report.safe_cells import printable
from solver.report.table import Row, Table, make_table
from solver.report.wording import percent_up
from solver.text import Lang, Text

STANDINGS: dict[str, Text] = {
    "solved": Text("已求解", "solved"),
    "interrupted": Text("中途停止", "stopped early"),
    "failed": Text("未成功", "failed"),
    "not_run": Text("未运行", "not run"),
}
"""What became of a scenario."""


NO_TROUBLE = Text("", "")


@dataclass(frozen=True)
class PlanFigures:
    """What a plan comes to.

    Attributes
    ----------
    posts, filled
        Posts of the frozen list, those of staying people included, and how many of them are filled.
    least_severity, best_value
        The proven bounds: no plan has lighter exceptions; with exceptions as light, none is worth more.
    due_next_year
        People on post under the plan, new ones included, whose term ends in the year after the on-post date's.
    """

    listed: int
    posts: int
    filled: int
    sent: int
    exceptions: int
    severity: int
    least_severity: int
    value: int
    best_value: int
    due_next_year: int


@dataclass(frozen=True)
class MovedPerson:
    """Somebody whose posting is another than in the base; ``kind`` is a key of ``CHANGE_KINDS``."""

    person_id: str
    alias: str
    kind: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedVillage:
    """A village that has more or fewer people, or posts, than in the base."""

    village: str
    posts_before: int
    posts_after: int
    people_before: int
    people_after: int


@dataclass(frozen=True)
class BatchLine:
    """One scenario of a batch.

    Attributes
    ----------
    question
        Its title.
    standing
        A key of ``STANDINGS``.
    trouble
        Why there is no plan.
    base
        Name of the scenario that it is compared with; "" for none.
    folder
        Name of the plan folder beside the comparison; "" for none.
    before
        Figures of the base.
    remarks
        What else is to be known of how the plan came about.
    """

    name: str
    question: Text
    standing: str
    trouble: Text = NO_TROUBLE
    base: str = ""
    folder: str = ""
    figures: PlanFigures | None = None
    before: PlanFigures | None = None
    moves: tuple[MovedPerson, ...] = ()
    villages: tuple[ChangedVillage, ...] = ()
    remarks: tuple[Text, ...] = ()


BATCH_COLUMNS: dict[str, Column] = {
    "seq": Column(Text("序号", "No."), "int"),
    "name": Column(Text("场景", "Scenario")),
    "question": Column(Text("问题", "Question"), "long"),
    "standing": Column(Text("状态", "State")),
    "posts": Column(Text("岗位", "Posts"), "int"),
    "filled": Column(Text("已满", "Filled"), "int"),
    "exceptions": Column(Text("例外", "Exceptions"), "int"),
    "severity": Column(Text("严重度", "Severity"), "int"),
    "least_severity": Column(Text("严重度下界(已证)", "Severity, at least (proved)"), "int"),
    "severity_change": Column(Text("严重度增减", "Severity, change"), "int"),
    "value": Column(Text("得分", "Value"), "int"),
    "value_change": Column(Text("得分增减", "Value, change"), "int"),
    "gap": Column(Text("距上界", "Gap to the bound")),
    "moved": Column(Text("人员变动", "People moved"), "int"),
    "moves": Column(Text("其中", "Of these"), "long"),
    "changed_villages": Column(Text("人数有变的村", "Villages resized"), "int"),
    "due_next_year": Column(Text("次年到期", "Due next year"), "int"),
    "base": Column(Text("与之相比的方案", "Compared with")),
    "folder": Column(Text("方案文件夹", "Plan folder")),
    "remarks": Column(Text("说明", "Remarks"), "long"),
    "trouble": Column(Text("未成功原因", "Why there is no plan"), "long"),
    "person_id": Column(Text("人员编号", "Person ID")),
    "alias": Column(Text("姓名(化名)", "Name (alias)")),
    "kind": Column(Text("变动", "Change")),
    "before": Column(Text("基准方案", "In the base")),
    "after": Column(Text("本方案", "Here")),
    "village": Column(Text("村(社区)", "Village")),
    "posts_before": Column(Text("岗位：基准", "Posts in the base"), "int"),
    "posts_after": Column(Text("岗位：本方案", "Posts here"), "int"),
    "people_before": Column(Text("人数：基准", "People in the base"), "int"),
    "people_after": Column(Text("人数：本方案", "People here"), "int"),
}

SUMMARY = Sheet(
    "batch",
    Text("方案对比", "Comparison"),
    (
        *("seq", "name", "question", "standing", "base", "posts", "filled", "exceptions"),
        *("severity", "least_severity", "severity_change", "value", "value_change", "gap"),
        *("moved", "moves", "changed_villages", "due_next_year", "folder", "remarks", "trouble"),
    ),
    frozen=2,
)
MOVES = Sheet(
    "batch_moves",
    Text("人员变动", "People moved"),
    ("name", "person_id", "alias", "kind", "before", "after"),
    frozen=1,
)
VILLAGES = Sheet(
    "batch_villages",
    Text("村的增减", "Villages resized"),
    ("name", "village", "posts_before", "posts_after", "people_before", "people_after"),
    frozen=1,
)


def comparison_tables(lines: Sequence[BatchLine], lang: Lang) -> tuple[Table, ...]:
    """Return the three tables of a comparison."""
    note = Text(
        "增减和变动均与各场景所继承的方案相比；严重度不同时，得分不在同一水平上，不宜直接比较。"
        "同分的安排可以不同，变动不都是必需的；小于距上界之差的增减，不能断定由改动引起。",
        "Changes are against the scenario that each one extends; values of plans of other severity are not of one "
        "level. Plans of equal worth differ too, so not every move is a necessary one, and a change that is smaller "
        "than the gap to the bound may be the search's and not the question's.",
    )
    moves = [
        {"name": line.name, **vars(move), "kind": CHANGE_KINDS[move.kind]} for line in lines for move in line.moves
    ]
    villages = [{"name": line.name, **vars(village)} for line in lines for village in line.villages]
    return (
        make_table(SUMMARY, [_summary(line, lang) for line in lines], lang, notes=(note,), columns=BATCH_COLUMNS),
        make_table(MOVES, moves, lang, columns=BATCH_COLUMNS),
        make_table(VILLAGES, villages, lang, columns=BATCH_COLUMNS),
    )


_SHOWN = ("posts", "filled", "exceptions", "severity", "least_severity", "value", "due_next_year")


def _summary(line: BatchLine, lang: Lang) -> Row:
    row: Row = {
        "name": line.name,
        "question": line.question,
        "standing": STANDINGS[line.standing],
        "base": line.base,
        "folder": line.folder,
        "remarks": line.remarks,
        "trouble": line.trouble,
    }
    f, b = line.figures, line.before
    if f is None:
        return row
    row |= {key: getattr(f, key) for key in _SHOWN}
    row["gap"] = percent_up(f.best_value - f.value, f.value)
    if b is None:
        return row
    kinds = Counter(move.kind for move in line.moves)
    mark = "，" if lang == "zh" else ", "
    return row | {
        "severity_change": f.severity - b.severity,
        "value_change": f.value - b.value,
        "moved": len(line.moves),
        "moves": mark.join(f"{CHANGE_KINDS[kind].to(lang)} {kinds[kind]}" for kind in CHANGE_KINDS if kinds[kind]),
        "changed_villages": len(line.villages),
    }


def markdown(tables: Sequence[Table], heading: str) -> str:
    """Return tables as a page of Markdown; empty ones are left out."""
    parts = [f"# {heading}"]
    for table in tables:
        if not len(table.frame):
            continue
        rows = table.frame.astype(object).where(table.frame.notna(), "").itertuples(index=False, name=None)
        lines = [_cells(table.headers), _cells("--" for _ in table.headers), *(_cells(row) for row in rows)]
        notes = [note.to(table.lang) for note in table.notes]
        parts += [f"## {table.title}", "\n".join(lines), *notes]
    return "\n\n".join(parts) + "\n"


def _cells(cells: Iterable[object]) -> str:
    texts = [printable(str(cell)).replace("\n", " ") for cell in cells]
    safe = (text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for text in texts)
    return "| " + " | ".join(safe) + " |"

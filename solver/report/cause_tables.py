"""What each changed line of a scenario does, and which of them moved whom."""

from __future__ import annotations

from solver.report.change_kinds import CHANGE_KINDS
from solver.report.columns import Sheet
from solver.report.compared import VERDICTS, Causes, Effect, Step
from solver.report.compared_columns import COMPARED_COLUMNS
from solver.report.compared_tables import posting
from solver.report.table import Table, make_table
from solver.text import Lang, Text

EFFECTS = Sheet(
    "effects",
    Text("改动的作用", "What changes do"),
    ("line", "old_value", "new_value", "where", "alone", "last"),
)
CAUSES = Sheet(
    "causes",
    Text("变动的原因", "What moved whom"),
    ("seq", "alias", "person_id", "change", "before", "after", "verdict", "changes"),
    frozen=3,
)
STEP = Text("严重度{severity}，得分{value}，变动{moved}人", "severity {severity}, value {value}, people {moved}")
NOT_TRIED = Text("未试", "not tried")
REFUSED = Text("不能单独采用：{why}", "cannot stand alone: {why}")
NOTE = Text(
    "按同样的求解力度共求解{n}次：两个方案各一次，其余逐项加入或去掉一处改动；人员是这样重新求解的两个方案之间的，"
    "与所比较的方案可能不尽相同。“一致”指加入即变、去掉即复原，且别的改动都不如此；这是试算的结果，不是证明。",
    "Solved {n} times at one effort: both scenarios, then with one change put in or taken out; people are those of the "
    "two plans found so, which need not be the very plans compared. Tries agree where the move comes with the change, "
    "goes with it, and does so with no other; that is evidence, not a proof.",
)
CHANCE = Text(
    "对照：第一个方案换一种搜索方式重新求解，不作任何改动也有{n}人的安排不同。",
    "For comparison: the first scenario searched another way, without any change, posts {n} people differently.",
)
UNFINISHED = Text(
    "求解次数有限，未逐项试完；增加次数可更确定。", "Not every change was tried, as the number of solves is limited."
)
NOTHING = Text("两个配置没有影响选派的不同之处。", "The scenarios differ in nothing that concerns who goes where.")


def effect_table(found: Causes, lang: Lang) -> Table:
    """Return every changed line with what its change does, alone and as the last."""
    rows = [
        {
            "line": line.path,
            "old_value": line.before or Text("默认", "default"),
            "new_value": line.after or Text("默认", "default"),
            "where": line.place,
            "alone": _said(effect, effect.alone),
            "last": _said(effect, effect.last),
        }
        for effect in found.effects
        for line in effect.change.lines
    ]
    notes = [NOTE.with_values(n=found.solves)] if rows else [NOTHING]
    if found.restless is not None:
        notes.append(CHANCE.with_values(n=found.restless))
    if not found.complete:
        notes.append(UNFINISHED)
    return make_table(EFFECTS, rows, lang, columns=COMPARED_COLUMNS, notes=tuple(notes))


def cause_table(found: Causes, lang: Lang) -> Table:
    """Return everybody who moved, with the changes that did it."""
    rows = [
        {
            "alias": found.names.get(person.person_id, ""),
            "person_id": person.person_id,
            "change": CHANGE_KINDS[person.kind],
            "before": posting(person.before, found.names),
            "after": posting(person.after, found.names),
            "verdict": VERDICTS[person.verdict],
            "changes": person.changes,
        }
        for person in found.people
    ]
    return make_table(CAUSES, rows, lang, columns=COMPARED_COLUMNS)


def _said(effect: Effect, step: Step | None) -> Text:
    if step is not None:
        return STEP.with_values(severity=f"{step.severity:+,}", value=f"{step.value:+,}", moved=step.moved)
    return REFUSED.with_values(why=effect.refused) if effect.refused else NOT_TRIED
